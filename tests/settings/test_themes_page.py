"""The page on themes names what there is."""

from __future__ import annotations

from pathlib import Path

from reader.settings.roles import CHROME, PALETTE
from reader.settings.theme import ATTRIBUTES, theme_names

PAGE = (Path(__file__).parents[2] / "docs" / "themes.md").read_text("utf-8")


def test_every_shipped_theme_and_every_palette_name_is_on_the_page() -> None:
    for name in (*theme_names(), *PALETTE):
        assert f"`{name}`" in PAGE, name


def test_every_role_of_the_screens_is_on_the_page() -> None:
    bare = {*PALETTE, *ATTRIBUTES}
    for role in CHROME:
        if role not in bare and role not in {"highlight-green", "highlight-blue", "highlight-rose"}:
            assert f"`{role}`" in PAGE, role
