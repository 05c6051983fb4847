"""DOCX: what Word documents say and how. All organisations and people are invented."""

from __future__ import annotations

import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_office import make_docx, packed, paragraph

from archivist.errors import UnreadableSource
from archivist.ingest.formats import docx, packages
from archivist.ingest.formats.sniffing import is_encrypted_office, sniff

TITLE = "La Fabrique des Marées ouvre ses portes au public"
OPENING = "La Fabrique des Marées, organisation fictive de Valombre, ouvre ses portes le premier dimanche de juin."
SPEECH = "« Nous ouvrons nos portes aux élèves », a déclaré Jeanne Marin, la directrice, qui est inventée elle aussi."


def read(body: str, core: str = "", notes: str = "") -> docx.Draft:
    return docx.read(make_docx(body, core=core, notes=notes), "communique.docx")


def text_of(body: str, notes: str = "") -> str:
    return read(body, notes=notes).text


@pytest.mark.parametrize(
    ("line", "evidence"),
    [
        (paragraph(TITLE, "Titre"), "title style"),
        (paragraph(TITLE, "Titre1"), "heading"),
        (paragraph(TITLE, size=18), "largest type"),
        (paragraph(TITLE, bold=True), "first bold line"),
        (paragraph("Objet : " + TITLE, bold=True), "first bold line"),
    ],
)
def test_the_title_is_told_by_its_look(line: str, evidence: str) -> None:
    masthead = paragraph("COMMUNIQUÉ DE PRESSE", bold=True, size=24) + paragraph("Ville de Valombre", bold=True)
    draft = read(masthead + line + paragraph(OPENING) + paragraph(SPEECH))
    assert draft.title == TITLE
    assert draft.evidence == {"title": evidence}
    assert TITLE not in draft.text
    assert draft.text.endswith(f"{OPENING}\n\n{SPEECH}")


def test_a_text_that_is_all_bold_has_no_bold_title() -> None:
    assert read("".join(paragraph(text, bold=True) for text in (TITLE, OPENING, SPEECH))).title is None


def test_properties_are_declared_and_never_the_date_of_the_release() -> None:
    core = (
        "<dc:title>Une saison nouvelle à la Fabrique</dc:title><dc:creator>Jeanne Marin</dc:creator>"
        "<dcterms:created>2024-05-30T08:00:00Z</dcterms:created><dc:language>fr-FR</dc:language>"
    )
    draft = read(paragraph(OPENING) + paragraph(SPEECH), core)
    assert draft.title == "Une saison nouvelle à la Fabrique"
    assert draft.evidence == {"title": "properties"}
    assert draft.date is None
    assert draft.declared == {"author": "Jeanne Marin", "created": "2024-05-30", "lang": "fr-FR"}


@pytest.mark.parametrize(
    "declared", ["Microsoft Word - CP.doc", "Document1", "Modèle de communiqué", "cp_final_v2.docx"]
)
def test_titles_that_programs_write_are_none(declared: str) -> None:
    draft = read(paragraph(OPENING) + paragraph(SPEECH), f"<dc:title>{declared}</dc:title>")
    assert draft.title is None


def test_headings_have_their_level() -> None:
    body = paragraph(TITLE, "Titre") + paragraph("Le programme", "Titre1") + paragraph(OPENING)
    body += paragraph("Les horaires", "Maison")
    body += paragraph("Les tarifs", properties='<w:outlineLvl w:val="2"/>')
    body += paragraph("Le corps", "Titre1", properties='<w:outlineLvl w:val="9"/>')
    assert text_of(body).split("\n\n") == [
        "## Le programme", OPENING, "## Les horaires", "### Les tarifs", "Le corps",
    ]  # fmt: skip


def numbered(text: str, identity: int, level: int = 0) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{identity}"/></w:numPr>')


def test_lists_have_bullets_and_numbers() -> None:
    body = "".join([numbered("une visite", 1), numbered("un atelier", 1), paragraph(OPENING)])
    body += "".join([numbered("écrire", 2), numbered("venir", 2), numbered("hors liste", 0)])
    assert text_of(body) == f"- une visite\n- un atelier\n\n{OPENING}\n\n3. écrire\n4. venir\n\nhors liste"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def test_tables_keep_their_cells() -> None:
    rows = [
        cell(paragraph("Année"), '<w:gridSpan w:val="2"/>') + cell(paragraph("Visites")),
        cell(paragraph("2022"), '<w:vMerge w:val="restart"/>') + cell(paragraph("mai")) + cell(paragraph("120")),
        cell(paragraph("2022"), "<w:vMerge/>") + cell(paragraph("juin")) + cell(paragraph("90 | 95")),
    ]
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    assert text_of(paragraph(OPENING) + table) == (
        f"{OPENING}\n\n| Année |  | Visites |\n| --- | --- | --- |\n| 2022 | mai | 120 |\n|  | juin | 90 / 95 |"
    )


