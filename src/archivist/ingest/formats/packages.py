"""The ZIP file that a DOCX or ODT is, and the XML in it, with bounds on everything and no entities.

The standard library is enough and adds no dependency: no part of such a file may have a document type, so whatever
declares one is refused, and with it all entities. Nothing outside the file is ever opened.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from archivist.errors import UnreadableSource
from archivist.texts import _

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_PARTS = 5000
"""Files inside a document: a report of 500 pages with a picture on each has 1,100."""
LARGEST_PART = 64 * 1024 * 1024
"""Bytes of one XML file, unpacked."""
MOST_ELEMENTS = 1_000_000
"""Elements of one XML file: a book of 500 pages has 300,000."""
DEEPEST = 200
"""Elements inside each other: a table in a table in a text box has 40."""

_CENTRAL_ENTRY = b"PK\x01\x02"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES: dict[str, str] = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    _ODF + "office:1.0": "office",
    _ODF + "text:1.0": "text",
    _ODF + "table:1.0": "table",
    _ODF + "drawing:1.0": "draw",
    _ODF + "style:1.0": "style",
    _ODF + "xsl-fo-compatible:1.0": "fo",
    _ODF + "meta:1.0": "meta",
}
"""The namespaces that are read, and the prefix that each gets here, whatever it is called in the file."""


class Package:
    """The parts of a ZIP file by their paths; ``name`` names the file in errors."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the file; raise ``UnreadableSource`` where it is damaged or has more than ``MOST_PARTS`` parts."""
        self.name = name
        if data.count(_CENTRAL_ENTRY) > MOST_PARTS:
            raise UnreadableSource(
                _("{name} has more than {count} files inside; save the document again without its pictures.").format(
                    name=name, count=MOST_PARTS
                )
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
            raise UnreadableSource(self.damaged) from None

    @property
    def damaged(self) -> str:
        """The sentence about a file that cannot be read."""
        return _("{name} is a damaged document; ask for it again, or save it again as DOCX, ODT or PDF.").format(
            name=self.name
        )

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a part, None where there is none.

        Raises ``UnreadableSource`` where it is damaged, encrypted or larger than ``LARGEST_PART``.
        """
        try:
            with self._zip.open(path) as part:
                content = part.read(LARGEST_PART + 1)
        except KeyError:
            return None
        except RuntimeError:  # what zipfile raises for a part with a password
            raise UnreadableSource(encrypted(self.name)) from None
        except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, EOFError):
            raise UnreadableSource(self.damaged) from None
        if len(content) > LARGEST_PART:
            raise UnreadableSource(
                _("{name} is larger than {size} MB once unpacked.").format(name=self.name, size=LARGEST_PART >> 20)
            )
        return content

    def tree(self, path: str) -> Element | None:
        """Return the root of an XML part, None where there is no such part; raise ``UnreadableSource``."""
        content = self.read(path)
        if content is None:
            return None
        try:
            return parse_xml(content)
        except expat.ExpatError:
            raise UnreadableSource(self.damaged) from None
        except ForbiddenXml:
            raise UnreadableSource(
                _("{name} has XML inside that no word processor writes; it is not read.").format(name=self.name)
            ) from None

    def optional_tree(self, path: str) -> Element | None:
        """Return the root of an XML part that the text can do without, None where it is absent or damaged."""
        try:
            return self.tree(path)
        except UnreadableSource:
            return None


class ForbiddenXml(Exception):
    """XML with a document type, or with more or deeper elements than documents have."""


def encrypted(name: str) -> str:
    """Return the sentence about a document with a password."""
    return _("{name} is encrypted; save it without a password.").format(name=name)


def parse_xml(content: bytes) -> Element:
    """Return the root of XML, with tags and attributes such as ``w:p`` (``_PREFIXES``); others have no prefix.

    Raises ``ForbiddenXml``, and ``expat.ExpatError`` where it is not well formed.
    """
    from xml.etree.ElementTree import TreeBuilder

    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = count = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > DEEPEST or count > MOST_ELEMENTS:
            raise ForbiddenXml
        builder.start(_short(tag), {_short(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_short(tag))

    def refuse(*_arguments: object) -> None:
        raise ForbiddenXml

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except (ValueError, LookupError):  # an encoding that Python does not have
        raise ForbiddenXml from None
    return builder.close()


def _short(name: str) -> str:
    namespace, _brace, local = name.rpartition("}")
    prefix = _PREFIXES.get(namespace)
    return f"{prefix}:{local}" if prefix else local


def find(element: Element, path: str) -> Element | None:
    """Return the first child with a tag; ``path`` may lead on from it, as ``w:pPr/w:rPr``."""
    found: Element | None = element
    for tag in path.split("/"):
        found = next((child for child in found if child.tag == tag), None) if found is not None else None
    return found


def find_all(element: Element, tag: str) -> list[Element]:
    """Return the children with a tag."""
    return [child for child in element if child.tag == tag]
