"""ODT to Draft: the text of an OpenDocument text by the standard library; headers, footers and comments are not read.

The structure is that of OpenDocument 1.3 part 3 (ISO/IEC 26300).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.errors import UnreadableSource
from archivist.ingest.draft import Draft
from archivist.ingest.formats.blocks import Block, Kind, Paragraph, draft_of, table
from archivist.ingest.formats.packages import Package, encrypted, find

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_THROUGH = frozenset(
    "text:section text:numbered-paragraph text:list-item text:list-header table:table-header-rows table:table-rows "
    "table:table-row-group draw:g".split()
)
"""Elements of the body whose content is read as if they were not there."""
_PASSED_OVER = frozenset(
    """
    text:tracked-changes text:table-of-content text:illustration-index text:table-index text:object-index
    text:user-index text:alphabetical-index text:bibliography text:sequence-decls text:variable-decls
    text:user-field-decls office:annotation office:annotation-end office:forms text:ruby-text text:hidden-text
    text:hidden-paragraph text:note-citation text:placeholder text:bibliography-mark text:script
    """.split()
)
"""Elements that are not read: deleted text, comments, lists made of the text, what is hidden."""
_TITLES = ("title", "titre", "titre principal")
_DEEPEST = 20  # styles that are based on each other
_STANDARD_SIZE = 12.0  # points: what programs take where no style says it
_WIDEST = 50  # columns that one cell may span
_MOST_SPACES = 10
_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "pc": 12.0, "px": 0.75}


@dataclass(frozen=True, slots=True)
class _Style:
    """How text looks: ``name`` is that of the first style with a name that people gave, in lower case."""

    name: str = ""
    bold: bool = False
    size: float = _STANDARD_SIZE
    hidden: bool = False


def read(data: bytes, name: str) -> Draft:
    """Return the text of an OpenDocument text as Markdown, its title, and what its properties declare.

    Headings, lists and tables keep their shape, notes follow the text, text boxes the paragraph that they are
    anchored to. ``declared`` has ``author``, ``created`` (the day the file was made, ISO 8601), ``description``,
    ``subject``, ``keywords`` and ``lang``.

    Raises ``UnreadableSource`` for a file that is damaged, encrypted or too large.
    """
    package = Package(data, name)
    manifest = package.optional_tree("META-INF/manifest.xml")
    if manifest is not None and any(entry.tag == "encryption-data" for entry in manifest.iter()):
        raise UnreadableSource(encrypted(name))
    content = package.tree("content.xml")
    body = find(content, "office:body/office:text") if content is not None else None
    if content is None or body is None:
        raise UnreadableSource(package.damaged)
    reader = _Reader([tree for tree in (package.optional_tree("styles.xml"), content) if tree is not None])
    blocks = [*reader.blocks(body), *reader.note_blocks()]
    return draft_of(blocks, _properties(package))


def _properties(package: Package) -> dict[str, str]:
    names = {
        "dc:title": "title", "meta:initial-creator": "author", "meta:creation-date": "created",
        "dc:description": "description", "dc:subject": "subject", "dc:language": "lang", "dc:creator": "author",
    }  # fmt: skip
    tree = package.optional_tree("meta.xml")
    meta = find(tree, "office:meta") if tree is not None else None
    found: dict[str, str] = {}
    for element in meta if meta is not None else ():
        if element.tag in names and element.text:
            found.setdefault(names[element.tag], element.text)
    keywords = [element.text for element in meta if element.tag == "meta:keyword"] if meta is not None else []
    return {**found, "keywords": ", ".join(word for word in keywords[:50] if word)}


class _Reader:
    """Walks the body; the state is the styles, the numbers of lists that go on, and the notes so far."""

    def __init__(self, trees: list[Element]) -> None:
        self.elements: dict[str, Element] = {}
        self.lists: dict[str, dict[str, str]] = {}  # name of the list style -> level -> "-" or "1"
        self.styles: dict[str, _Style] = {}
        self.default = _Style()
        self.noted: list[Element] = []
        for tree in trees:
            for group in tree:
                for element in group if group.tag in ("office:styles", "office:automatic-styles") else ():
                    self.declare(element)

    def declare(self, element: Element) -> None:
        if element.tag == "text:list-style":
            self.lists[element.get("style:name", "")] = {
                level.get("text:level", ""): "1"
                if level.tag == "text:list-level-style-number" and level.get("style:num-format")
                else "-"
                for level in element
            }
        elif element.tag == "style:style" and element.get("style:family") in ("paragraph", "text"):
            self.elements[element.get("style:name", "")] = element
        elif element.tag == "style:default-style" and element.get("style:family") == "paragraph":
            self.default = _changed(self.default, element)

    def style(self, name: str, base: _Style) -> _Style:
        """The look of text in a style; ``base`` is that of what is around it."""
        chain: list[Element] = []
        while name in self.elements and len(chain) < _DEEPEST:
            chain.append(self.elements[name])
            name = chain[-1].get("style:parent-style-name", "")
        for element in reversed(chain):
            base = _changed(base, element)
        return base

    def paragraph_style(self, name: str) -> _Style:
        if name not in self.styles:
            self.styles[name] = self.style(name, self.default)
        return self.styles[name]

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Yield the blocks of a body, a cell, a box or a note."""
        for element in parent:
            if element.tag in ("text:p", "text:h"):
                yield from self.paragraph(element, None)
            elif element.tag == "text:list":
                yield from self.entries(element, element.get("text:style-name", ""), 1)
            elif element.tag == "table:table":
                yield from self.table(element)
            elif element.tag == "draw:frame":
                yield from self.frame(element)
            elif element.tag in _THROUGH and element.get("text:display") != "none":
                yield from self.blocks(element)

    def entries(self, element: Element, style: str, level: int) -> Iterator[Block]:
        """Yield the entries of a list; ``style`` is that of the outermost list where it has none of its own."""
        style = element.get("text:style-name", style)
        is_counted = self.lists.get(style, {}).get(str(level)) == "1"
        number = 0
        for entry in element:
            first = entry.tag == "text:list-item"
            number = _number(entry.get("text:start-value"), number + 1) if first else number
            for child in entry:
                if child.tag in ("text:p", "text:h"):
                    yield from self.paragraph(child, (f"{number}. " if is_counted else "- ") if first else None)
                    first = False
                elif child.tag == "text:list":
                    yield from self.entries(child, style, level + 1)

    def paragraph(self, element: Element, mark: str | None) -> Iterator[Block]:
        style = self.paragraph_style(element.get("text:style-name", ""))
        read = Paragraph[_Style]()
        self.inline(element, style, read)
        if read.text:
            yield self.block(element, style, read, mark)
        yield from read.boxes

    def block(self, element: Element, style: _Style, read: Paragraph[_Style], mark: str | None) -> Block:
        sizes: Counter[float] = Counter()
        for text, look in read.pieces:
            sizes[look.size] += len(text.strip())
        bold = all(look.bold for text, look in read.pieces if re.search(r"\w", text))
        kind: Kind = "paragraph"
        level = 2
        if style.name in _TITLES:
            kind, level = "title", 1
        elif element.tag == "text:h":
            kind, level = "heading", _number(element.get("text:outline-level"), 1)
        elif mark is not None:
            kind = "entry"
        return Block(read.text, kind, level, mark or "", sizes.most_common(1)[0][0], bold)

    def inline(self, parent: Element, style: _Style, read: Paragraph[_Style]) -> None:
        """Read the text of a paragraph, of which blanks and line ends are one blank each."""
        if style.hidden:
            return
        if parent.text:
            read.pieces.append((re.sub(r"\s+", " ", parent.text), style))
        for element in parent:
            if element.tag == "text:s":
                read.pieces.append((" " * min(_MOST_SPACES, _number(element.get("text:c"), 1)), style))
            elif element.tag in ("text:tab", "text:line-break"):
                read.pieces.append((" " if element.tag == "text:tab" else "\n", style))
            elif element.tag == "text:note":
                self.noted.append(element)
                read.pieces.append((f"[{len(self.noted)}]", style))
            elif element.tag == "draw:frame":
                read.boxes += self.frame(element)
            elif element.tag == "text:span":
                self.inline(element, self.style(element.get("text:style-name", ""), style), read)
            elif element.tag not in _PASSED_OVER and not element.tag.startswith("draw:") and ":" in element.tag:
                self.inline(element, style, read)
            if element.tail:
                read.pieces.append((re.sub(r"\s+", " ", element.tail), style))

    def frame(self, element: Element) -> Iterator[Block]:
        for box in element:
            if box.tag == "draw:text-box":
                yield from self.blocks(box)

    def table(self, element: Element) -> list[Block]:
        rows: list[list[list[Block]]] = []
        for row in _rows(element):
            cells: list[list[Block]] = []
            for cell in row:
                if cell.tag in ("table:table-cell", "table:covered-table-cell"):
                    cells.append(list(self.blocks(cell)))
                    repeated = _number(cell.get("table:number-columns-repeated"), 1)
                    cells += [[]] * (min(_WIDEST, repeated) - 1)
            rows.append(cells)
        found = table([[" ".join(block.text for block in cell) for cell in row] for row in rows])
        return [found] if found else [block for row in rows for cell in row for block in cell]

    def note_blocks(self) -> Iterator[Block]:
        """Yield the notes in the order of their numbers."""
        number = 0
        while number < len(self.noted):
            body = find(self.noted[number], "text:note-body")
            number += 1
            text = " ".join(block.text for block in self.blocks(body)) if body is not None else ""
            if text:
                yield Block(f"[{number}] {text}")


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if element.tag == "table:table-row":
            yield element
        elif element.tag in _THROUGH:
            yield from _rows(element)


def _changed(style: _Style, element: Element) -> _Style:
    properties = find(element, "style:text-properties")
    name = element.get("style:display-name", element.get("style:name", "")).lower().replace("_20_", " ")
    is_named = not re.fullmatch(r"[pt]\d+|mp\d+|mt\d+", name)
    if properties is None:
        return _Style(name if is_named else style.name, style.bold, style.size, style.hidden)
    weight = properties.get("fo:font-weight")
    return _Style(
        name=name if is_named else style.name,
        bold=style.bold if weight is None else weight == "bold" or (weight.isdecimal() and int(weight) >= 600),
        size=_size(properties.get("fo:font-size", ""), style.size),
        hidden=properties.get("text:display", "true" if not style.hidden else "none") == "none",
    )


def _size(value: str, around: float) -> float:
    match = re.fullmatch(r"(\d{1,4}(?:\.\d{1,9})?)(%|pt|cm|mm|in|pc|px)", value)
    if not match:
        return around
    return float(match[1]) * (around / 100 if match[2] == "%" else _POINTS[match[2]])


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value is not None and re.fullmatch(r"[0-9]{1,4}", value) else otherwise
