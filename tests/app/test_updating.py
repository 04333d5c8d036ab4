"""Updating from the app, against a real server: told by a bar, cancelled, summed up in words."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from reader.app.app import ReaderApp
from reader.app.updating import Updating
from reader.app.widgets.status import Progress
from reader.library.library import Library
from reader.library.records import SourceSettings
from reader.settings.schema import Settings
from tests.app.feeding import Gate, rss, serve
from tests.app.papers import LONG
from tests.app.sitting import sit_down

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from pytest_httpserver import HTTPServer
    from textual.timer import Timer

WALK = LONG[0][1]
HEADS = ("The mill", "The brook", "The bridge")


def _subscribe(path: Path, *addresses: str, paused: bool = False) -> None:
    with Library.open(path) as library:
        for number, address in enumerate(addresses):
            library.add_source(
                kind="feed",
                address=address,
                title="",
                own_title=f"Feed {number}",
                settings=SourceSettings(paused=paused),
            )


async def test_new_articles_wait_and_nothing_moves_meanwhile(
    papers: Path, httpserver: HTTPServer
) -> None:
    _subscribe(papers, serve(httpserver, "/news.xml", rss("Valley News", HEADS)))
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("2 ]")
        line, top = sitting.lines[0], sitting.reading.headlines.top
        await sitting.press("R")
        await sitting.says("Updated: 3 new, 0 changed.")
        assert sitting.reading.status.waiting == "3 new · ."
        assert (sitting.lines[0], sitting.reading.headlines.top) == (line, top)
        assert sitting.title == WALK
        await sitting.press("h", ".")
        await sitting.until(lambda: sitting.current.title in HEADS)


async def test_a_second_time_cancels_and_keeps_what_is_done(
    papers: Path, httpserver: HTTPServer
) -> None:
    gate = Gate(httpserver, "/slow.xml", rss("Slow", HEADS))
    quick = serve(httpserver, "/quick.xml", rss("Quick", HEADS))
    _subscribe(papers, quick, gate.address)
    async with sit_down(papers) as sitting:
        await sitting.press("R")
        await sitting.until(gate.asked.is_set)
        await sitting.shows("1 of ")
        await sitting.press("R")
        await sitting.says("Update cancelled: 3 new, 0 changed; what came in stays.")
        gate.open.set()
        assert sitting.library.counts().all == 305 + len(HEADS)
        assert sitting.reading.status.progress is None


async def test_failures_are_counted_and_the_feeds_say_why(
    papers: Path, httpserver: HTTPServer
) -> None:
    good = serve(httpserver, "/news.xml", rss("Valley News", HEADS))
    _subscribe(papers, good, httpserver.url_for("/gone.xml"))
    async with sit_down(papers) as sitting:
        await sitting.press("R")
        await sitting.says("1 failed (g f says why)")
        await sitting.press("g f")
        await sitting.shows("1 failing")
        await sitting.shows("failing since")
        await sitting.shows("status 500")
        await sitting.press("h")
        await sitting.press("s")
        await sitting.until(lambda: "! Feed 1" in sitting.text and "failing" in sitting.text)


async def test_what_is_not_due_is_asked_only_when_all_are(
    papers: Path, httpserver: HTTPServer
) -> None:
    _subscribe(papers, serve(httpserver, "/news.xml", rss("Valley News", HEADS)))
    async with sit_down(papers) as sitting:
        await sitting.press("R")
        await sitting.says("Updated: 3 new")
        await sitting.press("R")
        await sitting.says("Nothing is due yet; :update-all asks all the same.")
        asked = len(httpserver.log)
        await sitting.press(":")
        await sitting.write("update all")
        await sitting.press("enter")
        await sitting.says("Updated: 0 new, 0 changed.")
        assert len(httpserver.log) == asked + 1


async def test_one_source_is_asked_by_itself(papers: Path, httpserver: HTTPServer) -> None:
    one = serve(httpserver, "/one.xml", rss("One", HEADS))
    _subscribe(papers, one, httpserver.url_for("/other.xml"))
    async with sit_down(papers) as sitting:
        await sitting.press("s")
        await sitting.write("Feed 0")
        await sitting.press("enter")
        await sitting.until(lambda: sitting.reading.rows.listing.view == "source")
        await sitting.press("g u")
        await sitting.says("Updated: 3 new, 0 changed.")
        assert [request.path for request, _ in httpserver.log] == ["/one.xml"]


async def test_at_the_start_it_is_quiet(papers: Path, httpserver: HTTPServer) -> None:
    _subscribe(papers, serve(httpserver, "/news.xml", rss("Valley News", HEADS)))
    async with sit_down(papers, settings=Settings(update_at_start=True)) as sitting:
        await sitting.until(lambda: sitting.reading.status.waiting == "3 new · .")
        assert "Updated" not in sitting.said
        assert sitting.current.title == WALK


async def test_it_is_done_by_itself_every_so_many_minutes(
    papers: Path, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    _subscribe(papers, serve(httpserver, "/news.xml", rss("Valley News", HEADS)))
    asked: list[float] = []
    real = ReaderApp.set_interval

    def sooner(app: ReaderApp, seconds: float, call: Callable[[], None]) -> Timer:
        asked.append(seconds)
        return real(app, seconds / 3000, call) if seconds == 15 * 60 else real(app, seconds, call)

    monkeypatch.setattr(ReaderApp, "set_interval", sooner)
    settings = Settings(update_at_start=False, update_every=15)
    async with sit_down(papers, settings=settings) as sitting:
        assert 15 * 60 in asked
        await sitting.until(lambda: sitting.reading.status.waiting == "3 new · .")
        assert "Updated" not in sitting.said


async def test_a_quiet_update_is_shown_when_asked_for_and_then_cancelled(
    papers: Path, httpserver: HTTPServer
) -> None:
    gate = Gate(httpserver, "/slow.xml", rss("Slow", HEADS))
    _subscribe(papers, gate.address)
    async with sit_down(papers) as sitting:
        sitting.app.update_sources(quiet=True)
        await sitting.until(gate.asked.is_set)
        assert sitting.reading.status.progress is None
        await sitting.press("R")
        await sitting.until(lambda: sitting.reading.status.progress is not None)
        await sitting.press("R")
        await sitting.says("Update cancelled")
        gate.open.set()


async def test_keys_work_and_rows_follow_while_an_update_runs(
    papers: Path, httpserver: HTTPServer
) -> None:
    gate = Gate(httpserver, "/slow.xml", rss("Slow", HEADS))
    _subscribe(papers, gate.address)
    async with sit_down(papers) as sitting:
        await sitting.press("R")
        await sitting.until(gate.asked.is_set)
        before = time.monotonic()
        await sitting.press("j", "r", "k", "enter", "space", "h")
        await sitting.until(lambda: sitting.done)
        assert time.monotonic() - before < 5
        assert any(entry.label.startswith("Marked") for entry in sitting.done)
        gate.open.set()
        await sitting.says("Updated: 3 new")


async def test_the_app_is_left_while_an_update_runs(papers: Path, httpserver: HTTPServer) -> None:
    gate = Gate(httpserver, "/slow.xml", rss("Slow", HEADS))
    _subscribe(papers, gate.address)
    async with sit_down(papers) as sitting:
        await sitting.press("R")
        await sitting.until(gate.asked.is_set)
        await sitting.press("Q")
    gate.open.set()
    with Library.open(papers) as library:
        assert all(one.level == "ok" for one in library.doctor())


async def test_the_bar_stands_still_and_fits(papers: Path) -> None:
    async with sit_down(papers, (120, 40)) as sitting:
        status = sitting.reading.status
        places = set()
        for done, name in (
            (0, "A"),
            (37, "A name that is very long indeed, and longer"),
            (200, ""),
        ):
            status.tell("a test", Progress("updating", done, 200, name))
            await sitting.pilot.pause()
            row = sitting.text.splitlines()[-1]
            assert f"{done} of 200" in row
            places.add(row.index("of 200"))
        assert len(places) == 1
        for width in (20, 60, 80, 100, 200):
            await sitting.pilot.resize_terminal(width, 30)
            await sitting.pilot.pause()
            assert status.render_line(0).cell_length == width


def test_a_source_counts_once_however_many_of_its_files_fail(papers: Path) -> None:
    class Nothing:
        library = Library.open(papers)
        reading = None

    update = Updating(Nothing(), quiet=True)  # type: ignore[arg-type]
    for name in ("a.md", "b.md"):
        update.take({"event": "failed", "id": 3, "title": "Texts", "name": name, "error": "no"})
    update.take({"event": "source", "id": 4, "title": "Feed", "done": 1, "of": 2, "error": "no"})
    assert (update.failed, update.done, update.of) == (2, 1, 2)
    Nothing.library.close()
