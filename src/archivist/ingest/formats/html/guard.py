"""Any HTML to small, well-nested HTML that no parser can choke on; str -> str, in linear time.

Saved pages nest ten thousand elements, carry a million attributes, never close what they open, and hide a
megabyte of scripts around two kilobytes of text. One pass repairs the nesting, bounds depth and attributes, and
drops what is
never text, so that the parser behind it works on what a reader would see.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from itertools import islice

from archivist.ingest.formats.decoding import unescaped


class TooManyTags(ValueError):
    """The page has more than ``MOST_MARKS`` tags."""


DEEPEST = 100
"""Levels of nesting that are kept; the content of deeper elements moves up to this level."""
MOST_MARKS = 100_000
"""Tags, stray ``<`` and ``&`` of a page; one with more is not read: it would take many seconds, and is no release."""

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_RAW = frozenset("script style textarea title xmp iframe noembed noframes noscript template svg select object".split())
_KEPT_RAW = frozenset(("title",))
_BLOCK = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form "
    "h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th "
    "thead tr ul".split()
)
_CLOSED_BY: dict[str, frozenset[str]] = {
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "tr": frozenset(("tr", "td", "th")),
    "td": frozenset(("td", "th")),
    "th": frozenset(("td", "th")),
    "option": frozenset(("option",)),
    "body": frozenset(("head",)),
}
_SCOPES = frozenset("table ul ol dl html body".split())
"""Elements that an implied end tag does not reach out of."""
_ATTRIBUTES = frozenset(
    "class id itemprop itemtype itemscope property name content datetime href rel role type hidden aria-hidden lang "
    "http-equiv start".split()
)
_MOST_ATTRIBUTES = 60
_LONGEST_VALUE = 4000
_MOST_DECLARED = 500_000  # characters of JSON-LD

_TAG_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9:_-]{0,40}")
_TAG_END = re.compile(r""">|=\s{0,20}["']""")
_ATTRIBUTE = re.compile(r"""([^\s=>"'/]{1,60})(?:\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""")


@dataclass(slots=True)
class GuardedPage:
    """``markup`` is the page without scripts, ``json_ld`` the structured data that its scripts declared."""

    markup: str
    json_ld: list[str] = field(default_factory=list)


def guard(page: str) -> GuardedPage:
    """Return ``page`` as well-nested HTML of bounded depth; text and the order of elements stay.

    Raises ``TooManyTags`` for a page with more than ``MOST_MARKS`` tags.
    """
    return _Guard(page).run()


