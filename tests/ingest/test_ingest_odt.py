"""ODT: what OpenDocument texts say and how. All organisations and people are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_office import make_odt, packed

from archivist.errors import UnreadableSource
from archivist.ingest.formats import odt
from archivist.ingest.formats.sniffing import sniff

TITLE = "La Fabrique des Marées ouvre ses portes au public"
OPENING = "La Fabrique des Marées, organisation fictive de Valombre, ouvre ses portes le premier dimanche de juin."
SPEECH = "« Nous ouvrons nos portes aux élèves », a déclaré Jeanne Marin, la directrice, qui est inventée elle aussi."
STYLES = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="P2" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="P3" style:family="paragraph"><style:text-properties fo:font-size="150%"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>
"""


def read(body: str, meta: str = "") -> odt.Draft:
    return odt.read(make_odt(body, styles=STYLES, meta=meta), "communique.odt")


def p(inside: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


@pytest.mark.parametrize(
    ("line", "evidence"),
    [
        (p(TITLE, "Title"), "title style"),
        (p(TITLE, "P1"), "title style"),
        (f'<text:h text:outline-level="1">{TITLE}</text:h>', "heading"),
        (p(TITLE, "P3"), "largest type"),
        (p(TITLE, "P2"), "first bold line"),
        (p(f'<text:span text:style-name="T1">{TITLE}</text:span>'), "first bold line"),
    ],
)
def test_the_title_is_told_by_its_look(line: str, evidence: str) -> None:
    draft = read(p("Communiqué de presse", "P2") + line + p(OPENING) + p(SPEECH))
    assert draft.title == TITLE
    assert draft.evidence == {"title": evidence}
    assert draft.text == f"Communiqué de presse\n\n{OPENING}\n\n{SPEECH}"


def test_properties_are_declared_and_never_the_date_of_the_release() -> None:
    meta = (
        "<dc:title>Une saison nouvelle à la Fabrique</dc:title><meta:initial-creator>Jeanne Marin</meta:initial-creator>"
        "<meta:creation-date>2024-05-30T08:00:00.000</meta:creation-date><dc:language>fr-FR</dc:language>"
        "<meta:keyword>mer</meta:keyword><meta:keyword>école</meta:keyword>"
    )
    draft = read(p(OPENING) + p(SPEECH), meta)
    assert draft.title == "Une saison nouvelle à la Fabrique"
    assert draft.date is None
    assert draft.declared == {
        "author": "Jeanne Marin", "created": "2024-05-30", "lang": "fr-FR", "keywords": "mer, école",
    }  # fmt: skip


def test_headings_and_lists_keep_their_shape() -> None:
    def entries(style: str, *texts: str) -> str:
        inside = "".join(f"<text:list-item>{p(text)}</text:list-item>" for text in texts)
        return f'<text:list text:style-name="{style}">{inside}</text:list>'

    nested = f'<text:list text:style-name="Puces"><text:list-item>{p("une visite")}{entries("Puces", "du quai")}</text:list-item></text:list>'
    body = p(TITLE, "Title") + '<text:h text:outline-level="3">Le programme</text:h>' + nested + p(OPENING)
    body += entries("Nombres", "écrire", "venir")
    assert read(body).text == f"### Le programme\n\n- une visite\n- du quai\n\n{OPENING}\n\n1. écrire\n2. venir"


def test_tables_keep_their_cells() -> None:
    def row(*cells: str) -> str:
        return (
            "<table:table-row>"
            + "".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in cells)
            + "</table:table-row>"
        )

    wide = f'<table:table-row><table:table-cell table:number-columns-repeated="99999999">{p("x")}</table:table-cell></table:table-row>'
    table = f"<table:table><table:table-header-rows>{row('Année', 'Visites')}</table:table-header-rows>{row('2022', '120')}</table:table>"
    assert read(p(OPENING) + table).text == f"{OPENING}\n\n| Année | Visites |\n| --- | --- |\n| 2022 | 120 |"
    assert read(p(OPENING) + f"<table:table>{wide}</table:table>").text == f"{OPENING}\n\nx"


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("Un<text:s text:c='3'/>deux<text:tab/>trois", "Un deux trois"),
        ("Une ligne<text:line-break/>et l’autre", "Une ligne\net l’autre"),
        ("Des  blancs\n        dans le fichier", "Des blancs dans le fichier"),
        ("Vu<text:span text:style-name='T2'> caché</text:span>", "Vu"),
        ("Le <text:a>site</text:a> et <text:span>le <text:span>port</text:span></text:span>.", "Le site et le port."),
        ("Le port<office:annotation><text:p>À revoir !</text:p></office:annotation> ouvre.", "Le port ouvre."),
        ("Le <text:change-start/>nouveau<text:change-end/> port", "Le nouveau port"),
        ("<text:ruby><text:ruby-base>port</text:ruby-base><text:ruby-text>por</text:ruby-text></text:ruby>", "port"),
    ],
)
def test_what_is_read_of_a_paragraph(inside: str, said: str) -> None:
    assert read(p(inside) + p(OPENING)).text == f"{said}\n\n{OPENING}"


