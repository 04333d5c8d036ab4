"""Searching the library, finding in the article, links by hints, and footnotes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import apsw

from reader.app.results import Older
from reader.app.screens.prompt import Prompt
from reader.app.screens.search import Search
from reader.library import building
from reader.library.library import Library
from tests.app.papers import LONG, NOW, arrived
from tests.app.sitting import sit_down

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.app.sitting import Sitting

WALK, LINKS = LONG[0][1], LONG[1][1]


async def _find(sitting: Sitting, words: str) -> None:
    await sitting.press("/")
    await sitting.until(lambda: isinstance(sitting.app.screen, Prompt))
    await sitting.write(words)
    await sitting.press("enter")
    await sitting.until(lambda: sitting.app.screen is sitting.reading)


async def test_searching_the_library_opens_at_the_hit_with_all_hits_lit(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("/")
        await sitting.until(lambda: isinstance(sitting.app.screen, Search))
        await sitting.write("lark")
        await sitting.shows("lark was seen")
        assert LINKS in sitting.text
        await sitting.press("enter")
        await sitting.until(lambda: sitting.app.screen is sitting.reading)
        assert sitting.title == LINKS
        assert sitting.focus == "article"
        assert sitting.reading.finder is not None
        assert sitting.reading.finder.hits
        assert sitting.reading.view.lit["hits"]


async def test_words_that_are_nowhere_say_so_and_escape_leaves(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("/")
        await sitting.write("zyzzyva")
        await sitting.shows("Nothing found.")
        await sitting.press("enter", "escape")
        await sitting.until(lambda: sitting.app.screen is sitting.reading)
        assert sitting.title == WALK


async def test_a_result_that_comes_late_is_dropped(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("/")
        screen = sitting.app.screen
        assert isinstance(screen, Search)
        await sitting.write("lark")
        await sitting.shows("lark was seen")
        late = screen._asked
        await sitting.write("qqqq")
        await sitting.shows("Nothing found.")
        await screen._answer("lark", late)
        assert "lark was seen" not in sitting.text


async def test_leaving_a_search_before_its_answer_breaks_nothing(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("/")
        await sitting.write("lark")
        await sitting.press("escape")
        await sitting.until(lambda: sitting.app.screen is sitting.reading)
        await sitting.idle()
        await sitting.press("j")
        assert sitting.current.title == LINKS


async def test_the_search_is_there_again_and_the_cursor_moves_in_what_it_found(
    papers: Path,
) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("/")
        await sitting.write("piece")
        await sitting.shows("The words of piece number")
        await sitting.press("down", "down", "enter")
        await sitting.until(lambda: sitting.app.screen is sitting.reading)
        assert sitting.title.startswith("Short piece")
        await sitting.press("escape", "escape", "/")
        await sitting.shows("Search  piece")


async def _search(sitting: Sitting, words: str) -> Search:
    await sitting.press("/")
    await sitting.until(lambda: isinstance(sitting.app.screen, Search))
    await sitting.write(words)
    screen = sitting.app.screen
    assert isinstance(screen, Search)
    return screen


async def test_enter_opens_what_was_just_typed_and_n_goes_on(papers: Path) -> None:
    async with sit_down(papers, (100, 24)) as sitting:
        await sitting.pilot.press("slash", *"frost", "enter")
        await sitting.until(lambda: sitting.reading.finder is not None)
        assert sitting.title == WALK
        finder = sitting.reading.finder
        assert finder is not None
        assert len(finder.hits) == 36
        assert "1 of 36 “frost”" in sitting.said
        await sitting.press("n")
        assert "2 of 36" in sitting.said


async def test_a_word_that_is_not_finished_finds_those_that_begin_so(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await _search(sitting, "milest")
        await sitting.shows("At milestone 1")
        await sitting.press("enter")
        await sitting.until(lambda: sitting.app.screen is sitting.reading)
        assert sitting.title == WALK
        finder = sitting.reading.finder
        assert finder is not None
        text = sitting.reading.shown.article.document.text if sitting.reading.shown else ""
        assert {text[a:b].lower() for a, b in finder.hits} >= {"milestone"}


async def test_a_mistyped_word_is_told_with_one_that_is_there(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        screen = await _search(sitting, "milestoen")
        await sitting.shows("No match for milestoen; milestone is in")
        await sitting.press("enter")
        await sitting.until(lambda: screen.picks.filter == "milestone")
        await sitting.shows("At milestone 1")
        assert sitting.reading.last_search == "milestone"


async def test_results_are_grouped_by_source_and_ranked_again(papers: Path) -> None:
    async with sit_down(papers, (120, 40)) as sitting:
        screen = await _search(sitting, "words of piece")
        await sitting.shows("Papers · ")
        await sitting.until(lambda: not screen.results.next_ids(1))
        flat = [entry.value for entry in screen.picks.entries if entry.pickable]
        await sitting.press("ctrl+g")
        headings = [e.rows[0][0][0] for e in screen.picks.entries if not e.pickable and e.rows[0]]
        assert " Papers" in headings
        assert {e.value for e in screen.picks.entries if e.pickable} == set(flat)
        await sitting.press("ctrl+g")
        assert [entry.value for entry in screen.picks.entries if entry.pickable] == flat


async def test_more_than_is_ranked_at_first_is_ranked_on_demand(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        screen = await _search(sitting, "words")
        await sitting.shows("newest 200")
        await sitting.until(lambda: not screen.results.next_ids(1))
        await sitting.until(lambda: isinstance(screen.picks.entries[-1].value, Older))
        screen.picks.to_end(1)
        await sitting.shows("Older articles have these words too")
        await sitting.press("enter")
        await sitting.until(lambda: len(screen.results.found.ids) > 200)
        assert not screen.results.found.more


async def test_notes_bookmarks_tags_and_sources_are_found_and_opened(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        library = sitting.app.library
        article = sitting.current.id
        library.tag("ornithology", [article])
        library.note(article, "A note on ornithologists")
        screen = await _search(sitting, "ornithol")
        await sitting.until(lambda: len(screen.results.asides) == 2)
        await sitting.shows("A note on ornithologists")
        assert [one.kind for one in screen.results.asides] == ["tag", "note"]
        await sitting.press("enter")
        await sitting.until(lambda: sitting.app.screen is sitting.reading)
        assert sitting.reading.rows.listing.view == "tag"
        await sitting.press("/")
        await sitting.shows("A note on ornithologists")
        await sitting.press("down", "enter")
        await sitting.until(lambda: sitting.app.screen is sitting.reading)
        assert sitting.focus == "article"
        assert sitting.title == WALK


async def test_a_wrong_query_is_marked_where_it_is_wrong(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        screen = await _search(sitting, "frost fed:news")
        await sitting.shows("There is no field fed:")
        start, end = screen.picks.wrong
        assert screen.picks.filter[start:end].startswith("fed")
        await sitting.press("backspace")
        await sitting.until(lambda: screen.picks.wrong != (start, end) or screen._settled)


async def test_the_index_is_built_when_someone_searches_before_it_is(
    papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "AT_ONCE", 5)
    db = apsw.Connection(str(papers))
    db.execute("DELETE FROM search")
    db.execute("UPDATE indexing SET rest = (SELECT max(id) FROM article)")
    db.close()
    async with sit_down(papers) as sitting:
        screen = await _search(sitting, "milestone")
        await sitting.until(lambda: screen._building)
        await sitting.until(lambda: screen.results.found.ids and not screen.results.found.unindexed)


async def test_an_action_does_not_wait_for_a_search(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        begun, go = threading.Event(), threading.Event()

        def long(_: Library) -> None:
            begun.set()
            go.wait(10)

        waiting = sitting.app.desk.search.submit(long)
        begun.wait(10)
        await sitting.press("b")
        await sitting.says("Bookmarked")
        assert not waiting.done()
        go.set()


async def test_finding_in_the_article_goes_from_hit_to_hit_and_round(papers: Path) -> None:
    async with sit_down(papers, (100, 24)) as sitting:
        await sitting.enter(WALK)
        await _find(sitting, "Marker")
        finder = sitting.reading.finder
        assert finder is not None
        assert len(finder.hits) == 36
        assert "1 of 36" in sitting.said
        await sitting.press("n")
        assert "2 of 36" in sitting.said
        await sitting.press("5 n")
        assert "7 of 36" in sitting.said
        assert any("Marker 2-3" in line for line in sitting.lines)
        await sitting.press("6 N")
        assert "1 of 36" in sitting.said
        await sitting.press("N")
        assert "36 of 36" in sitting.said
        assert "other end" in sitting.said
        assert any("Marker 9-4" in line for line in sitting.lines)


async def test_escape_clears_the_hits_first_and_leaves_the_article_then(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await _find(sitting, "frost")
        await sitting.press("escape")
        assert sitting.reading.finder is None
        assert sitting.focus == "article"
        await sitting.press("escape")
        assert sitting.focus == "list"


async def test_finding_what_is_not_there_says_so_and_moves_nothing(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("3 ]")
        line = sitting.lines[0]
        await _find(sitting, "zyzzyva")
        await sitting.says("is not in this article")
        assert sitting.lines[0] == line


async def test_a_find_left_by_escape_goes_back_to_where_it_began(papers: Path) -> None:
    async with sit_down(papers, (100, 24)) as sitting:
        await sitting.enter(WALK)
        await sitting.press("2 ]")
        top = sitting.reading.view.top
        await sitting.press("/")
        await sitting.until(lambda: isinstance(sitting.app.screen, Prompt))
        await sitting.write("Marker 9")
        await sitting.until(lambda: sitting.reading.view.top != top)
        await sitting.press("escape")
        await sitting.until(lambda: sitting.app.screen is sitting.reading)
        await sitting.until(lambda: sitting.reading.view.top == top)
        assert sitting.reading.finder is None


async def test_without_a_search_n_goes_to_the_next_unread_article(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("n")
        assert sitting.title == LINKS
        assert sitting.focus == "article"


async def test_keys_typed_while_a_prompt_opens_are_not_lost(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.pilot.press("slash", *"frost", "enter")
        await sitting.says("of 36 “frost”")
        assert sitting.title == WALK


async def test_a_footnote_is_shown_at_the_foot_and_leaves_with_the_next_key(
    papers: Path,
) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(LINKS)
        await sitting.press("f")
        assert sitting.reading.hinting is not None
        assert len(sitting.reading.hinting._by_label) >= 4
        await sitting.press("d")
        bottom = "\n".join(sitting.text.splitlines()[-6:])
        assert "The note tells where the lark was seen." in bottom
        assert sitting.reading.view.top == 0
        await sitting.press("j")
        assert sitting.reading.view.foot == []


async def test_a_footnote_leaves_the_screen_with_a_key_that_moves_nothing(papers: Path) -> None:
    note = "The note tells where the lark was seen."
    async with sit_down(papers) as sitting:
        await sitting.enter(LINKS)
        await sitting.press("f", "d")
        assert sitting.text.count(note) == 2
        await sitting.press("g g")
        await sitting.until(lambda: sitting.text.count(note) == 1)


async def test_hints_lead_to_a_section_and_back(papers: Path) -> None:
    async with sit_down(papers, (60, 12)) as sitting:
        await sitting.enter(LINKS)
        await sitting.press("3 j", "f")
        assert sitting.reading.hinting is not None
        label = next(
            label
            for label, hint in sitting.reading.hinting._by_label.items()
            if hint.link.startswith("#")
        )
        await sitting.press(label)
        assert sitting.lines[0] == "The end"
        await sitting.press("` `")
        assert sitting.lines[0] != "The end"


async def test_any_other_key_leaves_the_hints_and_does_nothing_else(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(LINKS)
        await sitting.press("f", "escape")
        assert sitting.reading.hinting is None
        assert sitting.focus == "article"
        assert sitting.reading.view.hints == {}
        await sitting.press("f", "tab")
        assert sitting.focus == "article"


async def test_an_address_is_copied_by_its_letter(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(LINKS)
        await sitting.press("F", "a")
        assert sitting.app.clipboard == "https://example.org/first"
        await sitting.press("y")
        assert sitting.app.clipboard == "https://example.org/links"


async def test_an_article_without_links_says_so(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("f")
        assert "No links" in sitting.said
        assert sitting.reading.hinting is None


async def test_hints_where_the_article_is_not_on_the_screen_do_not_take_keys(
    papers: Path,
) -> None:
    async with sit_down(papers, (60, 20)) as sitting:
        await sitting.go_to(LINKS)
        await sitting.press("f")
        assert sitting.reading.hinting is None
        await sitting.press("j")
        assert sitting.current.title == LONG[2][1]


async def test_a_browser_is_given_the_address_as_one_argument(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "said"
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {said}.new && mv {said}.new {said}\n')
    script.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(script))
    async with sit_down(papers) as sitting:
        await sitting.press("o")
        await sitting.says("Opened https://example.org/walk")
        await sitting.until(said.exists)
    assert said.read_text() == "https://example.org/walk|"


async def test_an_address_of_another_sort_is_asked_about_first(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "said"
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {said}.new && mv {said}.new {said}\n')
    script.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(script))
    text = "# Elsewhere\n\nIt lies [over there](ftp://files.example/x) since long ago.\n"
    with Library.open(papers, updates=True) as library:
        library.save_article(arrived("elsewhere", text, NOW))
    async with sit_down(papers) as sitting:
        await sitting.enter("Elsewhere")
        await sitting.press("f", "a")
        await sitting.until(lambda: isinstance(sitting.app.screen, Prompt))
        assert "Open ftp://files.example/x" in sitting.text
        await sitting.press("escape")
        await sitting.says("Left ftp://files.example/x alone")
        assert not said.exists()
        await sitting.press("f", "a")
        await sitting.until(lambda: isinstance(sitting.app.screen, Prompt))
        await sitting.press("y", "enter")
        await sitting.says("Opened ftp://files.example/x")
        await sitting.until(said.exists)
    assert said.read_text() == "ftp://files.example/x|"


async def test_without_a_browser_the_key_that_copies_is_named(
    papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    async with sit_down(papers) as sitting:
        await sitting.press("o")
        await sitting.says("No browser found; y copies")
