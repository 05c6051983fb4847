"""The language of the reader, and the French catalogue: whole, in step with the code, and set as French is."""

from __future__ import annotations

import ast
import gettext
import re
from importlib import util
from pathlib import Path
from string import Formatter
from types import ModuleType

import click
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo

from archivist import texts
from archivist.cli.program import COMMANDS
from catalogue import DOMAINS, FOLDER, SOURCE, calls, extracted, read, untranslated

VARIABLES = ("ARCHIVIST_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")

CODE = re.compile(r"`[^`\n]*`|\{(?:typed|field)\}:|https?://|![rs](?=\})|'archivist\[\w+\]'|\bPATH\.\.\.")
FAULTS = {
    "a plain blank before a double sign": re.compile(r" [:;!?»]"),
    "a plain blank after an opening guillemet": re.compile("« "),
    "no narrow no-break space before ; ! ?": re.compile("(?<!\u202f)[;!?]"),
    "no narrow no-break space inside guillemets": re.compile("«(?!\u202f)|(?<!\u202f)»"),
    "no no-break space before a colon": re.compile("(?<!\u00a0):(?=\\s|$)"),
    "a straight apostrophe": re.compile(r"\w'\w"),
    "an English quotation mark": re.compile("[“”]"),
    "three dots for an ellipsis": re.compile(r"\.\.\."),
    "no no-break space before a per cent sign": re.compile("(?<!\u202f)%"),
}


def faults(sentence: str) -> list[str]:
    """Return what is not set in a sentence as French is; code between backticks and the like is left alone."""
    text = CODE.sub("", sentence)
    return [name for name, fault in FAULTS.items() if fault.search(text)]


