"""What holds of the analysis of any text, whatever the language does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archivist.french.analyze import Occurrences, Term, chunks_in, collect, folded, term_key, tokens
from archivist.french.normalize import APOSTROPHES, BLANKS, HYPHENS

PIECES = st.sampled_from(
    "l' d’ qu' L’ la les innovation étudiant·e·s étudiant(e)s O.C.P. l’O.N.U. R&D 5G 1 500 3,5 3e XXIe troisième "
    "Ben Guerir Béni Mellal Rabat-Salé chef-d’œuvre e-gov aujourd'hui M’diq marché MARCHE Salé sale IRES amis 2024 "
    "œuvre ﬁn 110’000 T.V.A. vingt-cinquième œil . , ; ( ) « » - ' & _ \n \u00a0 \u00ad \u0301".split(" ")
)
SENTENCES = st.lists(PIECES | st.text(max_size=4), max_size=12).map(" ".join) | st.lists(PIECES, max_size=8).map(
    "".join
)
WORDS = st.text("abcdefimnoprstuvzéèàçùïâêœ", min_size=1, max_size=10)


def terms(text: str) -> Occurrences:
    occurrences: Occurrences = {}
    collect(chunks_in(text), 0, occurrences)
    return {term: sorted(set(positions)) for term, positions in occurrences.items()}


@given(st.text() | SENTENCES)
def test_tokens_lie_inside_the_text_at_positions_that_never_fall(text: str) -> None:
    found = list(tokens(text))
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    positions = [token.position for token in found if not token.piece.joined]
    assert positions == list(range(len(positions)))
    starts = [token.start for token in found if not token.piece.joined]
    assert starts == sorted(starts)


@given(st.text() | SENTENCES)
@example("l'O.C.P. de Ben Guerir")
def test_the_index_has_what_the_tokens_have(text: str) -> None:
    expected: dict[Term, set[int]] = {}
    for token in tokens(text):
        for term in token.piece.terms:
            expected.setdefault(term, set()).add(token.position)
    occurrences: Occurrences = {}
    end = collect(chunks_in(text), 0, occurrences)
    assert {term: set(positions) for term, positions in occurrences.items()} == {
        term_key(term): places for term, places in expected.items()
    }
    assert end == sum(not token.piece.joined for token in tokens(text))


@given(SENTENCES, SENTENCES)
def test_texts_are_indexed_one_after_the_other(first: str, second: str) -> None:
    occurrences: Occurrences = {}
    middle = collect(chunks_in(first), 10, occurrences)
    collect(chunks_in(second), middle, occurrences)
    shifted: Occurrences = {}
    for text, start in ((first, 10), (second, middle)):
        for term, positions in terms(text).items():
            shifted.setdefault(term, []).extend(position + start for position in positions)
    assert {term: sorted(set(positions)) for term, positions in occurrences.items()} == shifted


@given(st.text() | SENTENCES)
def test_whoever_types_what_is_written_finds_it(text: str) -> None:
    for token in tokens(text):
        stems = {stem for stem, _ in token.piece.terms}
        assert stems & set(token.piece.wanted_stems)
        assert set(token.piece.terms) & set(token.piece.wanted_forms)


@given(st.lists(WORDS | PIECES.filter(lambda piece: "\u0301" not in piece), max_size=8).map(" ".join))
def test_composed_and_decomposed_accents_give_the_same_terms(text: str) -> None:
    assert terms(unicodedata.normalize("NFC", text)) == terms(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize("kind", [APOSTROPHES, HYPHENS, BLANKS])
@given(text=SENTENCES, number=st.integers(0, 40))
@example(text="T.V.A.l'", number=35)
@example(text="3,5' 1.500' Ben Guerir' étudiant.e' (e)'", number=35)
def test_marks_of_a_kind_give_the_same_terms(kind: str, text: str, number: int) -> None:
    first, other = kind[0], kind[number % len(kind)]
    plain = "".join(first if character in kind else character for character in text)
    assert terms(plain) == terms(plain.replace(first, other))


@given(st.lists(WORDS.filter(lambda word: len(word) > 3), max_size=8).map(" ".join))  # `Ie` is a numeral, `ie` none
def test_case_does_not_matter_save_for_words_in_capitals(text: str) -> None:
    capitalised = " ".join(word.capitalize() for word in text.split(" "))
    assert terms(capitalised) == terms(text)


@given(st.lists(WORDS.filter(lambda word: len(word) > 5), max_size=8).map(" ".join))
def test_words_in_capitals_have_the_terms_of_small_letters_and_perhaps_those_of_lost_accents(text: str) -> None:
    assert set(terms(text)) <= set(terms(text.upper()))


@given(WORDS)
def test_accents_are_not_needed_save_where_they_make_another_word(word: str) -> None:
    plain = folded(word)
    wanted = {stem for token in tokens(plain) for stem in token.piece.wanted_stems}
    assert all(wanted & {stem for stem, _ in token.piece.terms} for token in tokens(word))


def test_a_long_text_without_a_blank_takes_linear_time() -> None:
    for unit in ("a-", "l'", "é·e", "1.", "a.", "ben ", "(e)"):
        assert list(tokens(unit * 5_000)) is not None


def test_values_of_fields_are_compared_by_their_words() -> None:
    assert folded("Université de Zaïr") == folded("université  DE zair")
    assert folded("L’École des Cèdres") == folded("l'école des cedres")
    assert folded("Rabat-Salé") != folded("Rabat")
