"""Words become terms: what is looked up for each form of the language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.search.clauses import (
    AllOf,
    Anything,
    Clause,
    Days,
    Having,
    Named,
    OneOf,
    Sequence,
    Spelling,
    Term,
    Weighted,
    Without,
    leaves,
    loosened,
    terms_of,
)
from archivist.search.explain import explain_clause
from archivist.search.parse import parse
from archivist.search.terms import clause_of


def clause(query: str) -> Clause:
    return clause_of(parse(query).query)


def words(found: Clause) -> list[str]:
    return [term.text for term in terms_of(found)]


def test_a_word_is_looked_up_by_its_stems() -> None:
    found = clause("conventions")
    assert isinstance(found, Term)
    assert found.stems
    assert not found.forms
    assert found.exact == ((found.stems[0], "conventions"),)
    one = clause("convention")
    assert isinstance(one, Term)
    assert one.stems == found.stems


def test_a_quoted_word_is_looked_up_by_its_form() -> None:
    found = clause('"conventions"')
    assert isinstance(found, Term)
    assert not found.stems
    assert [form for _, form in found.forms] == ["conventions"]


@pytest.mark.parametrize(
    ("elided", "plain"), [("l'eau", "eau"), ("l’eau", "eau"), ("qu'elle", "elle"), ("L'EAU", "EAU")]
)
def test_the_elided_article_is_no_part_of_the_word(elided: str, plain: str) -> None:
    left, right = clause(elided), clause(plain)
    assert isinstance(left, Term)
    assert isinstance(right, Term)
    assert (left.stems, left.exact) == (right.stems, right.exact)


def test_a_phrase_keeps_every_word() -> None:
    found = clause('"l\'état de droit"')
    assert isinstance(found, Sequence)
    assert (found.distance, found.ordered, len(found.parts)) == (1, True, 4)


def test_a_compound_is_its_words_in_a_row_or_one_word() -> None:
    found = clause("start-up")
    assert isinstance(found, OneOf)
    assert [type(part) for part in found.parts] == [Sequence, Term]
    assert len(terms_of(found)) == 3


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", Anything()),
        ("inno*", Spelling("prefix", "inno")),
        ("É*", Spelling("prefix", "e")),
        ("m?t", Spelling("wildcard", "m?t")),
        ("Énrgie~", Spelling("fuzzy", "enrgie", 1)),
        ("titre:in*", Spelling("prefix", "in", 0, "title")),
        ("source:in*", Spelling("prefix", "@in", 0, "source")),
        ("date:2024-02", Days(20240201, 20240229)),
        ("lieu:*", Having("place")),
        ("id:2024-05-a", Named("2024-05-a")),
        ("id:2024-05*", Named("2024-05", True)),
        ("SAUF date:2024", Without(Days(20240101, 20241231))),
    ],
)
def test_what_needs_no_analysis(query: str, expected: Clause) -> None:
    assert clause(query) == expected


def test_combinations() -> None:
    found = clause("(eau OU feu^2) titre:port SAUF rabat")
    assert isinstance(found, AllOf)
    either, port, without = found.parts
    assert isinstance(either, OneOf)
    assert isinstance(either.parts[1], Weighted)
    assert isinstance(port, Term)
    assert port.zone == "title"
    assert isinstance(without, Without)
    assert words(found) == ["eau", "feu", "port"]
    assert [type(leaf) for leaf in leaves(found)] == [Term, Term, Term]


def test_source_has_terms_of_its_own() -> None:
    found = clause("source:Communiqué-eau")
    assert all(form.startswith("@") for term in terms_of(found) if isinstance(term, Term) for _, form in term.forms)
    assert all(not term.stems for term in terms_of(found) if isinstance(term, Term))


def test_the_zone_reaches_every_part() -> None:
    found = clause('titre:("a b" OU start-up OU c PRES/3 d)')
    assert {term.zone for term in terms_of(found)} == {"title"}


def test_grammatical_words() -> None:
    found = clause("le port de Valombre")
    assert [term.grammatical for term in terms_of(found) if isinstance(term, Term)] == [True, False, True, False]


def test_loosened() -> None:
    assert words(loosened(clause('"mise en œuvre" safran'))) == ["mise", "œuvre", "safran"]


PIECES = 'a "b c" titre: -d ( ) e* ~ PRES/3 ET OU ^2 date:2024 @x'.split()


@given(st.text(max_size=40) | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_any_query_that_has_a_reading_has_terms_and_an_explanation(text: str) -> None:
    from archivist.errors import QueryError

    try:
        found = clause(text)
    except QueryError:
        return
    hash(found)
    assert clause(str(parse(text).query)) == found
    lines = list(explain_clause(found))
    assert lines
    assert all(line.startswith("  ") for line in lines)
    assert set(terms_of(loosened(found))) <= set(terms_of(found))


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("", ["  every article"]),
        ('"eau"', ["  “eau” in this form only (eau)"]),
        ("inno*", ["  words that begin with “inno”"]),
        ("m?t", ["  words like “m?t”"]),
        ("eua~", ["  words at most 1 letters away from “eua”"]),
        ("lieu:rab*", ["  words that begin with “rab” in the field place"]),
        ("date:2024", ["  dated from 2024-01-01 to 2024-12-31"]),
        ("date:<2024", ["  dated from … to 2023-12-31"]),
        ("lieu:*", ["  with a value in the field place"]),
        ("id:2024*", ["  whose id begins with 2024"]),
        ("id:2024-a", ["  whose id is 2024-a"]),
        ('SAUF "eau"', ["  without:", "    “eau” in this form only (eau)"]),
        ('"eau"^2', ["  counted 2 times:", "    “eau” in this form only (eau)"]),
        (
            '"a b"~3',
            [
                "  in this order, at most 3 words apart:",
                "    “a” in this form only (a)",
                "    “b” in this form only (b)",
            ],
        ),
    ],
)  # fmt: skip
def test_explanations(query: str, lines: list[str]) -> None:
    assert list(explain_clause(clause(query))) == lines
