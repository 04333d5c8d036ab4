"""How a source is asked: with its own name, headers and login, as its settings say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.feeds.answers import Ask

if TYPE_CHECKING:
    from reader.feeds.secrets import Secrets
    from reader.library.records import Source


def ask_as(source: Source, secrets: Secrets, address: str) -> Ask:
    """The request for an address, as a source is asked for its own.

    What is subscribed to was chosen by the user, wherever it is.
    """
    settings = source.settings
    secret = secrets.get(source.address)
    return Ask(
        address,
        headers=(*settings.headers, *(secret.headers if secret else ())),
        user=(secret.user if secret else None) or settings.user,
        password=secret.password if secret else None,
        user_agent=settings.user_agent,
        typed=True,
    )
