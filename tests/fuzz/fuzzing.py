"""Damaged files of every format: whatever comes in, ingest reads it or says why it cannot, soon.

A *case* is a format and a number: the number decides, alone, how a sound file of that format is damaged, so that what
was found can be made again. Files in packages (DOCX, ODT, ZIP) are damaged inside, and packed again.
"""

from __future__ import annotations

import gzip
import io
import random
import signal
import sys
import tarfile
import time
import traceback
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from archivist.errors import UnreadableSource
from archivist.front_matter import parse_article, render_article
from archivist.ingest.containers import Enclosed, expand
from archivist.ingest.pipeline import read_release
from archivist.ingest.sources import Unreadable

SECONDS = 20.0
"""Seconds of processor time above which a small file takes too long."""
HANGING = 120
"""Seconds after which a file is given up, where the system can be told."""
LARGEST = 400_000
"""Bytes of a damaged file: what is slow with these is slower than it may be."""

_PROSE = (
    "Valombre, le 14 mai 2024 – Le Moulin Bleu, fabrique fictive, ouvre un atelier de verre. « Nous soufflons ici un "
    "verre que personne n'attendait », a déclaré Odile Vernay, directrice du moulin.\n\nÀ propos du Moulin Bleu : une "
    "maison imaginaire.\n\nContact presse : presse@moulin.example"
)
_HTML = (
    "<!DOCTYPE html><html lang='fr'><head><meta charset='utf-8'><title>Un atelier | Moulin</title><meta property="
    '\'og:title\' content=\'Un atelier\'><script type=\'application/ld+json\'>{"@type":"NewsArticle","headline":"Un '
    'atelier","datePublished":"2024-05-14"}</script></head><body><nav><ul><li><a href=\'/\'>Accueil</a></li></ul>'
    f"</nav><main><h1>Un atelier</h1><p>{_PROSE}</p><table><tr><td>1</td><td>2</td></tr></table><ul><li>un</li></ul>"
    "<figure><img src='x'><figcaption>Légende</figcaption></figure></main><footer>© Moulin</footer></body></html>"
)
_MAIL = (
    "From: Moulin <presse@moulin.example>\nTo: a@b.example\nSubject: =?utf-8?q?Un_atelier?=\nMIME-Version: 1.0\n"
    "Date: Tue, 14 May 2024 10:00:00 +0200\nMessage-ID: <1@moulin.example>\nContent-Type: multipart/mixed; boundary=b\n\n"
    f"--b\nContent-Type: text/plain; charset=utf-8\n\n{_PROSE}\n--b\nContent-Type: text/html\n"
    f"Content-Transfer-Encoding: quoted-printable\n\n<p>{_PROSE}</p>\n--b\nContent-Type: message/rfc822\n\nFrom: a@b\n"
    f"Subject: Tr: x\n\nDe : a@b.example\nDate : 1 mai 2024\nObjet : x\n\n{_PROSE}\n--b--\n"
)
_FEED = (
    "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Fil</title><item><title>Un atelier</title>"
    "<link>https://moulin.example/1</link><guid>1</guid><pubDate>Tue, 14 May 2024 10:00:00 +0200</pubDate><description>"
    f"<![CDATA[<p>{_PROSE}</p>]]></description></item></channel></rss>"
)
_HTTP = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{_HTML}"
_WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://moulin.example/\r\nWARC-Date: 2024-05-14T10:00:00Z\r\n"
    f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(_HTTP.encode())}\r\n\r\n{_HTTP}\r\n\r\n"
)
_TOKENS = (
    b"\0", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc3", b"\xe2\x80\xa9", b"\x1b[31m", b"\n\n", b"\r",
    b"<", b">", b"&", b"&#0;", b"&#xD800;", b"&#99999999999;", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE x [",
    b"<!ENTITY a 'b'>", b"&a;", b"<p>", b"</p>", b"<table>", b"<li>", b"</div>", b"<base href=//[>", b"//[", b"http://[::",
    b'"', b"'", b"=", b"--b\n", b"=?utf-8?b?", b"?=", b"base64", b"\n---\n", b"title: [", b"{", b"}", b"[", b"](", b"**", b"|",
    b"# ", b"31/02/2024", b"29 f\xc3\xa9vrier 1900", b"le 99 mai 99999", b"\xc2\xab ", b" \xc2\xbb", b"0", b"-1", b"99999999999",
    b"1e400", b"obj", b"endobj", b"stream", b"<<", b">>", b"/Type", b"/Length", b"w:p", b"xmlns", b"%s", b"\\", b"../", b"/",
)  # fmt: skip


class TooSlow(Exception):
    """A file that is still being read after ``HANGING`` seconds."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was neither read nor refused as it should be, and what went wrong."""

    format: str
    number: int
    data: bytes
    reason: str


def sound_files() -> dict[str, bytes]:
    """Return a small file of each format that is read; PDF and WARC only where their libraries are installed."""
    sys.path.append(str(Path(__file__).parent.parent / "ingest"))  # there is who builds them
    from made_office import make_docx, make_odt, paragraph
    from made_pdf import column, make_pdf

    zipped, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("été/cp.txt", _PROSE)
        archive.writestr("a.eml", _MAIL)
    with tarfile.open(fileobj=tarred, mode="w") as archive:
        member = tarfile.TarInfo("cp/é.html")
        member.size = len(_HTML.encode())
        archive.addfile(member, io.BytesIO(_HTML.encode()))
    docx = paragraph("Un atelier", "Title", size=20) + "".join(map(paragraph, _PROSE.split("\n\n")))
    odt = "".join(f"<text:p>{part}</text:p>" for part in _PROSE.split("\n\n"))
    return {
        "html": _HTML.encode(),
        "text": f"Un atelier\n\n{_PROSE}".encode(),
        "latin": f"Un atelier\n\n{_PROSE}".encode("cp1252"),
        "markdown": f"---\ntitle: Un atelier\ndate: 2024-05-14\ntags: [verre]\n---\n\n# Un atelier\n\n{_PROSE}".encode(),
        "pdf": make_pdf([column(_PROSE.split("\n\n")), column(["Une autre page."])], {"Title": "Un atelier"}),
        "docx": make_docx(docx, core="<dc:title>Un atelier</dc:title>"),
        "odt": make_odt(f"<text:h text:outline-level='1'>Un atelier</text:h>{odt}"),
        "mail": _MAIL.encode(),
        "mbox": b"".join(b"From a@b Tue May 14 10:12:00 2024\n" + _MAIL.encode() + b"\n" for _copy in range(3)),
        "feed": _FEED.encode(),
        "warc": _WARC.encode(),
        "zip": zipped.getvalue(),
        "tar": tarred.getvalue(),
        "gzip": gzip.compress(_HTML.encode(), mtime=0),
    }


def damaged(sound: bytes, others: list[bytes], number: int) -> bytes:
    """Return ``sound`` as the case ``number`` damages it; parts of ``others`` may come into it."""
    dice = random.Random(number)
    if sound.startswith(b"PK") and dice.random() < 0.8:
        return _damaged_inside(sound, others, dice)
    if sound.startswith(b"\x1f\x8b") and dice.random() < 0.8:
        return gzip.compress(_damaged(gzip.decompress(sound), others, dice), mtime=0)
    return _damaged(sound, others, dice)


def _damaged(sound: bytes, others: list[bytes], dice: random.Random) -> bytes:
    data = bytearray(sound)
    for _change in range(dice.choice((1, 1, 2, 4, 8, 20))):
        if not data:
            break
        at = dice.randrange(len(data))
        end = at + dice.randrange(1, 60)
        match dice.randrange(9):
            case 0:
                data[at] = dice.randrange(256)
            case 1:
                del data[at:end]
            case 2 | 3:
                data[at:at] = dice.choice(_TOKENS)
            case 4:
                start = dice.randrange(len(data))
                data[at:at] = data[start : start + dice.randrange(1, 200)]
            case 5:
                data[at:at] = dice.choice(_TOKENS) * dice.choice((10, 100, 1000, 10_000))
            case 6:
                data[at:end] = bytes(data[at:end]) * dice.choice((2, 10, 100, 1000))
            case 7 if dice.random() < 0.2:
                del data[at:]
            case _:
                other = dice.choice(others)
                start = dice.randrange(max(1, len(other)))
                data[at:end] = other[start : start + dice.randrange(1, 300)]
    return bytes(data[:LARGEST])


def _damaged_inside(sound: bytes, others: list[bytes], dice: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sound)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for _change in range(dice.choice((1, 1, 2, 3))):
        name = dice.choice(sorted(parts))
        what = dice.random()
        if what < 0.85:
            parts[name] = _damaged(parts[name], others, dice)
        elif what < 0.9 and len(parts) > 1:
            del parts[name]
        else:
            parts[name + dice.choice(("", "/", "\n", "../x", "\u202e", "é" * 300))] = parts.pop(name)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue()


def fault(data: bytes) -> str | None:
    """Take ``data`` in as ``ingest`` does; return what is wrong with how that went, None where nothing is."""
    has_alarm = hasattr(signal, "SIGALRM")
    if has_alarm:
        signal.signal(signal.SIGALRM, _give_up)
        signal.alarm(HANGING)
    started = time.process_time()
    try:
        for wrong in _wrongs(data):
            return wrong
    except Exception:
        return traceback.format_exc()
    finally:
        if has_alarm:
            signal.alarm(0)
    spent = time.process_time() - started
    return f"It took {spent:.0f} seconds." if spent > SECONDS else None


def _wrongs(data: bytes) -> Iterator[str]:
    found = expand(data, "file.bin", "dossier/file.bin")
    for source in [Enclosed("file.bin", "dossier/file.bin", content=data, original=data)] if found is None else found:
        if not source.location.isprintable() or "\n" in source.name:
            yield f"The location {source.location!r} cannot be shown."
        if isinstance(source, Unreadable):
            if "archivist fails on it" in source.reason:
                yield source.reason
            if not source.reason.isprintable():
                yield f"The reason {source.reason!r} cannot be shown."
            continue
        try:
            draft = read_release(source.read(), source.name, source.said if isinstance(source, Enclosed) else None)
        except UnreadableSource as error:
            if error.__cause__ is not None:
                yield "".join(traceback.format_exception(error.__cause__))
            if source.name not in str(error):
                yield f"The sentence does not name the file: {error}"
            continue
        written = f"{draft.title}{draft.place}{draft.issuer}"
        if not draft.title or any(unicodedata.category(mark) in ("Cc", "Cs") for mark in written):
            yield f"A field is empty or cannot be shown: {written!r}"
        if not any(map(str.isalnum, draft.text)) or any(mark in draft.text for mark in "\0\x1b\x07\x9b"):
            yield "The text is empty or has control characters."
        yield from _not_kept(draft)


def _not_kept(draft: object) -> Iterator[str]:
    """Tell where an article of the draft, written to a file and read again, is another."""
    from archivist.article import Article
    from archivist.ingest.draft import Draft

    assert isinstance(draft, Draft)
    article = Article("2024-a", draft.title or "", draft.text, draft.date, draft.place, draft.issuer, tags=draft.tags)
    again = parse_article(render_article(article).encode("utf-8"), "2024-a", Path("2024-a.md"))
    for name in ("title", "date", "place", "issuer", "tags"):
        if getattr(again, name) != getattr(article, name):
            yield f"The {name} {getattr(article, name)!r} is read again as {getattr(again, name)!r}."
    if again.text.strip() != article.text.strip():
        yield "The text is read again as another."


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlow(f"It is still being read after {HANGING} seconds.")


def failures(files: dict[str, bytes], formats: list[str], start: int, until: float) -> Iterator[Failure | int]:
    """Damage the files of ``formats`` in turn until the moment ``until``; yield each failure, at last the cases."""
    number = start
    while time.monotonic() < until:
        kind = formats[number % len(formats)]
        data = damaged(files[kind], list(files.values()), number)
        wrong = fault(data)
        if wrong:
            yield Failure(kind, number, data, wrong)
        number += 1
    yield number - start