def forms(value: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def fields(sentence: str) -> list[tuple[str, str | None, str | None]]:
    """Return the placeholders, each with how it is formatted; ``{+added+}`` in a help is none."""
    found = ((name, form, kind) for _, name, form, kind in Formatter().parse(sentence))
    return sorted((name, form, kind) for name, form, kind in found if name is not None and name.isidentifier())


def messages(domain: str) -> list[Message]:
    return [message for message in read(domain) if message.id]


def languages(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> ModuleType:
    """Return the module of texts as it is where the environment has these variables for languages and no others."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    spec = util.spec_from_file_location("texts_in_another_language", texts.__file__)
    assert spec is not None and spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("variables", "month"),
    [
        ({}, "January"),
        ({"LANG": "C"}, "January"),
        ({"LANG": "C.UTF-8"}, "January"),
        ({"LANG": "en_GB.UTF-8"}, "January"),
        ({"LANG": "fr_FR.UTF-8"}, "janvier"),
        ({"LANG": "fr"}, "janvier"),
        ({"LANG": "fr_MA.UTF-8"}, "janvier"),
        ({"LANG": "fr-FR"}, "janvier"),
        ({"LANG": "fr_FR.UTF-8@euro"}, "janvier"),
        ({"LANG": "xx_YY.UTF-8"}, "January"),
        ({"ARCHIVIST_LANG": "fr", "LANG": "C"}, "janvier"),
        ({"ARCHIVIST_LANG": "fr", "LANGUAGE": "en", "LC_ALL": "en_US.UTF-8"}, "janvier"),
        ({"ARCHIVIST_LANG": "en", "LANG": "fr_FR.UTF-8"}, "January"),
        ({"ARCHIVIST_LANG": "klingon", "LANG": "fr_FR.UTF-8"}, "January"),
        ({"ARCHIVIST_LANG": "", "LANG": "fr_FR.UTF-8"}, "janvier"),
        ({"LANGUAGE": "fr", "LC_ALL": "en_US.UTF-8"}, "janvier"),
        ({"LANGUAGE": "ar:fr", "LANG": "ar_MA.UTF-8"}, "janvier"),
        ({"LANGUAGE": "en:fr", "LANG": "fr_FR.UTF-8"}, "January"),
        ({"LANGUAGE": "", "LANG": "fr_FR.UTF-8"}, "janvier"),
        ({"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8", "LANG": "fr_FR.UTF-8"}, "January"),
        ({"LC_MESSAGES": "fr_FR.UTF-8", "LANG": "C"}, "janvier"),
    ],
)
def test_the_language_is_that_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], month: str
) -> None:
    assert languages(monkeypatch, variables)._("January") == month


def test_french_has_a_plural_from_two_on(monkeypatch: pytest.MonkeyPatch) -> None:
    french = languages(monkeypatch, {"LANG": "fr_FR.UTF-8"})
    found = [french.ngettext("{count} article", "{count} articles", count) for count in (0, 1, 2)]
    assert found == ["{count} communiqué", "{count} communiqué", "{count} communiqués"]


def test_what_has_no_translation_is_said_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    french = languages(monkeypatch, {"LANG": "fr_FR.UTF-8"})
    assert french._("No such sentence.") == "No such sentence."
    assert french.ngettext("one", "many", 2) == "many"


def test_a_library_gets_our_catalogue_only_where_the_reader_gets_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    domain = gettext.textdomain()
    try:
        languages(monkeypatch, {"LANGUAGE": "en:fr"}).translate_library("click")
        assert gettext.textdomain() == domain
        languages(monkeypatch, {"ARCHIVIST_LANG": "fr", "LANG": "C"}).translate_library("click")
        assert gettext.gettext("Missing command.") == "Il manque une commande."
    finally:
        gettext.textdomain(domain)
        gettext.bindtextdomain("click", "/")


def test_the_code_translates_literals_alone() -> None:
    """What is not a literal is not extracted; what is empty would give the head of the catalogue."""
    odd = {
        place
        for place, arguments in calls(SOURCE)
        for form in arguments
        if not (isinstance(form, ast.Constant) and isinstance(form.value, str) and form.value)
    }
    assert odd == set()


def test_the_catalogue_has_the_sentences_of_the_code_and_no_others() -> None:
    """Where this fails: ``python -m tests.catalogue``, then write what it prints in ``archivist.po``."""
    known = {forms(message.id) for message in messages("archivist")}
    assert known == set(map(forms, extracted(SOURCE)))


def test_the_sentences_of_click_are_those_of_the_click_that_is_installed() -> None:
    theirs = set(map(forms, extracted(Path(click.__file__).parent)))
    assert {forms(message.id) for message in messages("click")} - theirs == set()


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_sentence_is_translated_by_a_person(domain: str) -> None:
    catalogue = read(domain)
    assert untranslated(catalogue) == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert list(catalogue.obsolete) == []
    assert catalogue.num_plurals == 2 and catalogue.plural_expr == "(n > 1)"


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_is_compiled_is_what_is_written(domain: str) -> None:
    with (FOLDER / f"{domain}.mo").open("rb") as file:
        compiled = read_mo(file)

    def said(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
        written = {forms(message.id): forms(message.string) for message in catalogue if message.id}
        return {english: french for english, french in written.items() if all(french)}

    assert said(compiled) == said(read(domain))


def test_placeholders_are_those_of_the_english() -> None:
    for message in messages("archivist"):
        english, french = forms(message.id), forms(message.string)
        assert len(english) == len(french), message.id
        if all(french):
            assert list(map(fields, english)) == list(map(fields, french)), message.id
    for message in messages("click"):
        for one, other in zip(forms(message.id), forms(message.string), strict=True):
            assert set(fields(other)) <= set(fields(one)), message.id


def test_blanks_and_paragraphs_are_those_of_the_english() -> None:
    for message in messages("archivist"):
        for english, french in zip(forms(message.id), forms(message.string), strict=True):
            if not french:
                continue  # another test says so
            assert english.count("\n") == french.count("\n"), message.id
            assert english.startswith(" ") == french.startswith(" "), message.id
            assert english.endswith(" ") == french.endswith(" "), message.id
            assert "  " not in french, message.id


@pytest.mark.parametrize("domain", DOMAINS)
def test_commands_and_options_stay_what_they_are(domain: str) -> None:
    commands = rf"\barchivist (?:{'|'.join(COMMANDS)})\b"
    named = re.compile(rf"(?<![\w-])--[a-z-]+|{commands}|\b[A-Z]+_[A-Z_]+\b|@?\bNAME\b|\bPATH\b|\bQUERY\b")
    for message in messages(domain):
        for english, french in zip(forms(message.id), forms(message.string), strict=True):
            assert not french or {code for code in named.findall(english) if code not in french} == set(), message.id


@pytest.mark.parametrize("domain", DOMAINS)
def test_french_is_set_as_french_is(domain: str) -> None:
    found = {form: faults(form) for message in messages(domain) for form in forms(message.string)}
    assert {form: names for form, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("sentence", "faulty"),
    [
        ("Note : {note}", True),
        ("Note: {note}", True),
        ("Note\u00a0: {note}", False),
        ("Pas trouvé ; cherchez.", True),
        ("Pas trouvé; cherchez.", True),
        ("Pas trouvé\u202f; cherchez.", False),
        ("Quoi ?", True),
        ("Quoi?", True),
        ("Quoi\u202f?", False),
        ("« oui »", True),
        ("«oui»", True),
        ("«\u202foui\u202f»", False),
        ("l'archive", True),
        ("l’archive", False),
        ("“oui”", True),
        ("Recherche...", True),
        ("archivist ingest PATH...", False),
        ("100 %", True),
        ("100%", True),
        ("100\u202f%", False),
        ("Écrivez `id: {id}`.", False),
        ("{field}: n’a pas de valeur.", False),
        ("http://{address}", False),
    ],
)
def test_the_rules_of_setting_find_what_they_should(sentence: str, faulty: bool) -> None:
    assert bool(faults(sentence)) == faulty
