"""Saved pages: written here, about organisations that do not exist."""

from __future__ import annotations

import pytest

from archivist.ingest.formats.html.guard import DEEPEST, guard
from archivist.ingest.pipeline import read_release

ONE = "La coopérative fictive du Moulin Bleu ouvre un atelier au bord de l’oued, où vingt personnes travaillent."
TWO = "« Nous avons attendu cette eau claire dix ans », raconte Jeanne Modèle, la présidente inventée de l’atelier."
OTHER = (
    "Un autre article du site, que personne ne veut lire ici, parle longuement de la fanfare imaginaire de la ville."
)


def page(body: str, head: str = "") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()
    )


MODERN = page(
    f"""<div id="cookie-banner"><p>Nous utilisons des cookies pour mesurer l’audience de ce site.</p></div>
    <header><nav><ul><li><a href="/">Accueil</a></li></ul></nav></header>
    <main><article><h1>Un atelier au bord de l’oued</h1><div class="share-bar">Partager <a>Facebook</a></div>
    <p class="chapo">Vingt personnes apprendront la teinture végétale dans un atelier tout neuf.</p>
    <div class="content"><p>Fès, le 3 mars 2023 – {ONE}</p><h2>La suite</h2><p>{TWO}</p>
    <ul><li>garance</li><li>indigo</li></ul>
    <table><tr><th>Plante</th><th>Couleur</th></tr><tr><td>Garance</td><td>rouge</td></tr></table>
    <figure><img><figcaption>Une légende qui ne compte pas.</figcaption></figure></div></article>
    <aside class="related"><h2>Lire aussi</h2><p>{OTHER}</p><p>{OTHER}</p></aside></main>
    <footer><p>© Moulin Bleu. Tous droits réservés. Mentions légales, plan du site et accessibilité.</p></footer>""",
    '<title>Un atelier au bord de l’oued | Moulin Bleu</title><script>var p = "<p>non</p>"</script>',
)


def test_a_page_gives_its_text_in_shape_and_nothing_of_its_furniture() -> None:
    draft = read_release(MODERN, "page.html")
    assert draft.title == "Un atelier au bord de l’oued"
    assert draft.evidence["title"] == "h1"
    assert draft.text.split("\n\n") == [
        "Vingt personnes apprendront la teinture végétale dans un atelier tout neuf.",
        f"Fès, le 3 mars 2023 – {ONE}",
        "## La suite",
        TWO,
        "- garance\n- indigo",
        "| Plante | Couleur |\n| --- | --- |\n| Garance | rouge |",
    ]
    assert (draft.place, str(draft.date)) == ("Fès", "2023-03-03")


def test_an_old_page_of_tables() -> None:
    menu = "".join(f"<tr><td><a href=/{n}>Rubrique {n}</a></td></tr>" for n in range(20))
    draft = read_release(
        page(
            f"<table><tr><td><table>{menu}</table></td><td><h1>Un atelier au bord de l’oued</h1>"
            f"<p>Fès, le 3 mars 2023</p><p>{ONE}<p>{TWO}</td></tr></table>"
        ),
        "page.html",
    )
    assert draft.text == f"{ONE}\n\n{TWO}"
    assert (draft.place, str(draft.date)) == ("Fès", "2023-03-03")


def test_a_fragment_is_a_release_too() -> None:
    draft = read_release(f"<p>Fès, le 3 mars 2023 – {ONE}</p><p>{TWO}</p>".encode(), "a.html")
    assert (draft.text, draft.place) == (f"{ONE}\n\n{TWO}", "Fès")
    assert draft.evidence["title"] == "first sentence"


def test_words_never_touch() -> None:
    draft = read_release(
        page(f"<div>{ONE}</div><div>Le ministre</div><p>un<br>deux<br/>trois</p><p>1<sup>er</sup> <b>mai</b></p>"), "p"
    )
    assert "travaillent.\n\nLe ministre" in draft.text
    assert {"un", "deux", "trois"} <= set(draft.text.split())
    assert "1er mai" in draft.text


def test_a_page_whose_class_names_its_sidebar_keeps_its_text() -> None:
    draft = read_release(page(f'<div class="page with-sidebar menu"><p>{ONE}</p><p>{TWO}</p></div>'), "p")
    assert draft.text == f"{ONE}\n\n{TWO}"


def test_nothing_but_furniture_is_the_text() -> None:
    assert ONE in read_release(page(f'<footer class="share"><p>{ONE}</p></footer>'), "p").text


