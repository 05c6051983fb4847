"""The French catalogue, in one command: ``python -m tests.catalogue``.

It extracts the sentences of the code, brings ``archivist.po`` up to date with them and compiles both catalogues.
It guesses no translation: a sentence that is new or was changed stays empty in ``archivist.po`` until a person
writes it, and is printed. ``click.po`` is kept by hand: it has the sentences of click that archivist can show.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parent.parent / "src" / "archivist"
FOLDER = SOURCE / "locale" / "fr" / "LC_MESSAGES"
DOMAINS = ("archivist", "click")
WIDTH = 120
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}

Forms = str | tuple[str, str]
"""A message, or its singular and its plural."""


def extracted(folder: Path) -> list[Forms]:
    """Return the messages in the Python files of a folder, each once, in alphabetical order."""
    found = extract_from_dir(folder, keywords=KEYWORDS)
    messages = {message if isinstance(message, str) else (message[0], message[1]) for _, _, message, _, _ in found}
    return sorted(messages, key=lambda message: (message,) if isinstance(message, str) else message)


def read(domain: str) -> Catalog:
    """Return a French catalogue as it is written in its ``.po``."""
    with (FOLDER / f"{domain}.po").open("rb") as file:
        return read_po(file, locale="fr", domain=domain)


def untranslated(catalogue: Catalog) -> list[Forms]:
    """Return the messages of which a form is not translated."""
    return [message.id for message in catalogue if message.id and not _is_whole(message.string)]


def updated(catalogue: Catalog) -> Catalog:
    """Return a catalogue with all sentences of the code and no others, translated as in the one before."""
    made = Catalog(
        locale="fr",
        domain=catalogue.domain,
        header_comment=catalogue.header_comment,
        project="archivist",
        creation_date=catalogue.creation_date,  # dates would make a change of every run
        revision_date=catalogue.revision_date,
        fuzzy=False,
    )
    for forms in extracted(SOURCE):
        known = catalogue.get(forms if isinstance(forms, str) else forms[0])
        same = known is not None and known.id == forms
        made.add(forms, known.string if same else "" if isinstance(forms, str) else ("", ""))
    return made


def main() -> int:
    catalogue = updated(read("archivist"))
    with (FOLDER / "archivist.po").open("wb") as file:
        write_po(file, catalogue, width=WIDTH, no_location=True)
    for domain in DOMAINS:
        with (FOLDER / f"{domain}.mo").open("wb") as file:
            write_mo(file, read(domain))
    missing = untranslated(catalogue)
    for forms in missing:
        print(forms if isinstance(forms, str) else " / ".join(forms))
    print(f"{len(catalogue)} sentences, {len(missing)} to be translated in {FOLDER / 'archivist.po'}")
    return 1 if missing else 0


def _is_whole(translation: str | tuple[str, ...]) -> bool:
    return bool(translation) if isinstance(translation, str) else all(translation)


if __name__ == "__main__":
    raise SystemExit(main())
