"""Feeds: one release per entry, recognised when the feed is read again."""

from __future__ import annotations

import pytest

from archivist.ingest.containers import Enclosed, expand
from archivist.ingest.containers.xml import UnsafeXml, parse_xml
from archivist.ingest.draft import Draft
from archivist.ingest.pipeline import read_release
from archivist.ingest.sources import Unreadable

PROSE = (
    "Le Moulin Bleu, fabrique fictive de Valombre, ouvre un atelier de verre soufflé où vingt apprentis travailleront "
    "dès la rentrée. L’atelier occupe l’ancienne minoterie, que la commune a rénovée à ses frais."
)
LEAD = "Vingt apprentis travailleront dans l’ancienne minoterie de Valombre, une ville qui n’existe pas."

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Nouvelles fictives</title><link>https://moulin.example/</link><description>x</description>
<item><title>L&#8217;atelier de verre ouvre &amp;amp; embauche</title><link>/atelier?a=1&amp;b=2</link>
<guid isPermaLink="false">42</guid><pubDate>Tue, 14 May 2024 23:30:00 +0200</pubDate><dc:creator>admin</dc:creator>
<category>verre</category><category>emploi</category>
<description><![CDATA[{LEAD}]]></description><content:encoded><![CDATA[<p>{PROSE}</p><ul><li>un four</li></ul>]]></content:encoded>
</item>
<item><title>Deuxième envoi fictif du moulin</title><guid>https://moulin.example/deux</guid><description>{PROSE}</description></item>
<item><title>Troisième envoi fictif du moulin</title><link>https://moulin.example/trois</link></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="https://moulin.example/fil/">
<title>Nouvelles fictives</title><id>urn:fil</id><author><name>Moulin Bleu</name></author>
<entry><title type="html">L’atelier de &lt;em&gt;verre&lt;/em&gt; ouvre</title><id>urn:moulin:1</id><link rel="enclosure" href="/a.pdf"/>
<link href="atelier"/><published>2024-05-14T23:30:00+02:00</published><updated>2024-06-01T00:00:00Z</updated>
<category term="verre" label="Verre soufflé"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PROSE}</p><p><b>Fin</b> &amp; suite.</p></div></content></entry>
<entry><title>Deuxième envoi fictif du moulin</title><id>urn:moulin:2</id><summary>{PROSE}</summary></entry>
</feed>"""

RDF = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://moulin.example/"><title>Fil</title></channel>
<item rdf:about="https://moulin.example/1"><title>Premier envoi fictif du moulin</title><link>https://moulin.example/1</link>
<dc:date>2024-05-14</dc:date><description>{PROSE}</description></item></rdf:RDF>"""


def entries(text: str, name: str = "fil.rss") -> list[Enclosed | Unreadable]:
    found = expand(text.encode("utf-8", "surrogatepass"), name, f"dossier/{name}")
    assert found is not None
    return list(found)  # type: ignore[arg-type]


def read(release: Enclosed | Unreadable) -> Draft:
    assert isinstance(release, Enclosed), release
    return read_release(release.read(), release.name, release.said)


def identities(found: list[Enclosed | Unreadable]) -> list[str | None]:
    return [release.identity for release in found if isinstance(release, Enclosed)]


def test_rss() -> None:
    first, second, third = entries(RSS)
    draft = read(first)
    assert (draft.title, str(draft.date)) == ("L’atelier de verre ouvre & embauche", "2024-05-14")
    assert (draft.evidence["title"], draft.evidence["date"]) == ("feed", "feed")
    assert draft.text == f"{LEAD}\n\n{PROSE}\n\n- un four"
    assert draft.tags == ("verre", "emploi")
    assert draft.issuer is None
    assert first.location == draft.source_url == "https://moulin.example/atelier?a=1&b=2"
    assert identities([first, second]) == ["https://moulin.example/atelier?a=1&b=2", "https://moulin.example/deux"]
    assert read(second).text == PROSE
    bare = read(third)
    assert (bare.title, bare.text) == ("Troisième envoi fictif du moulin", "https://moulin.example/trois")
    assert bare.doubts["text"] == "The feed has only this title; ingest its page: https://moulin.example/trois"


def test_atom() -> None:
    first, second = entries(ATOM)
    draft = read(first)
    assert (draft.title, str(draft.date), draft.issuer) == ("L’atelier de verre ouvre", "2024-05-14", "Moulin Bleu")
    assert draft.text.replace("**", "") == f"{PROSE}\n\nFin & suite."
    assert (draft.source_url, draft.tags) == ("https://moulin.example/fil/atelier", ("Verre soufflé",))
    assert "author that the feed names" in draft.doubts["issuer"]
    office = read(entries(ATOM.replace("<name>Moulin Bleu</name>", "<name>Office des Ponts</name>"))[0])
    assert office.issuer == "Office des Ponts"
    assert "issuer" not in office.doubts  # an institution that signs its feed is the issuer
    assert identities([first, second]) == ["urn:moulin:1", "urn:moulin:2"]


