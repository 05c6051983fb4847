"""The styles and lists of a Word document: how a paragraph looks, which heading it is, which number it has."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archivist.ingest.formats.packages import find, find_all

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_HEADING = re.compile(r"(?:heading|titre|überschrift|t[íi]tulo|titolo) ?([1-9])")
_DEEPEST = 20  # styles that are based on each other
_STANDARD_SIZE = 10.0  # points: ECMA-376 part 1, 17.3.2.38


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text looks: ``size`` in points, ``hidden`` for text that Word does not show."""

    bold: bool = False
    size: float = _STANDARD_SIZE
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs: its name in lower case, its heading level from 1, the list that it belongs to."""

    name: str = ""
    look: Look = Look()
    level: int | None = None
    list_id: str | None = None
    list_level: int = 0


def is_on(element: Element | None) -> bool:
    """Tell whether a property such as ``w:b`` is set: it is, unless its value says otherwise."""
    return element is not None and element.get("w:val", "1").lower() not in ("0", "false", "off", "none")


class Styles:
    """The styles of a document; without a part for them every name is its own style."""

    def __init__(self, tree: Element | None) -> None:
        self.look = Look()
        self._elements: dict[str, Element] = {}
        self._styles: dict[str, Style] = {}
        self._default = ""
        if tree is None:
            return
        self.look = _changed(self.look, find(tree, "w:docDefaults/w:rPrDefault/w:rPr"))
        for element in find_all(tree, "w:style"):
            identity = element.get("w:styleId", "")
            self._elements.setdefault(identity, element)
            if element.get("w:type") == "paragraph" and is_on_attribute(element.get("w:default")):
                self._default = identity

    def of_paragraph(self, properties: Element | None) -> Style:
        """Return the style of a paragraph with these ``w:pPr``, its own outline level counted in."""
        named = find(properties, "w:pStyle") if properties is not None else None
        style = self._style(named.get("w:val", "") if named is not None else self._default)
        level = _outline(properties)
        return style if level is None else replace(style, level=level or None)

    def of_run(self, properties: Element | None, look: Look) -> Look:
        """Return how a run with these ``w:rPr`` looks in a paragraph that looks like ``look``."""
        if properties is None:
            return look
        named = find(properties, "w:rStyle")
        element = self._elements.get(named.get("w:val", "")) if named is not None else None
        if element is not None:
            look = _changed(look, find(element, "w:rPr"))
        return _changed(look, properties)

    def _style(self, identity: str) -> Style:
        if identity not in self._styles:
            chain: list[Element] = []
            current: str | None = identity
            while current is not None and current in self._elements and len(chain) < _DEEPEST:
                chain.append(self._elements[current])
                based = find(chain[-1], "w:basedOn")
                current = based.get("w:val") if based is not None else None
            style = Style(name=identity.lower(), look=self.look)
            for element in reversed(chain):
                style = _based(style, element)
            if not chain:
                style = replace(style, level=_level_of(identity.lower()))
            self._styles[identity] = style
        return self._styles[identity]


def is_on_attribute(value: str | None) -> bool:
    """Tell whether an attribute of the type ST_OnOff is set."""
    return value in ("1", "true", "on")


def _based(style: Style, element: Element) -> Style:
    named = find(element, "w:name")
    name = named.get("w:val", "").lower() if named is not None else style.name
    properties = find(element, "w:pPr")
    outline = _outline(properties)
    level = _level_of(name) or (style.level if outline is None else outline or None)
    list_id, list_level = _list_of(properties)
    return Style(
        name=name,
        look=_changed(style.look, find(element, "w:rPr")),
        level=level,
        list_id=list_id if list_id is not None else style.list_id,
        list_level=list_level if list_level is not None else style.list_level,
    )


def _level_of(name: str) -> int | None:
    match = _HEADING.fullmatch(name)
    return int(match[1]) if match else None


def _outline(properties: Element | None) -> int | None:
    """The outline level from 1; 0 where the paragraph says that it is text, None where it says nothing."""
    element = find(properties, "w:outlineLvl") if properties is not None else None
    value = element.get("w:val", "") if element is not None else ""
    return (int(value) + 1) % 10 if re.fullmatch(r"[0-9]", value) else None


def _list_of(properties: Element | None) -> tuple[str | None, int | None]:
    number = find(properties, "w:numPr") if properties is not None else None
    if number is None:
        return None, None
    identity, level = find(number, "w:numId"), find(number, "w:ilvl")
    deep = level.get("w:val", "0") if level is not None else None
    return (
        identity.get("w:val") if identity is not None else None,
        int(deep) if deep is not None and re.fullmatch(r"[0-8]", deep) else None,
    )


def _changed(look: Look, properties: Element | None) -> Look:
    if properties is None:
        return look
    bold, size, hidden = find(properties, "w:b"), find(properties, "w:sz"), find(properties, "w:vanish")
    points = size.get("w:val", "") if size is not None else ""
    return Look(
        bold=look.bold if bold is None else is_on(bold),
        size=int(points) / 2 if re.fullmatch(r"[1-9]\d{0,3}", points) else look.size,
        hidden=look.hidden if hidden is None else is_on(hidden),
    )


class Numbering:
    """The lists of a document, and how far each has been counted."""

    def __init__(self, tree: Element | None) -> None:
        self._formats: dict[str, dict[int, tuple[str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        if tree is None:
            return
        for element in find_all(tree, "w:abstractNum"):
            levels = {}
            for level in find_all(element, "w:lvl"):
                number, start = find(level, "w:numFmt"), find(level, "w:start")
                first = start.get("w:val", "1") if start is not None else "1"
                at = level.get("w:ilvl", "")
                if re.fullmatch(r"[0-8]", at):
                    kind = number.get("w:val", "decimal") if number is not None else "decimal"
                    levels[int(at)] = (kind, int(first) if re.fullmatch(r"\d{1,4}", first) else 1)
            self._formats[element.get("w:abstractNumId", "")] = levels
        for element in find_all(tree, "w:num"):
            abstract = find(element, "w:abstractNumId")
            self._abstract[element.get("w:numId", "")] = abstract.get("w:val", "") if abstract is not None else ""

    def mark(self, properties: Element | None, style: Style) -> str | None:
        """Return the mark of a paragraph in a list, ``"- "`` or its number, and None outside lists; counts it."""
        own, level = _list_of(properties)
        identity = own if own is not None else style.list_id
        if identity is None or identity == "0":
            return None
        deep = level if level is not None else style.list_level
        abstract = self._abstract.get(identity, "")
        kind, first = self._formats.get(abstract, {}).get(deep, ("bullet", 1))
        if kind == "none":
            return None
        counts = self._counts[identity]
        counts[deep] = counts.get(deep, first - 1) + 1
        for deeper in [one for one in counts if one > deep]:
            del counts[deeper]
        return "- " if kind == "bullet" else f"{counts[deep]}. "