@pytest.mark.parametrize(
    ("head", "body", "title", "evidence"),
    [
        ("<title>Un bel atelier | Exemplia</title>", "<h1>Un bel atelier</h1>", "Un bel atelier", "h1"),
        ("<title>Un bel atelier | Exemplia</title>", "<h1>Exemplia</h1>", "Un bel atelier", "title element"),
        (
            '<meta property="og:title" content="Un bel atelier">',
            "<h1>Exemplia</h1><h1>Presse</h1>",
            "Un bel atelier",
            "meta",
        ),
        (
            "<title>Actualités du groupe</title>",
            "<h1>Un atelier au bord de l’oued</h1>",
            "Un atelier au bord de l’oued",
            "h1",
        ),
        (
            '<meta property="og:site_name" content="Exemplia"><title>Exemplia - Un bel atelier</title>',
            "",
            "Un bel atelier",
            "title element",
        ),
        (
            '<script type="application/ld+json">{"@graph":[{"@type":"Article","headline":"Un bel atelier"}]}</script>',
            "",
            "Un bel atelier",
            "json-ld",
        ),
        (
            "<title>Un bel atelier – Communiqués de presse</title>",
            "<h1>Communiqués de presse</h1><h1>Un bel atelier rouge</h1>",
            "Un bel atelier rouge",
            "h1",
        ),
        (
            "<title>Un bel atelier rouge | Exemplia</title>",
            "<h1>Bienvenue chez nous, visiteurs</h1><h2>Un bel atelier rouge</h2>",
            "Un bel atelier rouge",
            "heading",
        ),
        (
            "<title>Un bel atelier ouvre au bord de l’oued</title>",
            "",
            "Un bel atelier ouvre au bord de l’oued",
            "page title",
        ),
        ("<title>Communiqués de presse</title>", "", "Communiqués de presse", "title element"),
        (
            "<title>Exemplia, les ateliers rouges</title>",
            "<h1>Un bel atelier rouge</h1><h2>Nos autres ateliers</h2>",
            "Un bel atelier rouge",
            "h1",
        ),
        ("", "<h1>Un bel atelier<br>au bord<span> de l’oued</span></h1>", "Un bel atelier au bord de l’oued", "h1"),
        ("", "<h1>Le 1<sup>er</sup> atelier d’<i>eau</i> claire</h1>", "Le 1er atelier d’eau claire", "h1"),
    ],
)
def test_title(head: str, body: str, title: str, evidence: str) -> None:
    draft = read_release(page(f"{body}<p>{ONE}</p><p>{TWO}</p>", head), "p")
    assert (draft.title, draft.evidence["title"]) == (title, evidence)


