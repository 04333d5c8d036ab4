"""Tests of the stop-watch terminal and its table."""
