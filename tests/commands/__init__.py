"""Tests of reader/commands."""
