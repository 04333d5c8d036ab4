"""Measuring Reader from outside, beside the least that the same machine could do."""
