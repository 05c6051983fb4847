"""Word diffs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archivist.differences import counts, word_diff

TEXTS = st.lists(st.sampled_from(["eau", "port", "mer,", "l'an", "24", "\n\n", "»"]), max_size=30).map(" ".join)


def said(before: str, after: str) -> list[tuple[str, str]]:
    return [(passage.kind, passage.text.strip()) for passage in word_diff(before, after)]


def test_a_figure_that_was_corrected() -> None:
    before = "Un texte fictif.\n\nLe fonds réunit 120 millions de dirhams.\n\nFin."
    after = "Un texte fictif.\n\nLe fonds réunit 112 millions de dirhams.\n\nFin.\n\nUn ajout."
    assert said(before, after)[1:3] == [("removed", "120"), ("added", "112")]
    assert said(before, after)[-1] == ("added", "Un ajout.")
    assert counts(word_diff(before, after)) == (1, 3)


def test_nothing_in_common() -> None:
    assert said("eau", "mer") == [("removed", "eau"), ("added", "mer")]
    assert word_diff("", "") == []


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_back(before: str, after: str) -> None:
    passages = word_diff(before, after)
    for text, other in ((before, "added"), (after, "removed")):
        joined = "".join(passage.text for passage in passages if passage.kind != other)
        assert joined.split() == text.split()
    assert counts(word_diff(before, before)) == (0, 0)
