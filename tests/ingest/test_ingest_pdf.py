"""PDF: paragraphs, columns, headers and hyphens of typeset pages. All organisations and people are invented."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pypdfium2")

from made_pdf import LEFT, TOP, Text, assemble, column, make_pdf, width_of

from archivist.errors import UnreadableSource
from archivist.ingest.formats import pdf
from archivist.ingest.formats.pdf import apart, document, recognise
from archivist.ingest.formats.sniffing import sniff

TITLE = "La Fabrique des Marées ouvre ses portes au public"
OPENING = (
    "La Fabrique des Marées, organisation fictive de Valombre, a présenté jeudi ses nouvelles conven|tions de mécénat "
    "devant les habitants réunis au théâtre municipal, dans une salle comble et attentive."
)
SPEECH = (
    "« Nous ouvrons nos portes aux élèves et à leurs familles », a déclaré Jeanne Marin, la directrice. L’entrée "
    "restera libre pour tous les publics de la région, petits et grands, jusqu’à la fin du mois de juin."
)
CLOSING = (
    "Le chantier naval voisin, inventé lui aussi, prêtera ses hangars pendant l’été. Les visites partiront du quai "
    "chaque matin, et les bateaux rentreront avant la nuit, comme l’an dernier."
)
PROSE = [OPENING, SPEECH, CLOSING]
READ = [paragraph.replace("|", "") for paragraph in PROSE]


def read(pages: list[list[Text]], info: dict[str, str] | None = None) -> pdf.Draft:
    return pdf.read(make_pdf(pages, info), "communique.pdf")


def titled(texts: list[Text]) -> list[Text]:
    return [Text(LEFT, TOP, TITLE, 18), *texts]


def test_lines_become_paragraphs_and_the_largest_type_the_title() -> None:
    draft = read([titled(column(PROSE, y=TOP - 40))])
    assert draft.title == TITLE
    assert draft.evidence == {"title": "largest type"}
    assert draft.text.split("\n\n") == READ


def test_paragraphs_may_be_told_by_their_indent_alone() -> None:
    texts: list[Text] = []
    y = TOP
    for paragraph in PROSE:
        lines = column([paragraph], y=y, width=430)
        texts += [Text(LEFT + 18, y, lines[0].text), *lines[1:]]
        y = lines[-1].y - 1.25 * 11
    assert read([texts]).text.split("\n\n") == READ


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = column(PROSE, y=700, width=215), column([*PROSE[1:], OPENING], x=310, y=700, width=215)
    draft = read([titled([*left, *right])])
    assert draft.text.split("\n\n") == [*READ, *READ[1:], READ[0]]


def test_two_columns_that_the_file_has_line_by_line_are_read_one_after_the_other() -> None:
    left, right = column(PROSE, y=700, width=215), column(PROSE[::-1], x=310, y=700, width=215)
    by_line = sorted([*left, *right], key=lambda text: -text.y)
    assert read([titled(by_line)]).text.split("\n\n") == [*READ, *READ[::-1]]


def test_three_columns_are_read_one_after_the_other() -> None:
    columns = [text for x in (70, 230, 390) for text in column(PROSE, x=x, y=700, width=140, size=9)]
    assert read([titled(columns)]).text.split("\n\n") == READ * 3


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    whole = f"{OPENING} {SPEECH}"
    lines = column([whole], width=215)
    half = len(lines) // 2
    moved = [Text(310, TOP - number * 13.75, line.text) for number, line in enumerate(lines[half:])]
    assert read([[*lines[:half], *moved]]).text == whole.replace("|", "")
    assert read([lines[:half], lines[half:]]).text == whole.replace("|", "")


def test_headers_footers_and_page_numbers_are_dropped() -> None:
    pages = []
    for number, paragraph in enumerate([*PROSE, OPENING], 1):
        furniture = [
            Text(LEFT, 810, "Fabrique des Marées – service de presse", 8),
            Text(LEFT, 40, f"Dossier fictif, version {number}", 8),
            Text(500, 40, f"{number} / 4", 8),
        ]
        pages.append([*furniture, *column([paragraph], y=600)])
    assert read(pages).text.split("\n\n") == [*READ, READ[0]]


def test_a_number_in_the_middle_of_a_page_is_no_page_number() -> None:
    draft = read([[*column([OPENING]), Text(LEFT, 400, "1789"), *column([SPEECH], y=360)]])
    assert "1789" in draft.text


def test_the_title_repeated_above_the_next_pages_is_dropped() -> None:
    again = [Text(LEFT, 815, TITLE, 8), *column([SPEECH], y=700)]
    draft = read([titled(column([OPENING], y=700)), again])
    assert draft.text.split("\n\n") == READ[:2]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("Il a signé les conven-", "tions de mécénat."), "Il a signé les conventions de mécénat."),
        (("Le train de Rabat-", "Salé part à midi."), "Le train de Rabat-Salé part à midi."),
        (("Un accord gagnant pour ceux-", "ci comme pour nous."), "Un accord gagnant pour ceux-ci comme pour nous."),
        (("Le vice-président du porte-", "avions arrive."), "Le vice-président du porte-avions arrive."),
        (("Le savoir-faire de nos savoir-", "faire locaux."), "Le savoir-faire de nos savoir-faire locaux."),
        (("Entre 2020-", "2024 elle a grandi."), "Entre 2020- 2024 elle a grandi."),
    ],
)
def test_words_broken_at_the_end_of_a_line(lines: tuple[str, str], whole: str) -> None:
    filler = column([OPENING], y=600, width=width_of(lines[0]) + 4)
    texts = [Text(LEFT, TOP, lines[0]), Text(LEFT, TOP - 13.75, lines[1]), *filler]
    assert read([texts]).text.split("\n\n")[0] == whole


def test_lists_headings_and_notes_keep_their_shape() -> None:
    texts = [
        *column([OPENING], y=700),
        Text(LEFT, 620, "Les rendez-vous de la saison", 14, bold=True),
        Text(LEFT, 590, "• une visite du chantier"),
        Text(LEFT, 576, "• un atelier de voile"),
        Text(LEFT, 545, "Le budget est voté"),
        Text(LEFT + width_of("Le budget est voté"), 549, "1", 6),
        Text(LEFT, 520, "Le hangar a 300 m"),
        Text(LEFT + width_of("Le hangar a 300 m"), 524, "2", 6),
    ]
    text = read([titled(texts)]).text
    assert "### Les rendez-vous" in text or "## Les rendez-vous" in text
    assert "- une visite du chantier\n- un atelier de voile" in text
    assert "voté[1]" in text
    assert "300 m²" in text


def test_a_table_keeps_its_cells() -> None:
    rows = [("Année", "Visiteurs", "Recettes"), ("2022", "1 200", "3 400"), ("2023", "1 900", "4 100")]
    cells = [
        Text(x, 500 - 16 * y, cell) for y, row in enumerate(rows) for x, cell in zip((70, 200, 330), row, strict=True)
    ]
    text = read([[*column([OPENING], y=700), *cells]]).text
    assert "| Année | Visiteurs | Recettes |\n| --- | --- | --- |\n| 2022 | 1 200 | 3 400 |" in text


def test_ligatures_and_accents_are_letters() -> None:
    assert "œuvre" in read([column(["Une œuvre d’été, financée à Valombre par les habitants."])]).text


def test_pages_turned_on_their_side_are_read() -> None:
    turned = pdf.read(make_pdf([titled(column(PROSE, y=700))], rotate=90), "paysage.pdf")
    assert turned.title == TITLE
    assert turned.text.split("\n\n") == READ


@pytest.mark.parametrize(
    "declared",
    ["Microsoft Word - CP final v2.docx", "communique.pdf", "Sans titre", "Communiqué de presse", "Mise en page 1"],
)
def test_titles_that_programs_write_are_none(declared: str) -> None:
    draft = read([column(PROSE)], {"Title": declared})
    assert draft.title is None
    assert "title" not in draft.evidence


def test_properties_are_declared_and_never_the_date_of_the_release() -> None:
    info = {"Title": "Une saison nouvelle à la Fabrique", "Author": "Jeanne Marin", "CreationDate": "D:20240530101500Z"}
    draft = read([column(PROSE)], info)
    assert draft.title == "Une saison nouvelle à la Fabrique"
    assert draft.evidence == {"title": "properties"}
    assert draft.date is None
    assert draft.declared == {"author": "Jeanne Marin", "created": "2024-05-30", "lang": "fr-FR"}


def test_a_declared_title_that_the_page_confirms_counts_before_larger_type() -> None:
    texts = [Text(LEFT, 800, "Une saison pour tous les marins", 24), *titled(column(PROSE, y=700))]
    draft = read([texts], {"Title": TITLE})
    assert draft.title == TITLE
    assert "Une saison pour tous les marins" in draft.text


def test_the_masthead_is_no_title() -> None:
    texts = [
        Text(LEFT, 800, "COMMUNIQUÉ DE PRESSE", 24),
        Text(LEFT, 785, "Ville de Valombre", 20),
        *titled(column(PROSE, y=700)),
    ]
    assert read([texts]).title == TITLE


def test_a_page_without_text_among_others_is_a_doubt() -> None:
    draft = read([column([OPENING]), [], column([SPEECH])])
    assert draft.doubts == {"text": "Page 2 has no text: empty, a picture or a scan."}


def test_a_scan_needs_recognition() -> None:
    with pytest.raises(UnreadableSource) as raised:
        read([[], []])
    assert "communique.pdf" in str(raised.value)
    assert "--ocr" in str(raised.value)


def test_an_encrypted_file_is_said_to_be_so() -> None:
    padding = "00" * 32
    encrypt = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{padding}> /U <{padding}> >> /ID [<00> <00>]"
    with pytest.raises(UnreadableSource, match=r"secret\.pdf is encrypted"):
        pdf.read(make_pdf([column(PROSE)], trailer=encrypt), "secret.pdf")


def test_too_many_pages_are_refused_at_once() -> None:
    start = time.process_time()
    with pytest.raises(UnreadableSource, match="501 pages"):
        read([[]] * (document.MOST_PAGES + 1))
    assert time.process_time() - start < 3


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MOST_SECONDS", -1.0)
    with pytest.raises(UnreadableSource, match="takes longer"):
        document.open_document(make_pdf([column(PROSE)]), "communique.pdf")


def test_pages_of_pages_end() -> None:
    """A tree of pages that contains itself."""
    looped = assemble(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>", b"null", b"null", b"<< >>"]
    )
    with pytest.raises(UnreadableSource, match=r"rond\.pdf"):
        pdf.read(looped, "rond.pdf")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no bound on the memory of a process")
def test_a_file_that_eats_memory_takes_only_its_own_process_along(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms that draw ten forms that draw ten forms: a hundred million lines out of three kilobytes."""
    drawing = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >> /Length 70 >>"
    )
    forms = [drawing % (9 + level) + b"\nstream\n" + b"/X Do  " * 10 + b"\nendstream" for level in range(7)]
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 7 0 R /Resources << /XObject << /X 8 0 R >> >> >>"
    contents = b"<< /Length 70 >>\nstream\n" + b"/X Do  " * 10 + b"\nendstream"
    last = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 13 >>\nstream\n0 0 m 1 1 l S\nendstream"
    tree = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>"]
    monkeypatch.setattr(apart, "MOST_SECONDS", 20.0)
    with pytest.raises(UnreadableSource, match=r"bombe\.pdf takes too long or too much memory"):
        pdf.read(assemble([*tree, b"null", b"null", b"<< >>", page, contents, *forms, last]), "bombe.pdf")
    assert read([column(PROSE)]).text.split("\n\n") == READ


