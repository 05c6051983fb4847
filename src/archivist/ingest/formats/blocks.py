"""Blocks: the paragraphs, headings, list entries and tables of a typeset document, and which of them is the title.

PDF, DOCX and ODT say how a line looks and not what it is; what all three know of a line (its style, its size, whether
it is bold) is enough to find the title in the same way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from archivist.ingest.dateline import LABELS, read_dateline
from archivist.ingest.draft import Draft
from archivist.ingest.titles import is_title

_Look = TypeVar("_Look")
Kind = Literal["paragraph", "title", "heading", "entry", "table"]

_REACH = 16  # blocks at the top among which the title is looked for
_LONGEST = 250  # characters of a title
_USUAL = 30  # characters of a title; shorter bold lines at the top are rather names and mottoes
_LARGER = 1.08  # times the size of the body from which type is larger on purpose
_WIDEST = 40  # columns of a table
_LONGEST_PROPERTY = 500  # characters
_DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_NO_DAY = ("1970-01-01", "1980-01-01", "1601-01-01", "1900-01-01")  # what programs write that know no day
_LONGEST_CELL = 160  # characters; a table with longer cells is there for the layout of the page

_NO_TITLE = re.compile(
    r"(?:microsoft (?:office )?(?:word|powerpoint|excel|publisher)\b.*|powerpoint\b.*|présentation powerpoint|"
    r"(?:nouveau )?(?:document|présentation|diapositive|slide|presentation|classeur)\s?\d*|sans[ -]?titre\s?\d*|"
    r"untitled.*|no title|titre(?: du (?:document|communiqué))?|title|mise en page \d+|layout \d+|modèle\b.*|"
    r"template\b.*|print|imprimer|scan\b.*|numérisation.*|\(?(?:anonymous|unspecified)\)?|(?:https?://|file:|[a-z]:\\).*|"
    r".*\.(?:docx?|pdf|od[tp]|rtf|indd|qxd|qxp|pub|ai|xlsx?|pptx?|pages|html?|txt|tmp|dotx?)(?:\s?\(.*\))?)",
    re.IGNORECASE | re.DOTALL,
)
"""Titles that programs write into the properties of a file when nobody has given one."""

_LABEL = re.compile(r"(?:objet|titre|sujet)\s?:\s*(?=\S)", re.IGNORECASE)
_MASTHEAD = re.compile(
    r"(?:r[ée]publique|royaume|principaut[ée]|minist[èe]re|secr[ée]tariat|pr[ée]sidence|primature|pr[ée]fecture|wilaya|"
    r"gouvernorat|province|r[ée]gion|mairie|commune|ville|cabinet|direction|service|d[ée]partement|universit[ée]|jo n°|"
    r"journal officiel)\b[^.:!?;]{0,90}",
    re.IGNORECASE,
)
"""Lines that name who writes, above the title; a title that begins so has a verb, or a colon after the name."""
_VERB = re.compile(r"\b(?:\w{3,}(?:ent|era|eront|ise|isent)|lance|ouvre|signe|annonce|a|ont|est|sont|va|vont)\b")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document, in reading order.

    ``level`` is that of a heading, from 1; ``mark`` begins an entry of a list (``"- "``, ``"3. "``); ``size`` is in
    points, 0 where it is unknown; ``bold`` holds where all letters are. The text of a table is Markdown.
    """

    text: str
    kind: Kind = "paragraph"
    level: int = 2
    mark: str = "- "
    size: float = 0.0
    bold: bool = False


