"""Commands of what queries do: saved searches, rules, the reasons they leave, and the queue."""

from __future__ import annotations

from typing import Final

from reader.commands.command import READING, Command

RULING: Final[tuple[Command, ...]] = (
    Command(
        "save-search",
        "Save the search",
        "Save what stands in the box under a name; it is a source from then on, with its count.",
        ("ctrl+s",),
        ("results",),
        "Searching",
        undoable=True,
    ),
    Command(
        "rules",
        "Rules",
        "List the rules: what is done by itself to the articles that a query finds; make, try "
        "out, apply, put in order and remove them there.",
        ("g r",),
        READING,
        "Searching",
    ),
    Command(
        "add-rule",
        "Make a rule",
        "Make a rule of a query; what it would do is shown before anything is done.",
        ("a",),
        ("rules",),
        "Searching",
        undoable=True,
    ),
    Command(
        "hide-such",
        "Hide such articles",
        "Make a rule that hides what is like this article: its feed and author are proposed, to "
        "be changed before it is tried out.",
        ("g h",),
        READING,
        "Searching",
        undoable=True,
    ),
    Command(
        "rule-actions",
        "What the rule does",
        "Change what the rule under the cursor does, and until when.",
        ("c",),
        ("rules",),
        "Searching",
        undoable=True,
    ),
    Command(
        "switch-rule",
        "On or off",
        "Let the rule under the cursor do its work, or not.",
        ("space",),
        ("rules",),
        "Searching",
        undoable=True,
    ),
    Command(
        "rule-up",
        "Run earlier",
        "Let the rule under the cursor run before the one above it.",
        ("K",),
        ("rules",),
        "Searching",
        undoable=True,
    ),
    Command(
        "rule-down",
        "Run later",
        "Let the rule under the cursor run after the one below it.",
        ("J",),
        ("rules",),
        "Searching",
        undoable=True,
    ),
    Command(
        "take-back-rule",
        "Take back",
        "Undo all that the rule under the cursor has ever done, where articles are still so.",
        ("B",),
        ("rules",),
        "Searching",
        undoable=True,
    ),
    Command(
        "why",
        "Why is it here?",
        "Say where the article came from, and which rule, setting or other article has touched it.",
        ("W",),
        READING,
        "Searching",
    ),
    Command(
        "queue",
        "For fifteen minutes",
        "Show what to read in the minutes you have: who writes seldom comes first, a flood is one "
        "line, and each says why it is there.",
        ("g q",),
        READING,
        "Sources",
    ),
    Command(
        "queue-minutes",
        "Other minutes",
        "Choose how many minutes there are.",
        ("c",),
        ("queue",),
        "Sources",
    ),
    Command(
        "tag-list",
        "Tag all of the list",
        "Put a tag on every article of the list that was in it when you looked.",
        ("g t",),
        READING,
        "Marking",
        undoable=True,
    ),
    Command(
        "colour-tag",
        "Colour of the tag",
        "Give the tag under the cursor the next colour, with a sign of its own, or none.",
        ("ctrl+t",),
        ("tags", "sources"),
        "Marking",
        undoable=True,
    ),
)
