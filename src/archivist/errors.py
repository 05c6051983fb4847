"""What can go wrong, as sentences: every message names the file or the word, and the remedy.

    ArchivistError
    ├── ArchiveNotFound     no archive here, nor above
    ├── ArchiveLocked       another process is writing
    ├── ArticleNotFound     no article has that id
    ├── CorpusError         a file of the corpus is damaged or cannot be written
    ├── IndexUnavailable    the index cannot be read or written here
    ├── QueryError          a query that has no reading (unknown field, impossible date, too long)
    └── UnreadableSource    a file or address that cannot become an article

The core raises these; the command line prints them with an exit code, the interface notifies.
"""

from __future__ import annotations


class ArchivistError(Exception):
    """The parent of every error that archivist raises on purpose; ``str(error)`` is a sentence."""


class ArchiveNotFound(ArchivistError):
    """There is no archive in the folder, nor in the folders above it."""


class ArchiveLocked(ArchivistError):
    """Another process is writing to the archive and has not finished in time."""


class ArticleNotFound(ArchivistError):
    """No article of the archive has the id that was asked for."""


class CorpusError(ArchivistError):
    """A file of the corpus cannot be read as an article, or cannot be written."""


class IndexUnavailable(ArchivistError):
    """The index can be neither used nor built where the archive is."""


class QueryError(ArchivistError):
    """A query that has no reading; the message gives the nearest valid form."""


class UnreadableSource(ArchivistError):
    """A file that was given to ingest cannot become an article; the others are not concerned."""
