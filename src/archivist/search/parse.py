"""From what people type to the query tree, in one pass; whatever is typed has a reading.

Odd punctuation is read as words or left out, and what its writer may have meant otherwise is told in
``diagnostics``. Only an unknown field, a date that is none and a query over 4,000 characters are errors.
The finer decisions:

- A mark is an operator only where it cannot be part of a word: ``-a`` after a blank or ``(``, ``"`` where no
  word is before it (``l"eau`` is a word), ``(`` unless it is an ending (``étudiant(e)s`` is a word).
- ``?`` at the end of a word is the mark of a question; inside or before a word it stands for one letter.
- An elided article before a quoted phrase goes: ``l'"état de droit"``.
- Blanks keep digit groups together: ``1 500`` is one word; ``2024 500`` is two. ``Ben Guerir`` is one too.
- An operator that lacks its right side is left out, so that a query can be run while it is being typed; one
  that lacks its left side is a word: ``OR NOIR``.
- ``PRES/5`` binds tighter than ``SAUF``: ``a SAUF b PRES/5 c`` excludes b close to c.
- ``auteur:x`` is an unknown field; ``auteur: x``, ``10:30``, ``http://x``, ``C'est:clair``,
  ``étudiant:e:s`` are words.
- Nesting deeper than 50 helps nobody: all parentheses are then left out.
"""

from __future__ import annotations

import re
from datetime import date

from archivist.errors import QueryError
from archivist.french.chunks import NAME
from archivist.search.fields import FieldName, field_named, unknown_field
from archivist.search.group import Group
from archivist.search.leaves import (
    DIGIT_GROUPS,
    DOUBLES,
    OPERATOR,
    SUFFIX,
    WORD,
    Notes,
    belongs_to_word,
    clean,
    read_distance,
    read_leaf,
    read_marks,
    read_quoted,
)
from archivist.search.query import (
    Boost,
    Dates,
    Everything,
    Field,
    Present,
    Query,
    Saved,
    Word,
    height,
)
from archivist.texts import _
from archivist.values import value

MAX_LENGTH = 4000
"""The longest query, in characters."""

MAX_DEPTH = 50
"""The deepest nesting, in nodes and in parentheses; it keeps every tree safe to recurse into."""

_BLANKS = re.compile(r"\s*")
_JUNK = re.compile(rf"(?:[^\w\s()«»{DOUBLES}@*?-]|_)+|.", re.DOTALL)
_VALUE_JUNK = re.compile(rf"(?:[^\w\s()«»{DOUBLES}*?]|_)*")
_NEGATION = re.compile(rf"(?:(?<=[\s(])|(?<!.))-(?=[^\W_]|[«{DOUBLES}(@*?])", re.DOTALL)
_ELIDED = re.compile(rf"(?:[ldjmtnsc]|(?:jus|lors|puis|quoi)?qu)['’ʼ‘´′`](?=[«{DOUBLES}])", re.IGNORECASE)
_DOUBLE = re.compile(rf"[{DOUBLES}]")
_SAVED = re.compile(r"@([^\W_](?:[\w.-]*\w)?)")
_FIELD = re.compile(r"([^\W\d_]+):")
_GIVEN = re.compile(r'[^\W_]|["“„«(*]')
_PRESENT = re.compile(r"\*+(\^[0-9]+(?:[.,][0-9]+)?)?\W*")
_DATE = re.compile(r"[^\s()]+")
_COLON_ENDING = re.compile(r"(?:(?:e|euse|ère|trice)s?|s)(?::s)?(?![\w:])", re.IGNORECASE)
_NO_OPENING = "_.!?…)]}%‰°€*"


@value
class Parsed:
    """A query as it was read; ``diagnostics`` are sentences on what its writer may have meant otherwise."""

    query: Query
    diagnostics: tuple[str, ...] = ()


