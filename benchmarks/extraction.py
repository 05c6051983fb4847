"""Measure the ingester on real pages: text, titles, dates, places and issuers, against what people wrote down.

    python benchmarks/extraction.py FOLDER [--pages FOLDER ...] [--sample 2000] [--worst 5]

FOLDER (or the environment variable ``ARCHIVIST_DATA``) holds ``pages/orange`` (saved pages, as below) and
``press/communiques.jsonl.gz`` (title, date, place, issuer, html and text of press releases; each is wrapped here in the
page of an invented site, with menus, banners and related articles). Prints one line per figure, and beside them those
of trafilatura alone on the same pages, where it is installed.

``--pages`` measures other folders of saved pages: ``gold.jsonl`` has an object a line with ``id`` (the page is
``ID.html`` or ``ID.html.gz``) and what a person wrote down of it: ``text`` (or ``heading``, the lead, and ``article``),
without the title; ``title`` and ``date`` (YYYY-MM-DD) where they are judged, a ``date`` of null where there is none.
``--half 0`` and ``--half 1`` take one half of the pages each: look at the faults of one, and report the other.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import html
import json
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from archivist.article import PartialDate
from archivist.errors import UnreadableSource
from archivist.ingest.pipeline import read_release

_WRITTEN = re.compile(r"^(?:#{1,6} |> |- |\|)", re.MULTILINE)
_LD = '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": %s}</script>'
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()


@dataclass
class Score:
    """Counts for one field: what was right, wrong (read, but not so) or missing (not read)."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    invented: int = 0  # read where there is none
    examples: list[str] = field(default_factory=list)

    def add(self, got: object, wanted: object, about: str) -> None:
        if got is None:
            self.missing += wanted is not None
        elif wanted is None:
            self.invented += 1
        elif got == wanted:
            self.right += 1
        else:
            self.wrong += 1
        if got != wanted:
            self.examples.append(f"{about}: {got!r} for {wanted!r}")

    def __str__(self) -> str:
        total = self.right + self.wrong + self.missing
        share = self.right / total if total else 0
        rest = f"{self.wrong} wrong, {self.missing} missing, {self.invented} invented"
        return f"{share:6.3f} right ({self.right} right, {rest})"


@dataclass
class Figures:
    texts: list[tuple[float, str]] = field(default_factory=list)
    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    title: Score = field(default_factory=Score)
    date: Score = field(default_factory=Score)
    place: Score = field(default_factory=Score)
    issuer: Score = field(default_factory=Score)
    unread: list[str] = field(default_factory=list)
    seconds: float = 0

    def text(self, got: str, wanted: str, about: str) -> None:
        a, b = Counter(_tokens(got)), Counter(_tokens(wanted))
        common = sum((a & b).values())
        precision, recall = common / max(1, a.total()), common / max(1, b.total())
        self.precision.append(precision)
        self.recall.append(recall)
        f1 = 2 * precision * recall / (precision + recall) if common else 0.0
        self.texts.append((f1, about))

    def show(self, name: str, worst: int) -> None:
        count = max(1, len(self.texts))
        mean = sum(f1 for f1, _ in self.texts) / count
        print(f"{name}: {len(self.texts)} pages, {1000 * self.seconds / count:.0f} ms CPU each")
        precision, recall = sum(self.precision) / count, sum(self.recall) / count
        print(f"  text    F1 {mean:.4f}  precision {precision:.4f}  recall {recall:.4f}")
        for field_name in ("title", "date", "place", "issuer"):
            score: Score = getattr(self, field_name)
            if score.right or score.wrong or score.missing:
                print(f"  {field_name:7}{score}")
                for example in random.Random(0).sample(score.examples, min(worst, len(score.examples))):
                    print("     ", example)
        for f1, about in sorted(self.texts)[:worst]:
            print(f"      text {f1:.3f} {about}")
        for reason in self.unread[:worst]:
            print("      unread", reason)


Run = tuple[str, tuple[Figures, Figures]]
"""What was measured, its figures, and those of trafilatura."""


def trafilatura_alone() -> Callable[[bytes], tuple[str, str | None, str | None]] | None:
    """Return a reader of pages (text, title, date) that is trafilatura by itself, None where it is not installed."""
    try:
        import trafilatura
    except ImportError:
        return None
    from trafilatura.settings import use_config

    config = use_config()

    def read(page: bytes) -> tuple[str, str | None, str | None]:
        found = trafilatura.bare_extraction(
            page, favor_precision=True, include_comments=False, with_metadata=True, config=config
        )
        return (found.text or "", found.title or None, found.date or None) if found else ("", None, None)

    return read


