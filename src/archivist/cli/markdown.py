"""Articles and titles as Markdown that no renderer takes for more than text."""

from __future__ import annotations

import re

from archivist.article import Article
from archivist.cli.output import one_line
from archivist.display import about, harmless

_ESCAPED = re.compile(r"([\\`*\[])|(?<!\w)(_)|(_)(?!\w)")
_RAW_HTML = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BLOCK_START = re.compile(r"(?<=^)([#>+-]|~~~|\d+(?=[.)]))")


def escaped(text: str) -> str:
    """Return one line of plain text as Markdown: a backslash before markup, ``&lt;`` for ``<`` of tags."""
    text = _ENTITY.sub("&amp;", one_line(text))
    text = _ESCAPED.sub(lambda match: f"\\{match[0]}", text)
    text = _RAW_HTML.sub("&lt;", text)
    return _BLOCK_START.sub(lambda match: _block_escape(match[0]), text)


def _block_escape(start: str) -> str:
    """Keep the start of a line from opening a heading, a quote or a list; a number is escaped at its stop."""
    return f"{start}\\" if start.isdigit() else f"\\{start}"


def in_bold(text: str) -> str:
    """Return a passage of plain text in bold; blanks at its ends stay outside, as CommonMark wants them."""
    inner = text.strip()
    if not inner:
        return escaped(text)
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}**{escaped(inner)}**{after}"


def without_html(text: str) -> str:
    """Return Markdown with raw HTML shown instead of obeyed; ``&lt;`` holds whatever stands before it."""
    return _RAW_HTML.sub("&lt;", harmless(text))


def article_as_markdown(article: Article) -> str:
    """Return a whole article as one Markdown document: title, what is known about it, text."""
    known = [escaped(about(article.date, article.place, article.issuer)), f"`{one_line(article.id)}`"]
    if article.source:
        known.append(escaped(article.source))
    return f"# {escaped(article.title)}\n\n{' · '.join(known)}\n\n{without_html(article.text.strip())}"
