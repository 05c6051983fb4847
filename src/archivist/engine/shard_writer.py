"""A shard, written once: see ``shard`` for what is in it."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from whoosh.columns import VarBytesColumn
from whoosh.filedb.filetables import HashWriter
from whoosh.filedb.structfile import StructFile

from archivist.engine.gather import Gatherer, Vocabulary
from archivist.engine.schema import Document
from archivist.engine.shard import LISTS, TAG_SEPARATOR
from archivist.search.variants import key_of

MOST_PLACES = 20_000_000
"""Places of terms after which a shard is full, so that memory is bounded: four times those of usual articles."""

_CRC32 = 1  # the quickest of the hashes that a hash file knows


def write_shard(
    folder: Path, documents: Iterator[Document], vocabulary: Vocabulary, progress: Callable[[int], None]
) -> list[str]:
    """Write ``documents`` to an empty ``folder`` as a shard; return their ids. Without documents, write nothing.

    Those that are too much for one shard are left in the iterator.
    """
    gatherer = Gatherer(vocabulary)
    ids: list[str] = []
    texts: defaultdict[str, list[bytes]] = defaultdict(list)
    firsts, lasts = array("I"), array("I")
    variants: Counter[tuple[str, str]] = Counter()
    for document in documents:
        gatherer.add(document)
        ids.append(document.id)
        for name, text in _texts(document):
            texts[name].append(text.encode())
        firsts.append(document.first)
        lasts.append(document.last)
        for short, long in document.acronyms:
            variants[key_of(short), long] += 1
            variants[key_of(long), short] += 1
        progress(len(ids))
        if gatherer.places > MOST_PLACES:
            break
    if ids:
        for name, column in texts.items():
            _write_column(folder / f"{name}.column", column)
        forms = _write_lists(folder / LISTS, gatherer)
        (folder / "numbers.bin").write_bytes(b"".join((*map(array.tobytes, (firsts, lasts, gatherer.words)),)))
        (folder / "forms.txt").write_bytes(b"".join(sorted(forms)))
        (folder / "variants.txt").write_bytes(b"".join(sorted(_variant_lines(variants))))
    return ids


def _texts(document: Document) -> tuple[tuple[str, str], ...]:
    return (
        ("id", document.id),
        ("title", document.title),
        ("signature", document.signature),
        ("place", document.place),
        ("issuer", document.issuer),
        ("source", document.source),
        ("original", document.original),
        ("tag", TAG_SEPARATOR.join(document.tags)),
    )


def _write_column(path: Path, texts: list[bytes]) -> None:
    with path.open("wb") as file:
        writer = VarBytesColumn().writer(StructFile(file))
        for number, text in enumerate(texts):
            writer.add(number, text)
        writer.finish(len(texts))


def _write_lists(path: Path, gatherer: Gatherer) -> list[bytes]:
    """Write the posting lists, each under its stem; return the lines of ``forms.txt``."""
    lines = []
    with path.open("wb") as file:
        writer = HashWriter(StructFile(file), hashtype=_CRC32)
        for stem, postings, forms in gatherer.lists():
            writer.add(stem.encode("utf-8", "surrogatepass"), postings.to_bytes())
            lines += [f"{form}\t{stem}\t{count}\n".encode("utf-8", "surrogatepass") for form, count in forms]
        writer.close()
    return lines


def _variant_lines(variants: Counter[tuple[str, str]]) -> Iterator[bytes]:
    for (key, other), count in variants.items():
        if key:
            yield f"{key}\t{' '.join(other.split())}\t{count}\n".encode("utf-8", "surrogatepass")