def compare(peer: Figures, page: bytes, gold: dict[str, str | None], text: str, about: str) -> None:
    """Add to ``peer`` what trafilatura makes of a page; ``gold`` has the title and the date where they are judged."""
    read = trafilatura_alone()
    if read is None:
        return
    start = time.process_time()
    got = read(gzip.decompress(page) if page.startswith(b"\x1f\x8b") else page)
    peer.seconds += time.process_time() - start
    peer.text(got[0], text, about)
    if gold.get("title"):
        peer.title.add(_plain(got[1]), _plain(gold["title"]), about)
    if "date" in gold:
        peer.date.add(got[2], gold["date"], about)


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _plain(text: str | None) -> str | None:
    if text is None:
        return None
    text = re.sub(r"[’‘`´]", "'", text)
    text = re.sub(r"[«»“”„]", '"', text)
    return re.sub(r'\s+|(?<=")\s|\s(?=")', " ", text).replace('" ', '"').replace(' "', '"').strip()


def pages(folder: Path, half: int | None) -> tuple[Figures, Figures]:
    """Return the figures of a folder of saved pages, and those of trafilatura; see above for its files."""
    figures, peer = Figures(), Figures()
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        name = gold["id"]
        if half is not None and hashlib.md5(name.encode()).digest()[0] % 2 != half:
            continue
        plain = folder / f"{name}.html"
        data = plain.read_bytes() if plain.exists() else (folder / f"{name}.html.gz").read_bytes()
        wanted = gold.get("text") or f"{gold.get('heading', '')} {gold['article']}"
        compare(peer, data, gold, wanted, name)
        start = time.process_time()
        try:
            draft = read_release(data, "page.html")
        except UnreadableSource as error:
            figures.unread.append(str(error))
            figures.text("", wanted, name)
            continue
        figures.seconds += time.process_time() - start
        figures.text(_WRITTEN.sub("", draft.text), wanted, name)
        if gold.get("title"):
            figures.title.add(_plain(draft.title), _plain(gold["title"]), name)
        if "date" in gold:
            figures.date.add(str(draft.date) if draft.date else None, gold["date"], name)
    return figures, peer


def press(file: Path, sample: int) -> tuple[Figures, Figures]:
    figures, peer = Figures(), Figures()
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        releases = [json.loads(line) for line in lines]
    chance = random.Random(7)
    releases = chance.sample(releases, min(sample, len(releases)))
    for release, other in zip(releases, [*releases[1:], releases[0]], strict=True):
        if len(release["text"]) < 200:
            continue
        lead = release["text"].split("\n")[0]
        body = release["html"]
        if not _plain(re.sub(r"<[^>]+>", "", html.unescape(body)) or "").startswith(_plain(lead)[:60]):  # type: ignore[union-attr, index]
            body = f"<p>{html.escape(lead)}</p>" + body
        date = PartialDate.parse(release["date"])
        shell = chance.choice(SHELLS)
        stated = state_issuer(release["issuer"], chance)
        if shell is fragment and stated.said in ("site", "json-ld"):
            stated = Stated()
        page = shell(release["title"], release["place"], date, body, other, stated, chance)
        about = stated.below if stated.said in ("about", "contact") else ""  # these are parts of a release
        wanted = html.unescape(re.sub(r"<[^>]+>", " ", body + about))
        compare(peer, page.encode(), release, wanted, release["id"])
        start = time.process_time()
        try:
            draft = read_release(page.encode(), "page.html")
        except UnreadableSource as error:
            figures.unread.append(str(error))
            continue
        figures.seconds += time.process_time() - start
        figures.text(draft.text, wanted, release["id"])
        figures.title.add(_plain(draft.title), _plain(release["title"]), release["id"])
        figures.date.add(str(draft.date) if draft.date else None, release["date"], release["id"])
        figures.place.add(draft.place, release["place"], release["id"])
        known = [_plain(name) for name in release["issuer"]]
        issuer = known[0] if draft.issuer and _same_issuer(draft.issuer, known) else _plain(draft.issuer)
        if stated.said or issuer:  # a page that does not say it may still hold a text that does
            figures.issuer.add(issuer, known[0] if stated.said or issuer == known[0] else None, release["id"])
    return figures, peer


def _same_issuer(got: str, known: list[str | None]) -> bool:
    """The same name, with or without its acronym: "Office fédéral de l'énergie OFEN", "OFSPO - Office du sport"."""
    return any(_bare(got) == _bare(name or "") for name in known)


