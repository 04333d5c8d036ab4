"""The query language: text to a tree, or to an error that points at the place."""