@pytest.mark.parametrize(
    ("head", "body", "date", "evidence"),
    [
        (
            '<script type="application/ld+json">{"@type":"Article","datePublished":"2023-03-03T23:30:00Z",'
            '"dateModified":"2024-01-01"}</script>',
            "",
            "2023-03-03",
            "json-ld",
        ),
        ('<meta property="article:published_time" content="2023-03-03T10:00:00+01:00">', "", "2023-03-03", "meta"),
        ('<meta name="DC.date.issued" content="2023-03">', "", "2023-03", "meta"),
        ('<meta itemprop="datePublished" content="3 mars 2023">', "", "2023-03-03", "meta"),
        ("", '<time datetime="2023-03-03">vendredi</time>', "2023-03-03", "time"),
        ("", "<p>Publié le 3 mars 2023 à 10h</p>", "2023-03-03", "header line"),
        ("", '<div class="date">03/03/2023</div>', "2023-03-03", "date line"),
        ("", '<div class="date">03/03/2023</div><p class="date">4 mars 2023</p>', "None", None),
        ("", '<span class="post-date">Publié le 3 mars 2023 à 10h30</span>', "2023-03-03", "header line"),
        ("", f'<p>{ONE}</p><p class="field-date">Vendredi 3 mars 2023, 10:30</p>', "2023-03-03", "date line"),
        ("", '<p class="date">Le 3 mars 2023 nous ouvrons</p>', "None", None),
        ("", '<p class="updated">3 mars 2023</p>', "None", None),
        ("", '<p class="date">2023</p>', "None", None),
        ("", f"<p>{ONE}</p>" * 15 + "<p>Publié le 3/3/2023<br>Mis à jour le 4/3/2023</p>", "2023-03-03", "date line"),
        ("", "<p>Publié le 3/3/2023</p><p>Publié le 4/3/2023</p>", "2023-03-03", "header line"),
        ("", '<aside><p class="date">3 mars 2023</p></aside>', "None", None),
        ('<meta name="pubdate" content="20230303">', "", "2023-03-03", "meta"),
        ('<meta name="pubdate" content="20231303">', "", "None", None),
        ('<meta name="pubdate" content="20230303101500">', "", "2023-03-03", "meta"),
        ('<meta name="pubdate" content="Fri, 03 Mar 2023 10:00:00 GMT">', "", "2023-03-03", "meta"),
        ('<meta name="pubdate" content="March 3, 2023">', "", "2023-03-03", "meta"),
        ('<meta name="pubdate" content="Fri Mar 3 10:00:00 CET 2023">', "", "2023-03-03", "meta"),
        ('<meta name="pubdate" content="Feb 31, 2023">', "", "None", None),
        ("", '<div class="sidebar"><p itemprop="datePublished">3 mars 2023</p></div>', "2023-03-03", "time"),
        ('<link rel="canonical" href="https://a.example/presse/2023/03/03/atelier">', "", "2023-03-03", "address"),
        ('<meta property="og:url" content="https://a.example/2023/3/atelier">', "", "2023-03", "address"),
        ('<link rel="canonical" href="https://a.example/2023/13/atelier">', "", "None", None),
        ('<link rel="canonical" href="https://a.example/lois/2023-45/12/x">', "", "None", None),
        ('<meta property="article:modified_time" content="2023-03-03">', "", "None", None),
        ('<meta property="article:published_time" content="bientôt">', "", "None", None),
        ('<meta name="date" content="05/13/2023">', "", "None", None),
        ("", '<nav><time datetime="2020-01-01">x</time></nav>', "None", None),
        ("", "<p>Le décret publié le 3 mars 2019 par le ministère imaginaire des ponts.</p>", "None", None),
        ('<script type="application/ld+json">{"@type": "Article", </script>', "", "None", None),
    ],
)
def test_date(head: str, body: str, date: str, evidence: str | None) -> None:
    draft = read_release(page(f"<h1>Un bel atelier rouge</h1>{body}<p>{ONE}</p><p>{TWO}</p>", head), "p")
    assert (str(draft.date), draft.evidence.get("date")) == (date, evidence)


def test_a_publisher_is_the_issuer_where_the_text_names_it() -> None:
    script = '<script type="application/ld+json">{"@type":"Article","publisher":{"name":"%s"}}</script>'
    named = read_release(page(f"<p>{ONE}</p>", script % "Moulin Bleu"), "p")
    assert (named.issuer, named.evidence["issuer"]) == ("Moulin Bleu", "json-ld")
    unnamed = read_release(page(f"<p>{TWO}</p>", script % "Journal Inventé"), "p")
    assert unnamed.issuer is None
    assert unnamed.declared["publisher"] == "Journal Inventé"


def test_source_address_is_http_or_nothing() -> None:
    assert read_release(page(f"<p>{ONE}</p>", '<link rel="canonical" href="https://a.example/x">'), "p").source_url
    assert read_release(page(f"<p>{ONE}</p>", '<link rel="canonical" href="javascript:x">'), "p").source_url is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<ul><li>a<li>b</ul>c", "<ul><li>a</li><li>b</li></ul>c"),
        ("<table><tr><td>1<td>2<tr><td>3</table>", "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>"),
        ("<b>a<p>b</b>c", "<b>a<p>bc</p></b>"),
        ("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"),
        ("<br></br><p>a</p></p>", "<br/><br/><p>a</p><br/>"),
        ("a<script>if (1<2) {}</script>b", "ab"),
        ("a<!-- <p>x</p> -->b", "ab"),
        ("&eacute;&#146;&lt;", "é’&lt;"),
        ('<p class="x" onclick="y">a', '<p class="x">a</p>'),
        ("<p title='a > b'>c", "<p>c</p>"),
    ],
)
def test_guard_makes_well_nested_html(before: str, after: str) -> None:
    assert guard(before).markup == after


def test_guard_bounds_the_depth_and_keeps_the_text() -> None:
    markup = guard("<div>" * 500 + "texte" + "</div>" * 500).markup
    assert markup.count("<div>") == DEEPEST
    assert "texte" in markup


def test_the_day_of_an_event_contradicts_no_dateline() -> None:
    data = f"<h1>Un bel atelier</h1><p>Fès, le 3 mars 2023</p><p>Lundi 6 mars 2023</p><p>{ONE}</p>".encode()
    draft = read_release(data, "p")
    assert (str(draft.date), draft.doubts.get("date")) == ("2023-03-03", None)