def test_deleted_text_contents_and_footers_are_not_read() -> None:
    deleted = f"<text:tracked-changes><text:changed-region><text:deletion>{p('parti')}</text:deletion></text:changed-region></text:tracked-changes>"
    contents = f"<text:table-of-content><text:index-body>{p('Sommaire')}</text:index-body></text:table-of-content>"
    hidden = f'<text:section text:display="none">{p("caché")}</text:section>'
    section = f"<text:section>{p(OPENING)}</text:section>"
    assert read(deleted + contents + hidden + section).text == OPENING


def test_notes_and_boxes_follow() -> None:
    note = f"<text:note><text:note-citation>*</text:note-citation><text:note-body>{p('Chiffre fictif.')}</text:note-body></text:note>"
    box = f"<draw:frame><draw:text-box>{p('Contact : presse@fabrique.example')}</draw:text-box></draw:frame>"
    text = read(p(f"Mille visiteurs{note} sont venus.{box}") + p(SPEECH)).text
    assert text.split("\n\n") == [
        "Mille visiteurs[1] sont venus.", "Contact : presse@fabrique.example", SPEECH, "[1] Chiffre fictif.",
    ]  # fmt: skip


MANIFEST = """<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry>
<m:encryption-data/></m:file-entry></m:manifest>"""


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"META-INF/manifest.xml": MANIFEST}, "is encrypted"),
        ({"content.xml": '<!DOCTYPE a [<!ENTITY a "b">]><a>&a;</a>'}, "no word processor writes"),
        ({"content.xml": "<a>" * 1000}, "no word processor writes"),
        ({"content.xml": "pas de XML"}, "damaged"),
        ({"content.xml": "<a/>"}, "damaged"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(parts: dict[str, str | bytes], words: str) -> None:
    with pytest.raises(UnreadableSource, match=words) as raised:
        odt.read(make_odt(p(OPENING), parts=parts), "hostile.odt")
    assert "hostile.odt" in str(raised.value)


def test_damaged_styles_do_not_lose_the_text() -> None:
    draft = odt.read(make_odt(p(OPENING), parts={"styles.xml": "<a", "meta.xml": "<!DOCTYPE a><a/>"}), "x.odt")
    assert draft.text == OPENING


WHOLE = make_odt(p(TITLE, "Title") + p(OPENING), styles=STYLES)


def only_unreadable(data: bytes) -> None:
    sniff(data)
    try:
        odt.read(data, "abime.odt")
    except UnreadableSource as error:
        assert "abime.odt" in str(error)


@given(st.integers(0, len(WHOLE)))
def test_any_beginning_of_a_file(length: int) -> None:
    only_unreadable(WHOLE[:length])


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=30))
def test_any_bytes_changed(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for place, byte in changes:
        data[place] = byte
    only_unreadable(bytes(data))


_TAGS = (
    "text:p text:h text:span text:list text:list-item text:note text:note-body text:s table:table table:table-row "
    "table:table-cell draw:frame draw:text-box text:section"
)
elements = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="<&\ufffe\uffff"), max_size=8),
    lambda inside: st.builds(
        lambda tag, value, children: (
            f'<{tag} text:style-name="{value}" text:outline-level="{value}" text:c="{value}" '
            f'table:number-columns-repeated="{value}">{"".join(children)}</{tag}>'
        ),
        st.sampled_from(_TAGS.split()),
        st.sampled_from(["", "1", "-1", "0", "99999999999", "²", "Title", "P1", "Nombres"]),
        st.lists(inside, max_size=4),
    ),
    max_leaves=25,
)


@given(st.lists(elements, max_size=5))
def test_any_elements_anywhere(body: list[str]) -> None:
    assert isinstance(read("".join(body)).text, str)


def test_sniffing_knows_an_odt_by_its_content() -> None:
    assert sniff(WHOLE) == "odt"
    assert sniff(packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})) is None
    assert sniff(packed({"un-fichier.txt": "application/vnd.oasis.opendocument.text"})) is None
