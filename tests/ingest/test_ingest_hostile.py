"""Hostile and broken input: read_release raises UnreadableSource and nothing else, and soon."""

from __future__ import annotations

import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.errors import UnreadableSource
from archivist.ingest.pipeline import read_release

PROSE = b"Le Moulin Bleu ouvre un atelier, dit un texte assez long pour compter comme de la prose."

HOSTILE = {
    "ten thousand elements": b"<div>" * 10000 + PROSE + b"</div>" * 10000,
    "ten thousand paragraphs": b"<p>" * 10000 + PROSE,
    "a million attributes": b"<div " + b" ".join(b"a%d=1" % n for n in range(1_000_000)) + b">" + PROSE + b"</div>",
    "stray brackets": b"<p>" + b"<" * 300_000 + PROSE + b"</p>",
    "ampersands": b"<p>" + b"&" * 300_000 + PROSE + b"</p>",
    "open comments": b"<!--" * 200_000 + PROSE,
    "open quotes": b'<a href="x ' * 100_000 + PROSE,
    "open scripts": b"<script>" * 100_000 + PROSE,
    "a reference of many digits": b"<p>" + PROSE + b"&#" + b"9" * 9000 + b"; &#x" + b"f" * 9000 + b";</p>",
    "an attribute of many digits": b'<p title="&#' + b"9" * 9000 + b'" colspan=' + b"9" * 9000 + b">" + PROSE + b"</p>",
    "a number of many digits": b'<script type="application/ld+json">{"a":' + b"9" * 9000 + b"}</script><p>" + PROSE,
    "a list of many digits": b"<ol start=" + b"9" * 9000 + b"><li value=" + b"9" * 9000 + b">" + PROSE + b"</ol>",
    "a line of many digits": b"1" * 9000 + b". " + PROSE + b"\n\n" + b"9" * 9000 + b"/05/2024 " + PROSE,
    "folded lines": b"From: a@b.example\r\n" + b" suite\r\n" * 20_000 + PROSE,
    "dates in dates": b"<h1>Un titre</h1>"
    + b"<div class=date>" * 90
    + b"<span class=date>3 mai 2024</span>" * 20_000
    + PROSE,
    "labels in labels": b"<div>" * 90 + "Expéditeur :<br>".encode() * 20_000 + PROSE,
    "nested lists": b"<ul><li>" * 20_000 + PROSE,
    "deep JSON-LD": b'<script type="application/ld+json">' + b"[" * 90_000 + b"</script><p>" + PROSE + b"</p>",
    "one long line": b"mot " * 500_000,
    "one long word": b"m" * 2_000_000,
    "short lines": b"a\n" * 200_000,
    "brackets": b"[" * 200_000 + PROSE,
    "half links": b"[a](" * 100_000 + PROSE,
    "capitals": b"Aa de la " * 100_000,
    "addresses": b"a@b." * 100_000,
    "many breaks": b"<p>" + PROSE + b"<br>" * 50_000,
    "aliases of aliases": b"---\na: &a [x,x]\n"
    + b"".join(b"b%d: &b%d [*%s,*%s]\n" % (n, n, p, p) for n in range(30) for p in [b"b%d" % (n - 1) if n else b"a"])
    + b"tags: *b29\n---\n"
    + PROSE,
    "deep front matter": b"---\ntitle: " + b"[" * 9000 + b"\n---\n" + PROSE,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_read_or_refused_in_seconds(name: str) -> None:
    start = time.process_time()
    try:
        read_release(HOSTILE[name], "hostile.html")
    except UnreadableSource as error:
        assert "hostile.html" in str(error)
        assert error.__cause__ is None
    assert time.process_time() - start < 10


def test_text_survives_deep_nesting() -> None:
    assert "Le Moulin Bleu ouvre" in read_release(HOSTILE["ten thousand elements"], "x.html").text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"\x00\x01\x02" * 500, "a binary file"),
        (b"Bonjour\x00 le monde " * 50, "a binary file"),
        (b"%PDF-1.7 ...", "PDF document"),
        (b"PK\x03\x04....word/document.xml", "a damaged document"),
        (b"PK\x03\x04....content.txt", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"{\\rtf1 texte}", "an RTF document"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "a feed"),
        (b"Message-ID: <1@x>\nFrom: a@b.example\nTo: c@d.example\nSubject: x\n\nTexte", "an e-mail"),
        (gzip.compress(b"texte" * 100)[:20], "cut short"),
        (b"\x1f\x8b\x08" + b"x" * 40, "damaged"),
        (gzip.compress(b"0" * (60 * 1024 * 1024)), "larger than"),
        (b"...!!!???", "no text"),
        (b"<html><body><script>var a = 1</script></body></html>", "no text"),
    ],
)
def test_refusals_name_the_file_and_say_what_it_is(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableSource) as raised:
        read_release(data, "dossier/fichier.txt")
    assert "dossier/fichier.txt" in str(raised.value)
    assert words in str(raised.value)


def _only_unreadable(data: bytes, name: str) -> None:
    try:
        draft = read_release(data, name)
    except UnreadableSource as error:
        assert name in str(error)
        assert error.__cause__ is None
    else:
        assert draft.title
        assert any(map(str.isalnum, draft.text))
        assert "\x1b" not in draft.text + draft.title


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    _only_unreadable(data, "f")


TAGS = "p div b table tr td ul li h1 title script style article br a blockquote nav time meta".split()


@given(
    st.lists(
        st.one_of(
            st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
            st.sampled_from(
                ["<", ">", "&", "&eacute;", "&#0;", "<!--", "-->", "<![CDATA[", '<p class="share', '"', "\x00", "\n\n"]
            ),
            st.sampled_from(
                ["Rabat, le 30 mai 2024 – ", "À propos de ", "L’Office", " 31/02/2024 ", "# ", "- ", "---\n"]
            ),
            st.text(max_size=8),
        ),
        max_size=40,
    )
)
def test_anything_like_html(pieces: list[str]) -> None:
    _only_unreadable("".join(pieces).encode("utf-8", "replace"), "f.html")


@given(st.text(max_size=200), st.text(max_size=100))
def test_any_front_matter(matter: str, text: str) -> None:
    _only_unreadable(f"---\ntitle: {matter}\ndate: {matter}\n---\n{text}".encode("utf-8", "replace"), "f.md")
