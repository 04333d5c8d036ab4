"""Keeping pictures for reading without the network, as the settings say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document.safe import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.cli.report import Report
    from reader.feeds.update import Event
    from reader.library.library import Library
    from reader.settings.schema import Settings


def keep_pictures(library: Library, take: Callable[[Event], None]) -> bool:
    """Fetch and keep what the settings ask for; whether they ask for any.

    `take` is told as `update` tells its events. Errors: SourceError when they cannot be kept;
    SettingsError when the config is no TOML.
    """
    settings = _settings()
    if settings.keep_pictures == "off":
        return False
    if library.read_only:
        return True
    from reader.feeds.keeping import keep

    done = keep(
        library,
        settings.keep_pictures,
        settings.pictures_room << 20,
        lambda title: take({"event": "keeping", "title": title}),
    )
    if any(done):
        take({"event": "pictures", **done._asdict()})
    return True


def tell(report: Report, event: Event) -> None:
    """Tell people one event of keeping pictures."""
    if event["event"] == "keeping":
        report.progress(f"Keeping the pictures of {clean_line(str(event['title']))}")
    elif not report.json:
        report.line(_summary(event))


def _summary(event: Event) -> str:
    kept, failed, dropped = (int(str(event[name])) for name in ("kept", "failed", "dropped"))
    told = ["1 picture kept" if kept == 1 else f"{kept:,} pictures kept"]
    if failed:
        told.append(f"{failed:,} could not be had")
    if dropped:
        told.append(f"{dropped:,} dropped")
    full = "; their room is full (setting pictures_room)" if event["full"] else ""
    return f"{', '.join(told)}{full}."


def _settings() -> Settings:
    from reader.settings.config import check_config
    from reader.settings.locations import config_path

    return check_config(config_path()).settings
