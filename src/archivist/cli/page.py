"""An article as one self-contained HTML page: nothing is loaded, nothing of the article is obeyed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from archivist.article import Article
from archivist.cli.blocks import Block, blocks
from archivist.cli.output import one_line, pieces
from archivist.display import about
from archivist.search.results import Span

_PAGE = """\
<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ max-width: 38rem; margin: 3rem auto; padding: 0 1rem; font: 1.1rem/1.6 Georgia, serif; }}
h1 {{ font-size: 1.6rem; line-height: 1.3; }}
.about {{ color: #666; font: 0.9rem/1.5 system-ui, sans-serif; }}
blockquote {{ margin: 1rem 0 1rem 1rem; padding-left: 1rem; border-left: 3px solid #ccc; }}
mark {{ background: #ffe28a; color: inherit; }}
@media (prefers-color-scheme: dark) {{
  body {{ background: #1b1b1d; color: #ddd; }} .about {{ color: #999; }} mark {{ background: #6b5200; }}
}}
</style>
</head>
<body>
<article>
<h1>{heading}</h1>
<p class="about">{about}</p>
{body}
</article>
</body>
</html>"""


def article_as_html(article: Article, in_title: Sequence[Span] = (), in_text: Sequence[Span] = ()) -> str:
    """Return a page with the whole article; the passages ``in_title`` and ``in_text`` are in ``<mark>``."""
    known = [about(article.date, article.place, article.issuer), article.id, article.source]
    return _PAGE.format(
        title=escape(one_line(article.title)),
        heading=_inline(article.title, in_title),
        about="<br>\n".join(escape(one_line(line)) for line in known if line),
        body="\n".join(_body(blocks(article.text, in_text))),
    )


def _body(parts: Iterable[Block]) -> Iterator[str]:
    """Yield the elements of the text; entries that follow each other share a list."""
    for kind, run in groupby(parts, key=lambda block: block.kind):
        group = list(run)
        if kind == "entry":
            tag = "ol" if group[0].marker[0].isdigit() else "ul"
            entries = "\n".join(_element("li", block) for block in group)
            yield f"<{tag}>\n{entries}\n</{tag}>"
            continue
        for block in group:
            if kind == "heading":
                yield _element(f"h{max(len(block.marker), 2)}", block)  # the first level is the title's alone
            elif kind == "quote":
                yield f"<blockquote>{_element('p', block)}</blockquote>"
            else:
                yield _element("p", block)


def _element(tag: str, block: Block) -> str:
    return f"<{tag}>{_inline(block.text, block.matches, block.bold)}</{tag}>"


def _inline(text: str, matches: Sequence[Span], bold: Sequence[Span] = ()) -> str:
    """Return one line of text as HTML."""
    parts = []
    for piece, (match, strong) in pieces(one_line(text), matches, bold):
        html = escape(piece)
        if match:
            html = f"<mark>{html}</mark>"
        parts.append(f"<strong>{html}</strong>" if strong else html)
    return "".join(parts)
