"""What the parts of the interface tell each other. Workers post these; only their handlers change widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from archivist.errors import ArchivistError
from archivist.reports import IngestReport, Progress
from archivist.saved import SavedSearch
from archivist.search.results import Hit
from archivist.tui.counts import Counts
from archivist.tui.filters import Filters
from archivist.tui.page import Page
from archivist.tui.questions import Answer, Question
from archivist.tui.rows import Row

Wanted = tuple[Hit, str]
"""The hit whose article is to be read, and the query that found it."""


@dataclass
class Answered(Message):
    """A page of hits has been found."""

    question: Question
    answer: Answer


@dataclass
class NotAnswered(Message):
    """A question could not be answered."""

    question: Question
    error: ArchivistError


@dataclass
class Opened(Message):
    """The article of a hit has been read for a query and is ready to be shown."""

    wanted: Wanted
    page: Page


@dataclass
class NotOpened(Message):
    """The article of a hit could not be read."""

    wanted: Wanted
    error: ArchivistError


@dataclass
class HitHighlighted(Message):
    """The cursor of the list stands on another hit."""

    hit: Hit


@dataclass
class RowClicked(Message):
    """A row of the list was chosen with the mouse."""

    row: Row


class EndNear(Message):
    """The cursor or the view comes near the end of the hits that are loaded."""


class MatchMoved(Message):
    """The reader shows another page or stands at another match."""


@dataclass
class Counted(Message):
    """What the hits are spread over has been counted, for what was typed and the filters."""

    asked: tuple[str, Filters]
    counts: Counts


@dataclass
class Toggled(Message):
    """A value of a field was chosen, or is no longer to be."""

    field: str
    value: str


@dataclass
class Completed(Message):
    """What the last word of ``typed`` may become."""

    typed: str
    words: tuple[str, ...]


@dataclass
class NewsCounted(Message):
    """The saved searches by name, and how many articles are new for those that have been counted."""

    saved: dict[str, SavedSearch]
    news: dict[str, int]


@dataclass
class SearchOpened(Message):
    """A saved search was chosen, with how many new articles it has."""

    saved: SavedSearch
    new: int


@dataclass
class SearchForgotten(Message):
    """A saved search has been removed."""

    saved: SavedSearch


class BookmarksChosen(Message):
    """The bookmarks are to be listed."""


@dataclass
class ShelfFailed(Message):
    """The saved searches could not be read or written."""

    error: ArchivistError


@dataclass
class Listed(Message):
    """Other articles than those that were searched are ready to be listed."""

    heading: str
    rows: list[Row]


@dataclass
class Done(Message):
    """Some work in the background is done: a sentence about it, and whether it went wrong."""

    sentence: str
    failed: bool = False
    changed: bool = False


@dataclass
class Advanced(Message):
    """An ingest has come so far."""

    progress: Progress


@dataclass
class Ingested(Message):
    """An ingest has ended, with a report or, where nothing could be done, with a sentence that says why."""

    report: IngestReport | None
    failure: str = ""


@dataclass
class Displayed(Message):
    """An article has been before the reader's eyes for a while."""

    id: str


@dataclass
class Copied(Message):
    """A text is ready for the clipboard, and the sentence that says so."""

    text: str
    sentence: str


@dataclass
class Asking(Message):
    """Something is to be asked of the reader; ``then`` gets the answer."""

    question: str
    value: str
    then: Callable[[str], None]


@dataclass
class Addressed(Message):
    """An address is to be opened by the browser that shows the interface."""

    address: str
