"""Pages as the common programs for sites make them: their markup, cut to what matters, with words written here."""

from __future__ import annotations

import pytest

from archivist.ingest.pipeline import read_release

ONE = "La coopérative fictive du Moulin Bleu ouvre un atelier au bord de l’oued, où vingt personnes travaillent."
TWO = "« Nous avons attendu cette eau claire dix ans », raconte Jeanne Modèle, la présidente inventée de l’atelier."
THREE = "L’atelier imaginaire teindra chaque année trois mille mètres de laine, filée dans les vallées voisines."
OTHER = "La fanfare imaginaire de la ville joue ce soir sur la place, dit-on, et personne ne sait pourquoi."
TITLE = "Un atelier ouvre"


def others(name: str) -> str:
    return "".join(
        f'<div class="{name}"><a href="/{n}">Une fanfare imaginaire {n}</a><p>{OTHER}</p></div>' for n in range(3)
    )


def elementor(kind: str, inner: str) -> str:
    return (
        f'<div class="elementor-element elementor-element-7a1 elementor-widget elementor-widget-{kind}">'
        f'<div class="elementor-widget-container">{inner}</div></div>'
    )


SITES = {
    "Elementor": '<div class="elementor elementor-location-single post"><section class="elementor-section">'
    + elementor("theme-post-title", f'<h1 class="elementor-heading-title">{TITLE}</h1>')
    + elementor("post-info", '<ul><li><span class="elementor-post-info__item--type-date">3 mars 2023</span></li></ul>')
    + "".join(elementor("text-editor", f"<p>{text}</p>") for text in (ONE, TWO, THREE))
    + elementor("share-buttons", "<div>Partager sur Facebook</div>")
    + elementor("posts", others("elementor-post"))
    + '</section></div><footer class="elementor-location-footer"><p>© Moulin</p></footer>',
    "SPIP": '<div id="contenu"><p id="hierarchie"><a href="/">Accueil</a> &gt; <strong class="on">Un atelier</strong></p>'
    f'<div class="cartouche"><h1>{TITLE}</h1><p class="info-publi"><abbr class="published" title="2023-03-03T10:00:00Z">'
    'vendredi 3 mars 2023</abbr>, par <span class="vcard author"><a href="/a">Jeanne Modèle</a></span></p></div>'
    f'<div class="crayon article-chapo-12 chapo"><p>{ONE}</p></div><div class="crayon article-texte-12 texte"><p>{TWO}</p>'
    f'<p>{THREE}</p><dl class="spip_documents"><dd class="spip_doc_titre">Une légende</dd></dl></div></div>'
    '<div id="extra"><div class="breves"><h2>Dans la même rubrique</h2><ul><li><a href="/1">La fanfare</a></li></ul></div></div>',
    "Drupal": '<main role="main"><div class="block-page-title-block"><h1 class="page-title"><span class="field--name-title '
    f'field--label-hidden">{TITLE}</span></h1></div><article class="node"><div class="node__content">'
    '<div class="field field--name-field-date field--label-hidden"><time datetime="2023-03-03T12:00:00Z">3 mars 2023</time>'
    f'</div><div class="field field--name-field-chapo field--label-hidden field__item"><p>{ONE}</p></div><div class='
    f'"field field--name-body field--label-hidden"><p>{TWO}</p><p>{THREE}</p></div><div class="field--name-field-tags">'
    '<div class="field__label">Thèmes</div><div class="field__item"><a href="/t">Eau</a></div></div></div></article>'
    f'<div class="views-element-container"><h2>Autres communiqués</h2>{others("views-row")}</div></main>',
    "DSFR": f'<main><div class="fr-container"><nav class="fr-breadcrumb">Accueil</nav><h1>{TITLE}</h1><p class="fr-text--sm">'
    'Publié le 03/03/2023</p><div class="fr-share"><p class="fr-share__title">Partager la page</p></div>'
    f'<div class="fr-text--lead"><p>{ONE}</p></div><div class="fr-grid-row"><p>{TWO}</p><div class="fr-callout">'
    f'<p>{THREE}</p></div></div></div></main><footer class="fr-footer"><p>Sauf mention contraire</p></footer>',
    "Divi": '<div class="et_pb_section et_pb_section_0"><h1 class="entry-title">'
    f'{TITLE}</h1><span class="published">3 mars 2023</span></div>'
    + "".join(
        f'<div class="et_pb_section et_pb_section_{n}"><div class="et_pb_text_inner"><p>{text}</p></div></div>'
        for n, text in enumerate((ONE, TWO, THREE), start=1)
    )
    + f'<div class="et_pb_section et_pb_section_4"><div class="et_pb_blog_grid">{others("et_pb_post")}</div></div>',
    "Wix": f'<main><div class="comp-1 wixui-rich-text" id="comp-1"><h1 class="font_0">{TITLE}</h1></div>'
    + "".join(
        f'<div class="comp-{n} wixui-rich-text" id="comp-{n}"><p class="font_8">{text}</p></div>'
        for n, text in enumerate(("3 mars 2023", ONE, TWO, THREE), start=2)
    )
    + '</main><footer id="SITE_FOOTER"><p>© 2023 Moulin, tous droits réservés.</p></footer>',
    "TYPO3": f'<div class="news news-single"><div class="article"><div class="header"><h1 itemprop="headline">{TITLE}</h1>'
    '</div><div class="footer"><span class="news-list-date"><time itemprop="datePublished" datetime="2023-03-03">03.03.2023'
    f'</time></span></div><div class="teaser-text" itemprop="description"><p>{ONE}</p></div><div class="news-text-wrap" '
    f'itemprop="articleBody"><p>{TWO}</p><p>{THREE}</p></div><div class="news-related-wrap"><a href="/1">La fanfare</a></div>'
    "</div></div>",
    "WPBakery": f'<div class="vc_col-sm-8"><h1>{TITLE}</h1><p class="date-pub">3 mars 2023</p><div class="wpb_text_column"><p>'
    f'{ONE}</p></div><div class="wpb_text_column"><p>{TWO}</p><p>{THREE}</p></div></div><div class="vc_col-sm-4"><div class='
    '"widget widget_recent_entries"><h3>Articles récents</h3><ul><li><a href="/1">La fanfare</a></li></ul></div>'
    f'<div class="widget widget_text"><p>{OTHER[:60]}</p></div></div>',
    "a table of old": f'<table><tr><td><b>{TITLE}</b></td></tr><tr><td class="texte">Fès, le 3 mars 2023 - {ONE}<br><br>{TWO}'
    f"<br><br>{THREE}</td></tr></table>",
}


@pytest.mark.parametrize("site", SITES)
def test_a_page_of_a_common_program(site: str) -> None:
    page = (
        f'<html lang="fr"><head><meta charset="utf-8"><title>{TITLE} | Moulin</title></head><body>{SITES[site]}</body>'
    )
    draft = read_release(page.encode(), "page.html")
    assert draft.text.split("\n\n") == [ONE, TWO, THREE]
    assert (draft.title, str(draft.date)) == (TITLE, "2023-03-03")
