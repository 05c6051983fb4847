"""Addresses, fetched from a server of our own on this computer."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from archivist.errors import UnreadableSource
from archivist.ingest import addresses, web
from archivist.ingest.addresses import Fetcher
from archivist.ingest.containers import Enclosed, Unchanged
from archivist.ingest.incoming import arrived, incoming, is_address
from archivist.ingest.pipeline import read_release
from archivist.ingest.sources import Unreadable
from archivist.ingest.web import canonical, is_public, shown_address

PAGE = (
    "<html><head><title>Le Moulin Bleu ouvre un atelier</title></head><body><p>Le Moulin Bleu, fabrique fictive de "
    "Valombre, ouvre un atelier de verre soufflé.</p></body></html>"
).encode()
FEED = (
    b"<rss version='2.0'><channel><title>Fil fictif</title><link>https://moulin.example/</link><item><title>Un envoi fictif"
    b"</title><link>/un</link><description>Le Moulin Bleu, fabrique fictive, ouvre un atelier.</description></item></channel></rss>"
)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.base = f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
        status, headers, body = self.server.answers.get(self.path, (404, {}, b""))
        etag = headers.get("ETag")
        if etag and self.headers.get("If-None-Match") == etag:
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers and status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.path == "/lent":
            while True:
                self.wfile.write(b"x")
                time.sleep(0.05)
        self.wfile.write(body)

    def log_message(self, *_ignored: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()


def page(server: Server, path: str = "/atelier.html", **headers: str) -> str:
    server.answers[path] = (200, {"Content-Type": "text/html; charset=utf-8", **headers}, PAGE)
    return server.base + path


def fetched(address: str, **settings: Any) -> Enclosed:
    found = Fetcher(allow_private=True, **settings).fetch(address)
    assert isinstance(found, Enclosed), found
    return found


def refused(address: str, **settings: Any) -> str:
    found = Fetcher(**{"allow_private": True, **settings}).fetch(address)
    assert isinstance(found, Unreadable)
    return found.reason


def test_a_page(server: Server) -> None:
    address = page(server)
    source = fetched(f"{address}#titre")
    assert (source.name, source.location, source.identity, source.content) == ("atelier.html", address, address, PAGE)
    assert read_release(source.read(), source.name, source.said).source_url == address
    (robots, _headers), (path, headers) = server.asked
    assert (robots, path) == ("/robots.txt", "/atelier.html")
    assert headers["user-agent"] == "archivist/0.1 (+project page unknown)"
    assert headers["host"] == server.base.removeprefix("http://")


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/",
        "http://localhost:9/",
        "http://0.0.0.0:9/",
        "http://[::1]:9/",
        "http://[::ffff:127.0.0.1]:9/",
        "http://10.1.2.3/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[fe80::1]/",
        "http://224.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
    ],
)
def test_private_networks_are_refused(address: str) -> None:
    reason = refused(address, allow_private=False)
    assert "private network" in reason or "no server has that name" in reason
    assert address in reason


def test_a_name_that_changes_its_address_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo
    port = server.server_address[1]
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: real("127.0.0.1", *rest, **more))
    assert "private network" in refused(f"http://moulin.example:{port}/", allow_private=False)
    assert server.asked == []


def test_redirects_are_checked_again(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    monkeypatch.setattr(web, "is_public", lambda address: checked.append(address) or len(checked) < 3)
    server.answers["/a"] = (302, {"Location": "/b"}, b"")
    page(server, "/b")
    assert "private network" in refused(f"{server.base}/a", allow_private=False)
    assert [path for path, _headers in server.asked] == ["/robots.txt", "/a"]


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://moulin.example/", "gopher://x", "http://a b/"])
def test_redirects_to_anything_else_are_refused(server: Server, target: str) -> None:
    server.answers["/a"] = (302, {"Location": target}, b"")
    assert "not an address that can be fetched" in refused(f"{server.base}/a")


def test_redirects_are_followed_and_remembered_where_they_last(server: Server) -> None:
    address = page(server)
    server.answers["/ancien"] = (301, {"Location": "/atelier.html"}, b"")
    server.answers["/court"] = (302, {"Location": "/ancien"}, b"")
    assert fetched(f"{server.base}/ancien").identity == address
    short = fetched(f"{server.base}/court")
    assert (short.identity, short.location) == (f"{server.base}/court", address)


def test_circles_of_redirects_end(server: Server) -> None:
    server.answers["/a"] = (302, {"Location": "/a"}, b"")
    assert "redirects more than" in refused(f"{server.base}/a")
    assert len(server.asked) == 2 + addresses.MOST_REDIRECTS


ROBOTS = "User-agent: archivist\nDisallow: /prive\n\nUser-agent: *\nDisallow: /\n"


def test_robots_are_respected(server: Server) -> None:
    server.answers["/robots.txt"] = (200, {}, ROBOTS.encode())
    allowed, forbidden = page(server), page(server, "/prive/x")
    fetcher = Fetcher(allow_private=True)
    assert isinstance(fetcher.fetch(allowed), Enclosed)
    found = fetcher.fetch(forbidden)
    assert isinstance(found, Unreadable)
    assert "robots.txt" in found.reason
    assert [path for path, _headers in server.asked] == ["/robots.txt", "/atelier.html"]


@pytest.mark.parametrize(("status", "welcome"), [(404, True), (410, True), (401, False), (403, False), (500, False)])
def test_robots_that_cannot_be_read(server: Server, status: int, welcome: bool) -> None:
    server.answers["/robots.txt"] = (status, {}, b"")
    found = Fetcher(allow_private=True).fetch(page(server))
    assert isinstance(found, Enclosed) is welcome


@pytest.mark.parametrize("status", [404, 410, 403, 500, 503, 204])
def test_other_answers_are_a_sentence(server: Server, status: int) -> None:
    server.answers["/x"] = (status, {}, PAGE if status != 204 else b"")
    assert f"{server.base}/x cannot be fetched: the server answers {status}" in refused(f"{server.base}/x")


def test_packed_answers_are_unpacked_within_bounds(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.answers["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE))
    server.answers["/b"] = (200, {"Content-Encoding": "gzip"}, b"\x1f\x8b\x08nothing")
    assert fetched(f"{server.base}/a").content == PAGE
    assert "damaged" in refused(f"{server.base}/b")
    monkeypatch.setattr(addresses, "LARGEST", 1 << 20)
    server.answers["/c"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"0" * (2 << 20)))
    server.answers["/d"] = (200, {}, b"0" * (2 << 20))
    assert "larger than 1 MB" in refused(f"{server.base}/c")
    assert "larger than 1 MB" in refused(f"{server.base}/d")


def test_answers_that_are_cut_short_are_refused(server: Server) -> None:
    assert "cut short" in refused(page(server, **{"Content-Length": "9999"}))


def test_answers_that_never_end_are_given_up(server: Server) -> None:
    server.answers["/lent"] = (200, {"Content-Length": "99999"}, b"")
    start = time.monotonic()
    assert "takes too long" in refused(f"{server.base}/lent", seconds=0.5)
    assert time.monotonic() - start < 3


def test_servers_that_say_nothing_or_nonsense() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert "takes too long" in refused(f"http://127.0.0.1:{silent.getsockname()[1]}/", seconds=0.3)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert "refuses the connection" in refused(f"http://127.0.0.1:{port}/")

    def answer(listener: socket.socket) -> None:
        connection, _address = listener.accept()
        connection.sendall(b"nonsense \xff\r\n\r\n")
        connection.close()

    with socket.create_server(("127.0.0.1", 0)) as odd:
        threading.Thread(target=answer, args=(odd,), daemon=True).start()
        assert "cannot be fetched" in refused(f"http://127.0.0.1:{odd.getsockname()[1]}/")


def test_an_unchanged_feed_costs_one_304(server: Server, tmp_path: Path) -> None:
    server.answers["/fil"] = (200, {"ETag": '"1"', "Last-Modified": "Tue, 14 May 2024 10:00:00 GMT"}, FEED)
    memory = tmp_path / "addresses.json"
    first = Fetcher(allow_private=True, memory=memory)
    assert isinstance(first.fetch(f"{server.base}/fil"), Enclosed)
    again = Fetcher(allow_private=True, memory=memory)
    assert isinstance(again.fetch(f"{server.base}/fil"), Enclosed)  # what was not kept is fetched again
    first.keep()
    again = Fetcher(allow_private=True, memory=memory)
    assert again.fetch(f"{server.base}/fil") == Unchanged("fil", f"{server.base}/fil")
    assert server.asked[-1][1]["if-modified-since"] == "Tue, 14 May 2024 10:00:00 GMT"
    server.answers["/fil"] = (200, {"ETag": '"2"'}, FEED)
    assert isinstance(again.fetch(f"{server.base}/fil"), Enclosed)
    again.keep()
    assert '"\\"2\\""' in memory.read_text()


def test_pages_are_not_remembered_and_damaged_memories_are_forgotten(server: Server, tmp_path: Path) -> None:
    memory = tmp_path / "addresses.json"
    memory.write_text("[1]")
    fetcher = Fetcher(allow_private=True, memory=memory)
    fetcher.fetch(page(server, ETag='"1"'))
    fetcher.keep()
    assert memory.read_text() == "[1]"


def test_the_charset_of_the_header_counts_where_nothing_else_says(server: Server) -> None:
    text = "<p>Żółw fictif du moulin</p>"
    server.answers["/a"] = (200, {"Content-Type": "text/html; charset=iso-8859-2"}, text.encode("iso-8859-2"))
    source = fetched(f"{server.base}/a")
    assert source.content.decode() == text
    assert source.original == text.encode("iso-8859-2")


def test_incoming_fetches_and_expands(server: Server, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Texte fictif")
    server.answers["/fil"] = (200, {}, FEED)
    fetcher = Fetcher(allow_private=True)
    file, entry, whole = incoming(arrived([str(tmp_path), f"{server.base}/fil", page(server)], fetcher))
    assert isinstance(entry, Enclosed)
    assert (file.name, entry.identity, whole.location) == (
        "a.txt",
        "https://moulin.example/un",
        f"{server.base}/atelier.html",
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://Moulin.example", "https://moulin.example/"),
        ("http://moulin.example:80/é à?q=ç#x", "http://moulin.example/%C3%A9%20%C3%A0?q=%C3%A7"),
        ("http://moulin.example:8080/a%20b", "http://moulin.example:8080/a%20b"),
        ("https://été.example/", "https://xn--t-9fab.example/"),
        ("http://[::1]:80/", "http://[::1]/"),
    ],
)
def test_addresses_become_canonical(address: str, expected: str) -> None:
    assert canonical(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "ftp://a.example/",
        "http://",
        "http://a:b@c.example/",
        "http://a.example:99999/",
        "http://a\\b/",
        "https://[::1",
        "x",
        "",
    ],
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(UnreadableSource):
        canonical(address)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.0.1", "100.64.0.1", "0.0.0.0", "255.255.255.255",
     "224.0.0.1", "240.0.0.1", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "2002:7f00:1::",
     "64:ff9b::7f00:1", "192.0.2.1"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


def test_addresses_are_shown_without_secrets_and_controls() -> None:
    assert shown_address("https://a:b@moulin.example/x\x1b[31m\n é") == "https://moulin.example/x%1B[31m%20é"


@pytest.mark.parametrize(
    ("text", "web_"), [("http://a", True), ("HTTPS://a", True), ("a/http://b", False), ("http", False)]
)
def test_what_is_taken_for_an_address(text: str, web_: bool) -> None:
    assert is_address(text) is web_
