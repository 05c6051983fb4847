"""Which articles a clause finds, told by reading them word by word: no posting list, no shortcut, every combination."""

from __future__ import annotations

import re
from itertools import pairwise, product

from archivist.article import Article
from archivist.engine.zones import ZONES
from archivist.french.analyze import tokens
from archivist.french.quotes import quotations
from archivist.search.clauses import (
    SOURCE_MARK,
    AllOf,
    Anything,
    Clause,
    Days,
    Having,
    Named,
    Nothing,
    OneOf,
    Sequence,
    Spelling,
    Term,
    Weighted,
    Without,
    terms_of,
)

Place = tuple[int, int]


class Reader:
    """One article as a row of places, each with the terms that stand there."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.terms: list[tuple[str, int, str, str]] = []
        texts = {
            "title": article.title,
            "issuer": article.issuer or "",
            "place": article.place or "",
            "tag": " ".join(article.tags),
            "body": article.text,
        }
        for zone, text in texts.items():
            for token in tokens(text):
                for stem, form in token.piece.terms:
                    self.terms.append((zone, token.position, stem, form))
        start = 0
        for quotation in quotations(article.text):
            for token in tokens(quotation.text):
                for stem, form in token.piece.terms:
                    self.terms.append(("quotation", start + token.position, stem, form))
            start += len(quotation.text) + 100
        for token in tokens(article.source or ""):
            for _, form in token.piece.terms:
                if form:
                    mark = f"{SOURCE_MARK}{form}"
                    self.terms.append(("source", token.position, mark, mark))

    def matches(self, clause: Clause) -> bool:
        """Tell whether the article is one that the whole of ``clause`` finds."""
        match clause:
            case Term() | Spelling() | Sequence():
                return bool(self.places(clause))
            case AllOf(parts):
                telling = [part for part in parts if not _only_holds_together(part)]
                if not any(terms_of(part) for part in telling):
                    telling = list(parts)
                return all(self.matches(part) for part in telling)
            case OneOf(parts):
                return any(self.matches(part) for part in parts)
            case Without(part):
                return not self.matches(part)
            case Weighted(part, _):
                return self.matches(part)
            case Days(first, last):
                date = self.article.date
                return date is not None and date.last >= (first or 0) and date.first <= (last or 99999999)
            case Having(field):
                values = {
                    "place": self.article.place,
                    "issuer": self.article.issuer,
                    "source": self.article.source,
                    "tag": self.article.tags,
                    "date": self.article.date,
                    "quotation": list(quotations(self.article.text)),
                }
                return bool(values.get(field, True))
            case Named(id, prefix):
                return self.article.id.startswith(id.casefold()) if prefix else self.article.id == id.casefold()
            case Anything():
                return True
            case Nothing():
                return False

    def places(self, clause: Clause) -> set[Place]:
        """Return the first and last position of every place where ``clause`` stands, zones far from each other."""
        match clause:
            case Term():
                return {
                    self._place(zone, position)
                    for zone, position, stem, form in self.terms
                    if (stem in clause.stems or (stem, form) in clause.forms) and clause.zone in (None, zone)
                }
            case Spelling():
                marked = clause.text.startswith(SOURCE_MARK)
                return {
                    self._place(zone, position)
                    for zone, position, _, form in self.terms
                    if form and (zone == "source") == marked and clause.zone in (None, zone) and _fits(clause, form)
                }
            case OneOf(parts):
                return {place for part in parts for place in self.places(part)}
            case Sequence(parts, distance, ordered):
                found = set()
                for row in product(*(self.places(part) for part in parts)):
                    if all(_is_near(left, right, distance, ordered) for left, right in pairwise(row)):
                        found.add((min(place[0] for place in row), max(place[1] for place in row)))
                return found
            case _:
                return set()

    def _place(self, zone: str, position: int) -> Place:
        start = ZONES[zone][0]  # type: ignore[index]
        return start + position, start + position


def _is_near(left: Place, right: Place, distance: int, ordered: bool) -> bool:
    if 1 <= right[0] - left[1] <= distance:
        return True
    return not ordered and 1 <= left[0] - right[1] <= distance


def _only_holds_together(clause: Clause) -> bool:
    return isinstance(clause, Term) and clause.grammatical and bool(clause.stems)


def _fits(spelling: Spelling, form: str) -> bool:
    if spelling.kind == "prefix":
        return form.startswith(spelling.text)
    if spelling.kind == "wildcard":
        return re.fullmatch(re.escape(spelling.text).replace(r"\*", ".*").replace(r"\?", "."), form) is not None
    if spelling.edits == 1 and len(spelling.text) > 4 and form[:1] != spelling.text[:1]:
        return False
    return edits(spelling.text, form) <= spelling.edits


def edits(word: str, other: str) -> int:
    """Return the optimal string alignment distance, by its definition."""
    known: dict[tuple[int, int], int] = {}

    def between(i: int, j: int) -> int:
        if (i, j) not in known:
            if not i or not j:
                known[i, j] = i + j
            else:
                best = min(between(i - 1, j) + 1, between(i, j - 1) + 1)
                best = min(best, between(i - 1, j - 1) + (word[i - 1] != other[j - 1]))
                if i > 1 and j > 1 and word[i - 1] == other[j - 2] and word[i - 2] == other[j - 1]:
                    best = min(best, between(i - 2, j - 2) + 1)
                known[i, j] = best
        return known[i, j]

    return between(len(word), len(other))
