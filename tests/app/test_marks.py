"""Bookmarks, places, notes, highlights, tags, titles: made, found, changed and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.screens.bookmarks import Bookmarks
from reader.app.screens.editor import Editor
from reader.app.screens.history import History
from reader.app.screens.notes import Notes
from reader.app.screens.prompt import Prompt
from reader.app.screens.tags import Tags
from tests.app.papers import LONG
from tests.app.sitting import sit_down

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen

    from tests.app.sitting import Sitting

WALK, LINKS = LONG[0][1], LONG[1][1]


async def _on(sitting: Sitting, screen: type[Screen[object] | Screen[str | None]]) -> None:
    await sitting.until(lambda: isinstance(sitting.app.screen, screen))
    await sitting.pilot.pause()


async def _back(sitting: Sitting) -> None:
    await sitting.until(lambda: sitting.app.screen is sitting.reading)


async def test_a_bookmark_is_put_and_taken_and_each_is_answered_by_its_number(
    papers: Path,
) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("b")
        await sitting.says("undoes")
        number = sitting.done[0].id
        assert f"#{number} · u undoes" in sitting.said
        assert "★" in sitting.text
        await sitting.press("b")
        await sitting.says(f"#{number + 1}")
        assert "★" not in sitting.text.splitlines()[2]
        assert sitting.library.bookmarks() == []


async def test_a_place_with_a_label_is_opened_there_from_anywhere(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("4 ]", "2 j")
        line = sitting.lines[0]
        await sitting.press("B")
        await _on(sitting, Prompt)
        await sitting.write("the frost")
        await sitting.press("enter")
        await sitting.says("undoes")
        await sitting.press("h")
        await sitting.go_to("Short piece 290")
        await sitting.press("'")
        await _on(sitting, Bookmarks)
        assert "the frost" in sitting.text
        assert "Milestone 4" in sitting.text
        await sitting.press("enter")
        await _back(sitting)
        assert sitting.title == WALK
        assert sitting.reading.focus_on == "article"
        assert sitting.lines[0] == line
        assert sitting.current.title == WALK


async def test_a_bookmark_is_relabelled_and_removed_and_both_are_undone(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("B")
        await _on(sitting, Prompt)
        await sitting.press("enter")
        await sitting.idle()
        await sitting.press("'")
        await _on(sitting, Bookmarks)
        await sitting.press("e")
        await _on(sitting, Prompt)
        await sitting.write("new name")
        await sitting.press("enter")
        await sitting.shows("new name")
        assert sitting.library.bookmarks()[0].label == "new name"
        await sitting.press("d")
        await sitting.shows("None yet")
        assert sitting.library.bookmarks() == []
        await sitting.press("u")
        await sitting.shows("new name")
        await sitting.press("u")
        await sitting.idle()
        assert sitting.library.bookmarks()[0].label is None


async def test_a_label_is_left_by_escape_and_nothing_is_kept(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("B")
        await _on(sitting, Prompt)
        await sitting.write("no")
        await sitting.press("escape")
        await _back(sitting)
        await sitting.idle()
        assert sitting.library.bookmarks() == []
        assert sitting.reading.focus_on == "article"


async def test_letter_marks_lead_back_from_other_articles(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("3 ]", "m a")
        await sitting.says("undoes")
        line = sitting.lines[0]
        await sitting.press("J")
        assert sitting.title == LINKS
        await sitting.press("` a")
        assert sitting.title == WALK
        assert sitting.lines[0] == line
        await sitting.press("` `")
        assert sitting.title == LINKS
        await sitting.press("` z")
        assert sitting.said == "No mark z."


async def test_going_back_twice_is_here_again(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("3 ]")
        here = sitting.reading.view.first_offset
        await sitting.press("G")
        await sitting.press("` `")
        assert sitting.reading.view.first_offset == here
        await sitting.press("` `")
        assert sitting.reading.view.at_end
        await sitting.press("` `")
        assert sitting.reading.view.first_offset == here


async def test_older_jumps_go_back_one_by_one(papers: Path) -> None:
    async with sit_down(papers, (100, 24)) as sitting:
        await sitting.enter(WALK)
        await sitting.press("2 ]", "G")
        await sitting.press("g g")
        await sitting.press("ctrl+o")
        assert sitting.reading.view.at_end
        await sitting.press("ctrl+o")
        assert sitting.lines[0] == "Milestone 2"
        await sitting.press("9 ctrl+o")
        assert "Nowhere to go" in sitting.said


async def test_words_are_selected_and_highlighted(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("v")
        assert sitting.mode == "selection"
        await sitting.press("i s")
        assert sitting.reading.selection is not None
        words = sitting.reading.selection.words
        assert words == "Every walk begins at a door, and this one began in the rain."
        await sitting.press("enter")
        await sitting.says("undoes")
        (remark,) = sitting.library.notes()
        assert remark.place is not None
        assert remark.place.quote == words
        assert sitting.mode == "article"
        assert sitting.reading.view.lit["highlights"]


async def test_a_selection_grows_by_words_and_is_left_by_escape(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("v", "w", "w")
        selection = sitting.reading.selection
        assert selection is not None
        assert selection.words.startswith("Every")
        assert "walk" in selection.words
        await sitting.press("escape")
        assert sitting.reading.selection is None
        assert sitting.reading.focus_on == "article"
        await sitting.idle()
        assert [entry.kind for entry in sitting.done] == ["automatic"]


async def test_copying_puts_the_words_on_the_clipboard_and_keeps_no_note(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("v", "i s", "y")
        assert sitting.app.clipboard.startswith("Every walk begins at a door")
        assert "Copied" in sitting.said
        assert sitting.reading.selection is None


async def test_a_note_on_words_is_kept_shown_edited_and_removed(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("v", "i w", "n")
        await _on(sitting, Editor)
        await sitting.write("A thought")
        await sitting.press("escape")
        await _back(sitting)
        await sitting.idle()
        (remark,) = sitting.library.notes()
        assert (remark.text, remark.colour) == ("A thought", "amber")
        await sitting.press('"')
        await _on(sitting, Notes)
        assert "A thought" in sitting.text
        assert "“Every”" in sitting.text
        await sitting.press("e")
        await _on(sitting, Editor)
        await sitting.write("!")
        await sitting.press("escape")
        await sitting.shows("A thought!")
        await sitting.press("d")
        await sitting.shows("None yet")
        await sitting.press("escape")
        await _back(sitting)
        await sitting.press("u")
        await sitting.idle()
        assert sitting.library.notes()[0].text == "A thought!"


async def test_a_note_on_an_article_needs_no_selection_and_shows_in_the_list(
    papers: Path,
) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("i")
        await _on(sitting, Editor)
        await sitting.write("Read again")
        await sitting.press("escape")
        await _back(sitting)
        await sitting.idle()
        assert sitting.library.notes()[0].text == "Read again"
        assert "✎" in sitting.text


async def test_a_note_is_discarded_by_ctrl_c_and_an_empty_one_is_not_kept(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        for keys in (("x", "ctrl+c"), ("escape",)):
            await sitting.press("i")
            await _on(sitting, Editor)
            await sitting.press(*keys)
            await _back(sitting)
            await sitting.idle()
        assert sitting.library.notes() == []


async def test_tags_are_made_put_on_and_taken_off(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        article = sitting.current.id
        await sitting.press("T")
        await _on(sitting, Tags)
        await sitting.write("birds")
        assert "new tag “birds”" in sitting.text
        await sitting.press("enter")
        await sitting.shows("[x]   birds")
        assert sitting.library.tags_of(article) == ("birds",)
        await sitting.press("enter")
        await sitting.shows("No tags yet")
        assert sitting.library.tags_of(article) == ()
        await sitting.press("escape")
        await _back(sitting)


async def test_a_title_is_edited_and_the_old_one_comes_back(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("e")
        await _on(sitting, Prompt)
        await sitting.write(" Home")
        await sitting.press("enter")
        await sitting.shows("The Long Walk Home")
        await sitting.press("u")
        await sitting.idle()
        assert sitting.current.title == WALK
        assert sitting.title == WALK


async def test_undo_redo_and_history_also_after_a_restart(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("b", "j", "r")
        await sitting.idle()
    async with sit_down(papers) as sitting:
        await sitting.press("u")
        await sitting.idle()
        assert not sitting.library.headlines([sitting.current.id])[0].read
        await sitting.press("u")
        await sitting.idle()
        assert sitting.library.bookmarks() == []
        await sitting.press("2 ctrl+r")
        await sitting.idle()
        assert len(sitting.library.bookmarks()) == 1
        await sitting.press("U")
        await _on(sitting, History)
        assert "Bookmarked “The Long Walk”" in sitting.text
        await sitting.press("G", "k", "k")
        await sitting.press("escape")
        await _back(sitting)


async def test_an_entry_in_the_middle_of_the_history_is_undone_by_itself(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("b", "j", "b")
        await sitting.idle()
        await sitting.press("U")
        await _on(sitting, History)
        await sitting.press("j", "enter")
        await sitting.shows("undone")
        await sitting.idle()
        assert [mark.title for mark in sitting.library.bookmarks()] == [LINKS]
        await sitting.press("escape")
        await _back(sitting)
        rows = sitting.reading.rows.headlines
        assert [row.bookmarked for row in rows[:2]] == [False, True]


async def test_a_mark_made_in_the_article_shows_in_the_list_at_once(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(LINKS)
        await sitting.press("b")
        await sitting.idle()
        assert sitting.current.bookmarked
        await sitting.press("d")
        await sitting.idle()
        assert sitting.title == LONG[2][1], "what follows a removed article is shown"


async def test_many_keys_at_once_are_all_done_in_order(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("b", "b", "b", "r", "r", "r")
        await sitting.idle()
        assert sitting.current.bookmarked
        assert sitting.current.read
