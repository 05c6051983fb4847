"""What the parts of the interface tell each other. Workers post these; only their handlers change widgets."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from archivist.errors import ArchivistError
from archivist.search.results import Hit
from archivist.tui.page import Page
from archivist.tui.questions import Answer, Question

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
class HitChosen(Message):
    """A hit was chosen to be read, with the keyboard or with the mouse."""

    hit: Hit
    clicked: bool


@dataclass
class SuggestionChosen(Message):
    """A suggested query was chosen."""

    query: str


class EndNear(Message):
    """The cursor or the view comes near the end of the hits that are loaded."""


class MatchMoved(Message):
    """The reader shows another page or stands at another match."""


@dataclass
class FieldLeft(Message):
    """The search field was left for the hits: with ``enter`` (``submitted``) or another key."""

    submitted: bool