def test_a_table_that_lays_out_the_page_is_read_cell_by_cell() -> None:
    body = f"<w:tbl><w:tr>{cell(paragraph(TITLE, 'Titre'))}{cell(paragraph(OPENING))}</w:tr></w:tbl>"
    draft = read(body + paragraph(SPEECH))
    assert draft.title == TITLE
    assert draft.text == f"{OPENING}\n\n{SPEECH}"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        (run("Le ") + "<w:del><w:r><w:delText>vieux </w:delText></w:r></w:del>" + run("port"), "Le port"),
        (run("Le ") + f"<w:ins>{run('nouveau ')}</w:ins>" + run("port"), "Le nouveau port"),
        (f"<w:moveFrom>{run('Ailleurs ')}</w:moveFrom>" + run("Ici"), "Ici"),
        (f"<w:moveTo>{run('Là ')}</w:moveTo>" + run("aussi"), "Là aussi"),
        (run("Vu") + run(" caché", "<w:vanish/>"), "Vu"),
        (run("Vu") + run(" aussi", '<w:vanish w:val="0"/>'), "Vu aussi"),
        ("<w:hyperlink>" + run("le site") + "</w:hyperlink>", "le site"),
        (run("Un") + "<w:r><w:tab/><w:t>deux</w:t><w:noBreakHyphen/><w:t>trois</w:t></w:r>", "Un deux-trois"),
        (run("Une ligne") + "<w:r><w:br/></w:r>" + run("et l’autre"), "Une ligne\net l’autre"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("Page"), "Page"),
        ("<w:sdt><w:sdtContent>" + run("Un champ") + "</w:sdtContent></w:sdt>", "Un champ"),
        (run("porte", "<w:b/>") + run("feuille"), "portefeuille"),
    ],
)
def test_what_is_read_of_a_paragraph(inside: str, said: str) -> None:
    assert text_of(f"<w:p>{inside}</w:p>" + paragraph(OPENING)) == f"{said}\n\n{OPENING}"


def test_paragraphs_whose_end_was_deleted_are_one() -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert text_of(f"<w:p>{mark}{run('Le vieux ')}</w:p>" + paragraph("port ferme.")) == "Le vieux port ferme."


def test_a_deleted_row_is_not_read() -> None:
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(paragraph('parti'))}</w:tr>"
    table = f"<w:tbl><w:tr>{cell(paragraph('resté'))}</w:tr>{deleted}</w:tbl>"
    assert text_of(table + paragraph(OPENING)) == f"resté\n\n{OPENING}"


def test_notes_follow_the_text_under_their_numbers() -> None:
    notes = f'<w:footnote w:id="0" w:type="separator">{paragraph("trait")}</w:footnote>'
    notes += f'<w:footnote w:id="7">{paragraph("Chiffre fictif.")}</w:footnote>'
    body = f"<w:p>{run('Mille visiteurs')}<w:r><w:footnoteReference w:id='7'/></w:r>{run(' sont venus.')}</w:p>"
    assert (
        text_of(body + paragraph(SPEECH), notes) == f"Mille visiteurs[1] sont venus.\n\n{SPEECH}\n\n[1] Chiffre fictif."
    )


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('Contact : presse@fabrique.example')}</w:txbxContent>"
    drawn = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p>{run(OPENING)}<w:r>{drawn}</w:r></w:p>" + paragraph(SPEECH)
    assert text_of(body) == f"{OPENING}\n\nContact : presse@fabrique.example\n\n{SPEECH}"


def test_tables_of_contents_are_not_read() -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    contents = f"<w:sdt>{gallery}<w:sdtContent>{paragraph('Sommaire')}</w:sdtContent></w:sdt>"
    assert text_of(contents + paragraph("Le port ....... 3", "TM1") + paragraph(OPENING)) == OPENING


def test_strict_documents_are_read() -> None:
    strict = make_docx(paragraph(OPENING))
    parts = {"word/document.xml": "", "word/styles.xml": ""}
    for path in parts:
        content = packages.Package(strict, "x").read(path) or b""
        parts[path] = content.decode().replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
    assert docx.read(make_docx("", parts=parts), "strict.docx").text == OPENING


