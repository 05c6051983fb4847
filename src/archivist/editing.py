"""What a person says of an article counts for more than what was read: fields by name, or the whole file.

A field that a person has written has the evidence ``person`` and is in doubt no longer; a new version of the source, or
a better cleaner, leaves it alone. A person who changes the text makes the article theirs: it is not overwritten at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from archivist.article import Article, PartialDate
from archivist.errors import CorpusError
from archivist.front_matter import BY_HAND, DOUBTS, PERSON, STATED, TEXT, annotated, is_edited, parse_article
from archivist.texts import _


def edited(
    article: Article,
    fields: Mapping[str, str | PartialDate | None],
    tags: Sequence[str] | None = None,
    note: str | None = None,
    *,
    text_checked: bool = False,
) -> Article:
    """Return the article with what a person says of it.

    ``fields`` has any of ``STATED``; None there means that the article has none, and that this is certain. ``tags``
    and ``note`` are as in ``annotated``; ``text_checked`` says that a person found the text right. An article that was
    edited by hand stays one. Raises CorpusError for an empty title.
    """
    if "title" in fields and not fields["title"]:
        raise CorpusError(_("The title of {id} cannot be empty.").format(id=article.id))
    by_hand = is_edited(article)
    article = annotated(article, tags, note)
    extra = dict(article.extra)
    evidence = dict(article.evidence)
    settled = {*fields, *((TEXT,) if text_checked else ())}
    doubts = extra.pop(DOUBTS, None)
    left = {key: value for key, value in doubts.items() if key not in settled} if isinstance(doubts, Mapping) else {}
    if left:
        extra[DOUBTS] = left
    evidence.update(dict.fromkeys(settled, PERSON))
    if by_hand:
        extra.setdefault("made", BY_HAND)
    else:
        extra.pop("made", None)
    return replace(article, **fields, evidence=evidence, extra=extra)  # type: ignore[arg-type]


def rewritten(article: Article, content: bytes, path: Path) -> Article:
    """Return what a person has made of the file of an article; ``path`` names it in errors.

    Fields that were changed are the person's from now on. Where anything else was changed, the article is. The id and
    what the program notes for itself stay. Raises CorpusError for what is no article.
    """
    new = parse_article(content, article.id, path)
    changed = {name: getattr(new, name) for name in STATED if getattr(new, name) != getattr(article, name)}
    if new.title == new.id and article.title != new.id:
        raise CorpusError(_("The title of {id} cannot be empty.").format(id=article.id))
    kept = replace(new, original=article.original, added=article.added, source=article.source)
    made = article.extra.get("made")
    kept = replace(kept, extra={**kept.extra, **({"made": made} if made is not None else {})})
    only_fields = replace(kept, **{name: getattr(article, name) for name in STATED}) == article
    result = edited(article if only_fields else kept, changed)
    return result if only_fields else replace(result, extra={**result.extra, "made": made or BY_HAND})