def _bare(name: str) -> str:
    name = re.sub(r"^[A-Z]{3,} - |\s\([A-Z]+\).*|\s[A-Z-]{3,}$| - dès .*", "", _plain(name) or "")
    return re.sub(r"\W", "", name).lower()


def _written(date: PartialDate, chance: random.Random) -> str:
    day = "1er" if date.day == 1 else str(date.day)
    return chance.choice(
        [
            f"le {day} {MONTHS[(date.month or 1) - 1]} {date.year}",
            f"{day} {MONTHS[(date.month or 1) - 1]} {date.year}",
            f"{date.day:02}.{date.month:02}.{date.year}",
            f"{date.day:02}/{date.month:02}/{date.year}",
        ]
    )


def _dateline(place: str, date: PartialDate, chance: random.Random) -> str:
    return f"{place}, {_written(date, chance)}{chance.choice([' – ', ' - ', ' — '])}"


def _first_in(body: str, dateline: str) -> str:
    """Put the dateline at the start of the first paragraph."""
    return re.sub(r"^(\s*(?:<p>|<b>|<strong>|<div>|<h\d>)*)", lambda m: m[1] + dateline, body, count=1)


def _related(other: dict[str, str]) -> str:
    words = other["text"].split()
    title = html.escape(other["title"])
    return "".join(
        f'<li><a href="/{n}">{title} {n}</a><p>{html.escape(" ".join(words[n * 9 : n * 9 + 25]))}…</p></li>'
        for n in range(5)
    )


@dataclass
class Stated:
    """What a page says of the issuer: how, the name of its site, JSON-LD in its head, lines around the text."""

    said: str = ""
    site: str = "Courrier d'Essai"
    head: str = ""
    above: str = ""
    below: str = ""


def _of(name: str) -> str:
    if name[0].lower() in "aeiouéh":
        return f"de l’{name}"
    return f"de la {name}" if re.match("Chan|Commi|Dir|Rég|Surv", name) else f"du {name}"


def state_issuer(issuers: list[str], chance: random.Random) -> Stated:
    """Return one of the ways in which the pages of press offices name the issuer; two of nine do not at all."""
    name = html.escape(issuers[0])
    every = html.escape("; ".join(issuers))
    about = f"<h3>À propos {_of(name)}</h3><p>Ses communiqués paraissent en trois langues, à l’usage des médias.</p>"
    return chance.choice(
        [
            Stated("site", site=name),
            Stated("json-ld", head=_LD % json.dumps({"@type": "GovernmentOrganization", "name": issuers[0]})),
            Stated(
                "below", below=f'<div class="meta"><h3>Expéditeur</h3><ul><li><a href="/o">{name}</a></li></ul></div>'
            ),
            Stated("below", below=f"<p><b>Auteur :</b> {every}</p>"),
            Stated("above", above=f'<p class="sender">Émetteur : {every}</p>'),
            Stated("about", below=about),
            Stated("contact", below=f"<p>Contact presse : {name}, service de presse, 031 000 00 00</p>"),
            Stated(head=_LD % json.dumps({"@type": "NewsMediaOrganization", "name": "Le Courrier d'Essai"})),
            Stated(above='<p class="author">Auteur : Jeanne Modèle</p>', below="<p>Contact : Jeanne Modèle</p>"),
        ]
    )


def modern(
    title: str, place: str, date: PartialDate, body: str, other: dict[str, str], stated: Stated, chance: random.Random
) -> str:
    safe = html.escape(title)
    return f"""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{safe} | {stated.site}</title>
<meta property="og:title" content="{safe}"><meta property="og:site_name" content="{stated.site}">{stated.head}
<script>var a = "<p>non</p>";</script><style>p {{ color: red }}</style></head><body class="page has-sidebar">
<div id="cookie-banner"><p>Nous utilisons des cookies pour mesurer l'audience de ce site et améliorer votre expérience.
En poursuivant votre navigation, vous acceptez leur dépôt.</p><button>Tout accepter</button></div>
<header class="site-header"><a href="/">{stated.site}</a>
<nav><ul><li><a href="/a">Accueil</a></li><li><a href="/b">Communiqués</a></li></ul></nav></header>
<main><article><h1>{safe}</h1>
<div class="share-bar"><a>Facebook</a> <a>LinkedIn</a> <span>Partager cet article</span></div>
{stated.above}<div class="content">{_first_in(body, _dateline(place, date, chance))}{stated.below}</div>
<figure><img src="x"><figcaption>Une légende de photo qui ne compte pas.</figcaption></figure>
<div class="tags"><a>Énergie</a> <a>Climat</a></div></article>
<aside class="related"><h2>Sur le même sujet</h2><ul>{_related(other)}</ul></aside></main>
<footer><p>© {stated.site}. Tous droits réservés. Mentions légales, accessibilité, plan du site et politique de
confidentialité.</p></footer></body></html>"""


