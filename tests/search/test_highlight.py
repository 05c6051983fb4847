"""Where matches are in a text as it was written, and the passages that show them."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.french.analyze import tokens
from archivist.search.clauses import loosened
from archivist.search.highlight import Highlighter
from archivist.search.parse import parse
from archivist.search.snippets import SNIPPET_LENGTH
from archivist.search.terms import clause_of


def highlighter(query: str) -> Highlighter:
    return Highlighter(clause_of(parse(query).query))


def marked(query: str, text: str, zone: str = "body") -> str:
    shown, at = "", 0
    for start, end in highlighter(query).spans(text, zone):  # type: ignore[arg-type]
        shown += f"{text[at:start]}[{text[start:end]}]"
        at = end
    return shown + text[at:]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("convention", "Deux [conventions] et une [convention]."),
        ('"convention"', "Deux conventions et une [convention]."),
        ("CONVENTIONS", "Deux [conventions] et une [convention]."),
        ("energie", "L'[Énergie] et les [énergies] ; l’[ÉNERGIE]."),
        ("l'énergie", "L'[Énergie] et les [énergies] ; l’[ÉNERGIE]."),
        ("oeuvre", "Une [œuvre], des [oeuvres]."),
        ("œuvre", "Une [œuvre], des [oeuvres]."),
        ('"mise en œuvre"', "La [mise en oeuvre] ; mettre en œuvre."),
        ("port valombre", "Le [port] de [Valombre], son [port]."),
        ('"port de valombre"', "Le [port de Valombre], son port."),
        ('"UM6P Ventures"', "L'UM6P et [UM6P Ventures]."),
        ("UM6P Ventures", "L'[UM6P] et [UM6P Ventures]."),
        ("startup", "Une [start-up], des [startups], la start up."),
        ("start-up", "Une [start-up], des [startups], la [start up]."),
        ("inno*", "L'[innovation] est [innovante], n'[innove] pas."),
        ("m?t", "Un [mot], un [mât], une mite."),
        ("safrna~", "Du [safran]."),
        ("étudiante", "Les [étudiant·e·s] et l'[étudiante]."),
        ("1500", "Soit [1 500] m² et [1500] €."),
        ("safran SAUF port", "Du [safran] au port."),
        ("safran OU port", "Du [safran] au [port]."),
        ("port PRES/2 safran", "Le [safran du port], puis un port, puis rien, puis du safran."),
        ("titre:safran", "Du safran."),
        ("corps:safran", "Du [safran]."),
        ("lieu:valombre", "À Valombre."),
        ("date:2024", "En 2024."),
        ("le", "[Le] port."),
        ("le port", "Le [port]."),
        ("safran^2", "Du [safran]."),
        ("", "Du safran."),
        ("R&D", "La [R&D] et la [R & D]."),
        ("aujourd'hui", "[Aujourd’hui], hier."),
        ("marché", "Le [marché], la marche."),
        ("Rabat", "[Rabat]-Salé, Salé."),
        ("sal*", "Rabat-[Salé]."),
    ],
)
def test_spans(query: str, expected: str) -> None:
    assert marked(query, expected.replace("[", "").replace("]", "")) == expected


def test_zones() -> None:
    assert marked("titre:safran", "Du safran", "title") == "Du [safran]"
    assert marked("safran", "Du safran", "title") == "Du [safran]"
    assert marked("corps:safran", "Du safran", "title") == "Du safran"


TEXT_WORDS = """Le port de Valombre agrandit son bassin. # ## - * > 1. ** \n \n\n … safran l'énergie étudiant·e·s «  »
1 500 start-up Rabat-Salé conventions UM6P ! ? ; , œuvre \u00ad \u200b \u202e \x1b[31m 大阪
e\u0301nergie 🏗 {x} [b]""".split(" ")
texts = st.lists(st.sampled_from(TEXT_WORDS) | st.text(max_size=12), max_size=60).map(" ".join)
queries = st.sampled_from(
    [
        "safran",
        "port bassin",
        '"port de Valombre"',
        "énergie",
        "s*",
        "?*",
        "convetion~2",
        "le",
        "1",
        "start-up",
        "port PRES/5 safran",
    ]
)


@given(texts, queries)
def test_spans_rise_and_lie_inside_the_text(text: str, query: str) -> None:
    at = -1
    for start, end in highlighter(query).spans(text):
        assert at < start < end <= len(text)
        assert text[start:end].strip()
        at = end


@given(texts, st.sampled_from(["safran", "énergie", "conventions", "start-up", '"port"', "étudiante"]))
def test_a_span_is_made_of_whole_words(text: str, query: str) -> None:
    starts = {token.start for token in tokens(text)}
    ends = {token.end for token in tokens(text)}
    for start, end in highlighter(query).spans(text):
        assert start in starts
        assert end in ends


@given(texts, queries, st.integers(1, 3))
def test_a_snippet_is_a_piece_of_the_text(text: str, query: str, most: int) -> None:
    bare = bare_text(text)
    snippets = highlighter(query).snippets(text, most)
    assert len(snippets) <= most
    assert bool(snippets) == bool(text.strip()) or not bare.strip()
    spans = highlighter(query).spans(text)
    for snippet in snippets:
        inside = snippet.text.removeprefix("… ").removesuffix(" …")
        assert bare_text(inside) in bare
        assert "\n" not in snippet.text
        at = -1
        for start, end in snippet.spans:
            assert at < start < end <= len(snippet.text)
            assert snippet.text[start:end].strip(" ")
            at = end
    # A number in the mark of a list is a match that no snippet shows.
    if query != "1" and spans and all(end - start < SNIPPET_LENGTH for start, end in spans):
        assert any(snippet.spans for snippet in snippets)


def bare_text(text: str) -> str:
    """Return the letters and digits of a text, its numbered lists without their numbers."""
    text = re.sub(r"^(?:#{1,6} |[-*+] |\d+[.)] |> ?)+", "", text, flags=re.MULTILINE)
    return "".join(character for character in text if character.isalnum())


BEGINNING = (
    "Le port de Valombre agrandit son bassin d'essai. Rien de neuf ailleurs. Du safran arrive. Le maire est content."
)
SENTENCES = f"{BEGINNING}\n\nDes conventions sont signées avec la coopérative du safran. Fin."


@pytest.mark.parametrize(
    ("query", "most", "expected"),
    [
        ("bassin", 1, [BEGINNING]),
        ("conventions", 1, ["Des conventions sont signées avec la coopérative du safran. Fin."]),
        ("introuvable", 2, [BEGINNING]),
    ],
)  # fmt: skip
def test_snippets_begin_with_their_sentence(query: str, most: int, expected: list[str]) -> None:
    assert [snippet.text for snippet in highlighter(query).snippets(SENTENCES, most)] == expected


def test_the_passage_with_most_of_the_query_is_chosen() -> None:
    filler = "Rien de neuf ne se passe ici en ce moment. " * 12
    text = f"Du safran au bassin. {filler}\n\n{filler}\n\nLe port reçoit du safran de Tizerine. {filler}"
    (snippet,) = highlighter("safran port tizerine").snippets(text, 1)
    assert snippet.text.startswith("Le port reçoit du safran de Tizerine.")
    assert [snippet.text[start:end] for start, end in snippet.spans] == ["port", "safran", "Tizerine"]
    # A second passage is shown where it has something that the first one lacks.
    assert highlighter("safran port tizerine").snippets(text, 2) == (snippet,)
    first, second = highlighter("bassin safran port tizerine").snippets(text, 2)
    assert [first.text[start:end] for start, end in first.spans] == ["safran", "bassin"]
    assert second == snippet


def test_marks_of_markdown_are_not_shown() -> None:
    text = "## Le port\n\n- Du **safran** de Tizerine\n- Un bassin\n\n1. Un safran\n\n> Cité : safran"
    for snippet in highlighter("safran").snippets(text, 3):
        assert not re.search(r"[#*>]|^\d|- ", snippet.text), snippet
        assert [snippet.text[start:end] for start, end in snippet.spans] == ["safran"] * len(snippet.spans)
    (snippet,) = highlighter("port").snippets(text, 1)
    assert (snippet.text, snippet.spans) == ("Le port", ((3, 7),))


def test_a_match_in_a_mark_is_not_shown_elsewhere() -> None:
    """The number of a list is a word of the text, and no part of what a snippet shows."""
    (snippet,) = highlighter("1").snippets("1. Trois bassins\n\nDeux ports", 1)
    assert (snippet.text, snippet.spans) == ("Trois bassins", ())


@pytest.mark.parametrize("text", ["1. \n", "- \n\n> ", "## "])
def test_a_mark_alone_is_nothing_to_show(text: str) -> None:
    assert highlighter("safran").snippets(text, 1) == ()


def test_long_sentences_are_cut_between_words() -> None:
    text = "mot " * 400 + "safran " + "mot " * 400
    (snippet,) = highlighter("safran").snippets(text, 1)
    assert snippet.text.startswith("… mot")
    assert snippet.text.endswith("mot …")
    assert len(snippet.text) < SNIPPET_LENGTH + 20
    assert [snippet.text[start:end] for start, end in snippet.spans] == ["safran"]


def test_text_without_any_blank() -> None:
    text = "a" * 100_000 + ".safran." + "b" * 100_000
    for snippet in highlighter("safran").snippets(text, 2):
        assert snippet.spans
        assert len(snippet.text) < 1000


def test_the_words_of_a_partial_match() -> None:
    clause = loosened(clause_of(parse('"mise en œuvre" safran').query))
    spans = Highlighter(clause).spans("Ils mettent en oeuvre une mise. Du safran.")
    assert len(spans) == 3


@pytest.mark.parametrize(
    "query",
    ["de PRES/100 la PRES/100 des PRES/100 le", '"de la de la de la"~100', "d* PRES/100 l*", '"a a a a"~100'],
)
def test_near_words_in_a_text_of_nothing_else(query: str) -> None:
    """Each place has very many neighbours; the time must not grow with their combinations."""
    text = "de la des le a " * 3_000
    assert highlighter(query).spans(text)


def test_one_look_at_a_text_serves_spans_and_snippets() -> None:
    first, second = "Le safran. Un port.", "Un port et du safran."
    again = highlighter("safran")
    for text in (first, second, first):
        assert again.spans(text) == highlighter("safran").spans(text)
        assert again.snippets(text, 2) == highlighter("safran").snippets(text, 2)
        assert again.spans(text, "title") == highlighter("safran").spans(text, "title")


@pytest.mark.parametrize("text", ["." * 200_000, ".)" * 100_000, ". " * 100_000, "." + " " * 200_000, "\n" * 200_000])
def test_rows_of_marks_end_sentences_in_linear_time(text: str) -> None:
    started = time.process_time()
    (snippet,) = highlighter("safran").snippets(f"{text} Du safran.", 1)
    assert time.process_time() - started < 1
    assert [snippet.text[start:end] for start, end in snippet.spans] == ["safran"]


@given(texts, queries)
def test_knowing_the_forms_of_the_index_changes_no_match(text: str, query: str) -> None:
    under: dict[str, set[str]] = {}
    for token in tokens(text):
        for stem, form in token.piece.terms:
            under.setdefault(stem, set()).add(form)

    def forms(stem: str) -> frozenset[str] | None:
        found = frozenset(under.get(stem, ()))
        return None if "" in found else found

    clause = clause_of(parse(query).query)
    assert Highlighter(clause, forms).spans(text) == Highlighter(clause).spans(text)
