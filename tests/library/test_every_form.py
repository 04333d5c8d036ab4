"""Libraries of every earlier form open as they are, by the texts of their time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import apsw
import pytest

from benchmarks.torture import furnish, judge
from benchmarks.torture.story import facts_of
from reader.library import schema
from reader.library.library import Library
from reader.library.records import Listing

if TYPE_CHECKING:
    from pathlib import Path

FORMS = range(1, schema.VERSION)


@pytest.mark.parametrize("form", FORMS)
def test_it_opens_whole_and_everything_can_be_undone(tmp_path: Path, form: int) -> None:
    file = tmp_path / "library.db"
    furnish.of_form(file, form, 50)
    before = facts_of(file)
    with Library.open(file) as library:
        assert library.counts().all == 50
        assert library.counts().unread == 25
        assert [one.article_id for one in library.bookmarks()] == [50]
        assert len(library.window(Listing("unread")).headlines) == 25
        assert len(library.search("望遠鏡")) == 50
        assert library.article(7).document.text.startswith("What is said under the number 7")
    assert facts_of(file) == before
    assert judge.complaints(file) == []
    assert judge.whole_journal(file) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_copy_of_the_earlier_form_is_kept(tmp_path: Path, form: int) -> None:
    file = tmp_path / "library.db"
    furnish.of_form(file, form, 5)
    Library.open(file).close()
    (copy,) = tmp_path.glob("library.db.form-*")
    db = apsw.Connection(str(copy))
    assert db.execute("PRAGMA user_version").fetchall() == [(form,)]
    assert db.execute("SELECT count(*) FROM article").fetchall() == [(5,)]
    db.close()
    assert len(list(tmp_path.iterdir())) == 2
