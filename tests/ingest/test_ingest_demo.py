"""The releases of the demo, which hold the traps of real ones, and the founding communiqué of the archive."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import archivist
from archivist.ingest.pipeline import read_release

ROOT = Path(__file__).parents[2]
RELEASES = Path(archivist.__file__).parent / "demo" / "releases"
with (ROOT / "tests" / "demo_expectations.tsv").open(encoding="utf-8", newline="") as table:
    EXPECTED = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def folded(text: str | None) -> str:
    return (text or "").replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("row", EXPECTED, ids=[row["file"] for row in EXPECTED])
def test_every_field_of_the_demo(row: dict[str, str]) -> None:
    draft = read_release((RELEASES / row["file"]).read_bytes(), row["file"])
    assert folded(row["title_contains"]) in folded(draft.title)
    assert str(draft.date or "") == row["date"]
    assert folded(draft.place) == folded(row["place"])
    assert folded(draft.issuer) == folded(row["issuer"])
    for name in ("title", "date", "place", "issuer"):
        assert (name in draft.evidence) is (getattr(draft, name) is not None)
    assert "\u00ad" not in draft.text
    assert "fictif" in draft.text


def test_the_expectations_cover_the_demo() -> None:
    assert {row["file"] for row in EXPECTED} == {path.name for path in RELEASES.iterdir() if path.is_file()}


def test_the_founding_communique() -> None:
    originals = list((ROOT / "corpus" / "originals").rglob("*.txt"))
    assert originals, "the checkout keeps the original of the founding communiqué"
    drafts = [read_release(path.read_bytes(), path.name) for path in originals]
    (draft,) = [draft for draft in drafts if draft.issuer == "Technopark"]
    assert str(draft.date) == "2024-05"
    assert draft.place == "Casablanca"
    assert draft.title == (
        "Le Technopark a signé trois conventions de partenariat majeures au GITEX Africa à Marrakech"
    )
    assert draft.text.startswith("Le Technopark a signé trois conventions")
    assert len(draft.text.split("\n\n")) == 9
    assert draft.evidence == {"date": "dateline", "place": "dateline", "issuer": "text", "title": "first sentence"}
