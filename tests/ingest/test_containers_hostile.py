"""Containers that are broken or mean harm: sentences and releases, never anything else, and soon."""

from __future__ import annotations

import io
import random
import tarfile
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.ingest.containers import Enclosed, expand
from archivist.ingest.sources import Unreadable

MAIL_HEAD = b"From: a@b.example\nSubject: Un envoi fictif du moulin\nMIME-Version: 1.0\n"
PROSE = b"Le Moulin Bleu, fabrique fictive, ouvre un atelier de verre. " * 5


def nested_parts(depth: int) -> bytes:
    head, rest = MAIL_HEAD, b""
    for level in range(depth):
        head += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (level, level)
    return head + b"Content-Type: text/plain\n\n" + PROSE + rest


def nested_messages(depth: int) -> bytes:
    return (
        b"".join(MAIL_HEAD + b"Content-Type: message/rfc822\n\n" for _level in range(depth)) + MAIL_HEAD + b"\n" + PROSE
    )


def deep_pax() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for _number in range(2000):
            member = tarfile.TarInfo("././@LongLink")
            member.type, member.size = tarfile.GNUTYPE_LONGNAME, 5
            archive.addfile(member, io.BytesIO(b"a.txt"))
    return stream.getvalue()


HOSTILE = {
    "parts in parts": nested_parts(900),
    "too many parts": nested_parts(3000),
    "messages in messages": nested_messages(45),
    "too many messages": nested_messages(5000),
    "many small parts": MAIL_HEAD + b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 100_000,
    "many lines": MAIL_HEAD + b"\n" + b"a\n" * 500_000,
    "many headers": MAIL_HEAD + b"X-Fictif: y\n" * 200_000 + b"\n" + PROSE,
    "a long header": MAIL_HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 200_000 + b"\n\n" + PROSE,
    "a long sender": b"Message-ID: <1@x>\nSubject: x\nFrom: " + b'"(<a,;' * 100_000 + b"\n\n" + PROSE,
    "a long date": b"Message-ID: <1@x>\nSubject: x\nDate: " + b"1 mai , " * 100_000 + b"\n\n" + PROSE,
    "forwards of forwards": MAIL_HEAD + b"\n" + b"De : a@b.example\nDate : 1 mai 2024\nObjet : x\n\n" * 20_000,
    "headers without end": MAIL_HEAD + b"\n" + b"De : a@b.example\n" * 100_000,
    "html of brackets": MAIL_HEAD + b"Content-Type: text/html\n\n" + b"<" * 500_000,
    "html of comments": MAIL_HEAD + b"Content-Type: text/html\n\n" + b"<!--" * 200_000,
    "html of scripts": MAIL_HEAD + b"Content-Type: text/html\n\n" + b"<script>" * 200_000,
    "html of tags": MAIL_HEAD + b"Content-Type: text/html\n\n" + b"<p>a" * 200_000,
    "a charset with a zero": MAIL_HEAD
    + b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n'
    + b"Content-Type: text/plain; charset=utf-8\0\n\nUn caf\xe9 fictif\n--b--\n",
    "mailboxes": (b"From a@b Tue May 14 10:12:00 2024\n" + MAIL_HEAD + b"\nx\n\n") * 5000,
    "from lines": b"From a@b Tue May 14 10:12:00 2024\n" + MAIL_HEAD + b"\n" + b"From a@b 2024\n\n" * 100_000,
    "feed of brackets": b"<rss><channel>" + b"<item><" * 100_000,
    "feed of many digits": b"<rss><channel><item><title>&#"
    + b"9" * 9000
    + b";</title><description>&amp;#"
    + b"9" * 9000
    + b"; "
    + PROSE
    + b"</description></item></channel></rss>",
    "mail of many digits": MAIL_HEAD
    + b"Content-Type: text/html\nContent-Length: "
    + b"9" * 9000
    + b"\n\n<p>&#"
    + b"9" * 9000
    + PROSE,
    "warc of many digits": b"WARC/1.0\r\nContent-Length: " + b"9" * 9000 + b"\r\n\r\n",
    "feed of ampersands": b"<rss><channel><item><title>" + b"&" * 1_000_000,
    "feed of CDATA": b"<rss><channel><item><title>" + b"<![CDATA[" * 200_000,
    "feed of entries": b"<rss><channel>" + b"<item><title>a</title></item>" * 50_000 + b"</channel></rss>",
    "feed of attributes": b"<rss><channel><item "
    + b" ".join(b'a%d=""' % n for n in range(100_000))
    + b"/></channel></rss>",
    "feed of comments": b"<!-- -->" * 100_000 + b"<rss/>",
    "tar of long names": deep_pax(),
    "tar of zeros": tarfile.TarInfo("a").tobuf() + b"\0" * 1_000_000,
    "warc of nothing": b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n",
    "warc of lines": b"WARC/1.0\r\n" + b"a: b\r\n" * 200_000,
    "zip of nothing": b"PK\x05\x06" + b"\xff" * 18,
    "zip without end": b"PK\x03\x04" + b"\0" * 100_000,
}