class _Guard:
    def __init__(self, page: str) -> None:
        self.page = page
        self.position = 0
        self.out: list[str] = []
        self.open: list[str] = []
        self.marks = 0
        self.page_end: dict[str, bool] = {}  # what is known not to come any more: no second search
        self.json_ld: list[str] = []

    def run(self) -> GuardedPage:
        page, length = self.page, len(self.page)
        while self.position < length:
            start = page.find("<", self.position)
            if start < 0:
                start = length
            if start > self.position:
                self._text(page[self.position : start])
            if start == length:
                break
            self.position = start
            self._markup()
        self.out += [f"</{name}>" for name in reversed(self.open)]
        return GuardedPage("".join(self.out), self.json_ld)

    def _find(self, wanted: str, start: int) -> int:
        """``str.find`` that asks no second time for what was not there the first."""
        if self.page_end.get(wanted):
            return -1
        found = self.page.find(wanted, start)
        if found < 0:
            self.page_end[wanted] = True
        return found

    def _markup(self) -> None:
        page, start = self.page, self.position
        if page.startswith("<!--", start):
            end = self._find("-->", start + 4)
            self.position = end + 3 if end >= 0 else self._after(start + 4)
        elif page.startswith("<![CDATA[", start):
            self.position = start + 9
        elif page.startswith(("<!", "<?"), start):
            self.position = self._after(start + 2)
        else:
            closing = page.startswith("</", start)
            name = _TAG_NAME.match(page, start + 1 + closing)
            if not name:
                self._count(1)
                self.out.append("&lt;")
                self.position = start + 1
                return
            self._count(1)
            end = self._tag_end(name.end())
            attributes = page[name.end() : end]
            self.position = min(end + 1, len(page))
            if closing:
                self._end(name[0].lower())
            else:
                self._start(name[0].lower(), attributes)

    def _text(self, text: str) -> None:
        if "&" in text:
            text = unescaped(text)
            self._count(text.count("&") + text.count("<"))
            text = html.escape(text, quote=False)
        elif ">" in text:
            text = text.replace(">", "&gt;")
        self.out.append(text)

    def _count(self, marks: int) -> None:
        self.marks += marks
        if self.marks > MOST_MARKS:
            raise TooManyTags

    def _after(self, start: int) -> int:
        end = self._find(">", start)
        return end + 1 if end >= 0 else len(self.page)

    def _tag_end(self, start: int) -> int:
        """Position of the ``>`` that ends a tag, not of one inside a quoted value."""
        position = start
        while match := _TAG_END.search(self.page, position):
            if match[0] == ">":
                return match.start()
            quoted = self._find(match[0][-1], match.end())
            position = match.end() if quoted < 0 else quoted + 1
        first = self.page.find(">", start)
        return first if first >= 0 else len(self.page)

    def _start(self, name: str, attributes: str) -> None:
        if name in _RAW:
            self._raw(name, attributes)
            return
        self._close_implied(name)
        if len(self.open) >= DEEPEST and name not in _VOID:
            if name in _BLOCK:
                self.out.append("<br/><br/>")
            return
        if name in _VOID:
            # Closed on the spot: BeautifulSoup searches a list of all open <br> at every end tag.
            self.out.append(f"<{name}{_kept(attributes)}/>")
            return
        self.out.append(f"<{name}{_kept(attributes)}>")
        self.open.append(name)

    def _raw(self, name: str, attributes: str) -> None:
        """Take an element whose content is not markup, or not text, as a whole."""
        closing = re.compile(f"</{name}\\b", re.IGNORECASE)
        match = None if self.page_end.get(name) else closing.search(self.page, self.position)
        if match is None:
            self.page_end[name] = True
            if name in ("script", "style"):
                self.position = len(self.page)
            return
        content = self.page[self.position : match.start()]
        if name == "script" and "ld+json" in attributes.lower() and len(content) < _MOST_DECLARED:
            self.json_ld.append(content)
        if name in _KEPT_RAW and "title" not in self.page_end:
            self.out.append(f"<{name}>{html.escape(unescaped(content[:_LONGEST_VALUE]), quote=False)}</{name}>")
        self.position = self._after(match.end())

    def _close_implied(self, name: str) -> None:
        if name in _BLOCK and self.open and self.open[-1] == "p":
            self._pop()
        ends = _CLOSED_BY.get(name)
        if not ends:
            return
        for depth in range(len(self.open) - 1, -1, -1):
            opened = self.open[depth]
            if opened in ends:
                while len(self.open) > depth:
                    self._pop()
                if name != "tr":
                    return
            elif opened in _SCOPES:
                return

    def _end(self, name: str) -> None:
        if name in ("br", "p") and name not in self.open:
            self.out.append("<br/>")
            return
        for depth in range(len(self.open) - 1, -1, -1):
            opened = self.open[depth]
            if opened == name:
                while len(self.open) > depth:
                    self._pop()
                return
            if name not in _BLOCK and opened in _BLOCK:
                return  # </b> after a block was opened inside <b>: the block stays open
            if opened == "table" and name != "table" and name in _BLOCK:
                return  # a stray </div> in a cell does not end the table

    def _pop(self) -> None:
        self.out.append(f"</{self.open.pop()}>")


def _kept(attributes: str) -> str:
    """The attributes that tell what an element is, rewritten; the others are dropped."""
    if not attributes or attributes == "/":
        return ""
    kept = {}
    for match in islice(_ATTRIBUTE.finditer(attributes), _MOST_ATTRIBUTES):
        name = match[1].lower()
        if name in _ATTRIBUTES and name not in kept:
            value = match[2] or match[3] or match[4] or ""
            kept[name] = html.escape(unescaped(value[:_LONGEST_VALUE]))
    return "".join(f' {name}="{value}"' for name, value in kept.items())
