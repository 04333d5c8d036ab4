"""Tests of reader/cli."""
