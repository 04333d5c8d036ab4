"""The notation of keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key

from reader.commands.keys import (
    LETTER,
    NAMED,
    KeyNameError,
    begins,
    format_sequence,
    from_textual,
    parse_key,
    parse_sequence,
    show_sequence,
    textual_name,
)

CHARACTERS = [chr(code) for code in range(0x21, 0x7F)]
KEYS = st.one_of(
    st.sampled_from(CHARACTERS),
    st.sampled_from(sorted(NAMED)),
    st.builds("ctrl+{}".format, st.sampled_from("abcdefgh]\\")),
    st.builds("shift+{}".format, st.sampled_from(sorted(NAMED))),
    st.builds("alt+{}".format, st.sampled_from("abcXYZ")),
)
SEQUENCES = st.lists(KEYS, min_size=1, max_size=3).filter(lambda keys: keys[0] not in "123456789")


@given(SEQUENCES)
def test_a_sequence_reads_back_as_it_was_written(keys: list[str]) -> None:
    sequence = parse_sequence(" ".join(keys))
    assert parse_sequence(format_sequence(sequence)) == sequence


@given(KEYS)
def test_a_key_has_one_canonical_form(text: str) -> None:
    assert parse_key(parse_key(text)) == parse_key(text)


@pytest.mark.parametrize("character", CHARACTERS)
def test_textual_calls_characters_by_the_names_given_here(character: str) -> None:
    assert textual_name(character) == _character_to_key(character)
    assert from_textual(_character_to_key(character), character) == character
    assert from_textual(_character_to_key(character), None) == character


@pytest.mark.parametrize(
    ("name", "character", "key"),
    [
        ("space", " ", "space"),
        ("shift+space", " ", "shift+space"),
        ("shift+j", "J", "J"),
        ("ctrl+d", "\x04", "ctrl+d"),
        ("escape", "\x1b", "escape"),
        ("pageup", None, "pageup"),
        ("shift+tab", None, "shift+tab"),
        ("é", "é", "é"),
        ("ctrl+right_square_bracket", "\x1d", "ctrl+]"),
        ("scroll_lock_of_doom", None, None),
    ],
)
def test_key_events_become_keys(name: str, character: str | None, key: str | None) -> None:
    assert from_textual(name, character) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [("Esc", "escape"), ("PgUp", "pageup"), ("return", "enter"), ("CTRL+D", "ctrl+d")],
)
def test_other_spellings_are_understood(text: str, key: str) -> None:
    assert parse_key(text) == key


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("shift+j", "write the character itself"),
        ("hyper+j", "'hyper'"),
        ("spcae", "no key is called 'spcae'"),
        ("ctrl+", "missing"),
        ("", "missing"),
        ("12", "no key"),
        ("1 j", "counts"),
        ("<letter>", "every letter"),
    ],
)
def test_what_is_wrong_with_a_key_is_said(text: str, what: str) -> None:
    with pytest.raises(KeyNameError, match=what):
        parse_sequence(text)


def test_help_shows_keys_in_short() -> None:
    assert show_sequence(parse_sequence("pageup")) == "pgup"
    assert show_sequence(parse_sequence("m <letter>")) == "m x"
    assert show_sequence(parse_sequence("shift+left")) == "shift+←"
    assert show_sequence(parse_sequence("+")) == "+"


@given(SEQUENCES, SEQUENCES)
def test_a_clash_is_found_exactly_when_one_begins_the_other(one: list[str], two: list[str]) -> None:
    first, second = parse_sequence(" ".join(one)), parse_sequence(" ".join(two))
    shorter, longer = sorted((first, second), key=len)
    clash = longer[: len(shorter)] == shorter
    assert (begins(first, second) or begins(second, first)) == clash


def test_any_letter_clashes_with_a_letter_and_not_with_a_sign() -> None:
    assert begins(("m", "a"), ("m", LETTER))
    assert not begins(("`", "`"), ("`", LETTER))
    assert not begins(("`", LETTER), ("`", "`"))
    assert begins(("m",), ("m", LETTER))
