"""XML of unknown origin to a small tree: no entity is defined, nothing is fetched, what is broken off is kept so far.

The standard library's parser does the work. A document that defines entities (the way of every XML bomb) is refused;
names of HTML entities, which feeds use although XML does not have them, are understood.
"""

from __future__ import annotations

import html.entities
import re
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

DEEPEST = 200
MOST_ELEMENTS = 300_000
XML_BASE = "http://www.w3.org/XML/1998/namespace base"
"""The name of the attribute that relative addresses are relative to."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_STRAY = re.compile(r"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z_][\w.-]{0,40};)")
_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,500}\?>")


class UnsafeXml(ValueError):
    """The document defines entities, or is nested too deeply."""


@dataclass(slots=True)
class Element:
    """An element: its name with its namespace before a blank, its attributes, and what it holds, in order."""

    name: str
    attributes: dict[str, str]
    content: list[Element | str] = field(default_factory=list)
    is_whole: bool = False

    @property
    def local(self) -> str:
        """The name without its namespace, in lower case."""
        return self.name.rpartition(" ")[2].lower()

    @property
    def namespace(self) -> str:
        """The namespace, empty where there is none."""
        return self.name.rpartition(" ")[0]

    def elements(self) -> list[Element]:
        """Return the elements directly inside."""
        return [part for part in self.content if isinstance(part, Element)]

    def text(self) -> str:
        """Return all text inside."""
        return "".join(part if isinstance(part, str) else part.text() for part in self.content)

    def inner(self) -> str:
        """Return what is inside as markup without namespaces: HTML, where it was XHTML."""
        return "".join(escape(part) if isinstance(part, str) else part.markup(None) for part in self.content)

    def markup(self, around: str | None = "") -> str:
        """Return the element as markup, with its namespace where it is not that ``around`` it (None: without any)."""
        namespace, _, name = self.name.rpartition(" ")
        attributes = "".join(
            f" {key.rpartition(' ')[2]}={quoteattr(value)}" for key, value in sorted(self.attributes.items())
        )
        if around is None:
            return f"<{name}{attributes}>{self.inner()}</{name}>"
        declared = "" if namespace == around else f" xmlns={quoteattr(namespace)}"
        inside = "".join(escape(part) if isinstance(part, str) else part.markup(namespace) for part in self.content)
        return f"<{name}{declared}{attributes}>{inside}</{name}>"


def parse_xml(text: str) -> tuple[Element, str | None]:
    """Return the root of a document and, where it is broken, what is wrong with it; then the tree ends there.

    Raises UnsafeXml for what is not read at all.
    """
    root = Element("", {})
    stack = [root]
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(stack) > DEEPEST or count > MOST_ELEMENTS:
            raise UnsafeXml
        element = Element(name, attributes)
        stack[-1].content.append(element)
        stack.append(element)

    def end(name: str) -> None:
        stack.pop().is_whole = True

    def characters(text: str) -> None:
        stack[-1].content.append(text)

    def skipped(name: str, is_parameter: bool) -> None:
        characters(html.entities.html5.get(f"{name};", ""))

    def refuse(*declaration: object) -> None:
        raise UnsafeXml

    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    parser.buffer_text = True
    parser.UseForeignDTD(True)
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.SkippedEntityHandler = characters, skipped
    parser.EntityDeclHandler = parser.UnparsedEntityDeclHandler = refuse
    try:
        parser.Parse(_mended(text).encode("utf-8"), True)
    except expat.ExpatError as error:
        return root, f"{expat.ErrorString(error.code)}, line {error.lineno}"
    return root, None


def _mended(text: str) -> str:
    """Return a document without what stops every parser at once: wrong characters, bare ``&``, its old encoding."""
    text = _ILLEGAL.sub("", _DECLARATION.sub("", text).lstrip())
    parts, at = [], 0
    for section in _CDATA.finditer(text):
        parts += [_STRAY.sub("&amp;", text[at : section.start()]), section[0]]
        at = section.end()
    return "".join([*parts, _STRAY.sub("&amp;", text[at:])])
