"""What a release has become, written and reported: the original, then the article, and only then the sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from archivist.corpus import Corpus, original_name
from archivist.errors import ArchivistError
from archivist.front_matter import SOURCES, noted
from archivist.known import Copy, Prepared
from archivist.reports import IngestedFile, Status

Outcome = IngestedFile | Prepared | Copy
"""What is to be reported at once, or to be written first."""


def new_originals(prepared: list[Prepared | Copy], corpus: Corpus) -> list[str]:
    """Return the names of the originals that are about to be written and are not there yet."""
    names = [original_name(one.received.original, one.received.suffix) for one in prepared]
    return [name for name in names if not corpus.original_path(name).exists()]


def reported(outcome: Outcome) -> IngestedFile:
    """Return the report of what is, or would be, written."""
    if isinstance(outcome, IngestedFile):
        return outcome
    location = outcome.received.source.location
    if isinstance(outcome, Copy):
        return IngestedFile(location, "unchanged", outcome.id)
    status: Status = "added" if outcome.is_new else "updated"
    return IngestedFile(location, status, outcome.id)


def written(outcome: Outcome, corpus: Corpus) -> IngestedFile:
    """Write the original, then the article; return the report of it."""
    if not isinstance(outcome, IngestedFile):
        try:
            original = corpus.write_original(outcome.received.original, outcome.received.suffix)
            if isinstance(outcome, Copy):
                _note_copy(outcome, original, corpus)
            else:
                corpus.write(replace(outcome.article, original=original))
        except ArchivistError as error:
            return IngestedFile(outcome.received.source.location, "skipped", None, str(error))
    return reported(outcome)


def _note_copy(copy: Copy, original: str, corpus: Corpus) -> None:
    """Note in an article where else its text came from."""
    article = corpus.read(copy.id)
    former = article.extra.get(SOURCES)
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    source = {"source": copy.identity or copy.received.source.location, "original": original, "added": moment}
    corpus.write(noted(article, SOURCES, [*(former if isinstance(former, list) else ()), source]))
