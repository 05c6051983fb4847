"""Filters: what they say in the query language, the facets, the chips, the timeline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from looking import NARROW, WIDE, answered, room, said, seen, until
from tui_fake import FakeArchive

from archivist.archive import Archive
from archivist.search.parse import parse
from archivist.search.query import And, Exact, Field
from archivist.tui.app import ArchivistApp
from archivist.tui.counts import Bar, bars, count
from archivist.tui.filters import Filters
from archivist.tui.widgets.chips import Chips
from archivist.tui.widgets.facet_list import FacetList
from archivist.tui.widgets.timeline import Timeline


@pytest.mark.parametrize(
    ("chosen", "typed", "query"),
    [
        ((), "eau", "eau"),
        ((("place", "Fès"),), "", 'lieu:"Fès"'),
        ((("place", "Fès"), ("date", "2024")), "eau", 'date:2024 lieu:"Fès" eau'),
        ((("issuer", "A"), ("issuer", "B")), "", '(emetteur:"A" OU emetteur:"B")'),
        ((("tag", "eau"),), "puits OU source", 'tag:"eau" (puits OU source)'),
        ((("tag", "eau"),), "OUI ou non", 'tag:"eau" OUI ou non'),
        ((("place", 'Ville "neuve"'),), "x", 'lieu:"Ville  neuve " x'),
    ],
)
def test_filters_are_clauses_of_the_query(chosen: tuple[tuple[str, str], ...], typed: str, query: str) -> None:
    assert Filters(chosen).narrow(typed) == query


@given(st.text(alphabet='ab "()«»-~*OU ', max_size=30))
def test_nothing_that_is_typed_gets_out_of_the_filters(typed: str) -> None:
    query = parse(Filters((("place", "Azrou"),)).narrow(typed)).query
    filtered = query.parts if isinstance(query, And) else (query,)
    assert filtered[0] == Field("place", Exact("Azrou"))


def test_a_month_takes_the_place_of_its_year() -> None:
    filters = Filters().toggled("date", "2024").toggled("place", "Fès").toggled("date", "2024-05")
    assert filters.values("date") == ("2024-05",)
    assert filters.toggled("date", "2024-06").values("date") == ("2024-05", "2024-06")
    assert filters.toggled("date", "2024").values("date") == ("2024",)
    assert filters.toggled("place", "Fès").without("date") == Filters()


def test_a_year_with_one_month_stays_among_the_others() -> None:
    years, months = (("2025", 1), ("2021", 3)), (("2025-06", 1), ("2021-03", 2), ("2021-05", 1))
    assert [bar.period for bar in bars(years, months, ("2025",))] == ["2021", "2022", "2023", "2024", "2025"]
    assert [bar.period for bar in bars(years, months, ("2021",))] == ["2021-03", "2021-04", "2021-05"]


def test_bars_have_no_gaps() -> None:
    years = (("2019", 2), ("2022", 1))
    months = (("2019-09", 1), ("2019-11", 1), ("2022-03", 1))
    assert bars(years, months, ()) == (Bar("2019", 2), Bar("2020", 0), Bar("2021", 0), Bar("2022", 1))
    assert bars(years, months, ("2019",)) == (Bar("2019-09", 1), Bar("2019-10", 0), Bar("2019-11", 1))
    two = (("2019-11", 1), ("2020-01", 1))
    assert bars(years[:1], two, ()) == (Bar("2019-11", 1), Bar("2019-12", 0), Bar("2020-01", 1))
    assert bars((), (), ()) == ()


def test_a_field_that_is_filtered_still_offers_its_other_values(real: Archive) -> None:
    counts = count(real, "récolte", Filters((("place", "Azrou"), ("tag", "eau"))))
    assert dict(counts.values["place"]) == {"Azrou": 2, "Martil": 2, "Tiznit": 2}
    assert dict(counts.values["tag"]) == {"récolte": 4, "eau": 2}
    assert dict(counts.values["issuer"]) == {"Coopérative Imaginaire": 2}
    counts = count(real, "", Filters((("date", "2003"),)))
    assert len(counts.values["date"]) == 12 and counts.values["date"][0] == ("2011", 1)
    assert len(counts.bars) == 12 and counts.bars[3] == Bar("2003", 1)


async def test_facets_narrow_and_chips_give_back(real: Archive) -> None:
    async with ArchivistApp(real, "récolte").run_test(size=WIDE) as pilot:
        await answered(pilot, "récolte")
        await pilot.press("enter", "f")
        facets = room(pilot).query_one(FacetList)
        await until(pilot, lambda: facets.option_count)
        assert room(pilot).focused is facets and not room(pilot).results.hits.display
        assert "Azrou" in seen(facets) and "━" in seen(facets)
        facets.highlighted = facets.get_option_index("value-place-Azrou")
        await pilot.press("enter")
        await answered(pilot, 'lieu:"Azrou" récolte')
        facets.highlighted = facets.get_option_index("value-place-Martil")
        await pilot.press("space")
        await answered(pilot, '(lieu:"Azrou" OU lieu:"Martil") récolte')
        assert said(pilot, "#count") == "8 results · by relevance"
        assert said(pilot, "#chips").split() == ["Azrou", "✕", "Martil", "✕"]
        assert "read as" not in said(pilot, "#reading")  # the chips say it
        await pilot.press("f")
        assert room(pilot).results.hits.display and room(pilot).focused is room(pilot).results.hits
        await pilot.press("x")
        await answered(pilot, 'lieu:"Azrou" récolte')
        await pilot.click("#chips", offset=(5, 0))
        await answered(pilot, "récolte")
        assert not room(pilot).query_one(Chips).display


async def test_the_timeline_narrows_the_dates(real: Archive) -> None:
    async with ArchivistApp(real).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        timeline = room(pilot).query_one(Timeline)
        await until(pilot, lambda: len(timeline.bars) == 12)
        assert timeline.display and timeline.bars[0] == Bar("2000", 1)
        await pilot.press("escape", "t", "left", "left")
        assert "2009 · 1" in seen(timeline)
        await pilot.press("enter")
        await answered(pilot, "date:2009")
        assert said(pilot, "#chips").split() == ["2009", "✕"]
        await pilot.pause(0.5)
        assert len(timeline.bars) == 12 and timeline.display  # so that another year can be chosen
        await pilot.press("t", "left", "enter")
        await answered(pilot, "(date:2009 OU date:2008)")
        await pilot.press("X")
        await answered(pilot, "")
        assert said(pilot, "#count") == "12 articles · newest first"


async def test_a_search_without_hits_tells_of_its_filters(archive: FakeArchive) -> None:
    async with ArchivistApp(archive).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        room(pilot).filters = Filters((("place", "Nulle-Part"),))
        await until(pilot, lambda: "x removes the last filter" in seen(room(pilot).results.hits))


async def test_facets_are_plain_for_screen_readers(real: Archive) -> None:
    async with ArchivistApp(real, plain=True).run_test(size=NARROW) as pilot:
        await answered(pilot, "")
        await pilot.press("escape", "f")
        facets = room(pilot).query_one(FacetList)
        await until(pilot, lambda: facets.option_count)
        await pilot.press("enter")
        await until(pilot, lambda: "[x]" in seen(facets))
        assert not any("\u2500" <= character <= "\u25ff" for character in seen(facets))
        assert not room(pilot).query_one(Timeline).display
