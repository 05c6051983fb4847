"""What the parts of the interface tell each other. Workers post these; only their handlers change widgets."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from archivist.errors import ArchivistError
from archivist.search.results import Hit
from archivist.tui.page import Page
from archivist.tui.questions import Answer, Question


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
    """An article has been read and is ready to be shown. ``wanted`` is its id and the query."""

    wanted: tuple[str, str]
    page: Page


@dataclass
class NotOpened(Message):
    """An article could not be read. ``wanted`` is its id and the query."""

    wanted: tuple[str, str]
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
