"""A terminal that answers late types nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.late import LateReply
from tests.app.sitting import sit_down

if TYPE_CHECKING:
    from pathlib import Path

ANSWER = ("^", "]", *"11;rgb:1616/1818/1d1d", "^", "\\")


def test_one_answer_is_taken_and_then_every_key_passes() -> None:
    late = LateReply()
    assert not late.takes("j")
    assert all(late.takes(key) for key in ANSWER)
    assert not any(late.takes(key) for key in ANSWER)


def test_an_answer_without_an_end_does_not_take_keys_for_ever() -> None:
    late = LateReply()
    late.takes("^")
    late.takes("]")
    assert [late.takes("j") for _ in range(100)].count(False) > 30


async def test_a_late_answer_marks_nothing_and_opens_nothing(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        sitting.app.late = LateReply()
        await sitting.press(*ANSWER, "j")
        await sitting.idle()
        assert sitting.app.screen is sitting.reading
        assert sitting.done == []
        assert sitting.reading.rows.cursor == 1
