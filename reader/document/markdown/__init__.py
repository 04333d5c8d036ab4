"""Markdown made into documents."""
