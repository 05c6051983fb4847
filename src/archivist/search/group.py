"""What stands between two parentheses while it is being read: operators and their precedence.

PRES/n binds tighter than SAUF, SAUF than ET (typed or not), ET than OU.
"""

from __future__ import annotations

from archivist.search.leaves import Notes
from archivist.search.query import (
    Boost,
    Exact,
    Field,
    FieldName,
    Fuzzy,
    Near,
    Or,
    Phrase,
    Place,
    Prefix,
    Query,
    Wildcard,
    Word,
    all_of,
    any_of,
    none_of,
)
from archivist.texts import _


class Group:
    """One pair of parentheses, or the whole query, from its beginning to what has been read of it so far."""

    __slots__ = (
        "alternatives",
        "chain",
        "dates",
        "distance",
        "field",
        "negated",
        "notes",
        "parts",
        "pending",
    )

    def __init__(self, notes: Notes, dates: bool = False) -> None:
        self.notes = notes
        self.dates = dates
        """Whether bare words here are dates: ``date:(2023 OU 2024)``."""
        self.field: tuple[FieldName, str] | None = None
        """The field, and how it was typed, that waits for its parenthesis to close."""
        self.negated = ""
        """What was typed to negate the next operand: ``-``, ``SAUF``, ``NOT`` or nothing."""
        self.pending = ""
        """The binary operator, as typed, that waits for its right side."""
        self.distance = 0
        """The distance of a pending PRES/n; 0 for other operators."""
        self.chain = False
        """Whether the last part is made by PRES/n here, so that a further PRES/n goes on with it."""
        self.alternatives: list[Query] = []
        self.parts: list[tuple[bool, Query]] = []

    def add(self, node: Query) -> None:
        """Take the next operand; what waits for one (a field, SAUF, an operator) is applied."""
        if self.field:
            name = self.field[0]
            self.field = None
            if name != "date":
                node = Field(name, node)
        negated, self.negated = bool(self.negated), ""
        pending, self.pending = self.pending, ""
        if pending and self.distance:
            self._join_near(pending, negated, node)
            return
        if pending in ("OU", "OR"):
            self.alternatives.append(self._conjunction())
            self.parts = []
        self.parts.append((negated, node))
        self.chain = False

    def join(self, operator: str, distance: int = 0) -> None:
        """Take a binary operator as typed, with the distance of PRES/n."""
        self._end_negation()
        if self.pending:
            self._left_out(self.pending)
        elif not self.parts:
            self.notes.setdefault(
                _("{operator} has no word before it: it was read as a word.").format(operator=operator)
            )
            self.add(Word(operator.lower()))
            return
        self.pending, self.distance = operator, distance

    def negate(self, operator: str) -> None:
        """Take ``SAUF``, ``NOT`` or ``-``."""
        if operator == "-":
            self.negated = self.negated or operator
        else:
            self._end_negation()
            self.negated = operator

    def close(self) -> Query | None:
        """Return the tree of all that was taken, or None if that is nothing."""
        self._end_negation()
        if self.pending:
            self._left_out(self.pending)
            self.pending = ""
        if self.parts:
            self.alternatives.append(self._conjunction())
            self.parts = []
        return any_of(self.alternatives) if self.alternatives else None

    def _end_negation(self) -> None:
        """Deal with a SAUF that is followed by no word."""
        operator, self.negated = self.negated, ""
        if not operator:
            return
        if self.parts:
            self._left_out(operator)
        else:
            self.notes.setdefault(
                _("{operator} has no word after it: it was read as a word.").format(operator=operator)
            )
            self.add(Word(operator.lower()))

    def _left_out(self, operator: str) -> None:
        self.notes.setdefault(_("{operator} has no word after it: it was left out.").format(operator=operator))

    def _conjunction(self) -> Query:
        return all_of(none_of(node) if negated else node for negated, node in self.parts)

    def _join_near(self, operator: str, negated: bool, node: Query) -> None:
        left_negated, left = self.parts[-1]
        right = None if negated else self._place(node)
        if self.chain and isinstance(left, Near):
            parts: tuple[Place, ...] | None = left.parts
            if left.distance != self.distance:
                self.notes.setdefault(_("In a row of PRES/n the largest n is taken for all."))
        else:
            place = self._place(left)
            parts = (place,) if place else None
        if parts is None or right is None:
            self.notes.setdefault(
                _("{operator} joins words, phrases, or (a OU b): it was read as ET.").format(operator=operator)
            )
            self.parts.append((negated, node))
            self.chain = False
            return
        distance = max(left.distance, self.distance) if self.chain and isinstance(left, Near) else self.distance
        self.parts[-1] = (left_negated, Near((*parts, right), distance, ordered=False))
        self.chain = True

    def _place(self, node: Query) -> Place | None:
        """Return ``node`` as a part of ``Near``, without boosts, or None if it has no place in a text."""
        if isinstance(node, Word | Exact | Phrase | Prefix | Wildcard | Fuzzy):
            return node
        if isinstance(node, Boost):
            place = self._place(node.part)
            if place:
                self.notes.setdefault(_("A boost beside PRES/n has no effect: it was left out."))
            return place
        if isinstance(node, Or):
            places = [self._place(part) for part in node.parts]
            if all(places):
                alternatives = any_of(part for part in places if part)
                return alternatives if isinstance(alternatives, Or) else None
        return None
