"""An article as a tree of blocks and inlines with one canonical text. Pure: no file, no screen."""
