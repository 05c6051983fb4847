"""One request to the web, with limits of size and time, and never to where it must not go.

Only http and https; never to loopback, private, link-local or multicast addresses unless that is allowed. What is
checked is the address that is connected to, so that no name server can change it in between. The standard library is
enough: no library of the web offers that check. Proxies of the environment are not used, for behind them nothing
could be checked.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from urllib.parse import quote, urlsplit, urlunsplit

from archivist.errors import UnreadableSource
from archivist.texts import _
from archivist.version import __version__

AGENT = f"archivist/{'.'.join(__version__.split('.')[:2])} (+project page unknown)"
SECONDS = 30.0
"""How long one answer may take, from the connection to its last byte."""

_SAFE = "%/:=&?~#+!$,;'@()*[]"
_WELL_KNOWN_PREFIX = ipaddress.IPv6Network("64:ff9b::/96")  # IPv4 behind a translator (RFC 6052)
_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/pdf,*/*;q=0.5",
    "Accept-Language": "fr,*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server has answered; ``content`` is unpacked."""

    status: int
    reason: str
    headers: Message
    content: bytes


class _Private(OSError):
    """The name stands for addresses only that must not be connected to."""


def get(address: str, asked: Mapping[str, str], most: int, seconds: float, allow_private: bool) -> Answer:
    """Return the answer to one request for a canonical ``address``, with the headers ``asked``; redirects are answers.

    Raises UnreadableSource, with a sentence that names the address, where there is none, or it has more than ``most``
    bytes or takes longer than ``seconds``.
    """
    parts = urlsplit(address)
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    deadline = time.monotonic() + seconds
    try:
        with _connected(parts.scheme, parts.hostname or "", parts.port, seconds, allow_private) as connection:
            connection.request("GET", target, headers={**_HEADERS, "Host": parts.netloc, **asked})
            response = connection.getresponse()
            content = response.read(most + 1)
            is_cut_short = bool(response.length)
    except _Private:
        raise UnreadableSource(
            _("{name} is in a private network and is not fetched; --allow-private allows it.").format(
                name=shown_address(address)
            )
        ) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        is_late = isinstance(error, TimeoutError) or time.monotonic() >= deadline
        raise _not_fetched(address, _("it takes too long") if is_late else _reason(error)) from None
    if len(content) <= most and (is_cut_short or time.monotonic() >= deadline):
        raise _not_fetched(address, _("it takes too long") if time.monotonic() >= deadline else _("it was cut short"))
    if "gzip" in response.headers.get("Content-Encoding", "").lower():
        content = _unzipped(content, most, address)
    if len(content) > most:
        raise _not_fetched(address, _("it is larger than {size} MB").format(size=most >> 20))
    return Answer(response.status, response.reason, response.headers, content)


def canonical(address: str) -> str:
    """Return an address in ASCII, as servers want it; raise UnreadableSource for one that is not of the web."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        if (
            parts.scheme not in ("http", "https")
            or not host
            or parts.username
            or re.search(r"[\s\x00-\x20\x7f/\\\\]", host)
        ):
            raise ValueError
        netloc = f"[{host}]" if ":" in host else host
        standard = {"http": 80, "https": 443}[parts.scheme]
        if parts.port not in (None, standard):
            netloc += f":{parts.port}"
    except ValueError:
        raise UnreadableSource(
            _("{name} is not an address that can be fetched; it must be like https://example.org/page.").format(
                name=shown_address(address)
            )
        ) from None
    path = quote(parts.path, safe=_SAFE, errors="replace") or "/"
    return urlunsplit((parts.scheme, netloc, path, quote(parts.query, safe=_SAFE, errors="replace"), ""))


def shown_address(address: str) -> str:
    """Return an address in characters that can be printed and written, without a password."""
    with suppress(ValueError):
        parts = urlsplit(address)
        address = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))
    return "".join(
        character if character.isprintable() and character != " " else quote(character, errors="replace")
        for character in address
    )


@contextmanager
def _connected(
    scheme: str, host: str, port: int | None, seconds: float, allow_private: bool
) -> Iterator[http.client.HTTPConnection]:
    """Connect, and end the connection after some time however slowly the other side goes on."""
    raw = _socket(host, port or (443 if scheme == "https" else 80), seconds, allow_private)
    # Another handle on the same connection: what is read through TLS must not be touched from a second thread.
    handle = raw.dup()

    def end() -> None:
        with suppress(OSError):
            handle.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    connection = http.client.HTTPConnection(host)
    try:
        connection.sock = raw
        if scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
        yield connection
    finally:
        timer.cancel()
        connection.close()
        raw.close()
        handle.close()


def _socket(host: str, port: int, seconds: float, allow_private: bool) -> socket.socket:
    """Connect to the first address of a name that may be connected to and answers; raise an OSError."""
    failure: OSError = _Private()
    for family, kind, protocol, _name, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if not (allow_private or is_public(str(where[0]))):
            continue
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(seconds)
            connection.connect(where)
            return connection
        except OSError as error:
            connection.close()
            failure = error
    raise failure


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet, also where it is wrapped in another one."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]
        if ip in _WELL_KNOWN_PREFIX:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _unzipped(content: bytes, most: int, address: str) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        return unpacker.decompress(content, most + 1)
    except zlib.error:
        raise _not_fetched(address, _("it is damaged")) from None


def _not_fetched(address: str, reason: str) -> UnreadableSource:
    return UnreadableSource(_("{name} cannot be fetched: {reason}.").format(name=shown_address(address), reason=reason))


def _reason(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return _("no server has that name")
    if isinstance(error, ssl.SSLError):
        return _("its certificate or encryption cannot be trusted")
    if isinstance(error, ConnectionRefusedError):
        return _("the server refuses the connection")
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return _("the server does not speak the language of the web")
