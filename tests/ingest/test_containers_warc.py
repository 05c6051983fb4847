"""Web archives: the pages in them, from their addresses."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
from typing import Any

import pytest

from archivist.ingest.containers import Enclosed, expand
from archivist.ingest.containers import warc as reader
from archivist.ingest.pipeline import read_release
from archivist.ingest.sources import Unreadable

warcio = pytest.importorskip("warcio", reason="needs archivist[warc]")
from warcio.statusandheaders import StatusAndHeaders  # noqa: E402
from warcio.warcwriter import WARCWriter  # noqa: E402

PAGE = (
    "<html><head><title>Le Moulin Bleu ouvre un atelier</title></head><body><p>Le Moulin Bleu, fabrique fictive de "
    "Valombre, ouvre un atelier de verre soufflé.</p></body></html>"
).encode()


def web_archive(*records: tuple[str, str, dict[str, str], bytes], packed: bool = False) -> bytes:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    for address, status, headers, body in records:
        fields = {"Content-Type": "text/html; charset=utf-8", **headers}
        http = StatusAndHeaders(status, list(fields.items()), protocol="HTTP/1.1")
        kind = "resource" if status == "resource" else "response"
        settings: dict[str, Any] = {"warc_content_type": "text/html"} if kind == "resource" else {"http_headers": http}
        writer.write_record(writer.create_warc_record(address, kind, payload=io.BytesIO(body), **settings))
    return stream.getvalue()


def pages(data: bytes) -> list[Enclosed | Unreadable]:
    found = expand(data, "site.warc", "dossier/site.warc")
    assert found is not None
    return list(found)  # type: ignore[arg-type]


@pytest.mark.parametrize("packed", [False, True])
def test_pages_come_from_their_addresses(packed: bool) -> None:
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    data = web_archive(
        ("https://moulin.example/atelier.html", "200 OK", {}, PAGE),
        ("https://moulin.example/logo.png", "200 OK", {"Content-Type": "image/png"}, b"x"),
        ("https://moulin.example/perdu", "404 Not Found", {}, PAGE),
        ("https://moulin.example/", "200 OK", {"Content-Encoding": "gzip"}, gzip.compress(PAGE)),
        ("https://moulin.example/bloc", "200 OK", {"Transfer-Encoding": "chunked"}, chunked),
        ("https://moulin.example/cp.pdf", "200 OK", {"Content-Type": "application/pdf"}, b"%PDF-1.7 fictif"),
        ("https://moulin.example/sauve", "resource", {}, PAGE),
        ("dns:moulin.example", "200 OK", {}, PAGE),
        packed=packed,
    )
    found = pages(data)
    assert [one.location for one in found] == [
        f"https://moulin.example/{path}" for path in ("atelier.html", "", "bloc", "cp.pdf", "sauve")
    ]
    assert [one.name for one in found] == ["atelier.html", "moulin.example", "bloc", "cp.pdf", "sauve"]
    page = found[1]
    assert isinstance(page, Enclosed)
    assert all(one.content == PAGE for one in found if isinstance(one, Enclosed) and one.name != "cp.pdf")
    draft = read_release(page.content, page.name, page.said)
    assert (draft.source_url, page.identity) == ("https://moulin.example/", "https://moulin.example/")


def test_a_packing_that_nobody_knows_is_a_sentence() -> None:
    (found,) = pages(web_archive(("https://moulin.example/", "200 OK", {"Content-Encoding": "br"}, b"x")))
    assert isinstance(found, Unreadable)
    assert "packed as br" in found.reason


def test_a_large_page_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LARGEST", 10)
    (found,) = pages(web_archive(("https://moulin.example/", "200 OK", {}, PAGE)))
    assert isinstance(found, Unreadable)


@pytest.mark.parametrize("packed", [False, True])
def test_damage_is_a_sentence(packed: bool) -> None:
    data = web_archive(*[(f"https://moulin.example/{n}", "200 OK", {}, PAGE) for n in range(3)], packed=packed)
    broken = data[: len(data) // 2] + b"\0\0\0\xff" * 10 + data[len(data) // 2 + 40 :]
    found = pages(broken)
    assert isinstance(found[0], Enclosed)
    assert len(found) < 4


def test_without_the_library_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    data = web_archive(("https://moulin.example/", "200 OK", {}, PAGE))
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    (found,) = pages(data)
    assert isinstance(found, Unreadable)
    assert "archivist[warc]" in found.reason


def test_nothing_of_a_file_is_printed() -> None:
    """In a process of its own: where nobody handles what is logged, Python prints it."""
    head = "WARC/1.0\\r\\nWARC-Type: response\\r\\nWARC-Target-URI: http://moulin.example/a b\\x1b[31m\\r\\nContent-Length: 0"
    script = (
        "from archivist.ingest.containers import expand\n"
        f"print(len(list(expand(b'{head}\\r\\n\\r\\n\\r\\n\\r\\n', 'a.warc', 'a.warc'))))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("1\n", "")
