"""How many lines stand above each block, while most blocks have not been set yet."""

from __future__ import annotations


class Heights:
    """Heights of blocks: an average for those not set, the truth for the others.

    What differs from the average is kept in a Fenwick tree, so that neither asking nor correcting
    costs more than the logarithm of the number of blocks, and making it nothing that grows with
    their content.
    """

    def __init__(self, count: int, average: float) -> None:
        """`average` lines a block, more than none."""
        self._count = count
        self._average = average
        self._tree = [0] * (count + 1)
        self._top = 1 << count.bit_length() >> 1

    def guess(self, number: int) -> int:
        """The lines that a block counts for while it is not set."""
        return int((number + 1) * self._average) - int(number * self._average)

    def correct(self, number: int, difference: int) -> None:
        """Count `difference` lines more for a block."""
        tree, count = self._tree, self._count
        at = number + 1
        while difference and at <= count:
            tree[at] += difference
            at += at & -at

    def before(self, number: int) -> int:
        """Lines above a block; above the one after the last: all."""
        total = int(number * self._average)
        tree = self._tree
        at = number
        while at:
            total += tree[at]
            at &= at - 1
        return total

    def block_of(self, line: int) -> int:
        """The last block that begins at or before a line; blocks of no height give way."""
        at = corrected = 0
        step = self._top
        while step:
            there = at + step
            if there < self._count:
                more = corrected + self._tree[there]
                if int(there * self._average) + more <= line:
                    at, corrected = there, more
            step >>= 1
        return at
