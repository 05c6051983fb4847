"""The reading room in a web page, for this machine alone.

Each page that is opened starts a process of its own, ``archivist browse``, whose screen textual-serve brings to the
page. Whoever reaches the page can do what its user can: read and change the archive, write files. So it listens on
127.0.0.1 only, and refuses requests that other web pages, or names that lead here from elsewhere, send through the
browser of its user.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from archivist.errors import ArchivistError
from archivist.texts import _

HOST = "127.0.0.1"

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws://{address}; frame-ancestors 'none'"
)
"""What the page may load: nothing from elsewhere, not even a font."""


class CannotServe(ArchivistError):
    """The page cannot be served; the message is a sentence that says why and what to do."""


def command(root: Path, *, plain: bool = False) -> str:
    """Return the command line that shows an archive, as the shell of this system reads it."""
    words = [sys.executable, "-m", "archivist", "--archive", str(root), "browse", *(["--plain"] if plain else [])]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def refusal(host: str | None, origin: str | None, port: int, *, needs_origin: bool) -> str | None:
    """Return why a request is refused, or None: it must come from this page, under this machine's own name."""
    addresses = (f"{HOST}:{port}", f"localhost:{port}")
    if host not in addresses:
        return _("This page answers to {address} only.").format(address=addresses[0])
    if origin is None:
        return _("A browser says where a connection comes from; this one does not.") if needs_origin else None
    if origin not in [f"http://{address}" for address in addresses]:
        return _("Another page may not use this one.")
    return None


def serve(root: Path, port: int, *, plain: bool = False) -> None:
    """Serve the interface on 127.0.0.1 until it is interrupted; raise CannotServe without textual-serve."""
    try:
        from aiohttp import web
        from textual_serve.server import Server
    except ImportError:
        raise CannotServe(_("This needs textual-serve; install it with: pip install 'archivist[serve]'")) from None

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

    @web.middleware  # type: ignore[untyped-decorator]
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        reason = refusal(
            request.headers.get("Host"),
            request.headers.get("Origin"),
            port,
            needs_origin=request.headers.get("Upgrade", "").lower() == "websocket",
        )
        if reason is not None:
            raise web.HTTPForbidden(text=reason)
        return await handler(request)

    async def add_policy(request: web.Request, response: web.StreamResponse) -> None:
        response.headers["Content-Security-Policy"] = POLICY.format(address=f"{HOST}:{port}")
        response.headers["Referrer-Policy"] = "no-referrer"

    class Page(Server):  # type: ignore[misc]
        async def _make_app(self) -> Any:
            app = await super()._make_app()
            app.middlewares.append(guard)
            app.on_response_prepare.append(add_policy)
            return app

        def initialize_logging(self) -> None:
            """Say nothing about each request."""

        async def on_startup(self, app: Any) -> None:
            """Say nothing: the command has said where the page is."""

    try:
        Page(command(root, plain=plain), host=HOST, port=port, title="archivist").serve()
    except OSError as error:
        raise CannotServe(
            _("Port {port} cannot be used ({reason}); give another with --port.").format(
                port=port, reason=error.strerror or error
            )
        ) from error
