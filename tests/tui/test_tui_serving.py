"""The interface in a web page: who may use it, and a true browser that does."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import shlex
import shutil
import socket
import struct
import subprocess
import sys
import zlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from archivist.archive import Archive
from archivist.tui import serving

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.mark.parametrize(
    ("host", "origin", "needs_origin", "refused"),
    [
        ("127.0.0.1:8000", None, False, False),
        ("localhost:8000", None, False, False),
        ("127.0.0.1:8000", "http://127.0.0.1:8000", True, False),
        ("127.0.0.1:8000", None, True, True),
        ("127.0.0.1:8000", "http://evil.example", False, True),
        ("127.0.0.1:8000", "null", True, True),
        ("127.0.0.1:8000", "http://127.0.0.1:8001", True, True),
        ("evil.example:8000", "http://evil.example:8000", True, True),
        ("127.0.0.1", None, False, True),
        (None, None, False, True),
    ],
)
def test_who_may_use_the_page(host: str | None, origin: str | None, needs_origin: bool, refused: bool) -> None:
    assert bool(serving.refusal(host, origin, 8000, needs_origin=needs_origin)) is refused


def test_the_command_survives_odd_folders(tmp_path: Path) -> None:
    root = tmp_path / "d'été; rm -rf $HOME"
    assert shlex.split(serving.command(root, plain=True))[1:] == [
        *("-m", "archivist", "--archive", str(root), "browse", "--plain")
    ]


def test_without_textual_serve_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    with pytest.raises(serving.CannotServe, match=r"pip install 'archivist\[serve\]'"):
        serving.serve(tmp_path, 8000)


class Browser:
    """A page of a headless Chromium, spoken to through its devtools."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._number = 0
        self.drawn = ""
        """What the page has received for its terminal."""

    async def do(self, method: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters})
        while True:
            message = await self._receive(10)
            if message.get("id") == self._number:
                assert "error" not in message, message
                return message["result"]

    async def _receive(self, seconds: float) -> dict[str, Any]:
        message = json.loads((await self._socket.receive(timeout=seconds)).data)
        if message.get("method") == "Network.webSocketFrameReceived":
            frame = message["params"]["response"]
            if frame["opcode"] == 2:
                self.drawn += base64.b64decode(frame["payloadData"]).decode("utf-8", "replace")
        return message

    async def until(self, true: Callable[[str], object], seconds: float = 20) -> None:
        end = asyncio.get_running_loop().time() + seconds
        while not true(self.drawn):
            left = end - asyncio.get_running_loop().time()
            assert left > 0, "it was never drawn"
            try:
                await self._receive(min(left, 1))
            except TimeoutError:
                continue

    async def type(self, text: str) -> None:
        for character in text:
            await self.press(character, ord(character.upper()), character)

    async def press(self, key: str, code: int, text: str = "") -> None:
        for kind in ("keyDown", "keyUp"):
            await self.do("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, text=text)


async def with_browser(address: str, folder: Path, use: Callable[[Browser], Awaitable[None]]) -> None:
    """Open a page in a headless Chromium of its own."""
    from aiohttp import ClientSession

    process = subprocess.Popen(
        [
            *(str(CHROMIUM), "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"),
            *(f"--user-data-dir={folder}", "--window-size=1280,800", "about:blank"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        file = folder / "DevToolsActivePort"
        for _turn in range(200):
            if file.exists() and "\n" in file.read_text():
                break
            await asyncio.sleep(0.1)
        port = file.read_text().split("\n")[0]
        async with ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json") as response:
                pages = [page for page in await response.json() if page["type"] == "page"]
            async with session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                browser = Browser(socket)
                for domain in ("Network", "Page"):
                    await browser.do(f"{domain}.enable")
                await browser.do("Page.navigate", url=address)
                await use(browser)
    finally:
        process.terminate()
        process.wait(10)


def pixels(png: bytes) -> list[bytes]:
    """The red, green and blue of each pixel of a picture as Chromium makes it: eight bits a channel, not interlaced."""
    position, header, packed = 8, b"", b""
    while position < len(png):
        (length,), kind = struct.unpack(">I", png[position : position + 4]), png[position + 4 : position + 8]
        content = png[position + 8 : position + 8 + length]
        header, packed = (content, packed) if kind == b"IHDR" else (header, packed + content * (kind == b"IDAT"))
        position += length + 12
    width, height, _bits, kind_of_colour = struct.unpack(">IIBB", header[:10])
    size = {2: 3, 6: 4}[kind_of_colour]
    lines, above, found = zlib.decompress(packed), bytearray(width * size), []
    for y in range(height):
        start = y * (width * size + 1)
        way, line = lines[start], bytearray(lines[start + 1 : start + 1 + width * size])
        for index in range(width * size):
            left, up = (line[index - size] if index >= size else 0), above[index]
            corner = above[index - size] if index >= size else 0
            guess = left + up - corner
            nearest = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
            line[index] = (line[index] + (0, left, up, (left + up) // 2, nearest)[way]) & 255
        found += [bytes(line[index : index + 3]) for index in range(0, width * size, size)]
        above = line
    return found


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def answers(port: int) -> bool:
    for _turn in range(200):
        try:
            _reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
            continue
        writer.close()
        return True
    return False


@pytest.mark.skipif(CHROMIUM is None, reason="No Chromium is installed here; the page was not tried in a browser.")
async def test_a_browser_searches_opens_and_sees_the_highlight(real: Archive, tmp_path: Path) -> None:
    pytest.importorskip("textual_serve", reason="textual-serve is not installed: pip install 'archivist[serve]'.")
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "archivist", "--archive", str(real.root), "serve", "--port", str(port)],
        stderr=subprocess.PIPE,
        env={**os.environ, "ARCHIVIST_LANG": "en", "XDG_STATE_HOME": str(tmp_path / "state")},
    )

    async def use(browser: Browser) -> None:
        await browser.until(lambda drawn: "12 articles" in drawn)
        for kind in ("mousePressed", "mouseReleased"):
            await browser.do("Input.dispatchMouseEvent", type=kind, x=300, y=28, button="left", clickCount=1)
        await browser.type("safran")
        await browser.until(lambda drawn: "4 results" in drawn)
        await browser.press("Enter", 13, "\r")
        await browser.press("Enter", 13, "\r")
        await browser.until(lambda drawn: "next article" in drawn)  # the article has the focus
        # The word in the text, in the colour of matches (#f3bd6d); the one that is jumped to stands before it.
        highlighted = re.compile(r"\x1b\[[0-9;]*38;2;243;189;109[0-9;]*m(?:\x1b\[[0-9;]*m)*safran")
        await browser.until(highlighted.search)
        await browser.press("n", ord("N"), "n")
        await browser.until(lambda drawn: "1 of 2" in drawn)
        if folder := os.environ.get("ARCHIVIST_PICTURES"):
            picture = await browser.do("Page.captureScreenshot")
            (Path(folder) / "browser.png").write_bytes(base64.b64decode(picture["data"]))
        # Its background is the largest surface of that colour beside the list: a word of six letters.
        for _turn in range(50):
            picture = await browser.do(
                "Page.captureScreenshot", clip={"x": 520, "y": 90, "width": 600, "height": 120, "scale": 1}
            )
            if pixels(base64.b64decode(picture["data"])).count(bytes((243, 189, 109))) > 400:
                return
            await asyncio.sleep(0.1)
        raise AssertionError("no match stands out in the picture")

    try:
        assert await answers(port)
        await with_browser(f"http://127.0.0.1:{port}/", tmp_path / "chromium", use)
    finally:
        server.terminate()
        _out, said = server.communicate(timeout=20)
    assert "there is no password" in said.decode()
