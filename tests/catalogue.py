"""The French catalogue, in one command: ``python -m tests.catalogue``.

It extracts the sentences of the code, brings ``archivist.po`` up to date with them and compiles both catalogues.
It guesses no translation: a sentence that is new or was changed stays empty in ``archivist.po`` until a person
writes it, and is printed. ``click.po`` is kept by hand: it has the sentences of click that archivist can show.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from archivist import __version__

SOURCE = Path(__file__).resolve().parent.parent / "src" / "archivist"
FOLDER = SOURCE / "locale" / "fr" / "LC_MESSAGES"
DOMAINS = ("archivist", "click")
WIDTH = 120
FORMS = {"_": 1, "gettext": 1, "ngettext": 2}
"""The functions that translate, with how many of their first arguments are forms of a message."""

Forms = str | tuple[str, str]
"""A message, or its singular and its plural."""


def calls(folder: Path) -> Iterator[tuple[str, list[ast.expr]]]:
    """Yield each place where the Python files of a folder translate, with the arguments that are the message.

    Babel's own extraction overlooks what stands inside an f-string.
    """
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FORMS:
                yield f"{path.name}:{node.lineno}", node.args[: FORMS[node.func.id]]


def extracted(folder: Path) -> list[Forms]:
    """Return the messages in the Python files of a folder, each once, in alphabetical order."""
    found = (tuple(_literal(form) for form in forms) for _, forms in calls(folder))
    messages = {forms for forms in found if all(forms)}
    with_plural = {forms[0] for forms in messages if len(forms) > 1}  # gettext has one entry for both uses
    alone = {forms for forms in messages if len(forms) > 1 or forms[0] not in with_plural}
    return [forms[0] if len(forms) == 1 else (forms[0], forms[1]) for forms in sorted(alone)]


def read(domain: str) -> Catalog:
    """Return a French catalogue as it is written in its ``.po``."""
    with (FOLDER / f"{domain}.po").open("rb") as file:
        return read_po(file, locale="fr", domain=domain)


def untranslated(catalogue: Catalog) -> list[Forms]:
    """Return the messages of which a form is not translated."""
    return [
        message.id if isinstance(message.id, str) else (message.id[0], message.id[1])
        for message in catalogue
        if message.id and not _is_whole(message.string)
    ]


def updated(catalogue: Catalog) -> Catalog:
    """Return a catalogue with all sentences of the code and no others, translated as in the one before."""
    made = Catalog(
        locale="fr",
        domain=catalogue.domain,
        header_comment=catalogue.header_comment,
        project="archivist",
        version=__version__,
        msgid_bugs_address="The archivist authors",
        last_translator="The archivist authors",
        language_team="French",
        creation_date=catalogue.creation_date,  # dates would make a change of every run
        revision_date=catalogue.revision_date,
        fuzzy=False,
    )
    # The plural of French is ours: what Babel takes for it changes from one version to the next.
    made.mime_headers = [(name, value) for name, value in catalogue.mime_headers if name == "Plural-Forms"]
    for forms in extracted(SOURCE):
        known = catalogue.get(forms if isinstance(forms, str) else forms[0])
        empty = "" if isinstance(forms, str) else ("", "")
        made.add(forms, known.string if known is not None and known.id == forms else empty)
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


def _literal(argument: ast.expr) -> str:
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else ""


def _is_whole(translation: str | list[str] | tuple[str, ...] | None) -> bool:
    return all(translation) if translation else False


if __name__ == "__main__":
    raise SystemExit(main())