def test_a_file_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_SECONDS", 0.0)
    apart.stop()
    with pytest.raises(UnreadableSource, match="takes too long"):
        read([column(PROSE)])


def test_without_the_library_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(UnreadableSource, match=r"pip install 'archivist\[pdf\]'"):
        read([column(PROSE)])


def test_the_reader_does_not_import_the_library_before_a_file_comes() -> None:
    program = "import sys, archivist.ingest.formats.pdf; sys.exit('pypdfium2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def install(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{script}", encoding="utf-8")
    path.chmod(0o755)


LANGUAGES = "import sys\nif '--list-langs' in sys.argv: print('eng\\nfra'); sys.exit()\n"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that is the whole path; ``text.pdf`` in it is what recognition gives."""
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "text.pdf").write_bytes(make_pdf([titled(column(PROSE, y=700))]))
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="the programs here are scripts with a #! line")
class TestRecognition:
    def test_tesseract_reads_pictures_of_the_pages(self, programs: Path) -> None:
        script = (
            "pages = open(sys.argv[1]).read().splitlines()\n"
            "assert len(pages) == 2 and all(open(page, 'rb').read(2) == b'P5' for page in pages)\n"
            f"open(sys.argv[2] + '.pdf', 'wb').write(open({str(programs / 'text.pdf')!r}, 'rb').read())"
        )
        install(programs, "tesseract", LANGUAGES + script)
        draft = pdf.read(make_pdf([[], []], {"Author": "Jeanne Marin"}), "scan.pdf", ocr=True)
        assert draft.title == TITLE
        assert draft.text.split("\n\n") == READ
        assert "recognised" in draft.doubts["text"]
        assert draft.declared["author"] == "Jeanne Marin"

    def test_ocrmypdf_is_taken_where_it_is_installed(self, programs: Path) -> None:
        script = f"import sys\nopen(sys.argv[-1], 'wb').write(open({str(programs / 'text.pdf')!r}, 'rb').read())"
        install(programs, "tesseract", LANGUAGES + "sys.exit(1)")
        install(programs, "ocrmypdf", script)
        assert pdf.read(make_pdf([[]]), "scan.pdf", ocr=True).title == TITLE

    @pytest.mark.parametrize(
        ("tesseract", "words"),
        [
            (None, "install ocrmypdf"),
            ("print('eng')", "tesseract-ocr-fra"),
            (LANGUAGES + "sys.exit(1)", "has failed"),
            (LANGUAGES + "import time; time.sleep(30)", "takes longer"),
            (LANGUAGES + "", "has failed"),
        ],
    )
    def test_what_goes_wrong_is_a_sentence(
        self, programs: Path, monkeypatch: pytest.MonkeyPatch, tesseract: str | None, words: str
    ) -> None:
        monkeypatch.setattr(recognise, "MOST_SECONDS", 1.0)
        if tesseract is not None:
            install(programs, "tesseract", tesseract)
        with pytest.raises(UnreadableSource, match=words) as raised:
            pdf.read(make_pdf([[]]), "scan.pdf", ocr=True)
        assert "scan.pdf" in str(raised.value)

    def test_a_file_with_text_is_not_recognised(self, programs: Path) -> None:
        assert pdf.read(make_pdf([column(PROSE)]), "texte.pdf", ocr=True).doubts == {}


WHOLE = make_pdf([titled(column(PROSE, y=700)), column(PROSE)], {"Title": TITLE})


def only_unreadable(data: bytes) -> None:
    try:
        draft = pdf.read(data, "abime.pdf")
    except UnreadableSource as error:
        assert "abime.pdf" in str(error)
    else:
        assert any(map(str.isalnum, draft.text + (draft.title or "")))


@given(st.integers(0, len(WHOLE)))
def test_any_beginning_of_a_file(length: int) -> None:
    only_unreadable(WHOLE[:length])


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=40))
def test_any_bytes_changed(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for place, byte in changes:
        data[place] = byte
    only_unreadable(bytes(data))


words = st.builds(
    Text,
    st.floats(-100, 700),
    st.floats(-100, 900),
    st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), min_size=1, max_size=30),
    st.sampled_from([0.1, 6, 9, 11, 11, 18, 300]),
    st.booleans(),
)


@given(st.lists(st.lists(words, max_size=30), max_size=4))
def test_any_words_anywhere(pages: list[list[Text]]) -> None:
    only_unreadable(make_pdf(pages))


def test_sniffing_knows_a_pdf_by_its_content() -> None:
    assert sniff(WHOLE) == "pdf"
    assert sniff(b"\r\n" + WHOLE) == "pdf"
    assert sniff(b"<p>Un fichier %PDF-1.4 ne commence pas ainsi.</p>") is None
