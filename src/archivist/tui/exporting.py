"""Articles and hits to files that others can use: Markdown, JSON, CSV. A file that exists is never overwritten."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

from archivist.article import Article
from archivist.display import about, citation
from archivist.errors import ArchivistError
from archivist.search.results import Hit
from archivist.texts import _

ARTICLE_ENDINGS = (".md", ".txt", ".json")
HITS_ENDINGS = (".md", ".json", ".csv")
_COLUMNS = ("id", "title", "date", "place", "issuer", "source", "score", "complete", "snippet")


class CannotExport(ArchivistError):
    """A file cannot be written; the message is a sentence that says why and what to do."""


def article_content(article: Article, ending: str) -> str:
    """Return an article as ``.md``, ``.txt`` or ``.json``; raise CannotExport for another ending."""
    if ending == ".json":
        return _json(
            {
                "id": article.id,
                "title": article.title,
                "date": str(article.date) if article.date else None,
                "place": article.place,
                "issuer": article.issuer,
                "source": article.source,
                "tags": list(article.tags),
                "text": article.text,
            }
        )
    if ending in (".md", ".txt"):
        mark = "# " if ending == ".md" else ""
        line = about(article.date, article.place, article.issuer)
        return f"{mark}{article.title}\n\n{line}\n\n{article.text}\n\n{citation(article)}\n"
    raise _unknown(ending, ARTICLE_ENDINGS)


def hits_content(hits: Sequence[Hit], query: str, ending: str) -> str:
    """Return hits as ``.md``, ``.json`` or ``.csv``; raise CannotExport for another ending."""
    if ending == ".json":
        return _json({"query": query, "hits": [_fields(hit) for hit in hits]})
    if ending == ".csv":
        written = io.StringIO()
        table = csv.writer(written, lineterminator="\n")
        table.writerow(_COLUMNS)
        for hit in hits:
            table.writerow([_cell(value) for value in _fields(hit).values()])
        return written.getvalue()
    if ending == ".md":
        parts = [f"# {query or _('All articles')}"]
        for hit in hits:
            lines = [f"## {hit.title}", about(hit.date, hit.place, hit.issuer)]
            lines += [f"> {_passage(hit)}"] if hit.snippets else []
            lines.append(hit.source or hit.id)
            parts.append("\n\n".join(lines))
        return "\n\n".join(parts) + "\n"
    raise _unknown(ending, HITS_ENDINGS)


def write_new(path: Path, content: str) -> None:
    """Write a file that does not exist yet; raise CannotExport where it does, or cannot be written."""
    try:
        with path.open("x", encoding="utf-8", errors="replace") as file:
            file.write(content)
    except FileExistsError:
        raise CannotExport(_("{path} exists already and is kept; give another name.").format(path=path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CannotExport(_("{path} cannot be written ({reason}).").format(path=path, reason=reason)) from error


def _fields(hit: Hit) -> dict[str, object]:
    date = str(hit.date) if hit.date else None
    values = (hit.id, hit.title, date, hit.place, hit.issuer, hit.source, round(hit.score, 4), hit.complete)
    return dict(zip(_COLUMNS, (*values, _passage(hit)), strict=True))


def _passage(hit: Hit) -> str:
    return " … ".join(" ".join(snippet.text.split()) for snippet in hit.snippets)


def _cell(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value[:1] in "=+-@\t\r" and value:
        return f"'{value}"
    return "" if value is None else value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _unknown(ending: str, endings: Sequence[str]) -> CannotExport:
    return CannotExport(
        _("A file cannot be exported as “{ending}”; end its name with one of {endings}.").format(
            ending=ending, endings=" ".join(endings)
        )
    )
