"""A terminal with a stop-watch: runs a program in a pseudo-terminal and says when it painted what.

A thread does nothing but read and stamp what arrives; the screen is worked out later from the
stamped pieces, so that the slowness of emulating it is in no figure. What a program puts between
the marks of a synchronised update (mode 2026) counts as shown when the update ends.
"""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import pty
import re
import signal
import struct
import termios
import threading
import time
from bisect import bisect_left
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

import psutil  # type: ignore[import-untyped]
import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_QUIET = 0.07
"""Seconds without output after which a screen counts as finished."""

_PAUSE = 0.003
"""Seconds without output before it is worked out, so that the program has the machine."""

_NOTHING = 1.0
"""Seconds after which a key that changed nothing is taken to change nothing."""

_FOREIGN = re.compile(
    r"\x1b\[\?2026(?P<sync>[hl])"
    r"|\x1b\[\?1049(?P<other>[hl])"
    r"|\x1b[P^_X\]][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b\[[<=>][0-9;]*[a-zA-Z]"
    r"|\x1b\[\??[0-9;]*\$[a-z]"
    r"|\x1b\[\?u"
)
"""What the emulator does not know or would take wrongly."""

_UNFINISHED = re.compile(r"\x1b(?:\[[0-9;?<=>$]*|[P^_X\]][^\x07\x1b]*\x1b?)?\Z")

_ANSWERS = (
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\[\?u"), b"\x1b[?0u"),
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\]11;\?(?:\x07|\x1b\\)"), b"\x1b]11;rgb:1616/1818/1d1d\x1b\\"),
)
"""What a modern dark terminal answers when it is asked."""


class Press(NamedTuple):
    """What a key did: milliseconds from its press to the first and the last visible change.

    `matched` is to the first frame that showed the words waited for. None: it never came.
    """

    first: float | None
    last: float | None
    matched: float | None


class _Screen:
    """The screen as a person would see it, worked out piece by piece."""

    def __init__(self, columns: int, lines: int) -> None:
        self.cells = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self.cells)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._held = ""
        self._hidden = False
        self._rows: dict[int, tuple[object, ...]] = {}

    def feed(self, piece: bytes) -> Iterator[bool]:
        """Take a piece; yields whether something changed, at each moment the screen is shown."""
        text = self._held + self._decoder.decode(piece)
        unfinished = _UNFINISHED.search(text)
        cut = unfinished.start() if unfinished else len(text)
        text, self._held = text[:cut], text[cut:]
        at = 0
        for found in _FOREIGN.finditer(text):
            self._stream.feed(text[at : found.start()])
            at = found.end()
            if found["sync"]:
                self._hidden = found["sync"] == "h"
                if not self._hidden:
                    yield self._changed()
            elif found["other"]:
                self.cells.erase_in_display(2)
        self._stream.feed(text[at:])
        if not self._hidden:
            yield self._changed()

    def _changed(self) -> bool:
        changed = False
        for number in sorted(self.cells.dirty):
            line = self.cells.buffer[number]
            row = tuple(line[column] for column in range(self.cells.columns))
            changed = changed or self._rows.get(number) != row
            self._rows[number] = row
        self.cells.dirty.clear()
        return changed

    def text(self) -> str:
        """The screen's words, a line a row."""
        return "\n".join(line.rstrip() for line in self.cells.display)


