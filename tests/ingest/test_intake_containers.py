"""Containers and addresses in an archive: each release once, updated where it changed, its original kept."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from archivist.archive import Archive
from archivist.ingest.addresses import Fetcher
from archivist.reports import IngestReport

PROSE = "Le Moulin Bleu, fabrique fictive de Valombre, ouvre un atelier de verre soufflé, numéro {0}."


MAIL = (
    b"From: presse@moulin.example\nSubject: Un envoi fictif\nMIME-Version: 1.0\nMessage-ID: <1@moulin.example>\n"
    b"Date: Tue, 14 May 2024 10:00:00 +0200\n\nUn texte fictif.\n"
)


def entry(number: int, text: str = PROSE) -> str:
    return (
        f"<item><title>Envoi fictif numéro {number}</title><guid isPermaLink='false'>urn:moulin:{number}</guid>"
        f"<link>https://moulin.example/{number}</link><pubDate>Tue, 14 May 2024 10:00:00 +0200</pubDate>"
        f"<description>{text.format(number)}</description></item>"
    )


def feed(*entries: str) -> bytes:
    return f"<rss version='2.0'><channel><title>Fil fictif</title>{''.join(entries)}</channel></rss>".encode()


def zipped(members: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "archive") as archive:
        yield archive


def figures(report: IngestReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.skipped


def test_a_feed_read_again_brings_only_what_is_new_or_changed(archive: Archive, tmp_path: Path) -> None:
    for name, content, expected in (
        ("1.rss", feed(entry(1), entry(2)), (2, 0, 0, 0)),
        ("2.rss", feed(entry(3), entry(1), entry(2, f"{PROSE} Rectifié.")), (1, 1, 1, 0)),
        ("3.rss", feed(), (0, 0, 0, 0)),
    ):
        (tmp_path / name).write_bytes(content)
        assert figures(archive.ingest([str(tmp_path / name)])) == expected
    article = archive.read("2024-05-14-envoi-fictif-numero-2")
    assert article.text.endswith("Rectifié.")
    assert (article.source, article.extra["address"]) == ("urn:moulin:2", "https://moulin.example/2")
    assert (article.evidence["date"], len(article.extra["former"])) == ("feed", 1)
    assert archive.original(article.id).startswith(b"<?xml")
    assert archive.check().problems == ()


def test_members_of_an_archive_are_recognised_by_their_place(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "envoi.zip"
    path.write_bytes(zipped({"a.txt": PROSE.format(1), "b/b.txt": PROSE.format(2)}))
    report = archive.ingest([str(path)])
    assert [file.source for file in report.files] == [f"{path.as_posix()}#a.txt", f"{path.as_posix()}#b/b.txt"]
    assert figures(report) == (2, 0, 0, 0)
    path.write_bytes(zipped({"b/b.txt": PROSE.format(3), "a.txt": PROSE.format(1)}))
    assert figures(archive.ingest([str(path)])) == (0, 1, 1, 0)


def test_many_members_in_small_batches(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archivist.intake.BATCH_BYTES", 500)
    (tmp_path / "a.zip").write_bytes(zipped({f"{number}.txt": PROSE.format(number) for number in range(30)}))
    assert figures(archive.ingest([str(tmp_path / "a.zip")])) == (30, 0, 0, 0)


@pytest.fixture
def server() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_feed = self.path == "/fil"
            known = is_feed and self.headers.get("If-None-Match") == '"1"'
            self.send_response(304 if known else 200 if is_feed else 404)
            self.send_header("ETag", '"1"')
            self.end_headers()
            self.wfile.write(feed(entry(1)) if is_feed and not known else b"")

        def log_message(self, *_ignored: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_an_address_that_has_not_changed_is_unchanged(archive: Archive, server: str) -> None:
    address = f"{server}/fil"
    assert figures(archive.ingest([address])) == (0, 0, 0, 1)
    assert figures(archive.ingest([address], allow_private=True, dry_run=True)) == (1, 0, 0, 0)
    assert not (archive.root / "index" / "addresses.json").exists()
    assert figures(archive.ingest([address], allow_private=True)) == (1, 0, 0, 0)
    assert json.loads((archive.root / "index" / "addresses.json").read_bytes()) == {address: {"etag": '"1"'}}
    report = archive.ingest([address], allow_private=True)
    assert [(file.source, file.status, file.id) for file in report.files] == [(address, "unchanged", None)]


def test_others_write_while_an_address_is_fetched(
    archive: Archive, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(PROSE.format(7), encoding="utf-8")
    fetch = Fetcher.fetch

    def fetch_slowly(fetcher: Fetcher, address: str) -> Any:
        with Archive.open(archive.root) as other:
            assert figures(other.ingest([str(tmp_path / "a.txt")])) == (1, 0, 0, 0)
        return fetch(fetcher, address)

    monkeypatch.setattr(Fetcher, "fetch", fetch_slowly)
    assert figures(archive.ingest([f"{server}/fil"], allow_private=True)) == (1, 0, 0, 0)
    assert archive.search("atelier").total == 2


def test_what_does_not_fit_in_memory_is_taken_in_by_rounds(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(PROSE.format(7), encoding="utf-8")
    monkeypatch.setattr("archivist.intake.BATCH_BYTES", 10)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(zipped({"un.txt": PROSE.format("un")}))))
    paths = [str(tmp_path / "a.txt"), "-", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    report = archive.ingest(paths)
    assert [file.status for file in report.files] == ["added", "added", "unchanged", "skipped"]
    assert report.files[1].source == "-#un.txt"


def test_a_fault_of_a_reader_leaves_one_file_out(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_ignored: object) -> None:
        raise ValueError("no file can do that")

    for name, content in (("a.html", b"<p>Un fictif</p>"), ("b.txt", PROSE.format(1).encode()), ("c.eml", MAIL)):
        (tmp_path / name).write_bytes(content)
    monkeypatch.setattr("archivist.ingest.formats.html.read", fail)
    monkeypatch.setattr("archivist.ingest.containers.mail._read_message", fail)
    report = archive.ingest([str(tmp_path / name) for name in ("a.html", "c.eml", "b.txt")])
    assert [file.status for file in report.files] == ["skipped", "skipped", "added"]
    for file, name in zip(report.problems, ("a.html", "c.eml"), strict=True):
        assert file.reason and name in file.reason and "archivist fails on it (ValueError)" in file.reason
