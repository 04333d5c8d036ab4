"""Asking the terminal for the colour of its ground, before the app takes it over."""

from __future__ import annotations

import os
import select
import sys
import termios
import time
import tty

from reader.settings.terminal import BACKGROUND_QUERY

WAIT = 0.1
"""Seconds to wait for an answer; terminals that know the question answer in a few milliseconds."""

_ATTRIBUTES_QUERY = b"\x1b[c"
"""Primary device attributes: every terminal answers it, so its answer ends the wait."""


def ask_background() -> bytes:
    """The terminal's reply to the question for its ground; empty when it does not answer.

    Keys that were typed meanwhile are in the reply and lost; it is asked on a first start only.
    """
    try:
        number = sys.stdin.fileno()
        before = termios.tcgetattr(number)
    except (OSError, ValueError, termios.error):
        return b""
    try:
        tty.setcbreak(number, termios.TCSANOW)
        os.write(sys.stderr.fileno(), BACKGROUND_QUERY + _ATTRIBUTES_QUERY)
        return _reply(number)
    except OSError:
        return b""
    finally:
        termios.tcsetattr(number, termios.TCSANOW, before)


def answered(reply: bytes) -> bool:
    """Whether the terminal has said all; what it has not said may come as keys later."""
    return reply.endswith(b"c") and b"\x1b[?" in reply


def _reply(number: int) -> bytes:
    reply = b""
    until = time.monotonic() + WAIT
    while (left := until - time.monotonic()) > 0:
        if not select.select([number], [], [], left)[0]:
            break
        reply += os.read(number, 256)
        if answered(reply):
            break
    return reply
