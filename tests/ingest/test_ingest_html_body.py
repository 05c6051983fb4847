"""Where the text of a page is: shapes of pages that are met, with words written here about what does not exist."""

from __future__ import annotations

import pytest

from archivist.ingest.formats.html import furniture
from archivist.ingest.pipeline import read_release

ONE = "La coopérative fictive du Moulin Bleu ouvre un atelier au bord de l’oued, où vingt personnes travaillent."
TWO = "« Nous avons attendu cette eau claire dix ans », raconte Jeanne Modèle, la présidente inventée de l’atelier."
THREE = "L’atelier imaginaire teindra chaque année trois mille mètres de laine, filée dans les vallées voisines."
OTHER = "Un lecteur inventé écrit ici tout ce qu’il pense de la fanfare imaginaire de la ville, et ne finit jamais."
MENU = "".join(f'<li><a href="/{n}">Rubrique imaginaire {n}</a></li>' for n in range(6))
TEASERS = "".join(
    f'<div><a href="/{n}">La fanfare imaginaire de la ville numéro {n}</a><p>Elle joue ce soir sur la place, dit-on, '
    "et personne ne sait pourquoi.</p></div>"
    for n in range(5)
)
HEADING = "<h1>Un atelier au bord de l’oued</h1>"


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        pytest.param(
            f'{HEADING}<div class="article_content content_print"><p>{ONE}</p><p>{TWO}</p></div><p>{THREE}</p><p>{ONE}</p>',
            [ONE, TWO, THREE, ONE],
            id="a class that names the text after its use",
        ),
        pytest.param(
            f'{HEADING}<div><p>{ONE}</p><p>{TWO}</p><div class="read-more"><p>{TWO}</p><p>{THREE}</p></div></div>',
            [ONE, TWO, TWO, THREE],
            id="a text that unfolds",
        ),
        pytest.param(
            f'{HEADING}<div class="item no_caption"><p>{ONE}</p></div><div class="item"><p>{TWO}</p><p>{THREE}</p></div>',
            [ONE, TWO, THREE],
            id="a class that says what is not there",
        ),
        pytest.param(
            f'{HEADING}<div class="field-label-hidden"><p>{ONE[:100]}</p></div><div><p>{TWO}</p><p>{THREE}</p></div>',
            [ONE[:100], TWO, THREE],
            id="a field whose label is hidden",
        ),
        pytest.param(
            f"{HEADING}<div><div><p>{ONE}</p><p>{TWO}</p></div><div>{TEASERS}</div></div>",
            [ONE, TWO],
            id="other articles in boxes without a name",
        ),
        pytest.param(
            f"<div><ul>{MENU}</ul></div><div>{HEADING}<p>{ONE}</p><p>{TWO}</p></div>",
            [ONE, TWO],
            id="a menu without a name",
        ),
        pytest.param(
            f'{HEADING}<div><p>{ONE}</p><p>{TWO}</p></div><div id="comments">{f"<p>{OTHER}</p>" * 6}</div>',
            [ONE, TWO],
            id="readers who write more than the office",
        ),
        pytest.param(
            f"{HEADING}<div><div>{f'<p>{THREE}</p>' * 9}</div><p>{ONE}</p><p>{TWO}</p></div>",
            [*[THREE] * 9, ONE, TWO],
            id="paragraphs beside the box with most of the text",
        ),
        pytest.param(
            f'{HEADING}<div class="part">{f"<p>{THREE}</p>" * 9}</div><div class="part"><p>{ONE}</p></div>',
            [*[THREE] * 9, ONE],
            id="parts of one name",
        ),
        pytest.param(
            f"<article>{HEADING}<section>{f'<p>{ONE}</p>' * 12}</section><div><p>{TWO} {THREE}</p></div></article>",
            [*[ONE] * 12, f"{TWO} {THREE}"],
            id="a last part of one article",
        ),
    ],
)
def test_the_text_of_a_page(body: str, kept: list[str]) -> None:
    page = f"<html><head><title>Un atelier au bord de l’oued</title></head><body>{body}</body></html>"
    assert read_release(page.encode(), "page.html").text.split("\n\n") == kept


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("shareBar main-menu_2", {"share", "bar", "main", "menu"}),
        ("has-sidebar no_caption isHidden", set()),
        ("hidden", {"hidden"}),
        ("label-hidden", {"label"}),
        ("", set()),
    ],
)
def test_the_words_of_a_class(names: str, words: set[str]) -> None:
    assert furniture.words_of(names) == words