def test_rss_1() -> None:
    (entry,) = entries(RDF)
    assert (read(entry).title, str(read(entry).date)) == ("Premier envoi fictif du moulin", "2024-05-14")


@pytest.mark.parametrize("feed", [RSS, ATOM, RDF])
def test_what_is_kept_of_an_entry_gives_it_again(feed: str) -> None:
    for entry in entries(feed):
        if isinstance(entry, Enclosed):
            (again,) = entries(entry.original.decode())
            assert isinstance(again, Enclosed)
            assert (again.content, again.said) == (entry.content, entry.said)
            assert again.original == entry.original


def test_what_did_not_change_is_the_same_bytes_in_the_next_state_of_a_feed() -> None:
    changed = RSS.replace("<title>Nouvelles", "<lastBuildDate>x</lastBuildDate><title>Nouvelles").replace(
        "un four", "deux fours"
    )
    before, after = entries(RSS), entries(changed)
    assert identities(before) == identities(after)
    assert isinstance(before[1], Enclosed)
    assert before[1] == after[1]
    assert before[0] != after[0]


def test_entries_without_id_and_link_are_told_apart() -> None:
    entry = "<item><title>14/05/2024</title><pubDate>Tue, 14 May 2024 10:00:00 +0000</pubDate><description>{}</description></item>"
    items = "".join(entry.format(f"{PROSE} {number}.") for number in range(3))
    found = entries(f"<rss><channel><title>Fil fictif</title>{items}</channel></rss>")
    assert len(set(identities(found))) == 3
    assert identities(found)[0] == "Fil fictif#14/05/2024 2024-05-14"


def test_a_summary_that_entries_share_makes_them_doubtful() -> None:
    entry = "<item><title>Envoi fictif {0}</title><link>https://m.example/{0}</link><description>Le site du moulin</description></item>"
    found = entries(f"<rss><channel>{''.join(map(entry.format, range(4)))}</channel></rss>")
    assert all("only this title" in read(one).doubts["text"] for one in found)
    assert {read(one).text for one in found} == {"Le site du moulin"}


@pytest.mark.parametrize(
    ("summary", "shown"),
    [
        (f"{PROSE[:60]} […]", False),
        (f"{PROSE[:50]}", False),
        (f"{LEAD}", True),
        ("<p>Une suite... Lire la suite</p>", False),
    ],
)
def test_a_summary_is_a_lead_only_where_it_says_something_else(summary: str, shown: bool) -> None:
    feed = RSS.replace(LEAD, summary)
    text = read(entries(feed)[0]).text
    assert text.startswith(LEAD if shown else PROSE)


def test_an_entry_that_says_nothing_is_a_sentence() -> None:
    (found,) = entries("<rss><channel><item><title>Envoi fictif</title></item></channel></rss>")
    assert isinstance(found, Unreadable)
    assert found.reason == "dossier/fil.rss#Envoi fictif is an entry of a feed without a text."


def test_entities_of_html_are_understood() -> None:
    text = RSS.replace("Deuxième envoi", "Deuxi&egrave;me&nbsp;envoi R&D & co").replace("<channel>", "\x0b<channel>")
    assert read(entries(text)[1]).title == "Deuxième envoi R&D & co fictif du moulin"


def test_a_feed_in_another_encoding() -> None:
    text = RSS.replace('encoding="utf-8"', 'encoding="iso-8859-1"').replace("’", "'")
    found = expand(text.encode("iso-8859-1"), "fil.rss", "fil.rss")
    assert found is not None
    assert "soufflé" in read(next(found)).text  # type: ignore[arg-type]


def test_a_broken_feed_gives_the_entries_before_the_break() -> None:
    first, *_others, sentence = entries(RSS[: RSS.index("<item><title>Trois") + 10])
    assert read(first).title == "L’atelier de verre ouvre & embauche"
    assert isinstance(sentence, Unreadable)
    assert "broken XML" in sentence.reason


BOMBS = {
    "laughs": '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>',
    "outside": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>',
    "parameters": '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1/">%x;]><rss><channel/></rss>',
    "deep": "<rss><channel><item>" + "<p>" * 5000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused(name: str) -> None:
    with pytest.raises(UnsafeXml):
        parse_xml(BOMBS[name])
    found = expand(BOMBS[name].encode(), "fil.rss", "dossier/fil.rss")
    for one in found or ():
        assert isinstance(one, Unreadable)
        assert "dossier/fil.rss is refused" in one.reason


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>',
        "<html><body><rss></rss></body></html>",
        "<?xml version='1.0'?><feed><x/></feed>",
        "<rssi>",
    ],
)
def test_what_is_no_feed(text: str) -> None:
    assert expand(text.encode(), "a.xml", "a.xml") is None
