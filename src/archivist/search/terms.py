"""The tree of words becomes a tree of terms (``clauses``): elision, compounds, variants and fields are settled here."""

from __future__ import annotations

from collections.abc import Iterable

from archivist.french import lexicon
from archivist.french.analyze import Piece, Token, tokens
from archivist.french.normalize import fold, normalize
from archivist.search import query as q
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
)
from archivist.search.query import FieldName, Query
from archivist.search.variants import LONGEST, Variants, key_of, usual
from archivist.values import replaced


def clause_of(query: Query, zone: FieldName | None = None, variants: Variants | None = None) -> Clause:
    """Return the terms that a query stands for, within ``zone`` unless the query names another field.

    ``variants`` adds other ways to say the words and the runs of words that are not quoted.
    """
    match query:
        case q.Everything():
            return Anything()
        case q.And(parts):
            return AllOf(_with_variants(parts, zone, variants))
        case q.Or(parts):
            return OneOf(tuple(clause_of(part, zone, variants) for part in parts))
        case q.Not(part):
            return Without(clause_of(part, zone, variants))
        case q.Boost(part, factor):
            return Weighted(clause_of(part, zone, variants), factor)
        case q.Field(name, part):
            return clause_of(part, name, variants)
        case q.Dates(first, last):
            return Days(first, last)
        case q.Present(field):
            return Having(field)
        case q.Near(parts, distance, ordered):
            return Sequence(tuple(clause_of(part, zone) for part in parts), distance, ordered)
        case q.Saved(name):
            # Saved searches are put in their place before; what is left is a word like another.
            return clause_of(q.Word(name), zone, variants)
        case q.Word():
            return _with_variants((query,), zone, variants)[0]
        case q.Exact() | q.Phrase() | q.Prefix() | q.Wildcard() | q.Fuzzy():
            return _leaf(query, zone)


def _with_variants(parts: tuple[Query, ...], zone: FieldName | None, variants: Variants | None) -> tuple[Clause, ...]:
    """Return the clauses of ``parts``; a run of words that has variants becomes one clause with them."""
    clauses: list[Clause] = []
    at = 0
    while at < len(parts):
        if not isinstance(parts[at], q.Word):
            clauses.append(clause_of(parts[at], zone, variants))
            at += 1
            continue
        length, others = _longest_with_variants(parts, at, variants)
        words = tuple(_leaf(word, zone) for word in parts[at : at + length] if isinstance(word, q.Word))
        if others:
            alternatives = tuple(_leaf(q.Word(other), zone) for other in others)
            clauses.append(OneOf((words[0] if length == 1 else AllOf(words), *alternatives), variants=True))
        else:
            clauses.extend(words)
        at += length
    return tuple(clauses)


def _longest_with_variants(parts: tuple[Query, ...], at: int, variants: Variants | None) -> tuple[int, tuple[str, ...]]:
    """Return the length of the longest run of words from ``at`` that has variants, and these; 1 and none otherwise."""
    if variants is None:
        return 1, ()
    words: list[str] = []
    for part in parts[at : at + LONGEST]:
        if not isinstance(part, q.Word):
            break
        words.append(part.text)
    for length in range(len(words), 0, -1):
        key = key_of(" ".join(words[:length]))
        others = (*usual(key), *variants.of(key))
        if others:
            return length, others
    return 1, ()


def _leaf(leaf: q.Leaf, zone: FieldName | None) -> Clause:
    if zone == "id":
        text = str(leaf).strip('"')
        return Named(text.rstrip("*"), text.endswith("*"))
    match leaf:
        case q.Word(text):
            clause = _word(text)
        case q.Exact(text):
            clause = _phrase(text)
        case q.Phrase(words):
            clause = _phrase(" ".join(words))
        case q.Prefix(text):
            clause = Spelling("prefix", _spelling(text))
        case q.Wildcard(pattern):
            clause = Spelling("wildcard", _spelling(pattern))
        case q.Fuzzy(text, edits):
            clause = Spelling("fuzzy", _spelling(text), edits)
    return _within(clause, zone) if zone else clause


def _word(text: str) -> Clause:
    found = list(tokens(text))
    # The elided article is no part of the word: l'innovation finds every innovation. Nor is the subject of peut-il.
    pieces = _without_subject(_without_elision([token for token in found if not token.piece.joined]))
    if not pieces:
        return Nothing()
    terms = tuple(_stemmed(token, text) for token in pieces)
    if len(terms) == 1:
        return terms[0]
    joined = _joined_terms(found, text)
    together = Sequence(terms)
    return OneOf((together, *joined)) if joined else together


def _without_elision(pieces: list[Token]) -> list[Token]:
    first = 0
    while first < len(pieces) - 1 and pieces[first].piece.terms[0][1].endswith("'"):
        first += 1
    return pieces[first:]


def _without_subject(pieces: list[Token]) -> list[Token]:
    last = len(pieces)
    if last > 1 and pieces[-1].piece.terms[0][1] in lexicon.INVERTED:
        last -= 1
        # The t of existe-t-il.
        if last > 1 and pieces[last - 1].piece.terms[0][1] == "t":
            last -= 1
    return pieces[:last]


def _joined_terms(found: Iterable[Token], text: str) -> tuple[Term, ...]:
    unique = {token.piece.wanted_stems: token for token in found if token.piece.joined}
    return tuple(_stemmed(token, text) for token in unique.values())


def _stemmed(token: Token, text: str) -> Term:
    piece = token.piece
    grammatical = piece.grammatical or piece.terms[0][1] in lexicon.ASKING
    return Term(text[token.start : token.end], piece.wanted_stems, (), piece.wanted_forms, grammatical)


def _phrase(text: str) -> Clause:
    found = list(tokens(text))
    apart = [token for token in found if not token.piece.joined]
    if not apart:
        return Nothing()
    readings = [_forms_in_a_row(apart, text)]
    if len(apart) < len(found):
        # The same phrase where the compounds are written in one word: "start-up nation", "startup nation".
        compounds = {(token.start, token.end) for token in found if token.piece.joined}
        together: list[Token] = []
        for token in found:
            inside = any(start <= token.start and token.end <= end for start, end in compounds)
            if token.piece.joined:
                if not together or together[-1].start != token.start:
                    together.append(token)
            elif not inside:
                together.append(token)
        readings.append(_forms_in_a_row(together, text))
    return readings[0] if len(readings) == 1 else OneOf(tuple(readings))


def _forms_in_a_row(row: list[Token], text: str) -> Clause:
    terms = tuple(_exact(token.piece, text[token.start : token.end]) for token in row)
    return terms[0] if len(terms) == 1 else Sequence(terms)


def _exact(piece: Piece, text: str) -> Term:
    return Term(text, (), piece.wanted_forms, piece.wanted_forms, piece.grammatical)


def _spelling(text: str) -> str:
    return fold(normalize(text).text).replace("'", "")


def _within(clause: Clause, zone: FieldName) -> Clause:
    match clause:
        case Term():
            if zone == "source":
                forms = tuple((f"{SOURCE_MARK}{form}", f"{SOURCE_MARK}{form}") for _, form in clause.exact)
                return replaced(clause, stems=(), forms=forms, exact=forms, zone="source")
            return replaced(clause, zone=zone)
        case Spelling():
            if zone == "source":
                return replaced(clause, text=f"{SOURCE_MARK}{clause.text}", zone="source")
            return replaced(clause, zone=zone)
        case Sequence():
            return replaced(clause, parts=tuple(_within(part, zone) for part in clause.parts))
        case OneOf():
            return OneOf(tuple(_within(part, zone) for part in clause.parts))
        case _:
            return clause
