"""Nothing twice: is a text that comes in one that the archive has, or nearly?

``index/texts.tsv`` keeps, for each article, a digest of its words and a sketch of its passages
(``french.passages``). It is computed from the corpus, like everything in ``index/``: what is missing or older than its
article is made again.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from archivist.article import Article, PartialDate
from archivist.corpus import Corpus
from archivist.errors import ArchivistError
from archivist.files import write_whole
from archivist.french import passages
from archivist.front_matter import FORMER, family_of, originals_of
from archivist.ingest.confidence import confidence

FILE_NAME = "texts.tsv"
_VERSION = "texts 2"

Kinship = Literal["same", "family"]

LEAST_WORDS = 40
"""Words below which a text is too short to be known by them: "Voir le document joint." is no release twice."""

FRAME = 25
"""Words before and after a text that are a header or a footer of its copy, and no paragraph of its own."""

DAYS = 21
"""Days between the dates of a release and its correction or repost; monthly series are further apart."""

COPY = 0.97
REPEATED = 0.25
"""Shares of common passages: of texts that are one whatever their titles, and of those with like titles. The releases
of a series share up to nine tenths: they are told by their dates, their titles and their figures."""

LIKE_TITLES, SAME_TITLES = 0.6, 0.9
LIKE_FIGURES, SAME_FIGURES = 0.5, 0.7
"""Shares of common words of titles, and of common figures of texts; more is asked where a date is not known."""

_SHARED = 2  # hashes of two sketches that make a candidate
_TOO_COMMON = 50  # articles that share a passage beyond which it is a standing phrase
_NO_PART_OF_TITLES = frozenset(
    "rectificatif correctif erratum correction rappel reminder mise jour actualisation".split()
)
_NO_SURE_DATE = frozenset(("mail header", "feed"))
_ORIGINAL = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Twin:
    """An article that has the same text as a new one, or nearly."""

    id: str
    kinship: Kinship


@dataclass(frozen=True, slots=True)
class _Known:
    signature: str
    digest: str
    sketch: tuple[int, ...]
    originals: tuple[str, ...]


class Texts:
    """What is known of the texts of an archive while ingest runs; only whoever holds the lock of writers saves it."""

    def __init__(self, folder: Path, corpus: Corpus) -> None:
        self._path = folder / FILE_NAME
        self._corpus = corpus
        self._known: dict[str, _Known] = {}
        self._fresh: dict[str, Article] = {}
        self._unsaved: set[str] = set()
        self._by_digest: dict[str, list[str]] = {}
        self._sketches: _Sketches | None = None  # made when the first new text comes

    def load(self, signatures: Mapping[str, str]) -> None:
        """Read what is known, and from the corpus what is not; ``signatures`` are those of all articles by id."""
        kept = self._read()
        for id, signature in signatures.items():
            known = kept.get(id)
            if known is None or known.signature != signature:
                try:
                    article = self._corpus.read(id)
                    known = _known(article, passages.fingerprint(article.text, LEAST_WORDS), signature)
                except ArchivistError:
                    continue
                self._unsaved.add(id)
            self._known[id] = known

    def originals(self) -> dict[str, str]:
        """Return the id of the article of every copy that came in: SHA-256 of its bytes -> id."""
        return {original: id for id, known in self._known.items() for original in known.originals}

    def twin_of(self, article: Article, known: passages.Fingerprint) -> Twin | None:
        """Return the article that a new one repeats, wholly before nearly; ``known`` is the fingerprint of its text."""
        if self._sketches is None:
            self._sketches = _Sketches()
            for id, other in self._known.items():
                self._enter(id, other, self._sketches)
        same = self._by_digest.get(known.digest, ()) if known.words else ()
        ids = [id for id in dict.fromkeys((*same, *self._candidates(known.sketch, self._sketches))) if id != article.id]
        if not ids:
            return None
        text = passages.words(article.text)
        near: tuple[float, str] | None = None
        for id in ids:
            like = self._article(id)
            if like is None:
                continue
            others = passages.words(like.text)
            kinship = kinship_of(article, text, like, others)
            if kinship == "same":
                return Twin(id, "same")
            if kinship == "family":
                near = max(near or (0.0, ""), (passages.resemblance(text, others), id))
        return Twin(near[1], "family") if near else None

    def family_of(self, id: str) -> str:
        """Return the name of the family that an article begins or belongs to: the id of its first article."""
        article = self._article(id)
        return (family_of(article) if article else None) or id

    def add(self, article: Article, found: passages.Fingerprint) -> None:
        """Know a new article or version, which need not be written yet; ``found`` is the fingerprint of its text."""
        self._fresh[article.id] = article
        self._unsaved.add(article.id)
        self._known[article.id] = known = _known(article, found, "")
        if self._sketches is not None:
            self._enter(article.id, known, self._sketches)

    def add_copy(self, id: str, original: str) -> None:
        """Know that bytes, named by their SHA-256, hold the text of the article ``id`` too."""
        self._unsaved.add(id)
        self._known[id] = replace(self._known[id], originals=(*self._known[id].originals, original))

    def save(self) -> None:
        """Keep what is known of written articles beside the index; what cannot be kept is made again next time."""
        if not self._unsaved:
            return
        lines = [_VERSION]
        for id, known in self._known.items():
            signature = known.signature
            if id in self._unsaved:
                try:
                    signature = self._corpus.signature(id)
                except (ArchivistError, OSError):
                    continue
            numbers = array("I", known.sketch).tobytes().hex()
            lines.append("\t".join((id, signature, known.digest, numbers, " ".join(known.originals))))
        with suppress(OSError):
            write_whole(self._path, "\n".join(lines).encode())
            self._unsaved.clear()

    def written(self) -> None:
        """Forget the texts of articles that are on disk by now."""
        self._fresh.clear()

    def _candidates(self, sketch: tuple[int, ...], sketches: _Sketches) -> list[str]:
        shared: Counter[str] = Counter()
        for number in sketch:
            ids = sketches.having(number)
            if len(ids) <= _TOO_COMMON:
                shared.update(ids)
        return [id for id, count in shared.most_common() if count >= _SHARED]

    def _article(self, id: str) -> Article | None:
        try:
            return self._fresh.get(id) or self._corpus.read(id)
        except ArchivistError:
            return None

    def _enter(self, id: str, known: _Known, sketches: _Sketches) -> None:
        self._by_digest.setdefault(known.digest, []).append(id)
        sketches.add(id, known.sketch)

    def _read(self) -> dict[str, _Known]:
        found: dict[str, _Known] = {}
        try:
            version, *lines = self._path.read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError):
            return found
        for line in lines if version == _VERSION else ():
            with suppress(ValueError):
                id, signature, digest, numbers, originals = line.split("\t")
                sketch = array("I")
                sketch.frombytes(bytes.fromhex(numbers))
                known = tuple(name for name in originals.split(" ") if _ORIGINAL.fullmatch(name))
                found[id] = _Known(signature, digest, tuple(sketch), known)
        return found


def kinship_of(article: Article, text: list[str], other: Article, others: list[str]) -> Kinship | None:
    """Tell whether two articles are the same text, or one a correction or repost of the other, or neither.

    ``text`` and ``others`` are their words.
    """
    titles = _like_titles(article.title, other.title)
    days = _days_between(_sure_date(article), _sure_date(other))
    if text == others or passages.framed(text, others, FRAME):
        if min(len(text), len(others)) < LEAST_WORDS:
            return "same" if text == others and titles >= SAME_TITLES and not days else None
        return "family" if days else "same"
    if min(len(text), len(others)) < LEAST_WORDS or (days is not None and days > DAYS):
        return None
    share = passages.resemblance(text, others)
    if share >= COPY:
        return "family"
    figures = passages.figures(text), passages.figures(others)
    like_titles, like_figures = (SAME_TITLES, SAME_FIGURES) if days is None else (LIKE_TITLES, LIKE_FIGURES)
    if share < REPEATED or titles < like_titles:
        return None
    # The figures of a series are others every time.
    few = min(map(len, figures)) < 3
    return "family" if few or passages.common_share(*figures) >= like_figures else None


def _known(article: Article, found: passages.Fingerprint, signature: str) -> _Known:
    # What the article was once made from may come back as a new version of it.
    former = article.extra.get(FORMER)
    gone = {article.original, *(former if isinstance(former, list) else ())}
    copies = tuple(name.split(".")[0] for name in originals_of(article) if name not in gone)
    return _Known(signature, found.digest, found.sketch, copies)


def _like_titles(title: str, other: str) -> float:
    """Return the share of the words of the longer title that both have; what only announces a correction is no part."""
    texts = [[word for word in passages.words(one) if word not in _NO_PART_OF_TITLES] for one in (title, other)]
    longer = max(map(len, texts))
    return passages.common_share(*texts) * min(map(len, texts)) / longer if longer else 0.0


def _sure_date(article: Article) -> PartialDate | None:
    """The date of the release itself: not that of a mail or a file, which a copy has of its own."""
    evidence = article.evidence.get("date", "front matter")
    return None if evidence in _NO_SURE_DATE or confidence(evidence) == "low" else article.date


def _days_between(one: PartialDate | None, other: PartialDate | None) -> int | None:
    """Return the least number of days between two dates, 0 where they may be one, None where one is not known."""
    if one is None or other is None:
        return None
    if one.overlaps(other):
        return 0
    early, late = sorted((one, other), key=lambda known: known.first)
    return (_day(late.first) - _day(early.last)).days


def _day(number: int) -> date:
    return date(number // 10000, number // 100 % 100, number % 100)


class _Sketches:
    """Which articles have a hash in their sketch: a sorted row of numbers, and what was added since it was sorted."""

    _MOST_ADDED = 200_000

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._sorted = array("Q")
        self._added: dict[int, list[int]] = {}
        self._count = 0

    def add(self, id: str, sketch: Iterable[int]) -> None:
        number = len(self._ids)
        self._ids.append(id)
        for value in sketch:
            self._added.setdefault(value, []).append(number)
            self._count += 1
        if self._count >= self._MOST_ADDED:
            together = [value << 32 | number for value, numbers in self._added.items() for number in numbers]
            self._sorted = array("Q", sorted((*self._sorted, *together)))
            self._added, self._count = {}, 0

    def having(self, value: int) -> list[str]:
        start, end = bisect_left(self._sorted, value << 32), bisect_left(self._sorted, (value + 1) << 32)
        numbers = [one & 0xFFFFFFFF for one in self._sorted[start:end]] + self._added.get(value, [])
        return [self._ids[number] for number in numbers]
