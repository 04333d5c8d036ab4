"""What pressed keys mean."""

from __future__ import annotations

from reader.commands.bindings import Bindings
from reader.commands.command import Command
from reader.commands.table import COMMANDS


def test_the_beginning_of_a_sequence_is_pending() -> None:
    match = Bindings(COMMANDS).match("list", ("g",))
    assert match.command is None
    assert match.pending


def test_a_sequence_that_leads_nowhere_is_neither() -> None:
    match = Bindings(COMMANDS).match("list", ("g", "x"))
    assert match.command is None
    assert not match.pending


def test_a_letter_mark_gives_its_letter_and_takes_no_other_key() -> None:
    bindings = Bindings(COMMANDS)
    assert bindings.match("article", ("m", "k")).letter == "k"
    assert bindings.match("article", ("m", "?")).command is None
    assert bindings.match("article", ("m", "escape")).command is None


def test_chosen_keys_take_the_place_of_the_default_ones() -> None:
    bindings = Bindings(COMMANDS, {"toggle-read": ("N",), "previous-match": ()})
    match = bindings.match("list", ("N",))
    assert match.command is not None
    assert match.command.id == "toggle-read"
    assert bindings.keys("previous-match") == ()
    assert bindings.match("list", ("r",)).command is None


def test_a_clash_names_both_commands_and_the_context() -> None:
    one = Command("one", "One", "One.", ("g",), ("list",), "Moving")
    two = Command("two", "Two", "Two.", ("g g",), ("list", "article"), "Moving")
    (clash,) = Bindings((one, two)).clashes
    assert str(clash) == "'g' (one) and 'g g' (two) begin alike in the list"


def test_the_same_key_in_two_contexts_is_no_clash() -> None:
    one = Command("one", "One", "One.", ("q",), ("list",), "Moving")
    two = Command("two", "Two", "Two.", ("q",), ("article",), "Moving")
    assert Bindings((one, two)).clashes == []