def test_a_document_of_text_alone_is_read() -> None:
    """Only the main part: no styles, no properties, no list of types for them."""
    whole = make_docx(paragraph(TITLE, "Titre1") + paragraph(SPEECH))
    kept = {
        path: packages.Package(whole, "x").read(path) or b"" for path in ("[Content_Types].xml", "word/document.xml")
    }
    draft = docx.read(packed(kept), "nu.docx")
    assert (draft.title, draft.text) == (TITLE, SPEECH)


def test_nothing_outside_the_file_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    assert text_of(paragraph(OPENING)) == OPENING


ENTITIES = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"word/document.xml": ENTITIES + "<a>&b;</a>"}, "no word processor writes"),
        ({"word/document.xml": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}, "no word processor writes"),
        ({"word/document.xml": "<a>" * 1000 + "</a>" * 1000}, "no word processor writes"),
        ({"word/document.xml": "<a><b></a>"}, "damaged"),
        ({"word/document.xml": "<?xml version='1.0' encoding='martien'?><a/>"}, "no word processor writes"),
        ({"word/document.xml": b"\xff\xfe\x00"}, "damaged"),
        ({"word/document.xml": "<a/>"}, "damaged"),
        ({"[Content_Types].xml": "<!DOCTYPE a><a/>"}, "no word processor writes"),
    ],
)
def test_hostile_xml_is_refused(parts: dict[str, str | bytes], words: str) -> None:
    with pytest.raises(UnreadableSource, match=words) as raised:
        docx.read(make_docx("", parts=parts), "hostile.docx")
    assert "hostile.docx" in str(raised.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<a>" + " " * (packages.LARGEST_PART + 1) + "</a>", "larger than"),
        ("<a>" + "<b/>" * (packages.MOST_ELEMENTS + 1) + "</a>", "no word processor"),
    ],
)
def test_bombs_are_refused_in_seconds(content: str, words: str) -> None:
    start = time.process_time()
    with pytest.raises(UnreadableSource, match=words):
        docx.read(make_docx("", parts={"word/document.xml": content}), "bombe.docx")
    assert time.process_time() - start < 10


def test_too_many_parts_are_refused() -> None:
    parts: dict[str, str | bytes] = {f"word/media/{number}": "" for number in range(packages.MOST_PARTS + 1)}
    with pytest.raises(UnreadableSource, match="files inside"):
        docx.read(make_docx("", parts=parts), "bombe.docx")


def test_styles_and_tables_in_circles_end() -> None:
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    draft = docx.read(make_docx(paragraph(OPENING, "A"), parts={"word/styles.xml": styles}), "rond.docx")
    assert draft.text == OPENING


WHOLE = make_docx(paragraph(TITLE, "Titre") + numbered("une visite", 1) + paragraph(OPENING))
_START = WHOLE.index(b"word/document.xml")


def only_unreadable(data: bytes) -> None:
    sniff(data)
    try:
        docx.read(data, "abime.docx")
    except UnreadableSource as error:
        assert "abime.docx" in str(error)


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
    "p r t pPr rPr tbl tr tc tcPr gridSpan vMerge numPr numId ilvl outlineLvl sz b sdt sdtContent ins del txbxContent"
)
elements = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="<&\ufffe\uffff"), max_size=8),
    lambda inside: st.builds(
        lambda tag, value, children: f'<w:{tag} w:val="{value}">{"".join(children)}</w:{tag}>',
        st.sampled_from([*_TAGS.split(), "drawing", "footnoteReference"]),
        st.sampled_from(["", "1", "-1", "0", "99999999999", "²", "Titre1", "x"]),
        st.lists(inside, max_size=4),
    ),
    max_leaves=25,
)


@given(st.lists(elements, max_size=5))
def test_any_elements_anywhere(body: list[str]) -> None:
    assert isinstance(text_of("".join(body)), str)


def test_sniffing_knows_a_docx_by_its_content() -> None:
    assert sniff(WHOLE) == "docx"
    assert sniff(packed({"xl/workbook.xml": "<a/>", "[Content_Types].xml": "<a/>"})) is None
    assert sniff(packed({"notes/word/document.xml": "un texte fictif"})) is None
    assert sniff(WHOLE[:-30]) == "docx"
    assert sniff(WHOLE[:60]) is None
    assert is_encrypted_office(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100) + "EncryptedPackage".encode("utf-16-le")
    )
    assert not is_encrypted_office(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))
