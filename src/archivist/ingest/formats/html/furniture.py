"""What belongs to a web page and not to the release on it: tables of tags and of words in class names and ids."""

from __future__ import annotations

import re

TAGS = frozenset(
    """
    nav footer aside form button dialog menu figcaption audio video canvas input label map progress datalist
    output
    """.split()
)
"""Elements that are never part of a text."""

ROLES = frozenset("navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar".split())
"""Values of ``role`` that say the same."""

WORDS = frozenset(
    """
    ads advert advertisement adsense agenda annonce ariane audio
    bandeau banner banniere bannière breadcrumb breadcrumbs byline
    caption captions carousel carrousel comment commentaire commentaires comments consent cookie cookies
    copyright credit credits
    dailymotion didomi diaporama disclaimer disqus
    embed facebook follow footer galerie gallery gdpr hidden imprimer infobulle instagram
    legende légende linkedin login logo
    masthead menu modal most nav navbar navigation newsletter notification
    outbrain outils overlay pager pagination partage partager pied pinterest player popin popup print promo
    promotion pub publicite
    publicité rating read-more recommandations recommend recommendations recommended related relatifs rgpd
    sharing share sharer sidebar similaires similar sitemap skip slider slideshow social socials sommaire
    sponsor sponsored sponsors
    subscribe suggestions sr-only taboola tags tagged teaser thumbnails toc tooltip toolbar trending tweet
    twitter vignette visually-hidden
    whatsapp widget youtube
    """.split()
)
"""Words of a class or id that mark the furniture of a page, unless the element holds most of its text."""

PHRASES = re.compile(
    r"(?:lire|voir)-?(?:aussi|egalement|également)|a-?lire|en-?relation|meme-?(?:sujet|theme)|plus-?lus|"
    r"read-?(?:more|next)|most-?read"
    r"|(?:articles?|posts?|actus?|news)-?(?:lies?|liees?|similaires|connexes)|see-?also|sign-?up|back-?to-?top|"
    r"haut-?de-?page",
)
"""The same for words that only mean something together; matched in the class and id, spaces and ``_`` read as ``-``."""

SMALL_WORDS = frozenset(
    "date dateline-date author authors auteur auteurs meta metadata info infos tag label published publication "
    "surtitre rubrique category categories categorie time timestamp source sources reading".split()
)
"""Words of a class that mark a line about the article (its date, its author), where the element is short."""

LEAD_WORDS = frozenset(
    """
    chapo chapeau chapô lead lede lede-text intro introduction standfirst excerpt summary description accroche
    abstract
    """.split()
)
"""Words of a class that mark the lead, which pages often keep apart from the body."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+")


def words_of(names: str) -> frozenset[str]:
    """The words in a class or id: ``"shareBar main-menu_2"`` has share, bar, main and menu."""
    return frozenset(_WORD.findall(_CAMEL.sub("-", names).lower()))


def phrase_in(names: str) -> bool:
    """Tell whether a class or id holds one of ``PHRASES``."""
    return bool(PHRASES.search(re.sub(r"[\s_]+", "-", _CAMEL.sub("-", names).lower())))
