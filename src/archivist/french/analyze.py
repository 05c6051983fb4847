"""Text to terms, with positions and offsets: the one analysis that every engine, query and highlight shares.

A text is a row of *chunks* (``l'innovation``, ``Rabat-Salé``, ``1 500``, ``étudiant·e·s``); a chunk holds one or more
*pieces*, each a word with its stems and its forms. A *form* is the word itself, folded; a *stem* is what its
inflections share. Every form has one *home*, the stem under which it is found again from its spelling alone, so that
an engine may keep forms and stems apart or each form beside its stem.

Each distinct chunk is analysed once and kept: a text then costs one regular expression and one look-up a chunk.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from archivist.french.chunks import CHUNK, Part, parts_of, plain_word
from archivist.french.normalize import fold
from archivist.french.stem import accented_words, home_stem, is_acronym, is_grammatical, participle_of, stems_of

VERSION = 6
"""Raised whenever the same text would give other terms; an index of another version is built again."""

_KEPT_CHUNKS = 400_000

Term = tuple[str, str]
"""A stem, and the form that stands there; the form is empty where the stem stands for no form of its own."""

Occurrences = dict[str, list[int]]
"""Where each term of a document stands, as rising positions, by the key of the term (``term_key``)."""


class Piece(NamedTuple):
    """One word of a chunk.

    ``offset`` is its place in the row of positions of the chunk, ``start`` and ``end`` where it is written in it.
    ``terms`` is what the index stores; ``wanted_stems`` and ``wanted_forms`` are what a query that has this word looks
    for (any of them). They differ where an accent counts. ``joined`` marks a compound written in one word.
    """

    offset: int
    start: int
    end: int
    terms: tuple[Term, ...]
    wanted_stems: tuple[str, ...]
    wanted_forms: tuple[Term, ...]
    grammatical: bool
    joined: bool


class _Word(NamedTuple):
    """What a ``Piece`` knows of its word, wherever it stands."""

    terms: tuple[Term, ...]
    wanted_stems: tuple[str, ...]
    wanted_forms: tuple[Term, ...]
    grammatical: bool


class Chunk(NamedTuple):
    """The analysis of one chunk: its pieces, how many positions it takes, and the keys of its terms with their offsets.

    ``single`` is the key of the term of a chunk that has only one: most of them.
    """

    pieces: tuple[Piece, ...]
    width: int
    single: str | None
    postings: tuple[tuple[str, int], ...]


class Token(NamedTuple):
    """A piece in its text: ``position`` counts words, ``start`` and ``end`` are offsets of characters."""

    position: int
    start: int
    end: int
    piece: Piece


_chunks: dict[str, Chunk] = {}
_words: dict[tuple[tuple[str, ...], bool], _Word] = {}
_keys: dict[Term, str] = {}
_lock = threading.Lock()


def analyze_chunk(raw: str) -> Chunk:
    """Return the analysis of one chunk of text, from memory where it was met before."""
    chunk = _chunks.get(raw)
    if chunk is None:
        # One thread at a time empties and fills the memory.
        with _lock:
            if len(_chunks) >= _KEPT_CHUNKS:
                _chunks.clear()
                _words.clear()
                _keys.clear()
            chunk = _chunks[raw] = _analyze(raw)
    return chunk


def tokens(text: str) -> Iterator[Token]:
    """Yield every piece of ``text`` with its position and its offsets."""
    position = 0
    for match in CHUNK.finditer(text):
        chunk = analyze_chunk(match.group())
        start = match.start()
        for piece in chunk.pieces:
            yield Token(position + piece.offset, start + piece.start, start + piece.end, piece)
        position += chunk.width


def chunks_in(text: str) -> list[str]:
    """Return the chunks of ``text`` as they are written."""
    return CHUNK.findall(text)


def collect(chunks: Iterable[str], position: int, occurrences: Occurrences) -> int:
    """Add the terms of ``chunks`` to ``occurrences``, counting positions from ``position``; return the next one."""
    for raw in chunks:
        _, width, _single, postings = analyze_chunk(raw)
        for key, offset in postings:
            occurrences.setdefault(key, []).append(position + offset)
        position += width
    return position


def postings_of(raw: str) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Return how many positions a chunk takes, and the keys of its terms with their offsets; keep nothing of it.

    For those who index many texts and number what they meet.
    """
    word = plain_word(raw)
    if word:
        return 1, tuple((_key(term), 0) for term in _word_of((word,), False).terms)
    chunk = _analyze(raw)
    return chunk.width, chunk.postings


