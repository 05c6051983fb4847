"""The corpus on disk: what is written is read back, ids are safe, hand edits are kept, damage is said in a sentence."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.article import Article, PartialDate
from archivist.corpus import ID_LENGTH, Corpus, new_id, original_name, suffix_of
from archivist.errors import ArticleNotFound, CorpusError
from archivist.front_matter import is_edited, parse_article, render_article, stated_id

HERE = Path("article.md")
SAFFRON = Article(
    id="2024-05-30-la-cooperative-du-safran-de-tizerine",
    title="La coopérative du safran de Tizerine ouvre son atelier : « une première »",
    text="Tizerine, le 30 mai 2024 – La coopérative ouvre son atelier.\n\nCommuniqué fictif.",
    date=PartialDate(2024, 5, 30),
    place="Tizerine",
    issuer="Coopérative du safran de Tizerine",
    source="reçus/mai/safran.html",
    tags=("safran", "coopérative, agriculture"),
    evidence={"date": "dateline", "title": "h1"},
    original="0" * 64 + ".html",
    added="2026-11-23T21:55:04+00:00",
    extra={"address": "https://tizerine.example/safran", "doubts": {"place": "Two places are named."}},
)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path / "un corpus accentué" / "corpus")


def unmade(article: Article) -> Article:
    return replace(article, extra={key: value for key, value in article.extra.items() if key != "made"})


def there_and_back(article: Article) -> Article:
    return parse_article(render_article(article).encode(), article.id, HERE)


# Round trip


def test_an_article_is_read_as_it_was_written(corpus: Corpus) -> None:
    corpus.write(SAFFRON)
    assert unmade(corpus.read(SAFFRON.id)) == SAFFRON
    assert [filed.id for filed in corpus.files()] == [SAFFRON.id]
    assert corpus.has(SAFFRON.id)
    assert not corpus.has("2024-other")


def test_the_file_is_made_for_people(corpus: Corpus) -> None:
    corpus.write(SAFFRON)
    lines = corpus.path(SAFFRON.id).read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["---", f"id: {SAFFRON.id}", f"title: '{SAFFRON.title}'"]
    assert "issuer: Coopérative du safran de Tizerine" in lines
    assert corpus.path(SAFFRON.id).parent.name == "2024"


PRINTABLE = st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"])
LINES = st.text(PRINTABLE, min_size=1, max_size=60)
NAMES = LINES.map(lambda text: " ".join(text.split(" ")).strip(" ")).filter(
    lambda text: text not in ("", "null", "~") and "  " not in text
)
TEXTS = st.lists(st.text(PRINTABLE, max_size=80), min_size=1, max_size=6).map("\n".join).map(lambda t: t.strip("\n"))


@given(title=NAMES, text=TEXTS, place=NAMES | st.none(), tags=st.lists(NAMES, max_size=3), address=NAMES)
def test_any_printable_text_comes_back(title: str, text: str, place: str | None, tags: list[str], address: str) -> None:
    article = Article("2024-a", title, text, place=place, tags=tuple(tags), extra={"address": address})
    read = there_and_back(article)
    assert unmade(read) == article
    assert not is_edited(read)


@given(
    title=st.text(max_size=40),
    text=st.text(max_size=80),
    issuer=st.text(max_size=20) | st.none(),
    tags=st.lists(st.text(max_size=10), max_size=3),
    evidence=st.dictionaries(st.sampled_from(["title", "date"]), st.text(max_size=10)),
    note=st.recursive(st.text(max_size=10), lambda inner: st.lists(inner, max_size=3), max_leaves=5),
)
def test_whatever_is_written_is_read_again_and_is_no_edit(
    title: str, text: str, issuer: str | None, tags: list[str], evidence: dict[str, str], note: object
) -> None:
    """Control characters and stray blanks may be lost once, but never make a file that nobody can read."""
    article = Article("2024-a", title, text, issuer=issuer, tags=tuple(tags), evidence=evidence, extra={"note": note})
    read = there_and_back(article)
    assert not is_edited(read)
    assert there_and_back(unmade(read)) == read


@pytest.mark.parametrize(
    "text",
    [
        "---\nnot: front matter\n---\n",
        "Un\n\n---\n\nDeux",
        "...\n",
        "# Titre\n\n- a\n- b",
        "a: b\n\"'{[&*!|>%@`",
        "   en retrait",
        "fin d'un espace insécable\u00a0",
    ],
)
def test_texts_that_look_like_yaml(text: str) -> None:
    article = Article("2024-a", "Un titre: avec deux-points # et dièse", text.strip("\n"))
    assert unmade(there_and_back(article)) == article


@pytest.mark.parametrize(
    "title", ["no", "2024", "2024-05-30", "1.5", "0x1F", "yes", "- a", "{a", "'", '"', "!!x", "&a", "*a"]
)
def test_titles_that_yaml_would_take_for_something_else(title: str) -> None:
    assert there_and_back(Article("2024-a", title, "Texte")).title == title


def test_no_break_spaces_stay_in_titles() -> None:
    title = "1 500 m² « au bord du bassin »"
    assert there_and_back(Article("2024-a", title, "Texte")).title == title


def test_lone_surrogates_are_refused(corpus: Corpus) -> None:
    with pytest.raises(CorpusError, match="surrogates"):
        corpus.write(Article("2024-a", "Titre", "\ud800"))
    assert list(corpus.files()) == []


def test_what_could_not_be_read_again_is_not_written(corpus: Corpus) -> None:
    with pytest.raises(CorpusError):
        corpus.write(Article("2024-a", "Titre", "Texte", tags=tuple(f"tag {n}" for n in range(20_000))))
    assert list(corpus.files()) == []


# Ids


@pytest.mark.parametrize(
    ("title", "date", "id"),
    [
        ("Le port de Valombre a signé trois conventions", "2024-05", "2024-05-le-port-de-valombre-a-signe-trois"),
        ("L'Œuvre des « Élèves » d'Île-de-Valombre", "2024", "2024-l-oeuvre-des-eleves-d-ile"),
        ("Un appel", None, "sans-date-un-appel"),
        ("Communiqué n° 12", "2024-05-30", "2024-05-30-communique-n-12"),
        ("Straße, Łódź, ŞİŞLİ, Þór", "2024", "2024-strasse-lodz-sisli-or"),
        ("大阪の港", "2024", "2024-communique"),
        ("Κοινοποίηση", None, "sans-date-communique"),
        ("", "2024", "2024-communique"),
        ("!!! ??? ///", None, "sans-date-communique"),
        ("../../etc/passwd", "2024", "2024-etc-passwd"),
        ("con", None, "sans-date-con"),
        ("a" * 300, "2024", "2024-communique"),
        ("mot " + "b" * 80, "2024", "2024-mot"),
        ("Retour sur le", "2024", "2024-retour"),
        ("de la", "2024", "2024-communique"),
        ("startup2024 & R&D", "2024-01", "2024-01-startup2024-r"),
        ("tab\tet\nretour\x00nul", "2024", "2024-tab-et-retour-nul"),
        ("２０２４ pleine largeur", "2024", "2024-2024-pleine-largeur"),
        ("١٢٣ chiffres", "2024", "2024-chiffres"),
    ],
)  # fmt: skip
def test_ids_are_readable(title: str, date: str | None, id: str) -> None:
    assert new_id(title, PartialDate.parse(date) if date else None, set()) == id


@given(st.text(max_size=120), st.none() | st.integers(1, 9999))
def test_ids_are_safe_file_names_everywhere(title: str, year: int | None) -> None:
    date = PartialDate(year) if year else None
    id = new_id(title, date, set())
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id)
    assert len(id) <= ID_LENGTH
    assert id == new_id(title, date, set())
    corpus = Corpus(Path("c"))
    assert corpus.path(id).name == f"{id}.md"
    assert corpus.path(id).parent.name == (f"{year:04}" if year else "undated")


def test_ids_are_unique() -> None:
    taken: set[str] = set()
    for _ in range(12):
        taken.add(new_id("Un titre", PartialDate(2024), taken))
    assert len(taken) == 12
    assert {"2024-un-titre", "2024-un-titre-2", "2024-un-titre-12"} <= taken


@pytest.mark.parametrize(
    "id",
    [
        "", ".", "..", "../secret", "a/b", "a\\b", "/etc/passwd", "2024-../x", "A", "é", "a--b", "-a", "a-", "a.md",
        "a b", "a\n",
        "a\x00", "2024-\u0660", "a" * 200, "~", "c:a",
    ],
)  # fmt: skip
def test_what_can_be_no_id_is_never_a_path(corpus: Corpus, id: str) -> None:
    for reach in (corpus.path, corpus.read, corpus.has, corpus.signature):
        with pytest.raises(ArticleNotFound):
            reach(id)


def test_an_id_that_nobody_has(corpus: Corpus) -> None:
    with pytest.raises(ArticleNotFound, match="No article has the id 2024-nothing"):
        corpus.read("2024-nothing")


# By hand


def test_an_edit_by_hand_is_kept_and_recognised(corpus: Corpus) -> None:
    corpus.write(SAFFRON)
    assert not is_edited(corpus.read(SAFFRON.id))
    path = corpus.path(SAFFRON.id)
    before = corpus.signature(SAFFRON.id)
    path.write_text(
        path.read_text(encoding="utf-8").replace("place: Tizerine", "place: Aït Valombre\nmood: glad"), "utf-8"
    )
    edited = corpus.read(SAFFRON.id)
    assert edited.place == "Aït Valombre"
    assert edited.extra["mood"] == "glad"
    assert is_edited(edited)
    assert corpus.signature(SAFFRON.id) != before
    # Written again by the program, the edit is still an edit, and the line of a stranger is still there.
    corpus.write(edited)
    again = corpus.read(SAFFRON.id)
    assert again == edited
    assert is_edited(again)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.rstrip("\n"),
        lambda text: text + "\n\n",
        lambda text: text.replace("---\n", "---  \n", 1),
        lambda text: text.replace("title: ", "title:   "),
    ],
)
def test_what_editors_do_without_being_asked_is_no_edit(change: object) -> None:
    content = change(render_article(SAFFRON)).encode()  # type: ignore[operator]
    read = parse_article(content, SAFFRON.id, HERE)
    assert unmade(read) == SAFFRON
    assert not is_edited(read)


def test_an_article_made_by_hand(corpus: Corpus) -> None:
    path = corpus.path("2024-a")
    path.parent.mkdir(parents=True)
    path.write_text("---\ntitle: Un titre\ndate: 2024-05-30\ntags: eau, climat\n---\nTexte", encoding="utf-8")
    read = corpus.read("2024-a")
    assert (read.title, read.date, read.tags, read.text) == (
        "Un titre",
        PartialDate(2024, 5, 30),
        ("eau", "climat"),
        "Texte",
    )
    assert is_edited(read)
    assert stated_id(path.read_bytes(), path) is None


@pytest.mark.parametrize(
    ("front_matter", "title", "tags"),
    [
        ("title:", "2024-a", ()),
        ("title: null", "2024-a", ()),
        ("title: [a, b]", "2024-a", ()),
        ("title: |\n  Deux\n  lignes", "Deux lignes", ()),
        ("title: a\ntags: [x, [y], {z: 1}, '']", "a", ("x",)),
        ("title: a\ntags: {x: y}", "a", ()),
        ("title: a\nevidence: x", "a", ()),
        ("title: !!python/object/apply:os.system [echo]", "2024-a", ()),
        ("title: a\ntitle: b", "b", ()),
    ],
)
def test_odd_front_matter_is_read_as_far_as_it_goes(front_matter: str, title: str, tags: tuple[str, ...]) -> None:
    read = parse_article(f"---\n{front_matter}\n---\nTexte".encode(), "2024-a", HERE)
    assert (read.title, read.tags, read.text) == (title, tags, "Texte")


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"---\ntitle: caf\xe9\n---\n", "not UTF-8 \\(byte 14\\)"),
        (b"", "has no front matter"),
        (b"Texte seul", "has no front matter"),
        (b"---\ntitle: a\nTexte sans fin", "has no front matter"),
        (b"---\n---\n", "has no front matter"),
        (b"---\ntitle: 'a\nb: c\n---\n", "not YAML \\(line"),
        (b"---\ntitle: a\nb: [c\n---\n", "not YAML \\(line"),
        (b"---\ntitle: a\n\tb: c\n---\n", "not YAML \\(line 3\\)"),
        (b"---\n- a\n---\n", "must be lines of"),
        (b"---\njust words\n---\n", "must be lines of"),
        (b"---\n? [a]\n: b\n---\n", "not YAML"),
        (b"---\ntitle: \x01\n---\n", "not YAML"),
        (b"---\ndate: 30 mai 2024\n---\n", "date in .*article.md cannot be read"),
        (b"---\ndate: 2023-02-29\n---\n", "date in .*article.md cannot be read"),
        (b"---\ndate: 2024-5-3\n---\n", "date in .*article.md cannot be read"),
        (b"---\n" + BOMB.encode() + b"---\n", "not YAML"),
        (b"---\na: &a [*a]\n---\n", "not YAML"),
        (b"---\na: " + b"[" * 50_000 + b"\n---\n", "not YAML"),
        (b"---\na: " + b"x" * (1 << 19) + b"\n---\n", "has no front matter"),
    ],
    ids=range(19),
)
def test_damage_is_said_in_a_sentence(corpus: Corpus, content: bytes, sentence: str) -> None:
    path = corpus.path("2024-article")
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(CorpusError, match=sentence.replace("article.md", "2024-article.md")) as raised:
        corpus.read("2024-article")
    assert str(path) in str(raised.value)
    assert str(raised.value).endswith(".")


@given(st.binary(max_size=80))
def test_no_bytes_are_a_surprise(junk: bytes) -> None:
    for content in (junk, b"---\n" + junk, b"---\n" + junk + b"\n---\n" + junk):
        try:
            article = parse_article(content, "2024-a", HERE)
        except CorpusError:
            continue
        assert article.title


# Files that are none


def test_what_is_no_article_is_passed_over(corpus: Corpus) -> None:
    corpus.write(SAFFRON)
    year = corpus.folder / "2024"
    (year / ".hidden.md").write_text("x")
    (year / "notes.txt").write_text("x")
    (year / "folder.md").mkdir()
    (year / "nowhere.md").symlink_to(year / "gone")
    (year / "circle.md").symlink_to(year / "circle.md")
    os.mkfifo(year / "pipe.md")
    (corpus.folder / "circle").symlink_to(corpus.folder)
    (corpus.folder / ".git").mkdir()
    (corpus.folder / ".git" / "x.md").write_text("x")
    (corpus.folder / "originals").mkdir(exist_ok=True)
    (corpus.folder / "originals" / "x.md").write_text("x")
    assert [filed.id for filed in corpus.files()] == [SAFFRON.id]


def test_a_corpus_that_is_not_there(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "nowhere")
    assert list(corpus.files()) == []
    assert list(corpus.originals()) == []
    assert list(corpus.leftovers()) == []


def test_a_file_that_vanishes_while_the_folder_is_read(corpus: Corpus) -> None:
    for number in range(3):
        corpus.write(replace(SAFFRON, id=f"2024-{number}"))
    filed = corpus.files()
    assert next(filed).id == "2024-0"
    corpus.path("2024-1").unlink()
    assert "2024-2" in [one.id for one in filed]


def test_a_folder_in_the_place_of_an_article(corpus: Corpus) -> None:
    corpus.path("2024-a").mkdir(parents=True)
    with pytest.raises(CorpusError, match="cannot be read"):
        corpus.read("2024-a")
    with pytest.raises(CorpusError, match="cannot be written"):
        corpus.write(replace(SAFFRON, id="2024-a"))


def test_a_file_in_the_place_of_a_folder(corpus: Corpus) -> None:
    corpus.folder.mkdir(parents=True)
    (corpus.folder / "2024").write_text("x")
    with pytest.raises(CorpusError, match=r"2024-a\.md cannot be written"):
        corpus.write(replace(SAFFRON, id="2024-a"))
    (corpus.folder / "originals").write_text("x")
    with pytest.raises(CorpusError, match="cannot be written"):
        corpus.write_original(b"x", ".txt")


def test_a_full_disk_leaves_the_article_as_it_was(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.write(SAFFRON)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CorpusError, match="No space left on device"):
        corpus.write(replace(SAFFRON, text="Autre texte"))
    assert corpus.read(SAFFRON.id).text == SAFFRON.text
    assert list(corpus.leftovers()) == []


# Originals


def test_originals_are_kept_once_under_their_digest(corpus: Corpus) -> None:
    name = corpus.write_original(b"<p>Texte</p>\r\n", ".html")
    assert corpus.write_original(b"<p>Texte</p>\r\n", ".html") == name == original_name(b"<p>Texte</p>\r\n", ".html")
    assert corpus.read_original(name) == b"<p>Texte</p>\r\n"
    assert [path.name for path in corpus.originals()] == [name]
    assert corpus.original_path(name).parent.name == name[:2]


def test_an_original_that_was_changed_or_lost(corpus: Corpus) -> None:
    name = corpus.write_original(b"texte", ".txt")
    corpus.original_path(name).write_bytes(b"autre")
    with pytest.raises(CorpusError, match="has been changed"):
        corpus.read_original(name)
    corpus.original_path(name).unlink()
    with pytest.raises(CorpusError, match="cannot be read"):
        corpus.read_original(name)
    corpus.write_original(b"texte", ".txt")
    assert corpus.read_original(name) == b"texte"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "../../etc/passwd",
        "/dev/zero",
        "0" * 63,
        "0" * 64 + "/x",
        "0" * 64 + ".a/b",
        "G" * 64,
        "0" * 64 + "\n",
    ],
)
def test_what_can_be_no_original_is_never_opened(corpus: Corpus, name: str) -> None:
    with pytest.raises(CorpusError, match="can be no original"):
        corpus.read_original(name)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.HTML", ".html"), ("a.tar.gz", ".gz"), ("a", ""), (".txt", ""), ("a.é", ""), ("a.x y", ""),
        ("a." + "b" * 9, ""),
        ("-", ""), ("a.", ""),
    ],
)  # fmt: skip
def test_suffixes(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix
