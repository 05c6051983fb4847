"""What belongs to a web page and not to the release on it: tables of tags and of words in class names and ids."""

from __future__ import annotations

import re
from functools import lru_cache

TAGS = frozenset(
    """
    nav footer aside form button dialog menu figcaption audio video canvas input label map progress datalist
    output title
    """.split()
)
"""Elements that are never part of a text."""

ROLES = frozenset("navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar".split())
"""Values of ``role`` that say the same."""

WORDS = frozenset(
    """
    ads advert advertisement adsense ariane bandeau banner banniere bannière breadcrumb breadcrumbs byline
    comment commentaire commentaires comments consent cookie cookies copyright credit credits
    didomi disqus facebook footer gdpr infobulle instagram linkedin login logo masthead menu modal nav navbar
    navigation newsletter notification outbrain pager pagination partage partager pied pinterest popin popup
    promo promotion pub publicite publicité recommandations recommend recommendations recommended related relatifs rgpd
    sharing share sharer sidebar similaires similar sitemap skip social socials
    sponsor sponsored sponsors subscribe suggestions taboola tags tagged toolbar trending tweet twitter whatsapp
    """.split()
)
"""Words of a class or id that mark the furniture of a page, unless the element holds most of its text."""

DOUBTFUL = frozenset(
    """
    agenda annonce audio caption captions carousel carrousel dailymotion diaporama disclaimer embed follow galerie
    gallery hidden imprimer legende légende most outils overlay player print rating slider slideshow sommaire teaser
    thumbnails toc tooltip vignette youtube
    """.split()
)
"""The same where the element holds little of the text: pages also name their text after these (``content_print``)."""

PHRASES = re.compile(
    r"(?:lire|voir)-?(?:aussi|egalement|également)|a-?lire|en-?relation|meme-?(?:sujet|theme)|plus-?lus|"
    r"read-?next|most-?read"
    r"|(?:articles?|posts?|actus?|news)-?(?:lies?|liees?|similaires|connexes)|see-?also|sign-?up|back-?to-?top|"
    r"haut-?de-?page|spip-?doc|visually-?hidden|sr-?only",
)
"""The same for words that only mean something together; matched in the class and id, spaces and ``_`` read as ``-``."""

SMALL_WORDS = frozenset(
    "date updated modified author authors auteur auteurs meta metadata info infos tag label published publication "
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

_SAYS_WHAT_IS_NOT = frozenset("no not non without sans has with avec is".split())
"""Words that begin a name which tells what an element has or has not, and not what it is: ``has-sidebar``."""

_WIDGET = re.compile(r"(?:^|\s)widget", re.IGNORECASE)
"""What WordPress calls its side boxes; site builders call every paragraph one (``elementor-widget-text-editor``)."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4096)
def words_of(names: str) -> frozenset[str]:
    """The words in a class or id: ``"shareBar main-menu_2"`` has share, bar, main and menu.

    A name such as ``has-sidebar`` has none, and ``label-hidden`` no "hidden": only what is called so is hidden.
    """
    words: set[str] = set()
    for name in names.split():
        found = _WORD.findall(_CAMEL.sub("-", name).lower())
        if found and found[0] not in _SAYS_WHAT_IS_NOT:
            words.update(word for word in found if word != "hidden" or len(found) == 1)
    return frozenset(words)


@lru_cache(maxsize=4096)
def outer_words_of(names: str) -> frozenset[str]:
    """The words that begin or end a class or id: ``field-label-hidden`` is no label."""
    words: set[str] = set()
    for name in names.split():
        found = _WORD.findall(_CAMEL.sub("-", name).lower())
        if found and found[0] not in _SAYS_WHAT_IS_NOT:
            words.update((found[0], found[-1]))
    return frozenset(words)


def is_doubtful(names: str) -> bool:
    """Tell whether a class or id has one of the words that name furniture as well as text."""
    return bool(words_of(names) & DOUBTFUL) or bool(_WIDGET.search(names)) or "read-more" in names.lower()


@lru_cache(maxsize=4096)
def phrase_in(names: str) -> bool:
    """Tell whether a class or id holds one of ``PHRASES``."""
    return bool(PHRASES.search(re.sub(r"[\s_]+", "-", _CAMEL.sub("-", names).lower())))
