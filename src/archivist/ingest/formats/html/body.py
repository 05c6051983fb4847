"""Where the text of a page is: its furniture taken away, the element that holds the prose, the lead above it.

Prose is what stands in blocks of some length and is no link. What marks furniture is a table, ``furniture.py``; what no
table names shows by its links: menus are little else, and a list of other articles is a link and a few words each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bs4.element import PreformattedString, Tag

from archivist.ingest.dateline import read_dateline
from archivist.ingest.formats.html import furniture
from archivist.ingest.formats.html.layout import BLOCKS, short_text, text_of

_MOST = 0.4  # share of the page's prose above which nothing is furniture
_DOUBTFUL = 0.1  # the same for what only may be furniture
_PARAGRAPH = 60  # characters from which a block counts as prose
_LONGEST_LEAD = 3000  # characters
_GROUPS = frozenset("div section ul ol dl table tbody tr td aside".split())
_TEXTS = frozenset("p ul ol blockquote".split())


@dataclass(slots=True)
class _Amount:
    """Characters in an element: all, those of links, those of prose; and how many links."""

    letters: int = 0
    linked: int = 0
    prose: int = 0
    links: int = 0


class _Amounts:
    """What each element of a tree holds, counted in one walk."""

    def __init__(self, body: Tag) -> None:
        self.of: dict[int, _Amount] = {}
        blocks: dict[int, tuple[Tag, int, int]] = {}
        links: dict[int, Tag] = {}
        for string in body.find_all(string=True):
            if isinstance(string, PreformattedString) or not string.strip():
                continue
            linked, holder = False, string.parent
            while holder is not None and holder is not body and holder.name not in BLOCKS:
                if holder.name == "a":
                    linked = True
                    links[id(holder)] = holder
                holder = holder.parent
            if holder is None:
                continue
            while not linked and (parent := holder.parent) is not None and parent.name == "a":
                linked, links[id(parent)] = True, parent  # a link around a whole block
            _, length, in_links = blocks.get(id(holder), (holder, 0, 0))
            size = len(line_of(string))
            blocks[id(holder)] = (holder, length + size, in_links + size * linked)
        for block, length, in_links in blocks.values():
            prose = 0 if length < _PARAGRAPH or in_links > 0.5 * length else length - in_links
            self._add(block, body, _Amount(length, in_links, prose))
        for link in links.values():
            self._add(link, body, _Amount(links=1))

    def _add(self, element: Tag | None, body: Tag, more: _Amount) -> None:
        while element is not None:
            amount = self.of.setdefault(id(element), _Amount())
            amount.letters += more.letters
            amount.linked += more.linked
            amount.prose += more.prose
            amount.links += more.links
            if element is body:
                break
            element = element.parent

    def __getitem__(self, element: Tag) -> _Amount:
        return self.of.get(id(element), _Amount())


def names(tag: Tag) -> str:
    """The class and the id of an element."""
    classes = tag.get("class")
    words = classes if isinstance(classes, list) else [classes or ""]
    return " ".join([*words, str(tag.get("id") or "")]).strip()


def is_furniture(tag: Tag) -> bool:
    """Tell from its name, role and class what an element is; its size is judged by the caller."""
    if tag.name in furniture.TAGS or tag.get("role") in furniture.ROLES:
        return True
    if tag.has_attr("hidden") or tag.get("aria-hidden") == "true":
        return True
    said = names(tag)
    return bool(said) and (bool(furniture.words_of(said) & furniture.WORDS) or furniture.phrase_in(said))


def in_furniture(tag: Tag) -> bool:
    """Tell whether an element stands in the furniture of the page."""
    return any(is_furniture(parent) for parent in tag.parents if parent.name not in ("body", "html", "[document]"))


def strip_furniture(body: Tag) -> None:
    """Take the furniture of the page out of the tree, but nothing that holds most of the prose."""
    amounts = _Amounts(body)
    total = amounts[body].prose
    most = _MOST if body.find("h1") is None else 2 * _MOST  # the heading tells which half is the release
    gone: set[int] = set()
    dropped = []
    for tag in body.find_all(True):
        if id(tag.parent) in gone:
            gone.add(id(tag))
            continue
        if tag.name in ("html", "body", "main", "article"):
            continue
        amount = amounts[tag]
        share = amount.prose / total if total else 0
        if tag.name == "header":
            drop = share < 0.1 and tag.find_parent(["article", "main"]) is None and tag.find("h1") is None
        elif _is_beside_the_text(tag, amounts, total, most):
            drop = tag.find("h1") is None
        else:
            drop = bool(furniture.outer_words_of(names(tag)) & furniture.SMALL_WORDS) and _is_small(tag)
        if drop:
            gone.add(id(tag))
            dropped.append(tag)
    for tag in dropped:
        tag.extract()


def _is_beside_the_text(tag: Tag, amounts: _Amounts, total: int, most: float) -> bool:
    """Tell whether an element is furniture by its name or its links, and has no more prose than such an element has."""
    amount = amounts[tag]
    share = amount.prose / total if total else 0
    if is_furniture(tag) or (tag.name in _GROUPS and _is_list_of_links(tag, amounts)):
        return share < (most if total - amount.prose > 2 * _PARAGRAPH else _MOST)
    return share < _DOUBTFUL and furniture.is_doubtful(names(tag))


def _is_list_of_links(tag: Tag, amounts: _Amounts) -> bool:
    """Tell whether a group is a menu (hardly more than links) or a list of other articles (links and some words)."""
    amount = amounts[tag]
    if amount.links >= 3 and amount.linked > 0.6 * amount.letters and amount.prose < 200:
        return True
    children = [child for child in tag.children if isinstance(child, Tag) and amounts[child].letters]
    if len(children) < 3 or amount.links < 3:
        return False
    teasers = [child for child in children if _is_teaser(amounts[child])]
    return len(teasers) >= 3 and len(teasers) >= 0.75 * len(children)


def _is_teaser(amount: _Amount) -> bool:
    return 1 <= amount.links <= 4 and amount.letters < 400 and amount.linked > 0.12 * amount.letters


def _is_small(tag: Tag) -> bool:
    """Tell whether an element is a short line about the article, and not its dateline."""
    if tag.name in ("h1", "span", "b", "strong", "em", "i", "a"):
        return False
    text = line_of(tag.get_text(" "))
    if len(text) >= 120 or tag.find("h1") is not None:
        return False
    dateline = read_dateline(text)
    return dateline is None or dateline.place is None


def main_of(body: Tag, heading: Tag | None) -> Tag:
    """The element with the text: down from the body as long as one child holds nearly all the prose."""
    amounts = _Amounts(body)
    declared = body.find_all(itemprop="articleBody")
    if len(declared) == 1 and amounts[declared[0]].prose > 0.3 * amounts[body].prose:
        return declared[0]
    current = body
    while True:
        children = [child for child in current.children if isinstance(child, Tag)]
        best = max(children, key=lambda child: amounts[child].prose, default=None)
        if best is None or best.name not in BLOCKS or best.name in _TEXTS or _is_leaf(best):
            return current
        share = amounts[best].prose / max(1, amounts[current].prose)
        needed = 0.6 if best.name in ("article", "main") or (holds(best, heading)) else 0.8
        if share < needed or _go_with(best, _beside(best, heading), amounts):
            return current
        current = best


def _beside(best: Tag, heading: Tag | None) -> Iterator[Tag]:
    """The siblings of an element that may be text: those before the heading are not."""
    for sibling in best.parent.children if best.parent else ():
        if isinstance(sibling, Tag) and holds(sibling, heading):
            continue
        if isinstance(sibling, Tag) and sibling is not best:
            yield sibling


def _go_with(best: Tag, siblings: Iterator[Tag], amounts: _Amounts) -> bool:
    """Tell whether the element with most of the prose is only a part of the text.

    Then paragraphs or its like stand beside it, or other prose of one article, so declared.
    """
    beside = [sibling for sibling in siblings if amounts[sibling].prose]
    paragraphs = [sibling for sibling in beside if sibling.name in _TEXTS]
    alike = [sibling for sibling in beside if sibling.name == best.name and _kind(sibling) == _kind(best) != set()]
    declared = best.find_parent(["article", "main"]) is not None
    more = [sibling for sibling in beside if declared and _is_plain_prose(amounts[sibling])]
    return len(paragraphs) >= 2 or bool(alike) or bool(more)


def _kind(tag: Tag) -> set[str]:
    """The names of an element but those with a number: builders of pages number what is of one kind."""
    return {name for name in names(tag).split() if not any(map(str.isdigit, name))}


def _is_plain_prose(amount: _Amount) -> bool:
    return amount.prose >= 200 and amount.linked < 0.05 * amount.letters


def _is_leaf(tag: Tag) -> bool:
    """Tell whether an element is a paragraph by another name: no element within begins a line of its own."""
    return not any(isinstance(child, Tag) and child.name in BLOCKS for child in tag.children)


def lead_of(main: Tag, heading: Tag | None) -> list[str]:
    """Paragraphs between the heading and the main text, where the page keeps its lead apart."""
    if heading is None or holds(main, heading):
        return []
    between, reached = [], False
    for element in heading.next_elements:
        if element is main:
            reached = True
            break
        if isinstance(element, Tag) and (element.name == "p" or element.name in ("div", "h2", "h3")):
            is_lead = bool(furniture.words_of(names(element)) & furniture.LEAD_WORDS) or (
                element.get("itemprop") == "description"
            )
            if not (is_lead or element.name == "p") or short_text(element, _LONGEST_LEAD) is None:
                continue
            text = text_of(element)
            if (is_lead or len(text) >= _PARAGRAPH) and not holds(element, main):
                between.append(text)
    return list(dict.fromkeys(between))[:3] if reached else []


def holds(tag: Tag, other: Tag | None) -> bool:
    """Tell whether ``other`` is ``tag`` or stands in it: this very element, not one that looks the same."""
    while other is not None and other is not tag:
        other = other.parent
    return other is not None


def line_of(text: str) -> str:
    """Return ``text`` on one line."""
    return " ".join(text.split())
