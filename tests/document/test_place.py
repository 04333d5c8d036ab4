"""Places: where they are in the same text, in a changed one, and when they are orphans."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.outline import Section, outline_of
from reader.document.place import Found, Place, find, make, text_hash
from reader.document.text import canonical
from tests.document.strategies import blocks

_TEXT = """The lamp

The printer lit the lamp before the first sheet was laid on the press. Nobody in the street had
seen a light so early, and the baker came out to ask whether there was a fire.

There was none. The newspaper was late, and the river had risen over the lower road in the night.

The river

By noon the water stood at the third step. Nobody in the street had seen it so high, and the school
was closed. The printer carried his type upstairs, case by case, and set the second page there.

There was none. The carrier took forty copies to the upper town in a boat."""

_SECTIONS = (Section(1, "The lamp", "the-lamp", 0, 0), Section(1, "The river", "the-river", 283, 0))


def _moved(text: str, words: str, length: int = 0, *, number: int = 0) -> str | None:
    """What stands in `text` where the place made at `words` (the n-th of them) is found."""
    offset = -1
    for _ in range(number + 1):
        offset = _TEXT.index(words, offset + 1)
    found = find(make(_TEXT, _SECTIONS, offset, length), text, _SECTIONS)
    if found is None:
        return None
    return text[found.offset : found.offset + (found.length or len(words))]


@settings(max_examples=50, deadline=None)
@given(blocks(1), st.integers(0, 400), st.integers(0, 400))
def test_in_the_same_text_a_place_is_exactly_where_it_was(
    drawn: object, offset: int, length: int
) -> None:
    text = canonical(drawn)  # type: ignore[arg-type]  # any run of blocks
    sections = outline_of(drawn)  # type: ignore[arg-type]
    place = make(text, sections, offset, length)
    assert find(place, text, sections) == Found(place.offset, place.length, exact=True)
    assert find(place, text, sections, text_hash(text)) == find(place, text, sections)
    assert 0 <= place.offset <= place.offset + place.length <= len(text)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(_TEXT) - 12), st.text("ab \n", min_size=1, max_size=300))
def test_what_is_put_before_a_place_only_moves_it(offset: int, new: str) -> None:
    place = make(_TEXT, _SECTIONS, offset)
    found = find(place, new + "\n\n" + _TEXT, _SECTIONS)
    assert found == Found(offset + len(new) + 2, 0, exact=True)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(_TEXT) - 12), st.integers(12, 200))
def test_a_stretch_keeps_its_words_when_text_around_it_changes(offset: int, length: int) -> None:
    place = make(_TEXT, _SECTIONS, offset, length)
    end = offset + place.length
    changed = "Another beginning. " + _TEXT[:offset] + _TEXT[offset:end] + _TEXT[end:] + " An end."
    assert find(place, changed, _SECTIONS) == Found(offset + 19, place.length, exact=True)


def test_white_space_may_be_set_otherwise() -> None:
    assert _moved(" ".join(_TEXT.split()), "The printer carried") == "The printer carried"


def test_a_place_in_a_changed_sentence_is_found_nearby() -> None:
    edited = _TEXT.replace(
        "carried his type upstairs, case by case", "took his type up, by the case"
    )
    assert _moved(edited, "The printer carried his type") == "The printer took his type up"


def test_a_place_in_a_moved_section_is_found_there() -> None:
    river = _TEXT.index("The river")
    turned = _TEXT[river:] + "\n\n" + _TEXT[:river].strip()
    assert _moved(turned, "the baker came out", 18) == "the baker came out"


def test_of_repeated_sentences_the_one_with_its_surroundings_is_found() -> None:
    edited = "There was none.\n\n" + _TEXT
    found = [
        find(make(_TEXT, _SECTIONS, offset, 15), edited, _SECTIONS)
        for offset in (_TEXT.index("There was none"), _TEXT.rindex("There was none"))
    ]
    assert found == [
        Found(edited.index("There was none. The newspaper"), 15, exact=True),
        Found(edited.index("There was none. The carrier"), 15, exact=True),
    ]


def test_a_place_whose_sentence_is_gone_is_an_orphan_though_its_like_is_there() -> None:
    gone = _TEXT.replace(
        "There was none. The newspaper was late, and the river had risen", "It rose"
    )
    assert _moved(gone, "There was none", 15) is None


def test_a_place_whose_words_are_gone_is_an_orphan() -> None:
    start = _TEXT.index("The printer carried")
    assert _moved(_TEXT[:start] + "\n\n" + _TEXT[-76:], "The printer carried", 60) is None
    assert _moved("", "The printer carried") is None
    assert _moved("Something else altogether is told here.", "By noon the water") is None


def test_a_long_stretch_is_found_from_its_first_to_its_last_words() -> None:
    long = "\n\n".join(f"Paragraph {n}: {_TEXT[n : n + 300]}" for n in range(0, 300, 30))
    place = make(long, (), 50, 1500)
    assert len(place.quote) == 600
    edited = "New. " + long[:900] + " Put in here. " + long[900:]
    found = find(place, edited, ())
    assert found is not None
    assert edited[found.offset :].startswith(long[50:90])
    assert edited[: found.offset + found.length].endswith(long[1510:1550])


@pytest.mark.parametrize(
    ("text", "offset", "changed", "expected"),
    [
        (
            "東京の印刷所は朝早く灯をともした。川の水は三段目まで上がっていた。",
            17,
            7,
            "川の水は三段目",
        ),
        ("ช่างพิมพ์จุดตะเกียงก่อนแผ่นแรก แม่น้ำสูงขึ้นในตอนกลางคืน", 31, 3, "แม่น้ำสูงขึ้น"),
    ],
)
def test_scripts_without_spaces_are_found_too(
    text: str, offset: int, changed: int, expected: str
) -> None:
    edited = "新しい段落。" + text[:changed] + text[changed + 2 :]
    found = find(make(text, (), offset), edited, ())
    assert found is not None
    assert edited[found.offset :].startswith(expected)


def test_a_place_at_the_end_of_the_text_has_no_words_and_is_lost_with_the_text() -> None:
    place = make(_TEXT, _SECTIONS, 10**9)
    assert (place.offset, place.quote) == (len(_TEXT), "")
    assert find(place, _TEXT, _SECTIONS) == Found(len(_TEXT), 0, exact=True)
    assert find(place, _TEXT + " more", _SECTIONS) is None


def test_a_place_knows_its_section_and_can_be_stored() -> None:
    place = make(_TEXT, _SECTIONS, _TEXT.index("By noon"))
    assert place.section == "the-river"
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(place), type=Place) == place


def test_a_place_stored_without_rivals_is_found_all_the_same() -> None:
    place = make(_TEXT, _SECTIONS, _TEXT.index("By noon"))
    old = Place(place.offset, 0, place.section, place.quote, place.prefix, place.suffix, "0")
    assert find(old, "First. " + _TEXT, _SECTIONS) == Found(place.offset + 7, 0, exact=True)


def test_of_two_equal_sentences_among_equal_words_neither_is_taken() -> None:
    alike = "The carrier came back at noon with a letter. " * 2
    old = f"{_TEXT}\n\nThe end\n\nThe mayor spoke at length of the flood and the bridge."
    place = make(old, _SECTIONS, old.index("The mayor spoke"))
    told = "The mayor spoke at length of the flood and the bridge."
    new = f"{alike}{told} {alike}\n\n{alike}{told} {alike}"
    assert find(place, new, ()) is None
