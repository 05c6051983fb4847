"""DOCX to Draft: the text of a Word document by the standard library; headers, footers and deleted text are not read.

The structure is that of ECMA-376 part 1, chapter 17 (WordprocessingML); strict and transitional documents are alike.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from archivist.errors import UnreadableSource
from archivist.ingest.draft import Draft
from archivist.ingest.formats.blocks import Block, Kind, Paragraph, draft_of, table
from archivist.ingest.formats.docx_styles import Look, Numbering, Styles
from archivist.ingest.formats.packages import Package, find, find_all
from archivist.ingest.formats.sniffing import WORD_MAIN

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_THROUGH = frozenset(
    "w:hyperlink w:ins w:moveTo w:smartTag w:customXml w:sdt w:sdtContent w:fldSimple w:dir w:bdo m:oMath "
    "m:oMathPara m:r m:e m:num m:den m:sup m:sub m:f m:sSup m:sSub m:d".split()
)
"""Elements whose content is read as if they were not there; ``w:del`` and ``w:moveFrom`` are not among them."""
_SIGNS = {"w:tab": " ", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:ptab": " "}
_DRAWN = frozenset(["w:drawing", "w:pict", "w:object"])
_CONTENTS = re.compile(r"(?:toc|tm|table of (?:figures|contents)|table des mati[èe]res|index) ?\d*(?: heading)?")
_WIDEST = 50  # columns that one cell may span


def read(data: bytes, name: str) -> Draft:
    """Return the text of a Word document as Markdown, its title, and what its properties declare.

    Headings, lists and tables keep their shape, notes follow the text, text boxes the paragraph that they are
    anchored to. ``declared`` has ``author``, ``created`` (the day the file was made, ISO 8601: that of its template
    or an older release where it was copied), ``description``, ``keywords``, ``company`` and ``lang``.

    Raises ``UnreadableSource`` for a file that is damaged, encrypted or too large.
    """
    package = Package(data, name)
    main = _main_part(package)
    tree = package.tree(main) if main else None
    body = find(tree, "w:body") if tree is not None else None
    if main is None or body is None:
        raise UnreadableSource(package.damaged)
    parts = _related(package, main)
    reader = _Reader(
        Styles(package.optional_tree(parts.get("styles", ""))),
        Numbering(package.optional_tree(parts.get("numbering", ""))),
        {kind: _notes(package.optional_tree(parts.get(kind + "s", "")), kind) for kind in ("footnote", "endnote")},
    )
    blocks = [*reader.blocks(body), *reader.note_blocks()]
    return draft_of(blocks, _properties(package))


def _main_part(package: Package) -> str | None:
    types = package.tree("[Content_Types].xml")
    for override in types if types is not None else ():
        if WORD_MAIN.fullmatch(override.get("ContentType", "")) and override.get("PartName"):
            return override.get("PartName", "").lstrip("/")
    return "word/document.xml"


def _related(package: Package, main: str) -> dict[str, str]:
    """The paths of the parts that the main part uses, by the last word of their type; what is outside is left out."""
    folder, file = posixpath.split(main)
    relations = package.optional_tree(posixpath.join(folder, "_rels", file + ".rels"))
    found = {}
    for relation in relations if relations is not None else ():
        target = relation.get("Target", "")
        if relation.get("TargetMode") != "External" and target:
            path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            found[relation.get("Type", "").rsplit("/", 1)[-1]] = path
    return found


def _properties(package: Package) -> dict[str, str]:
    core, app = package.optional_tree("docProps/core.xml"), package.optional_tree("docProps/app.xml")
    names = {
        "dc:title": "title", "dc:creator": "author", "dcterms:created": "created", "dc:description": "description",
        "dc:subject": "subject", "keywords": "keywords", "dc:language": "lang", "Company": "company",
    }  # fmt: skip
    elements = [element for tree in (core, app) if tree is not None for element in tree]
    return {names[element.tag]: element.text or "" for element in elements if element.tag in names}


def _notes(tree: Element | None, kind: str) -> dict[str, Element]:
    notes = find_all(tree, f"w:{kind}") if tree is not None else []
    return {note.get("w:id", ""): note for note in notes if note.get("w:type", "normal") == "normal"}


class _Reader:
    """Walks the body; the state is the counters of the lists and the notes that were referred to."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: dict[str, dict[str, Element]]) -> None:
        self.styles, self.numbering, self.notes = styles, numbering, notes
        self.cited: list[Element] = []
        self.carried = Paragraph[Look]()  # a paragraph whose end was deleted: it goes on in the next one

    def blocks(self, parent: Iterable[Element]) -> Iterator[Block]:
        """Yield the blocks of a body, a cell, a box or a note."""
        for element in parent:
            if element.tag == "w:p":
                yield from self.paragraph(element)
            elif element.tag == "w:tbl":
                yield from self.table(element)
            elif element.tag == "mc:AlternateContent":
                yield from self.blocks(_alternative(element))
            elif element.tag == "w:sdt" and _is_contents(element):
                continue
            elif element.tag in _THROUGH:
                yield from self.blocks(element)
        if self.carried.text:  # nothing follows that it could go on in
            read, self.carried = self.carried, Paragraph[Look]()
            yield self.block(read, "", None, None)

    def paragraph(self, element: Element) -> Iterator[Block]:
        properties = find(element, "w:pPr")
        style = self.styles.of_paragraph(properties)
        read = self.carried
        self.carried = Paragraph[Look]()
        self.inline(element, style.look, read)
        mark = find(properties, "w:rPr/w:del") if properties is not None else None
        if mark is not None:
            self.carried = read
            return
        if read.text and not _CONTENTS.fullmatch(style.name):
            yield self.block(read, style.name, style.level, self.numbering.mark(properties, style))
        yield from read.boxes

    def block(self, read: Paragraph[Look], style: str, level: int | None, mark: str | None) -> Block:
        sizes: Counter[float] = Counter()
        for text, look in read.pieces:
            sizes[look.size or 0.0] += len(text.strip())
        bold = all(look.bold for text, look in read.pieces if re.search(r"\w", text))
        kind: Kind = "paragraph"
        if style in ("title", "titre", "titre principal", "titre document"):
            kind, level = "title", 1
        elif level is not None:
            kind = "heading"
        elif mark is not None:
            kind = "entry"
        return Block(read.text, kind, level or 2, mark or "", sizes.most_common(1)[0][0] if sizes else 0.0, bold)

    def inline(self, parent: Iterable[Element], look: Look, read: Paragraph[Look]) -> None:
        """Read the runs of a paragraph."""
        for element in parent:
            if element.tag == "w:r":
                self.run(element, self.styles.of_run(find(element, "w:rPr"), look), read)
            elif element.tag == "m:t":
                read.pieces.append((element.text or "", look))
            elif element.tag == "mc:AlternateContent":
                self.inline(_alternative(element), look, read)
            elif element.tag in _THROUGH:
                self.inline(element, look, read)

    def run(self, run: Iterable[Element], look: Look, read: Paragraph[Look]) -> None:
        if look.hidden:
            return
        for element in run:
            if element.tag == "w:t":
                read.pieces.append((element.text or "", look))
            elif element.tag in _SIGNS:
                read.pieces.append((_SIGNS[element.tag], look))
            elif element.tag in ("w:footnoteReference", "w:endnoteReference"):
                note = self.notes[element.tag[2:-9]].get(element.get("w:id", ""))
                if note is not None:
                    self.cited.append(note)
                    read.pieces.append((f"[{len(self.cited)}]", look))
            elif element.tag in _DRAWN:
                self.drawn(element, read)
            elif element.tag == "mc:AlternateContent":
                self.run(_alternative(element), look, read)

    def drawn(self, drawing: Element, read: Paragraph[Look]) -> None:
        """Read the text boxes of a drawing; of those inside a box, its own paragraphs take care."""
        waiting = list(drawing)
        while waiting:
            element = waiting.pop(0)
            if element.tag == "w:txbxContent":
                carried, self.carried = self.carried, Paragraph[Look]()
                read.boxes += self.blocks(element)
                self.carried = carried
            else:
                waiting[:0] = _alternative(element) if element.tag == "mc:AlternateContent" else element

    def table(self, element: Element) -> list[Block]:
        rows: list[list[list[Block]]] = []
        for row in _children(element, "w:tr"):
            if find(row, "w:trPr/w:del") is not None:
                continue
            cells: list[list[Block]] = []
            for cell in _children(row, "w:tc"):
                merged = find(cell, "w:tcPr/w:vMerge")
                goes_on = merged is not None and merged.get("w:val", "continue") == "continue"
                cells.append([] if goes_on else list(self.blocks(cell)))
                span = find(cell, "w:tcPr/w:gridSpan")
                width = span.get("w:val", "1") if span is not None else "1"
                cells += [[]] * (min(_WIDEST, int(width)) - 1 if width.isdecimal() else 0)
            rows.append(cells)
        found = table([[" ".join(block.text for block in cell) for cell in row] for row in rows])
        return [found] if found else [block for row in rows for cell in row for block in cell]

    def note_blocks(self) -> Iterator[Block]:
        """Yield the notes in the order of their numbers."""
        number = 0
        while number < len(self.cited):  # a note may refer to another
            text = " ".join(block.text for block in self.blocks(self.cited[number]))
            number += 1
            if text:
                yield Block(f"[{number}] {text}")


def _children(parent: Element, tag: str) -> Iterator[Element]:
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _THROUGH:
            yield from _children(element, tag)


def _alternative(element: Element) -> list[Element]:
    """What an ``mc:AlternateContent`` has for programs that know everything; without it, what it has for the others."""
    for choice in element:
        if choice.tag == "mc:Choice" and len(choice):
            return list(choice)
    return [child for fallback in element if fallback.tag == "mc:Fallback" for child in fallback]


def _is_contents(element: Element) -> bool:
    gallery = find(element, "w:sdtPr/w:docPartObj/w:docPartGallery")
    return gallery is not None and gallery.get("w:val", "").lower() == "table of contents"