def term_key(term: Term) -> str:
    """Return a term as one string, form first (no word holds a tab): strings know their hash, which tuples do not."""
    return f"{term[1]}\t{term[0]}"


def term_of(key: str) -> Term:
    """Return the term that has a key."""
    form, _, stem = key.partition("\t")
    return stem, form


def folded(text: str) -> str:
    """Return the words of ``text``, folded, between blanks: how two values of a field are compared."""
    return " ".join(token.piece.terms[0][1] for token in tokens(text) if not token.piece.joined)


def _analyze(raw: str) -> Chunk:
    parts = parts_of(raw)
    width = max((part.offset for part in parts), default=-1) + 1
    pieces = tuple(_piece(part) for part in parts)
    postings = tuple(dict.fromkeys((_key(term), piece.offset) for piece in pieces for term in piece.terms))
    single = postings[0][0] if width == 1 and len(postings) == 1 else None
    return Chunk(pieces, width, single, postings)


def _key(term: Term) -> str:
    """Return the one string that is the key of a term."""
    key = _keys.get(term)
    if key is None:
        key = _keys[term] = term_key(term)
    return key


def _piece(part: Part) -> Piece:
    read = _word_of(part.words, part.capitals)
    grammatical = part.elided or read.grammatical
    return Piece(
        part.offset, part.start, part.end, read.terms, read.wanted_stems, read.wanted_forms, grammatical, part.joined
    )


def _word_of(words: tuple[str, ...], capitals: bool) -> _Word:
    """Return what is known of a word, from memory where it was met before."""
    read = _words.get((words, capitals))
    if read is None:
        read = _words[words, capitals] = _read(words, capitals)
    return read


def _read(words: tuple[str, ...], capitals: bool) -> _Word:
    """Return the terms of a word, or of what one writing of several words stands for."""
    terms: list[Term] = []
    wanted_stems: list[str] = []
    wanted_forms: list[Term] = []
    for word in words:
        plain = fold(word)
        bare = stems_of(plain)
        home, *others = bare.wanted
        accented = accented_words(plain)
        stems = stems_of(word) if word != plain else bare
        own = stems.wanted[0]
        if word in accented:
            # An accent that makes another word: found as itself, and by whoever types no accent.
            terms.extend(((own, word), (own, plain), *((stem, "") for stem in stems.also)))
            wanted_stems.append(own)
            wanted_forms.append((own, word))
            continue
        if word == participle_of(plain):
            terms.extend(((home, plain), (own, word)))
            wanted_stems.append(own)
            wanted_forms.append((own, word))
            continue
        wanted_stems.extend((home, *others))
        wanted_forms.append((home, plain))
        if word == plain:
            wanted_stems.extend(home_stem(other) for other in accented)
            wanted_forms.extend((home_stem(other), plain) for other in accented)
        if is_acronym(plain):
            # IRES: what ends like a plural is none in capitals. Whoever types it may mean either.
            acronym = (f"={plain}", plain)
            wanted_stems.append(acronym[0])
            wanted_forms.append(acronym)
            if capitals:
                terms.append(acronym)
                continue
        terms.append((home, plain))
        # Accents decide some stems: those of both spellings are kept, for readers who type none.
        wanted_stems.extend(stems.wanted)
        terms.extend((stem, "") for stem in (*others, *stems.wanted, *stems.also) if stem != home)
        if capitals:
            # MARCHE may be a marché that has lost its accent.
            terms.extend((home_stem(other), other) for other in accented)
    return _Word(
        tuple(dict.fromkeys(terms)),
        tuple(dict.fromkeys(wanted_stems)),
        tuple(dict.fromkeys(wanted_forms)),
        all(is_grammatical(word) for word in words),
    )
