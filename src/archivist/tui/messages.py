"""What the parts of the interface tell each other. Workers post these; only their handlers change widgets."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from archivist.errors import ArchivistError
from archivist.search.results import Hit
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
