"""Document to fields: the lists that tantivy keeps of the terms of a document.

``stem`` has each stem with the *level* of its weight in the document: a query asks for the levels of a stem, each with
its own score, and so ranks by the weights of the model, as finely as there are levels. ``form`` has each term. The
fields of the zones have a row of *tokens* with their positions, two for each place: the word that stands there, with
the terms of all its readings, and then the longer words that begin there too (``start-up``: ``start``, and
``startup``). Each alone is one of few tokens, where all in one would be any of thousands. ``token`` finds the tokens
that hold a stem. tantivy splits what it is given at blanks, and analyses nothing.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import tantivy

from archivist.engine.tantivy.record import record_of
from archivist.engine.zones import UNDATED, ZONES
from archivist.search.variants import key_of

if TYPE_CHECKING:
    from archivist.engine.schema import Document

IN_TERM = "\x1f"
"""Stands between form and stem, where keys have a tab; in ``stem``, between a stem and its level."""

IN_TOKEN = "\x1e"
"""Stands between the terms of a token."""

OF_TOKEN = "\x1d"
"""Stands between a stem and a token that holds it, in the field ``token``."""

LONGER = "\x1c"
"""Begins the token of the longer words of a place, the second one."""

GAP = "."
"""A token of a place without a word, or without a longer one."""

TOKENS = 2
"""Tokens of a place."""

STEPS = 8
"""Levels from a weight to its double."""

_LOWEST = -6 * STEPS
_LEVELS = 16 * STEPS
_FIRST_LEVEL = 0x100
"""Levels are written as characters from this one on: none of them is a blank."""

TEXTS = ("place", "issuer", "source", "tag")
_KEPT = 200_000
_entries: dict[str, str] = {}


def level_of(weight: float) -> str:
    """Return the level of a weight, as the character that stands for it."""
    level = math.ceil(math.log2(weight) * STEPS) - _LOWEST if weight > 0 else 0
    return chr(_FIRST_LEVEL + min(max(level, 0), _LEVELS))


def weight_of(level: str) -> float:
    """Return the highest weight of a level."""
    return float(2.0 ** ((ord(level) - _FIRST_LEVEL + _LOWEST) / STEPS))


def written(text: str) -> str:
    """Return ``text`` as tantivy can take it, which knows no halves of characters."""
    return text.encode("utf-8", "replace").decode()


def token_term(stem: str, form: str) -> str:
    """Return a term as it is written in tokens and in the field ``form``."""
    return written(f"{form}{IN_TERM}{stem}")


def schema() -> tantivy.Schema:
    """Return the fields of an index."""
    builder = tantivy.SchemaBuilder()
    for name in ("stem", "form", "token"):
        builder.add_text_field(name, tokenizer_name="blanks", index_option="basic")
    for zone in ZONES:
        builder.add_text_field(f"in_{zone}", tokenizer_name="blanks", index_option="position")
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("id", "variant"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("number", indexed=True, fast=True)
    for name in ("first", "last", "year", "month", "oldest", "newest"):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


SCHEMA = schema()


def create_index(folder: Path) -> tantivy.Index:
    """Return a new index in an empty folder, ready to be written."""
    index = tantivy.Index(SCHEMA, str(folder))
    blanks = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("blanks", blanks)
    return index


def fields_of(document: Document, number: int) -> tuple[tantivy.Document, bytes]:
    """Return what tantivy receives of a document, and its record; ``number`` is its place in its shard."""
    weights, levels = _weighed(document)
    fields = tantivy.Document()
    fields.add_unsigned("number", number)
    fields.add_text("id", document.id)
    fields.add_text("stem", written(" ".join(levels)))
    fields.add_text("form", _termed(document.occurrences))
    rows = _rows(document)
    for zone, row in rows.items():
        fields.add_text(f"in_{zone}", _termed(row))
    fields.add_text("token", _termed(map(_entry, set().union(*rows.values()))))
    _add_metadata(fields, document)
    return fields, record_of(document, weights)


def _termed(keys: Iterable[str]) -> str:
    """Return keys, or tokens of keys, between blanks, as tantivy receives them: in its terms no blank may be."""
    return written(" ".join(keys).replace("\t", IN_TERM))


def _weighed(document: Document) -> tuple[array[float], list[str]]:
    """Return the weights of the terms, in the order of their occurrences, and the stems with their levels."""
    weigher = document.weigher
    in_body, lead_end, closing = weigher.in_body, weigher.lead_end, weigher.closing_start
    weights = array("f")
    by_stem: dict[str, float] = {}
    for key, positions in document.occurrences.items():
        # Most words stand in the body alone: no call for them.
        is_plain = positions[0] >= lead_end and positions[-1] < closing
        weight = in_body * len(positions) if is_plain else weigher.of(positions)
        weights.append(weight)
        stem = key[key.index("\t") + 1 :]
        by_stem[stem] = by_stem[stem] + weight if stem in by_stem else weight
    return weights, [f"{stem}{IN_TERM}{level_of(weight)}" for stem, weight in by_stem.items()]


def _add_metadata(fields: tantivy.Document, document: Document) -> None:
    for name, texts in (
        ("place", (document.place,)),
        ("issuer", (document.issuer,)),
        ("source", (document.source,)),
        ("tag", document.tags),
    ):
        for text in texts:
            if text:
                fields.add_text(name, written(text))
    first, last = document.first, document.last
    if first != UNDATED:
        fields.add_unsigned("first", first)
        fields.add_unsigned("last", last)
        if first // 10_000 == last // 10_000:
            fields.add_unsigned("year", first // 10_000)
        if first // 100 == last // 100:
            fields.add_unsigned("month", first // 100)
    fields.add_unsigned("oldest", first * 10**8 + last if first != UNDATED else 10**16)
    fields.add_unsigned("newest", last * 10**8 + first)
    for short, long in document.acronyms:
        for key, other in ((key_of(short), long), (key_of(long), short)):
            if key:
                fields.add_text("variant", written(f"{key}\t{' '.join(other.split())}"))


def _rows(document: Document) -> dict[str, list[str]]:
    """Return the row of tokens of each zone; places without a term are one gap, so that nothing stands next to it."""
    start, end = ZONES["body"]
    words = [GAP] * document.words
    elsewhere: dict[int, str] = {}
    shared: dict[int, list[str]] = {}
    for key, positions in document.occurrences.items():
        for position in positions:
            if start <= position < end:
                here = words[position - start]
                if here == GAP:
                    words[position - start] = key
                else:
                    shared.setdefault(position, [here]).append(key)
            elif position in elsewhere:
                shared.setdefault(position, [elsewhere[position]]).append(key)
            else:
                elsewhere[position] = key
    body = [GAP] * (TOKENS * document.words)
    body[::TOKENS] = words
    longer: dict[int, str] = {}
    for position, keys in shared.items():
        token, token_of_longer = _tokens(keys)
        if start <= position < end:
            at = TOKENS * (position - start)
            body[at : at + TOKENS] = token, token_of_longer
        else:
            elsewhere[position], longer[position] = token, token_of_longer
    rows = {"body": body}
    places = sorted(elsewhere)
    for zone, (start, end) in ZONES.items():
        inside = places[bisect_left(places, start) : bisect_left(places, end)]
        if inside:
            row = rows[zone] = []
            before = start
            for position in inside:
                if position > before:
                    row += [GAP] * TOKENS
                row += elsewhere[position], longer.get(position, GAP)
                before = position + 1
    return rows


def _tokens(keys: list[str]) -> tuple[str, str]:
    """Return the two tokens of a place that has several terms, from their keys."""
    lengths = [key.index("\t") for key in keys]
    shortest = min(filter(None, lengths), default=0)
    words = [key for key, length in zip(keys, lengths, strict=True) if length <= shortest]
    longer = [key for key, length in zip(keys, lengths, strict=True) if length > shortest]
    return IN_TOKEN.join(sorted(words)), f"{LONGER}{IN_TOKEN.join(sorted(longer))}" if longer else GAP


def terms_of(token: str) -> list[str]:
    """Return the terms of a token."""
    return token.removeprefix(LONGER).split(IN_TOKEN)


def _entry(token: str) -> str:
    """Return the entries of the field ``token`` that find a token: one for each stem that it holds."""
    entry = _entries.get(token)
    if entry is None:
        if len(_entries) >= _KEPT:
            _entries.clear()
        terms = terms_of(token) if token != GAP else ()
        stems = dict.fromkeys(key.partition("\t")[2] for key in terms)
        entry = _entries[token] = " ".join(f"{stem}{OF_TOKEN}{token}" for stem in stems)
    return entry