def old(
    title: str, place: str, date: PartialDate, body: str, other: dict[str, str], stated: Stated, chance: random.Random
) -> str:
    menu = "".join(f'<tr><td><a href="/{n}">Rubrique {n}</a></td></tr>' for n in range(15))
    safe = html.escape(title)
    return f"""<html><head><title>{stated.site} - {safe}</title>{stated.head}</head><body bgcolor=white>
<table width=100%>
<tr><td colspan=2><img src=logo.gif><font size=5>{stated.site}</font></td></tr>
<tr><td valign=top><table>{menu}</table></td><td valign=top>
<h1>{safe}</h1><p>{_dateline(place, date, chance).rstrip(" –—-")}</p>{stated.above}{body}{stated.below}
<p><a href="javascript:print()">Imprimer</a></p></td></tr>
<tr><td colspan=2><font size=1>Mentions légales - Contact - Plan du site</font></td></tr></table></body></html>"""


def divs(
    title: str, place: str, date: PartialDate, body: str, other: dict[str, str], stated: Stated, chance: random.Random
) -> str:
    safe = html.escape(title)
    return f"""<!doctype html><html><head><meta charset=utf-8><title>{safe} – {stated.site}</title>{stated.head}</head>
<body><div id=top class=topbar><div class=menu><a>Accueil</a><a>Presse</a><a>Contact</a></div></div>
<div class="wrap row"><div class="col-8"><div class=breadcrumb>Accueil &gt; Presse</div>
<h1 class=page-title>{safe}</h1><p class=label>Communiqué de presse</p>
{stated.above}<div class=rich-text>{_first_in(body, _dateline(place, date, chance))}{stated.below}</div>
<div class=lire-aussi><h3>Lire aussi</h3><ul>{_related(other)}</ul></div></div>
<div class="col-4 sidebar"><h3>Les plus lus</h3><ul>{_related(other)}</ul>
<form><p>Inscrivez-vous à notre lettre d'information pour ne rien manquer de notre actualité.</p><input></form></div>
</div>
<div id=footer><p>© 2024 {stated.site}, avec le concours de ses partenaires et de ses lecteurs.</p></div>
</body></html>"""


def fragment(
    title: str, place: str, date: PartialDate, body: str, other: dict[str, str], stated: Stated, chance: random.Random
) -> str:
    heading = f"<h1>{html.escape(title)}</h1><p>{_dateline(place, date, chance).rstrip(' –—-')}</p>"
    return f"{heading}{stated.above}{body}{stated.below}"


SHELLS = (modern, old, divs, fragment)


def _runs(folder: Path | None, others: list[Path], half: int | None, sample: int) -> Iterator[Run]:
    for other in others:
        yield other.name, pages(other, half)
    if folder and (folder / "pages" / "orange" / "gold.jsonl").exists():
        yield "pages/orange", pages(folder / "pages" / "orange", half)
    if folder and (folder / "press" / "communiques.jsonl.gz").exists():
        yield "press, wrapped", press(folder / "press" / "communiques.jsonl.gz", sample)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", default=os.environ.get("ARCHIVIST_DATA"), type=Path)
    arguments.add_argument("--pages", action="append", default=[], type=Path, help="another folder of saved pages")
    arguments.add_argument("--half", type=int, choices=(0, 1), help="only this half of the saved pages")
    arguments.add_argument("--sample", type=int, default=2000, help="press releases that are wrapped and read")
    arguments.add_argument("--worst", type=int, default=0, help="examples of what went wrong, for each field")
    options = arguments.parse_args()
    folders = [folder for folder in (options.folder, *options.pages) if folder]
    if not folders or not all(folder.is_dir() for folder in folders):
        print("Give the folder with the real pages, or set ARCHIVIST_DATA.", file=sys.stderr)
        return 2
    for name, (figures, peer) in _runs(options.folder, options.pages, options.half, options.sample):
        figures.show(name, options.worst)
        if peer.texts:
            peer.show(f"{name}, trafilatura alone", 0)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
