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
import subprocess
import sys
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
        # The word in the text, bold and in the colour of matches (#f3bd6d).
        highlighted = re.compile(r"\x1b\[[0-9;]*38;2;243;189;109[0-9;]*m(?:\x1b\[[0-9;]*m)*safran")
        await browser.until(highlighted.search)
        picture = await browser.do("Page.captureScreenshot")
        target = Path(os.environ.get("ARCHIVIST_PICTURES", tmp_path)) / "browser.png"
        target.write_bytes(base64.b64decode(picture["data"]))
        assert target.stat().st_size > 10_000

    try:
        assert await answers(port)
        await with_browser(f"http://127.0.0.1:{port}/", tmp_path / "chromium", use)
    finally:
        server.terminate()
        _out, said = server.communicate(timeout=20)
    assert "there is no password" in said.decode()