class Terminal:
    """A program in a terminal of its own; a context manager that ends the program.

    `environment` is all that it gets. Times are in milliseconds, from just before the program is
    executed or the key is written to the arrival of the piece of output that did it. `written` is
    all that it has put out, piece by piece.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        columns: int = 120,
        lines: int = 40,
    ) -> None:
        self._screen = _Screen(columns, lines)
        self._pieces: deque[tuple[float, bytes]] = deque()
        self.written: list[bytes] = []
        self._heard = time.perf_counter()
        self._ended = threading.Event()
        self.started = time.perf_counter()
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            size = struct.pack("HHHH", lines, columns, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.execvpe(command[0], list(command), dict(environment))
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the program."""
        self.close()

    def _read(self) -> None:
        while True:
            try:
                piece = os.read(self._handle, 65536)
            except OSError:
                piece = b""
            now = time.perf_counter()
            if not piece:
                self._ended.set()
                return
            self._heard = now
            self._pieces.append((now, piece))
            self.written.append(piece)
            asked = [
                (found.start(), answer)
                for question, answer in _ANSWERS
                for found in question.finditer(piece)
            ]
            for _, answer in sorted(asked):
                self._write(answer)

    def _write(self, data: bytes) -> None:
        with contextlib.suppress(OSError):
            os.write(self._handle, data)

    def _watch(self, seen: Callable[[float | None], bool], timeout: float) -> None:
        """Tell `seen` the stamp of each visible change until it says True or time is up.

        It is told None whenever the screen is quiet. A piece is always shown as a whole.
        """
        limit = time.perf_counter() + timeout
        while time.perf_counter() < limit:
            quiet = time.perf_counter() - self._heard
            done = False
            if self._pieces and quiet > _PAUSE:
                stamp, piece = self._pieces.popleft()
                for changed in self._screen.feed(piece):
                    done = (changed and seen(stamp)) or done
            elif not self._pieces and (quiet > _QUIET or self._ended.is_set()):
                done = seen(None)
            if done:
                return
            if not self._pieces or quiet <= _PAUSE:
                time.sleep(0.001)

    def wait_for(self, words: str, timeout: float = 60.0) -> float:
        """How long after its start the program showed what the pattern `words` matches.

        Errors: RuntimeError with the screen when it did not in `timeout` seconds.
        """
        pattern = re.compile(words)
        if pattern.search(self.text()):
            return (time.perf_counter() - self.started) * 1000
        found: list[float] = []

        def seen(stamp: float | None) -> bool:
            if stamp is not None and not found and pattern.search(self.text()):
                found.append(stamp)
            return bool(found) or (stamp is None and self._ended.is_set())

        self._watch(seen, timeout)
        if not found:
            raise RuntimeError(f"{words!r} was not shown:\n{self.text()}")
        return (found[0] - self.started) * 1000

    def type_ahead(self, keys: str) -> None:
        """Press keys before the program may be there to take them."""
        self._write(keys.encode())

    def resize(self, columns: int, lines: int) -> None:
        """Make the terminal another size."""
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._screen.cells.resize(lines, columns)

    def resized(self, columns: int, lines: int, timeout: float = 10.0) -> float | None:
        """Make the terminal another size; milliseconds until the last change that follows."""
        self.settle()
        begun = time.perf_counter()
        self._heard = begun
        self.resize(columns, lines)
        changes: list[float] = []

        def seen(stamp: float | None) -> bool:
            if stamp is not None:
                changes.append(stamp)
                return False
            return bool(changes) or time.perf_counter() - begun > _NOTHING * 5

        self._watch(seen, timeout)
        return (changes[-1] - begun) * 1000 if changes else None

    def settle(self, timeout: float = 5.0) -> None:
        """Wait until the screen is quiet."""
        self._watch(lambda stamp: stamp is None, timeout)

    def press(self, keys: str, words: str | None = None, timeout: float = 10.0) -> Press:
        """Press keys and watch until the screen is quiet, or shows what `words` matches."""
        self.settle()
        pattern = re.compile(words) if words else None
        changes: list[float] = []
        matched: list[float] = []
        pressed = time.perf_counter()
        self._heard = pressed
        self._write(keys.encode())

        def seen(stamp: float | None) -> bool:
            if stamp is None:
                waited = time.perf_counter() - pressed
                return self._ended.is_set() or (
                    not pattern and (bool(changes) or waited > _NOTHING)
                )
            changes.append(stamp)
            if pattern and not matched and pattern.search(self.text()):
                matched.append(stamp)
            return bool(matched)

        self._watch(seen, timeout)
        times = [(stamp - pressed) * 1000 for stamp in changes]
        shown = (matched[0] - pressed) * 1000 if matched else None
        return Press(times[0] if times else None, times[-1] if times else None, shown)

    def hold(self, key: str, count: int, every: float = 1 / 30) -> list[float]:
        """Hold a key down as a keyboard repeats it; milliseconds from each to a visible change.

        The screen is worked out when all is over. A key whose change comes after the next key is
        told of that change, too, so that lagging behind is in the figures.
        """
        self.settle()
        pressed: list[float] = []
        for _ in range(count):
            pressed.append(time.perf_counter())
            self._write(key.encode())
            time.sleep(max(0.0, pressed[0] + every * len(pressed) - time.perf_counter()))
        changes: list[float] = []

        def seen(stamp: float | None) -> bool:
            if stamp is not None:
                changes.append(stamp)
            return stamp is None

        self._watch(seen, 30.0)
        times = []
        for moment in pressed:
            at = bisect_left(changes, moment)
            if at < len(changes):
                times.append((changes[at] - moment) * 1000)
        return times

    def worked(self) -> float:
        """The processor time that the program has taken so far, in milliseconds, all threads."""
        folder = Path(f"/proc/{self.pid}/task")
        with contextlib.suppress(OSError):
            ran = [int((task / "schedstat").read_text().split()[0]) for task in folder.iterdir()]
            return sum(ran) / 1e6
        return 0.0

    def text(self) -> str:
        """The words on the screen as far as it has been worked out."""
        return self._screen.text()

    def peak_memory(self) -> float:
        """The most memory the program and its children have held so far, in MiB."""
        with contextlib.suppress(psutil.Error):
            program = psutil.Process(self.pid)
            return sum(_peak(one) for one in (program, *program.children(recursive=True)))
        return 0.0

    def close(self) -> None:
        """End the program, at once if it does not go by itself."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)
            if self._ended.wait(3.0):
                break
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        with contextlib.suppress(OSError):
            os.close(self._handle)


def _peak(process: psutil.Process) -> float:
    """The kernel's high-water mark where there is one, else what is held now."""
    status = Path(f"/proc/{process.pid}/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("ascii", "replace"))
        if found:
            return int(found[1]) / 1024
    return float(process.memory_info().rss) / 1_048_576
