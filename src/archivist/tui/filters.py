"""What narrows a query: values of fields that the reader has chosen, as clauses of the query language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archivist.article import PartialDate
from archivist.display import shown_date
from archivist.texts import _
from archivist.tui.page import one_line

CLAUSES = {"date": "date", "place": "lieu", "issuer": "emetteur", "source": "source", "tag": "tag"}
"""The fields that can be chosen from, in their order, and what the query language calls them."""

HEADINGS = {
    "date": _("Years"),
    "place": _("Places"),
    "issuer": _("Issuers"),
    "source": _("Sources"),
    "tag": _("Tags"),
}

_OPERATOR = re.compile(r"(?<!\S)(?:OU|OR)(?!\S)")

Chosen = tuple[str, str]
"""A field and one of its values; of ``date``, a year (``2024``) or a month (``2024-05``)."""


@dataclass(frozen=True, slots=True)
class Filters:
    """The values that were chosen, in the order of choosing. Values of one field are alternatives; fields add up."""

    chosen: tuple[Chosen, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.chosen)

    def values(self, field: str) -> tuple[str, ...]:
        """Return the values that are chosen of a field."""
        return tuple(value for name, value in self.chosen if name == field)

    def toggled(self, field: str, value: str) -> Filters:
        """Return the filters with a value chosen that was not, or no longer chosen; a month takes its year's place."""
        kept = tuple(one for one in self.chosen if one != (field, value))
        if kept != self.chosen:
            return Filters(kept)
        if field == "date":
            kept = tuple(one for one in kept if one[0] != field or not _within(one[1], value))
        return Filters((*kept, (field, value)))

    def without(self, field: str) -> Filters:
        """Return the filters without those of a field."""
        return Filters(tuple(one for one in self.chosen if one[0] != field))

    def clauses(self) -> tuple[str, ...]:
        """Return what they say in the query language, a clause for each field."""
        made = []
        for field, name in CLAUSES.items():
            parts = [f"{name}:{_written(field, value)}" for value in self.values(field)]
            if parts:
                made.append(parts[0] if len(parts) == 1 else f"({' OU '.join(parts)})")
        return tuple(made)

    def narrow(self, typed: str) -> str:
        """Return the query that finds what ``typed`` finds, within what is chosen."""
        clauses = self.clauses()
        if not clauses:
            return typed
        typed = typed.strip()
        # The clauses come first: quotes or parentheses left open in what is typed cannot swallow them.
        return " ".join((*clauses, f"({typed})" if _OPERATOR.search(typed) else typed)).strip()


UNFILTERED = Filters()


def _within(one: str, other: str) -> bool:
    """Tell whether one of two dates is a part of the other."""
    return one.startswith(other) or other.startswith(one)


def _written(field: str, value: str) -> str:
    return value if field == "date" else f'"{value.replace(chr(34), " ")}"'


def label(field: str, value: str) -> str:
    """Return what a reader calls a value: a date in words, anything else as it is."""
    return shown_date(PartialDate.parse(value)) if field == "date" else one_line(value)
