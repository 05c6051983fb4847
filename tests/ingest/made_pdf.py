"""PDFs made for the tests: text objects in Helvetica at given places, so that what is read back is known."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_WIDTHS = [
    int(width)
    for width in """
    278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584
    584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667
    611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500
    722 500 500 500 334 260 334 584
    """.split()
]  # of the characters 32 to 126 in Helvetica, in thousandths of an em

TOP, LEFT, WIDTH = 770.0, 70.0, 455.0
"""Where text begins on the page (A4), and how wide a line of it is, in points."""


@dataclass(frozen=True)
class Text:
    """Some words in one place; ``size`` and places are in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 11.0
    bold: bool = False


def width_of(text: str, size: float = 11.0) -> float:
    """Return how wide ``text`` is in Helvetica, in points; an accent takes no room."""
    plain = unicodedata.normalize("NFD", text)
    letters = [ord(letter) for letter in plain if not unicodedata.combining(letter)]
    return sum(_WIDTHS[code - 32] if 32 <= code < 127 else 500 for code in letters) * size / 1000


def wrap(text: str, width: float = WIDTH, size: float = 11.0) -> list[str]:
    """Return ``text`` in lines no wider than ``width`` points; a "|" in a word is where it may be hyphenated."""
    lines: list[str] = [""]
    for word in text.split(" "):
        line = f"{lines[-1]} {word}".strip()
        if width_of(line.replace("|", ""), size) <= width:
            lines[-1] = line
            continue
        head, bar, tail = word.partition("|")
        if bar and width_of(f"{lines[-1]} {head}-", size) <= width:
            lines[-1] += f" {head}-"
            word = tail
        lines.append(word)
    return [line.replace("|", "") for line in lines]


def column(
    paragraphs: Iterable[str], x: float = LEFT, y: float = TOP, width: float = WIDTH, size: float = 11.0
) -> list[Text]:
    """Return paragraphs set below each other from ``y``, one line's height between them."""
    texts: list[Text] = []
    for paragraph in paragraphs:
        for line in wrap(paragraph, width, size):
            texts.append(Text(x, y, line, size))
            y -= 1.25 * size
        y -= 0.8 * size
    return texts


def make_pdf(
    pages: Sequence[Sequence[Text]], info: Mapping[str, str] | None = None, *, rotate: int = 0, trailer: str = ""
) -> bytes:
    """Return a PDF with ``pages``; ``info`` has properties such as ``Title``, ``trailer`` more of its last lines."""
    count = len(pages)
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(count))
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (fr-FR) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        _info(info or {}),
    ]
    for number, texts in enumerate(pages):
        content = zlib.compress(b"\n".join(_shown(text, rotate) for text in texts))
        box = "0 0 595 842" if not rotate else "0 0 842 595"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents {7 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content))
    return assemble(objects, trailer)


def assemble(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """Return the file that has ``objects``, numbered from 1: the first is the catalogue, the fifth the properties."""
    data = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + f"trailer\n<< /Size {size} /Root 1 0 R /Info 5 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n".encode()
    )


def _shown(text: Text, rotate: int) -> bytes:
    letters = text.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    place = f"1 0 0 1 {text.x:.2f} {text.y:.2f}"
    if rotate == 90:  # the page stands on its side: text runs upwards
        place = f"0 1 -1 0 {842 - text.y:.2f} {text.x:.2f}"
    font = "F2" if text.bold else "F1"
    return f"BT /{font} {text.size} Tf {place} Tm (".encode() + letters + b") Tj ET"


def _info(info: Mapping[str, str]) -> bytes:
    values = (b"/%s <FEFF%s>" % (key.encode(), value.encode("utf-16-be").hex().encode()) for key, value in info.items())
    return b"<< " + b" ".join(values) + b" >>"
