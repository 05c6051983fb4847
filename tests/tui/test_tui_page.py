"""An article as blocks, lines and pieces."""

from hypothesis import given
from hypothesis import strategies as st

from archivist.article import Article, PartialDate
from archivist.tui.page import Kind, Look, make_page


def page_of(text: str, *spans: tuple[int, int], title: str = "Un titre", title_spans=()):
    article = Article("id-1", title, text, date=PartialDate(2024, 5), place="Azrou", source="https://example.org")
    return make_page(article).with_matches(spans, title_spans)


def drawn(page, width: int = 40) -> list[str]:
    return ["".join(text for text, _look in page.pieces(line)) for line in page.lay_out(width)]


def test_a_page_has_its_title_its_text_and_where_it_comes_from() -> None:
    assert drawn(page_of("Un mot.\n\nUn autre.")) == [
        "Un titre",
        "",
        "May 2024 · Azrou",
        "",
        "Un mot.",
        "",
        "Un autre.",
        "",
        "https://example.org",
        "id-1",
    ]


def test_light_markdown_is_shown_without_its_marks() -> None:
    page = page_of("## Un intertitre\n\n- un **mot** gras\n2. deux\n\n> dit-elle\n> encore\n\nfin * et ** libres **")
    shown = drawn(page)[4:-3]
    assert shown == [
        "Un intertitre",
        "",
        "un mot gras",
        "deux",
        "",
        "dit-elle",
        "encore",
        "",
        "fin * et ** libres **",
    ]
    kinds = [page.blocks[line[2]].kind for line in page.lay_out(40)][4:-3]
    assert kinds[0] is Kind.HEADING
    assert kinds[2] is kinds[3] is Kind.ENTRY
    assert kinds[5] is kinds[6] is Kind.QUOTE
    assert [block.mark for block in page.blocks if block.mark] == ["• ", "2. "]


def test_what_only_looks_like_markdown_is_text() -> None:
    text = "#motdièse\n\n-5 degrés\n\n2024 était **une année\n\n1000. mille"
    assert drawn(page_of(text))[4:-3] == text.split("\n")


def test_matches_fall_on_their_words_wherever_lines_break() -> None:
    text = "Le premier mot et le second mot\n\n- le **dernier mot** ici"
    spans = [(index, index + 3) for index in range(len(text)) if text.startswith("mot", index)]
    page = page_of(text, *spans, title="Un mot", title_spans=[(3, 6)])
    for width in (8, 12, 20, 60):
        marked = [
            (piece, look)
            for line in page.lay_out(width)
            for piece, look in page.pieces(line, current=1)
            if look & (Look.MATCH | Look.CURRENT)
        ]
        assert marked == [
            ("mot", Look.MATCH),
            ("mot", Look.CURRENT),
            ("mot", Look.MATCH),
            ("mot", Look.MATCH | Look.BOLD),
        ]


def test_a_match_longer_than_a_line_goes_on_in_the_next() -> None:
    page = page_of("énergies renouvelables", (0, 22))
    marked = [piece for line in page.lay_out(12) for piece, look in page.pieces(line) if Look.MATCH in look]
    assert marked == ["énergies", "renouvelable", "s"]


def test_what_a_terminal_obeys_is_replaced_and_offsets_stay() -> None:
    page = page_of("a\x1b[31m\tmot\u202e", (7, 10), title="t\x07\nt")
    assert drawn(page)[0] == "t␇ t"
    assert drawn(page)[4] == "a␛[31m mot\ufffd"
    assert [page.text[start:end] for start, end in page.spans] == ["mot"]


def test_spans_outside_the_text_are_left_out() -> None:
    page = page_of("court", (0, 50), (2, 2), (-3, 2), (1, 3))
    assert page.spans == ((page.body[0] + 1, page.body[0] + 3),)


@given(st.text(st.sampled_from("ab \n#->*.1«東👍\t\x1b"), max_size=120), st.integers(10, 30))
def test_any_text_becomes_a_page(text: str, width: int) -> None:
    page = page_of(text, *[(i, i + 1) for i, c in enumerate(text) if c == "a"])
    body = [line for line in page.lay_out(width) if page.body[0] <= line[0] < page.body[1]]
    shown = "".join(piece for line in body for piece, _look in page.pieces(line))
    assert shown.count("b") == text.count("b")
    marked = "".join(p for line in body for p, look in page.pieces(line) if Look.MATCH in look)
    assert marked == "a" * text.count("a")
