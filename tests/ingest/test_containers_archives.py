"""ZIP, tar and packed files: members in order, names as they were meant, bounds that hold."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.ingest.containers import Enclosed, archives, enclosed, expand, expanded
from archivist.ingest.sources import Source, Unreadable, find_sources

TEXT = b"Le Moulin Bleu, fabrique fictive de Valombre, ouvre un atelier."
MAIL = b"From: a@b.example\nSubject: Le Moulin Bleu ouvre un atelier fictif\nMIME-Version: 1.0\n\n" + TEXT


def zipped(members: dict[str, bytes], **options: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", **options) as archive:  # type: ignore[arg-type]
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tarred(members: dict[str, bytes], format: int = tarfile.PAX_FORMAT) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=format) as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


def inside(data: bytes, name: str = "envoi.zip") -> list[Source | Unreadable]:
    found = expand(data, name, f"dossier/{name}", Path(f"dossier/{name}"))
    assert found is not None
    return list(found)


def is_empty(found: list[Source | Unreadable]) -> bool:
    return [one.reason for one in found if isinstance(one, Unreadable)] == [
        "dossier/envoi.zip holds nothing that could be an article."
    ]


def locations(data: bytes) -> list[str]:
    return [found.location.removeprefix("dossier/") for found in inside(data)]


PACKINGS: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "zip": zipped,
    "zip, deflated": lambda members: zipped(members, compression=zipfile.ZIP_DEFLATED),
    "tar": tarred,
    "tar, ustar": lambda members: tarred(members, tarfile.USTAR_FORMAT),
    "tar, gnu": lambda members: tarred(members, tarfile.GNU_FORMAT),
    "tar.gz": lambda members: gzip.compress(tarred(members)),
    "tar.bz2": lambda members: bz2.compress(tarred(members)),
    "tar.xz": lambda members: lzma.compress(tarred(members)),
}


@pytest.mark.parametrize("packing", PACKINGS)
def test_members_come_in_order(packing: str) -> None:
    members = {"b/été.txt": TEXT, "a.html": TEXT + b"2", "__MACOSX/b/x": b"x", ".git/x": b"x", "Thumbs.db": b"x"}
    first, second = inside(PACKINGS[packing](members))
    assert isinstance(first, Enclosed)
    assert (first.location, first.inside, first.name) == ("dossier/envoi.zip#b/été.txt", "#b/été.txt", "été.txt")
    assert first.read() == first.original == TEXT
    assert second.location == "dossier/envoi.zip#a.html"


@pytest.mark.parametrize("packing", ["zip", "tar"])
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\x\\y.txt", "x/y.txt"),
        ("a/../../b.txt", "a/b.txt"),
        ("a\x1b[31mb.txt", "a\\x1b[31mb.txt"),
        ("deux\nlignes.txt", "deux\\x0alignes.txt"),
    ],
)
def test_names_are_harmless(packing: str, name: str, shown: str) -> None:
    assert locations(PACKINGS[packing]({name: TEXT})) == [f"envoi.zip#{shown}"]


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-8", "étà/École.txt"), ("cp850", "étà/École.txt"), ("cp437", "étà/Çole.txt")]
)
def test_names_in_old_zip_files(encoding: str, name: str) -> None:
    raw = name.encode(encoding)
    placeholder = "x" * len(raw)
    assert locations(zipped({placeholder: TEXT}).replace(placeholder.encode(), raw)) == [f"envoi.zip#{name}"]


def test_names_in_old_tar_files() -> None:
    data = tarred({"été.txt": TEXT}, tarfile.GNU_FORMAT).replace("été".encode(), b"\xe9t\xe9\0\0")
    header = bytearray(data[:512])
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    assert locations(bytes(header) + data[512:]) == ["envoi.zip#été"]


def test_links_and_folders_are_no_members() -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
            member = tarfile.TarInfo(f"x{kind!r}")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    assert is_empty(inside(stream.getvalue()))
    info = zipfile.ZipInfo("lien")
    info.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive_:
        archive_.writestr(info, "/etc/passwd")
        archive_.mkdir("dossier") if hasattr(archive_, "mkdir") else None
    assert is_empty(inside(stream.getvalue()))


def test_containers_in_containers() -> None:
    mails = zipped({"m.eml": MAIL, "x.txt": TEXT})
    assert locations(tarred({"m.zip": mails, "y.txt": TEXT})) == [
        "envoi.zip#m.zip#m.eml", "envoi.zip#m.zip#x.txt", "envoi.zip#y.txt",
    ]  # fmt: skip


def test_containers_too_deep_are_one_sentence() -> None:
    data = zipped({"x.txt": TEXT})
    for _level in range(4):
        data = zipped({"a.zip": data, "b.txt": TEXT})
    found = inside(data)
    assert len(found) == 5
    assert [one.reason for one in found if isinstance(one, Unreadable)] == [
        "dossier/envoi.zip#a.zip#a.zip#a.zip#a.zip is packed too deeply in other files; unpack those first."
    ]


@pytest.mark.parametrize("member", ["[Content_Types].xml", "mimetype"])
def test_documents_are_no_archives(member: str) -> None:
    document = zipped({member: b"application/epub+zip", "x.txt": TEXT})
    assert expand(document, "a.docx", "a.docx") is None
    (found,) = inside(zipped({"a.docx": document}))
    assert isinstance(found, Enclosed)
    assert found.content == document


@pytest.mark.parametrize("pack", [bz2.compress, lzma.compress])
def test_a_packed_release_is_unpacked(pack: Callable[[bytes], bytes]) -> None:
    (found,) = inside(pack(TEXT), "release.txt.xz")
    assert isinstance(found, Enclosed)
    assert (found.name, found.location, found.content) == ("release.txt", "dossier/release.txt.xz", TEXT)


def test_gzip_around_one_release_is_left_to_the_formats() -> None:
    assert expand(gzip.compress(TEXT), "a.html.gz", "a.html.gz") is None
    (mail,) = inside(gzip.compress(MAIL), "a.eml.gz")
    assert (mail.name, mail.location) == ("a.eml", "dossier/a.eml.gz")


def test_encrypted_members_are_one_sentence_each() -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"PK\x01\x02"))
    data[at + 8] |= 1
    encrypted, plain = inside(bytes(data))
    assert isinstance(encrypted, Unreadable)
    assert encrypted.reason.startswith("dossier/envoi.zip#a.txt is encrypted")
    assert isinstance(plain, Enclosed)


@pytest.mark.parametrize("packing", PACKINGS)
def test_large_members_are_refused(packing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST", 100)
    large, small = inside(PACKINGS[packing]({"a.txt": b"x" * 101, "b.txt": b"x" * 100}))
    assert isinstance(large, Unreadable)
    assert "envoi.zip#a.txt is larger than" in large.reason
    assert isinstance(small, Enclosed)


@pytest.mark.parametrize("packing", ["zip, deflated", "tar.gz", "tar.bz2", "tar.xz"])
def test_bombs_are_refused(packing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enclosed, "SMALLEST_LIMIT", 1000)
    bomb = PACKINGS[packing]({f"{number}.txt": b"0" * 1_000_000 for number in range(20)})
    found = inside(bomb)
    assert sum(len(one.content) for one in found if isinstance(one, Enclosed)) <= 100 * len(bomb)
    assert [one.reason for one in found if isinstance(one, Unreadable)] == [
        "dossier/envoi.zip is refused: it unpacks to far more than it could honestly hold, and the rest is not read."
    ]


def test_bombs_in_archives_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enclosed, "SMALLEST_LIMIT", 1000)
    bomb = zipped({"a.txt": b"0" * 1_000_000}, compression=zipfile.ZIP_DEFLATED)
    *_rest, last = inside(zipped({f"{number}.zip": bomb for number in range(50)}, compression=zipfile.ZIP_DEFLATED))
    assert isinstance(last, Unreadable)
    assert "dossier/envoi.zip is refused" in last.reason


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enclosed, "MOST_MEMBERS", 3)
    for packing in ("zip", "tar"):
        found = inside(PACKINGS[packing]({f"{number}.txt": TEXT for number in range(5)}))
        assert len(found) == 4
        assert isinstance(found[-1], Unreadable)
        assert "more than 3 members" in found[-1].reason


def test_a_list_of_members_that_would_fill_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_LARGEST_DIRECTORY", 100)
    (found,) = inside(zipped({"a.txt": TEXT, "b.txt": TEXT, "c.txt": TEXT}))
    assert isinstance(found, Unreadable)
    assert "too many members" in found.reason


@pytest.mark.parametrize("packing", PACKINGS)
def test_damage_is_a_sentence(packing: str) -> None:
    data = PACKINGS[packing]({f"{number}.txt": TEXT * 40 for number in range(40)})
    for end in (len(data) // 3, len(data) // 2):
        *_whole, last = inside(data[:end])
        assert isinstance(last, Unreadable)
        assert "dossier/envoi.zip" in last.reason


def test_a_member_with_wrong_bytes_stops_no_other() -> None:
    data = zipped({"a.txt": TEXT, "b.txt": TEXT.upper()})
    damaged, whole = inside(data.replace(b"Moulin Bleu", b"Moulin Gris", 1))
    assert isinstance(damaged, Unreadable)
    assert "a.txt is damaged" in damaged.reason
    assert isinstance(whole, Enclosed)


def test_sizes_that_lie_do_no_harm() -> None:
    data = bytearray(zipped({"a.txt": b"0" * 100_000}, compression=zipfile.ZIP_DEFLATED))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    (found,) = inside(bytes(data))
    assert isinstance(found, Unreadable)


def test_found_files_are_expanded(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "b.zip").write_bytes(zipped({"x.txt": TEXT}))
    (tmp_path / "c.zip").write_bytes(zipped({}))
    plain, member, empty, missing = expanded(find_sources([str(tmp_path), str(tmp_path / "d.zip")]))
    assert type(plain) is Source
    assert isinstance(member, Enclosed)
    assert (member.path, member.location) == (tmp_path / "b.zip", f"{tmp_path.as_posix()}/b.zip#x.txt")
    assert isinstance(empty, Unreadable)
    assert isinstance(missing, Unreadable)


def test_standard_input_may_be_a_container(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(zipped({"x.txt": TEXT}))))
    (member,) = expanded(find_sources(["-"]))
    assert member.location == "-#x.txt"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT)))
    (plain,) = expanded(find_sources(["-"]))
    assert isinstance(plain, Source)
    assert (plain.location, plain.read()) == ("-", TEXT)
