"""The page of settings in the documentation, made from the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.settings.keymap import keymap_names, load_keymap
from reader.settings.schema import settings

if TYPE_CHECKING:
    from reader.settings.schema import Setting

_HEAD: Final = """\
# Settings

This page is made from `reader/settings/schema.py`; do not edit it by hand:
`python -m reader.settings.page > docs/settings.md` writes it, and a test compares.

Settings stand in `config.toml` in the config folder (`reader config` says where, checks it, and
`reader config NAME VALUE` writes into it without touching its comments). A file need name only what
differs from the defaults below. A setting that is not understood is told with file, line, key and
the nearest name, and keeps its default.

```toml
# ~/.config/reader/config.toml
theme = "nord"
measure = 72
marks_read = "never"
```

## All settings
"""

_KEYMAPS: Final = """\
## Keymaps

`keymap` names the keys that commands have. Shipped: {shipped}.

Your own is a file `keymaps/NAME.toml` in the config folder. It names commands by the ids of
[keys](keys.md), and what it does not name keeps the keys of the keymap it inherits:

```toml
title = "Mine"
inherits = "default"

[keys]
toggle-read = ["N", "ctrl+n"]
previous-match = []            # takes its key away
bookmark = "g b"               # a sequence
```

A key that types something is written as that (`j`, `J`, `?`); the others are called `space enter
escape tab backspace delete insert up down left right home end pageup pagedown f1` to `f24`, with
`ctrl+`, `alt+` and `shift+` before. `<letter>` in a sequence is any letter (`m <letter>`). Digits 1
to 9 are counts and begin no sequence. Two commands with one key in the same place, or a key that
begins the keys of another, are refused, and both commands are named.
"""


def markdown() -> str:
    """The whole page."""
    names = [f"`{name}` ({load_keymap(name).title})" for name in keymap_names()]
    rows = "\n".join(_entry(setting) for setting in settings())
    return "\n".join([_HEAD, rows, _KEYMAPS.format(shipped=", ".join(names))])


def _entry(setting: Setting) -> str:
    shown = f'"{setting.default}"' if isinstance(setting.default, str) else str(setting.default)
    shown = shown.lower() if isinstance(setting.default, bool) else shown
    return f"### `{setting.name}`\n\n{setting.help}\n\nTakes {setting.kind}. Default: `{shown}`.\n"


if __name__ == "__main__":
    import sys

    sys.stdout.write(markdown())
