"""Tests of reader/settings."""