@dataclass
class Paragraph(Generic[_Look]):
    """What has been read of one paragraph: pieces of text with their look, and the boxes anchored in it."""

    pieces: list[tuple[str, _Look]] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of all pieces, blanks as one, none at the ends of lines."""
        return re.sub(r" *\n *", "\n", re.sub(r"[ \t]+", " ", "".join(text for text, _look in self.pieces))).strip()


def to_markdown(blocks: Iterable[Block]) -> str:
    """Return the blocks as Markdown separated by blank lines; neighbouring entries are one list."""
    parts: list[str] = []
    was_entry = False
    for block in blocks:
        text = block.text.strip()
        if not text:
            continue
        if block.kind == "entry":
            line = block.mark + " ".join(text.split("\n"))
            if was_entry:
                parts[-1] += "\n" + line
            else:
                parts.append(line)
        elif block.kind in ("heading", "title"):
            parts.append("#" * min(4, max(2, block.level)) + " " + " ".join(text.split()))
        else:
            parts.append(text)
        was_entry = block.kind == "entry"
    return "\n\n".join(parts)


def table(rows: Sequence[Sequence[str]]) -> Block | None:
    """Return the rows of a table as Markdown, or None where it only lays out a page.

    A table of one row or one column, or with cells that are paragraphs, is no table to a reader.
    """
    filled = [row for row in ([" ".join(cell.split()) for cell in row] for row in rows) if any(row)]
    width = max((len(row) for row in filled), default=0)
    if len(filled) < 2 or width > _WIDEST or max(len(cell) for row in filled for cell in row) > _LONGEST_CELL:
        return None
    even = [[*row, *[""] * (width - len(row))] for row in filled]
    columns = [column for column in zip(*even, strict=True) if any(column)]
    if len(columns) < 2:
        return None
    lines = ["| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in zip(*columns, strict=True)]
    lines.insert(1, "|" + " --- |" * len(columns))
    return Block("\n".join(lines), kind="table")


def draft_of(blocks: Sequence[Block], properties: Mapping[str, str]) -> Draft:
    """Return the draft that the blocks and the properties of a document make.

    ``properties`` are as the file has them: ``title``, ``author``, ``created`` (ISO 8601, of which the day is
    kept), ``lang``, and others that become ``declared`` under their own names.
    """
    declared = {name: " ".join(value.split())[:_LONGEST_PROPERTY] for name, value in properties.items()}
    title, evidence, heading = find_title(blocks, declared.pop("title", ""))
    day = _DAY.match(declared.pop("created", ""))
    if day and day[0] not in _NO_DAY:
        declared["created"] = day[0]
    return Draft(
        text=to_markdown(block for block in blocks if block is not heading),
        title=title or None,
        evidence={"title": evidence} if title else {},
        declared={name: value for name, value in declared.items() if value},
    )


def find_title(blocks: Sequence[Block], declared: str) -> tuple[str, str, Block | None]:
    """Return the title, what it was read from, and the block that it is, or ``("", "", None)``.

    ``declared`` is the title in the properties of the file: it counts where the top of the text confirms it, and
    where nothing there looks like a title. The evidence is one of ``"title style"``, ``"heading"``,
    ``"largest type"``, ``"first bold line"`` and ``"properties"``.
    """
    title, evidence, block = _find_title(blocks, " ".join(declared.split()))
    return _LABEL.sub("", " ".join(title.split())), evidence, block


def _find_title(blocks: Sequence[Block], declared: str) -> tuple[str, str, Block | None]:
    top = [block for block in blocks[:_REACH] if block.kind != "table"]
    said = _letters(declared) if is_declared_title(declared) else ""
    for block in top:
        letters = _letters(block.text)
        if said and len(letters) >= 8 and (letters == said or (said in letters and len(letters) < 1.3 * len(said))):
            return block.text, "properties", block
    candidates = [block for block in top if block.kind != "entry" and _may_be_title(block.text)]
    for block in candidates:
        if block.kind == "title":
            return block.text, "title style", block
    headings = [block for block in candidates if block.kind == "heading" and block.level == 1]
    if headings:
        return headings[0].text, "heading", headings[0]
    body = body_size(blocks)
    larger = [block for block in candidates if body and block.size > _LARGER * body]
    if larger:
        largest = max(larger, key=lambda block: round(block.size))
        return largest.text, "largest type", largest
    bold = [block for block in candidates if block.bold] if _share_bold(blocks) < 0.5 else []
    if bold:
        first = next((block for block in bold if len(block.text) >= _USUAL), bold[0])
        return first.text, "first bold line", first
    return (declared, "properties", None) if said else ("", "", None)


def is_declared_title(title: str) -> bool:
    """Tell whether a person gave the title that a file declares: programs write their own name, or that of a file."""
    title = " ".join(title.split())
    words = [word for word in re.split(r"[\s_]+", title) if word.isalpha() or "’" in word or "'" in word]
    return (
        12 <= len(title) <= _LONGEST
        and not _NO_TITLE.fullmatch(title)
        and not LABELS.fullmatch(title)
        and len(words) >= 3
        and title.count(" ") >= title.count("_")
    )


def body_size(blocks: Iterable[Block]) -> float:
    """Return the size of type of most of the text, in points; 0 where no size is known."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        if block.size:
            sizes[round(block.size * 2) / 2] += len(block.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _may_be_title(text: str) -> bool:
    line = " ".join(text.split())
    if not is_title(line) or len(line) > _LONGEST or LABELS.fullmatch(line.strip(" |:–—-*")):
        return False
    if _MASTHEAD.fullmatch(line) and not _VERB.search(line.lower()):
        return False
    return read_dateline(line) is None and not re.search(r"@|www\.|https?:|\bT[ée]l\b|^\W*\d[\d /.-]*$", line)


def _share_bold(blocks: Sequence[Block]) -> float:
    total = sum(len(block.text) for block in blocks if block.kind != "table")
    return sum(len(block.text) for block in blocks if block.bold) / total if total else 0.0


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