def only_sentences(data: bytes) -> list[Enclosed | Unreadable]:
    found = list(expand(data, "hostile.bin", "dossier/hostile.bin") or ())
    for one in found:
        assert isinstance(one, Enclosed | Unreadable)
        one.location.encode("utf-8")
        assert one.location.isprintable()
        assert "\n" not in one.name
        if isinstance(one, Unreadable):
            assert "archivist fails on it" not in one.reason
            assert one.reason.endswith((".", "]'")) or "http" in one.reason
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_containers_are_read_or_refused_in_seconds(name: str) -> None:
    start = time.process_time()
    only_sentences(HOSTILE[name])
    assert time.process_time() - start < 10


def a_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("été.txt", PROSE)
        archive.writestr("b/m.eml", MAIL_HEAD + b"\n" + PROSE)
    return stream.getvalue()


def a_tar() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        member = tarfile.TarInfo("é" * 120)
        member.size = len(PROSE)
        archive.addfile(member, io.BytesIO(PROSE))
    return stream.getvalue()


SEEDS = {
    "zip": a_zip(),
    "tar.gz": a_tar(),
    "mail": MAIL_HEAD
    + b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/html; charset=utf-8\n'
    + b"Content-Transfer-Encoding: quoted-printable\n\n<p>"
    + PROSE
    + b'\n--b\nContent-Type: application/pdf; name*=utf-8\'\'%C3%A9.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n--b--\n',
    "rss": b'<rss version="2.0"><channel><title>a</title><item><title>b &amp; c</title><link>http://m.example/</link><guid>1</guid>'
    + b"<pubDate>Tue, 14 May 2024 10:00:00 +0200</pubDate><description><![CDATA[<p>"
    + PROSE
    + b"]]></description></item></channel></rss>",
    "warc": b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://m.example/\r\nContent-Type: application/http\r\n"
    + b"Content-Length: 60\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Un fictif</p>\r\n\r\n",
}  # fmt: skip


@pytest.mark.parametrize("kind", SEEDS)
@given(seed=st.integers(0, 2**32), changes=st.integers(1, 12))
def test_any_damage(kind: str, seed: int, changes: int) -> None:
    dice = random.Random(seed)
    data = bytearray(SEEDS[kind])
    for _change in range(changes):
        at = dice.randrange(len(data))
        what = dice.randrange(4)
        if what == 0:
            data[at] = dice.randrange(256)
        elif what == 1:
            del data[at : at + dice.randrange(1, 30)]
        elif what == 2:
            data[at:at] = dice.choice(
                (b"\0", b"\xff\xff\xff\xff", b"\n\n", b"--b\n", b"<", b"=?", b'"', b"&x;", b"\xed\xa0\x80")
            )
        else:
            data[at:at] = data[dice.randrange(len(data)) :][: dice.randrange(60)]
        if not data:
            break
    only_sentences(bytes(data))


FIELDS = (
    "From",
    "Subject",
    "Date",
    "Content-Type",
    "Content-Disposition",
    "Content-Transfer-Encoding",
    "Message-ID",
    "To",
)
VALUES = ("a@b.example", '"', "<", "=?utf-8?b?w?=", "text/html; charset=", "multipart/mixed; boundary=", "attachment; filename*=x''%",
          "message/rfc822", "base64", "x-uuencode", "quoted-printable", "é", "\n ", ";", "\udcff", "Tue, 99 May 2024 99:99")  # fmt: skip


@given(
    st.lists(
        st.tuples(st.sampled_from(FIELDS), st.lists(st.sampled_from(VALUES) | st.text(max_size=5), max_size=4)),
        max_size=8,
    ),
    st.text(max_size=80),
)
def test_any_header(fields: list[tuple[str, list[str]]], text: str) -> None:
    head = "".join(
        f"{name}: {''.join(values)}\n" for name, values in [("Received", ["x"]), ("X-A", []), ("X-B", []), *fields]
    )
    only_sentences(f"{head}\n{text}".encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=300), st.sampled_from([b"PK\x03\x04", b"From: a@b\nDate: x\nX: ", b"WARC/1.0\r\n", b"<rss>", b"BZh9", b"\x1f\x8b\x08", b"\xfd7zXZ\0", b"From a 1\nMIME-Version: 1\nX: "]))  # fmt: skip
def test_any_bytes(data: bytes, start: bytes) -> None:
    only_sentences(start + data)
