"""Keeping pictures for reading without the network, as the settings say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.library import Library
    from reader.settings.schema import Settings


def keep_pictures(library: Library, take: Callable[[dict[str, Any]], None]) -> None:
    """Fetch and keep what the settings ask for; `take` is told as events of an update.

    Errors: SourceError when they cannot be kept; SettingsError when the config is no TOML.
    """
    settings = _settings()
    if settings.keep_pictures == "off" or library.read_only:
        return
    from reader.feeds.keeping import keep

    done = keep(
        library,
        settings.keep_pictures,
        settings.pictures_room << 20,
        lambda title: take({"event": "keeping", "title": title}),
    )
    if any(done):
        take({"event": "pictures", **done._asdict()})


def _settings() -> Settings:
    from reader.settings.config import check_config
    from reader.settings.locations import config_path

    return check_config(config_path()).settings
