"""Tests of reader/feeds."""
