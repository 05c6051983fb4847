"""Texts that say the same: words, sketches, shares."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archivist.french import passages

TEXT = passages.words(
    "Le port fictif de Valombre ouvre un bassin d'essai de 120 mètres, où passeront 24 navires par mois."
)
OTHER = passages.words("La coopérative imaginaire de Tizerine récolte le safran en octobre avec 60 apprenties.")
WORDS = st.lists(st.sampled_from("eau port mer ville safran 12 24 nord".split()), max_size=60)


def test_typography_does_not_count() -> None:
    one = passages.words("L’Œuvre d’Élan-Vert : « été 2024 » — 1 500 élèves")
    assert one == passages.words("L'OEUVRE d'elan vert, \"ete 2024\" - 1 500 eleves")
    assert passages.digest(one) != passages.digest(one[1:])


def test_shares() -> None:
    assert passages.resemblance(TEXT, TEXT) == 1.0
    assert passages.resemblance(TEXT, OTHER) == 0.0
    assert 0.5 < passages.resemblance(TEXT, [*TEXT[:8], "nouveau", *TEXT[9:]]) < 1.0
    assert passages.figures(TEXT) == ["120", "24"]


def test_a_frame_stands_around_a_text_and_not_in_it() -> None:
    assert passages.framed(TEXT, ["imprimer", *TEXT, "haut"], 2)
    assert not passages.framed(TEXT, ["imprimer", *TEXT, "haut", "de", "page"], 2)
    assert not passages.framed(TEXT, [*TEXT[:5], "mot", *TEXT[5:]], 2)


@given(WORDS, WORDS)
def test_shares_are_symmetric_and_bounded(text: list[str], other: list[str]) -> None:
    for measure in (passages.resemblance, passages.common_share):
        assert measure(text, other) == measure(other, text)
        assert 0.0 <= measure(text, other) <= 1.0
    numbers = passages.sketch(text)
    assert list(numbers) == sorted(set(numbers)) and len(numbers) <= passages.SKETCH
