"""Values are made, compared and kept from change as frozen dataclasses are."""

from __future__ import annotations

import pytest

from archivist.values import replaced, value


@value
class Pair:
    first: str
    second: int = 2


@value
class Other:
    first: str
    second: int = 2


@value
class Nothing:
    """It has no fields."""


def test_fields_are_given_by_place_by_name_or_by_default() -> None:
    assert Pair("a") == Pair("a", 2) == Pair(second=2, first="a")
    assert repr(Pair("a", 3)) == "Pair(first='a', second=3)"


def test_equal_values_of_one_class_are_one_key() -> None:
    assert len({Pair("a"), Pair("a", 2), Pair("b")}) == 2
    assert Pair("a") != Other("a")
    assert Nothing() == Nothing() != Pair("a")


def test_a_value_is_matched_by_its_fields_in_their_order() -> None:
    match Pair("a", 5):
        case Pair(first, 5):
            assert first == "a"
        case _:
            pytest.fail("the pattern does not match")


def test_a_value_never_changes() -> None:
    pair = Pair("a")
    with pytest.raises(AttributeError, match=r"Pair\.first cannot be changed"):
        pair.first = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="cannot be changed"):
        del pair.first
    assert replaced(pair, second=9) == Pair("a", 9)


@pytest.mark.parametrize(
    ("given", "named"),
    [((), {}), (("a", 1, 2), {}), (("a",), {"first": "b"}), (("a",), {"third": 3})],
)
def test_what_does_not_fit_is_refused(given: tuple[object, ...], named: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="Pair"):
        Pair(*given, **named)  # type: ignore[arg-type]
