"""Fictional press releases for tests: invented towns, organisations and people."""

from __future__ import annotations

from pathlib import Path

PLACES = ("Valombre", "Tizerine", "Aït Valombre")
ISSUERS = ("Port de Valombre", "Coopérative du safran de Tizerine", "Institut des énergies de Valombre")
SUBJECTS = ("agrandit son bassin", "ouvre un atelier de safran", "signe deux conventions sur l'eau", "forme des élèves")

MARK = "repère"


def mark(number: int) -> str:
    """Return a word that only the release of this number has."""
    letters = "bcdfglmnprstvz"
    word = ""
    rest = number
    for _ in range(4):
        rest, digit = divmod(rest, len(letters))
        word += letters[digit] + "aeiou"[digit % 5]
    return f"{word}x"


def release(number: int, text: str = "") -> str:
    """Return a release in Markdown, with its front matter; releases of other numbers have other titles and days."""
    place, issuer = PLACES[number % 3], ISSUERS[number % 3]
    month, day = number % 12 + 1, number % 28 + 1
    return (
        f"---\ntitle: {issuer} {SUBJECTS[number % 4]} ({number})\ndate: 2024-{month:02}-{day:02}\n"
        f"place: {place}\nissuer: {issuer}\n---\n\n"
        f"{place} – {issuer} {SUBJECTS[number % 4]}. Le {MARK} de ce communiqué est {mark(number)}.\n\n"
        f"{text or 'Les habitants pourront visiter les lieux dès le printemps.'}\n\n"
        "Communiqué fictif : ces organisations n'existent pas.\n"
    )


def write_releases(folder: Path, count: int, start: int = 0) -> list[Path]:
    """Write ``count`` releases to ``folder``, one a file; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(start, start + count):
        path = folder / f"communique-{number:03}.md"
        path.write_text(release(number), encoding="utf-8")
        paths.append(path)
    return paths