def parse(text: str, *, today: date | None = None) -> Parsed:
    """Read a query; ``today`` is what ``date:30j`` counts back from (the machine's date, if not given).

    ``parse(str(parsed.query)).query == parsed.query`` where the printed form has at most 4,000 characters.
    Raises QueryError for an unknown field, a date that is none, and a text over 4,000 characters.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(
            _("The query has {count} characters; write at most {most}.").format(count=len(text), most=MAX_LENGTH)
        )
    cleaned = clean(text)
    reader = _Reader(cleaned, today)
    query = reader.read()
    if query is None or height(query) > MAX_DEPTH:
        reader = _Reader(cleaned, today, flat=True)
        reader.notes.setdefault(_("Parentheses are nested too deep: all of them were left out."))
        query = reader.read()
    assert query is not None  # without parentheses nothing is nested
    return Parsed(query, tuple(reader.notes))


class _Reader:
    """Reads a text from left to right; ``groups`` are the parentheses open at ``at``, the outermost first."""

    def __init__(self, text: str, today: date | None, flat: bool = False) -> None:
        self.text = text
        self.today = today
        self.flat = flat
        """Whether parentheses are left out."""
        self.at = 0
        self.notes: Notes = {}
        self.groups = [Group(self.notes)]
        self.last_guillemet = text.rfind("»")

    def read(self) -> Query | None:
        """Return the tree of the whole text, or None if parentheses are nested too deep."""
        while self._skip_blanks():
            self._read_one()
            if len(self.groups) > MAX_DEPTH:
                return None
        if len(self.groups) > 1:
            self.notes.setdefault(_("A parenthesis is not closed: it was read as if it were, at the end."))
        while len(self.groups) > 1:
            self._close(None)
        return self.groups[0].close() or Everything()

    def _skip_blanks(self) -> bool:
        blanks = _BLANKS.match(self.text, self.at)
        self.at = blanks.end() if blanks else self.at
        return self.at < len(self.text)

    def _read_one(self) -> None:
        """Read what begins at ``at`` (a parenthesis, an operator, a word ...) and go behind it."""
        text, at, group = self.text, self.at, self.groups[-1]
        first = text[at]
        operator = OPERATOR.match(text, at)
        if first == "(":
            self.at += 1
            self._open()
        elif first == ")":
            self._end_parenthesis()
        elif operator:
            self.at = operator.end(1)
            self._operate(operator)
        elif first == "-" and _NEGATION.match(text, at) and not OPERATOR.match(text, at + 1):
            self._negate()
        elif group.dates:
            self._read_date("date")
        elif first == "«" or first == "»" or first in DOUBLES:
            self._add(self._quoted())
        elif first == "@":
            self._read_saved()
        elif first.isalnum() or first in "*?":
            self._read_word()
        else:
            self._skip(_JUNK)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _add(self, node: Query | None) -> None:
        if node is not None:
            self.groups[-1].add(node)

    def _open(self) -> None:
        if self.flat:
            self.groups[-1].field = None
        else:
            parent = self.groups[-1]
            dates = parent.dates or (parent.field is not None and parent.field[0] == "date")
            self.groups.append(Group(self.notes, dates))

    def _end_parenthesis(self) -> None:
        marks = SUFFIX.match(self.text, self.at + 1)
        self.at = marks.end() if marks else self.at + 1
        tilde, factor = read_marks(marks[0] if marks else "", self.notes)
        if tilde is not None:
            self.notes.setdefault(_("~ after a parenthesis has no meaning: it was left out."))
        if len(self.groups) > 1:
            self._close(factor)
        elif not self.flat:
            self.notes.setdefault(_("A parenthesis is closed that was not open: it was left out."))

    def _close(self, factor: float | None) -> None:
        node = self.groups.pop().close()
        parent = self.groups[-1]
        if node is not None:
            parent.add(node if factor is None else Boost(node, factor))
        elif parent.field:
            typed, parent.field = parent.field[1], None
            self._add_empty_field(typed)
        else:
            parent.negated = ""

    def _operate(self, operator: re.Match[str]) -> None:
        group = self.groups[-1]
        if operator[2]:
            group.join(operator[1], read_distance(operator[2], self.notes))
        elif operator[1] in ("SAUF", "NOT"):
            group.negate(operator[1])
        else:
            group.join(operator[1])

    def _negate(self) -> None:
        """Read ``-`` and what is glued to it; where that is no word, nothing is negated."""
        group = self.groups[-1]
        before = group.negated
        group.negate("-")
        self.at += 1
        self._read_one()
        if group is self.groups[-1] and group.negated == "-":
            group.negated = before

    def _quoted(self) -> Query | None:
        """Read a quotation; a mark that opens none is passed over."""
        text, start = self.text, self.at
        self.at += 1
        if text[start] == "«":
            end = text.find("»", start) if start < self.last_guillemet else -1
        elif text[start] == "»":
            end = -1
        else:
            before = text[start - 1] if start else " "
            if text[start] in '"”″＂' and (before in _NO_OPENING or belongs_to_word(before)):
                return None  # inches, or the end of a quotation that was never opened
            closing = _DOUBLE.search(text, self.at)
            end = closing.start() if closing else -1
        if end < 0:
            self.notes.setdefault(
                _("A quotation mark {mark} has no partner: it was left out.").format(mark=text[start])
            )
            return None
        marks = SUFFIX.match(text, end + 1)
        self.at = marks.end() if marks else end + 1
        return read_quoted(text[start + 1 : end], marks[0] if marks else "", self.notes)

    def _read_saved(self) -> None:
        saved = _SAVED.match(self.text, self.at)
        if not saved:
            self.at += 1
            return
        marks = SUFFIX.match(self.text, saved.end())
        self.at = marks.end() if marks else saved.end()
        factor = read_marks(marks[0] if marks else "", self.notes)[1]
        self._add(Saved(saved[1]) if factor is None else Boost(Saved(saved[1]), factor))

    def _read_word(self) -> None:
        elided = _ELIDED.match(self.text, self.at)
        if elided:
            self.at = elided.end()
            return
        field = _FIELD.match(self.text, self.at)
        name = field_named(field[1]) if field else None
        if field and name:
            self.at = field.end()
            self._read_field(name, field[1])
            return
        if field:
            self._refuse_unknown(field)
        self._add(read_leaf(self._token(), self.notes))

    def _token(self) -> str:
        """Take the word at ``at``, a number or a known name (``Ben Guerir``) with its blanks included."""
        together = DIGIT_GROUPS.match(self.text, self.at) or NAME.match(self.text, self.at)
        start, self.at = self.at, together.end() if together else self.at
        self._skip(WORD)
        return " ".join(self.text[start : self.at].split())

    def _read_field(self, name: FieldName, typed: str) -> None:
        """Read what is glued to ``name:``."""
        text, at = self.text, self.at
        if text.startswith("(", at):
            self.groups[-1].field = (name, typed)
            self.at += 1
            self._open()
            return
        if name == "date":
            self._read_date(typed)
            return
        self._skip(_VALUE_JUNK)
        elided = _ELIDED.match(text, self.at)
        self.at = elided.end() if elided else self.at
        first = text[self.at : self.at + 1]
        node: Query | None = None
        if first and (first in "«»" or first in DOUBLES):
            node = self._quoted()
        elif first and (first.isalnum() or first in "*?"):
            token = self._token()
            present = _PRESENT.fullmatch(token)
            if present:
                factor = read_marks(present[1] or "", self.notes)[1]
                self._add(Present(name) if factor is None else Boost(Present(name), factor))
                return
            node = read_leaf(token, self.notes)
        if node is None:
            self._add_empty_field(typed)
        else:
            self._add(Field(name, node))

    def _add_empty_field(self, typed: str) -> None:
        self.notes.setdefault(
            _("{field}: has no value right after the colon: it was read as a word.").format(field=typed)
        )
        self._add(Word(typed))

    def _read_date(self, typed: str) -> None:
        """Read one date, after ``date:`` or inside ``date:( )``."""
        token = _DATE.match(self.text, self.at)
        value, factor = "", None
        if token:
            self.at = token.end()
            bare, mark, boost = token[0].partition("^")
            value = bare.strip(",;:!?«»" + DOUBLES)
            value = value[:-1] if value.endswith(".") and not value.endswith("..") else value
            factor = read_marks(mark + boost, self.notes)[1]
        node: Query
        if value == "*":
            node = Present("date")
        elif value:
            from archivist.search.periods import read_period

            period = read_period(value, self.today)
            if period.swapped:
                self.notes.setdefault(_("A period ends before it begins: both ends were changed round."))
            node = Dates(period.first, period.last)
        else:
            if not self.groups[-1].dates:
                self._add_empty_field(typed)
            return
        self._add(node if factor is None else Boost(node, factor))

    def _refuse_unknown(self, field: re.Match[str]) -> None:
        """Raise QueryError if ``field`` looks like the field that it is not."""
        typed, end = field[1], field.end()
        if len(typed) < 2 or not typed.isalpha() or not _GIVEN.match(self.text, end):
            return
        if not _COLON_ENDING.match(self.text, end):
            raise QueryError(unknown_field(typed, self.text[end:]))
