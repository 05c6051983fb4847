"""HTML to Draft: the release out of a saved page, or of a fragment; the only home of BeautifulSoup.

The title is a heading that the page confirms elsewhere, the date what the page declares, the text the container
with the most paragraphs, written as Markdown. What marks the furniture of a page is a table, ``furniture.py``.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import Tag

from archivist.ingest.dateline import LABELS
from archivist.ingest.draft import Draft
from archivist.ingest.formats.decoding import decode
from archivist.ingest.formats.html.body import holds, in_furniture, lead_of, line_of, main_of, strip_furniture
from archivist.ingest.formats.html.dates import date_of
from archivist.ingest.formats.html.declared import read_json_ld
from archivist.ingest.formats.html.guard import MOST_MARKS, TooManyTags, guard
from archivist.ingest.formats.html.layout import BLOCKS, short_text, text_of, to_markdown
from archivist.ingest.senders import STARTS_WITH_LABEL, about, labelled_sender, site_owner

__all__ = ["MOST_MARKS", "TooManyTags", "read"]

_LABELLED = 500  # characters of a line "Expéditeur : ..."
_SUFFIX = re.compile(r"\s+[|\u2013\u2014\u00b7\u2022\u00bb:-]{1,2}\s+")


def read(data: bytes) -> Draft:
    """Return title, text and what is declared of a saved page; never fails on broken markup."""
    page = guard(decode(data))
    soup = BeautifulSoup(page.markup, "html.parser")
    metas = _metas(soup)
    said = read_json_ld(page.json_ld)
    title, title_from, heading = _title(soup, metas, said)
    url = metas.get("og:url", "") or _canonical(soup)
    date, date_from = date_of(soup, metas, said, heading, (url, _canonical(soup)))
    body = soup.body or soup
    sender, about_whom = _sender(body)
    strip_furniture(body)
    if not holds(body, heading):
        heading = None
    main = main_of(body, heading)
    text = "\n\n".join([*lead_of(main, heading), to_markdown(main, leave_out=heading)])
    if not any(map(str.isalnum, text)):  # everything looked like furniture: then it is the text
        whole = BeautifulSoup(page.markup, "html.parser")
        text = to_markdown(whole.body or whole)
    site = metas.get("og:site_name") or metas.get("application-name", "")
    evidence = {name: source for name, source in (("title", title_from), ("date", date_from)) if source}
    if url.startswith(("http://", "https://")):
        evidence["source_url"] = "meta"
    else:
        url = ""
    declared = {
        "medium": said.get("medium", ""),
        "publisher": said.get("publisher") or metas.get("publisher", ""),
        "sender": sender,
        "about": about_whom,
        "site": "" if said.get("medium") else site or _site(soup, title),
        "author": said.get("author") or metas.get("author", ""),
        "description": metas.get("description") or metas.get("og:description", ""),
        "lang": said.get("lang") or metas.get("lang", ""),
    }
    return Draft(
        text=text,
        title=title or None,
        date=date,
        source_url=url or None,
        evidence=evidence,
        declared={name: value for name, value in declared.items() if value},
    )


def _metas(soup: BeautifulSoup) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in soup.find_all("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = meta.get("content")
        if isinstance(name, str) and isinstance(content, str) and content.strip():
            metas.setdefault(name.strip().lower(), line_of(content))
    root = soup.find("html")
    if root and isinstance(root.get("lang"), str):
        metas.setdefault("lang", str(root["lang"]))
    return metas


def _canonical(soup: BeautifulSoup) -> str:
    link = soup.find("link", rel="canonical")
    return str(link.get("href") or "") if link else ""


def _title(soup: BeautifulSoup, metas: dict[str, str], said: dict[str, str]) -> tuple[str, str, Tag | None]:
    """The title, what it was read from, and the heading element where it is one."""
    element = soup.find("title")
    page_title = text_of(element) if element else ""
    site = metas.get("og:site_name", "")
    others = [metas.get("og:title", ""), said.get("headline", ""), metas.get("twitter:title", ""), page_title]
    witnesses = [_letters(other) for other in others if other]
    headings = [(tag, text_of(tag)) for tag in soup.find_all("h1", limit=20)]
    headings = [(tag, text) for tag, text in headings if len(text) >= 8 and not _same(text, site)]
    headings = [(tag, text) for tag, text in headings if not LABELS.fullmatch(text)]
    confirmed = [(tag, text) for tag, text in headings if any(_confirms(witness, text) for witness in witnesses)]
    if confirmed:  # the longest: the name of the section may be a heading too
        heading, text = max(confirmed, key=lambda found: len(found[1]))
        return text, "h1", heading
    lower = [(tag, text_of(tag)) for tag in soup.find_all(["h2", "h3"], limit=50)]
    lower = [(tag, text) for tag, text in lower if any(_begins(witness, text) for witness in witnesses)]
    if lower and not in_furniture(lower[0][0]):  # the h1 is the name of a section, or greets
        return lower[0][1], "heading", lower[0][0]
    real = [
        (tag, text) for tag, text in headings if len(text) >= 12 and not tag.find_parent(["nav", "footer", "aside"])
    ]
    if len(real) == 1 or (real and not any(witnesses)):
        return real[0][1], "h1", real[0][0]
    for text, source in zip(others, ("meta", "json-ld", "meta", "title element"), strict=True):
        text = _without_site(text, site)
        if len(text) >= 8:
            repeated = (tag for tag in soup.find_all(["h2", "h3"], limit=50) if _same(text_of(tag), text))
            source = "page title" if source == "title element" and _says_enough(text) else source
            return text, source, next(repeated, None)
    return "", "", None


def _says_enough(title: str) -> bool:
    """Tell whether the title of a page is that of an article: sites have short names."""
    return len(title) >= 25 and len(title.split()) >= 4 and not LABELS.fullmatch(title)


def _confirms(witness: str, heading: str) -> bool:
    """Tell whether a title that the page gives elsewhere, as letters, goes with a heading.

    The heading is most of it (the name of the site may follow), or it is the beginning of the heading: titles are cut
    for search engines.
    """
    letters = _letters(heading)
    if letters in witness:
        return 2 * len(letters) > len(witness)
    return len(witness) >= 25 and letters.startswith(witness)


def _begins(witness: str, heading: str) -> bool:
    """Tell whether a title that the page gives elsewhere, as letters, is a heading, the name of the site after it."""
    letters = _letters(heading)
    return len(letters) >= 15 and witness.startswith(letters) and 2 * len(letters) > len(witness)


def _without_site(title: str, site: str) -> str:
    """Cut the name of the site off a title: "Bilan de l'année | Agence du Littoral"."""
    parts = _SUFFIX.split(title)
    if len(parts) < 2:
        return title
    if site and _same(parts[-1], site):
        return title[: title.rindex(parts[-1])].rstrip(" |\u2013\u2014\u00b7\u2022\u00bb:-")
    if site and _same(parts[0], site):
        return title[len(parts[0]) :].lstrip(" |\u2013\u2014\u00b7\u2022\u00bb:-")
    if (
        len(parts[-1]) <= 40
        and len(title) - len(parts[-1]) > max(12, len(parts[-1]))
        and "|" in title[-len(parts[-1]) - 4 :]
    ):
        return title[: title.rindex(parts[-1])].rstrip(" |\u2013\u2014\u00b7\u2022\u00bb:-")
    return title


def _site(soup: BeautifulSoup, title: str) -> str:
    """The institution whose name stands before or after the title of the article in that of the page.

    Names of other kinds are no good there: sections and slogans stand in the same place.
    """
    element = soup.find("title")
    parts = _SUFFIX.split(text_of(element)) if element and title else []
    for part, others in ((parts[-1], parts[:-1]), (parts[0], parts[1:])) if len(parts) > 1 else ():
        if _letters("".join(others)).startswith(_letters(title)[:100]):
            return site_owner(part) or ""
    return ""


def _may_name_sender(string: str | None) -> bool:
    return bool(string and STARTS_WITH_LABEL.match(string))


def _sender(body: Tag) -> tuple[str, str]:
    """Who a labelled line of the page names as its sender, and whom a heading "À propos de" is about.

    Such lines often stand outside the text.
    """
    whom = ""
    for string in body.find_all(string=_may_name_sender, limit=200):
        block = string.parent
        while block is not None and block is not body and block.name not in BLOCKS:
            block = block.parent
        if block is None or block is body or short_text(block, _LABELLED) is None:
            continue
        following = (text for text in string.find_all_next(string=True, limit=20) if not holds(block, text.parent))
        after = next((line_of(text) for text in following if text.strip()), "")
        name = labelled_sender([*to_markdown(block).split("\n"), after])
        if name:
            return name, whom
        whom = whom or about(text_of(block)) or ""
    return "", whom


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _same(one: str, other: str) -> bool:
    return bool(other) and _letters(one) == _letters(other)
