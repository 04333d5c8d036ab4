"""The words after a command, read by argparse with the rules that all commands share."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, NoReturn

from reader.cli.nearest import nearest
from reader.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.cli.verb import Verb

_SHIELD = "\0"
"""Stands before a word that is no option, so that argparse takes it as it is; removed after."""

_HELP_WIDTH = 88


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{_told(message)} See {self.prog} --help.")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=_HELP_WIDTH)


def _told(message: str) -> str:
    """What argparse complains of, as a sentence without its leftovers of our own signs."""
    message = message.replace(_SHIELD, "").replace("\\x00", "")
    return f"{message[:1].upper()}{message[1:]}."


def make(verb: Verb) -> argparse.ArgumentParser:
    """The parser of one command."""
    parser = _Parser(
        prog=f"reader {verb.name}",
        description=verb.about,
        epilog=_examples(verb),
        formatter_class=_Formatter,
        allow_abbrev=False,
    )
    fill(parser, verb)
    return parser


def fill(parser: argparse.ArgumentParser, verb: Verb) -> None:
    """Give a parser the arguments of a command, and those of all commands."""
    verb.arguments(parser)
    parser.add_argument(
        "--library", metavar="PATH", help="the library to use: a file, or the folder that holds it"
    )
    if verb.json != "none":
        objects = "one JSON object a line" if verb.json == "lines" else "one JSON object"
        parser.add_argument("--json", action="store_true", help=f"print {objects}")


def _examples(verb: Verb) -> str:
    width = max(len(command) for command, _ in verb.examples)
    rows = [f"  {command:<{width}}  # {does}" for command, does in verb.examples]
    return "\n".join(["examples:", *rows])


def wants_help(words: Sequence[str]) -> bool:
    """Whether the words after a command ask for its help."""
    before = words[: words.index("--")] if "--" in words else words
    return "--help" in before or "-h" in before


def read(verb: Verb, words: Sequence[str]) -> argparse.Namespace:
    """The options in the words. Errors: UsageError, with the nearest option for a misspelt one."""
    parser = make(verb)
    known = set(_options(parser))
    values, left = parser.parse_known_intermixed_args(_shielded(verb, words, known))
    if left:
        raise UsageError(_unknown(verb, [_bare(word) for word in left], known))
    for name, value in vars(values).items():
        setattr(values, name, _bare_all(value))
    return values


def _options(parser: argparse.ArgumentParser) -> list[str]:
    return [name for action in parser._actions for name in action.option_strings]  # noqa: SLF001 - argparse has no public list of its options


def _shielded(verb: Verb, words: Iterable[str], known: set[str]) -> list[str]:
    """The words, with those that are no options marked so that they are not taken for some."""
    shielded: list[str] = []
    only_words = False
    for word in words:
        if word == "--" and not only_words:
            only_words = True
        elif only_words or (verb.words and _is_word(word, known)):
            shielded.append(_SHIELD + word)
        else:
            shielded.append(word)
    return shielded


def _is_word(word: str, known: set[str]) -> bool:
    if word in known or word == "-":
        return False
    return bool(re.match(r"-[^-]", word)) or (word.startswith("-") and " " in word)


def _bare(word: str) -> str:
    return word.removeprefix(_SHIELD)


def _bare_all(value: object) -> object:
    if isinstance(value, str):
        return _bare(value)
    if isinstance(value, list):
        return [_bare_all(one) for one in value]
    return value


def _unknown(verb: Verb, left: list[str], known: set[str]) -> str:
    option = next((word for word in left if word.startswith("-")), None)
    if option is None:
        return f"reader {verb.name} does not know what to do with {left[0]!r}."
    name = option.partition("=")[0]
    return f"reader {verb.name} has no option {name}.{nearest(name, known)}"
