"""Everything a reader owns, in one SQLite file, and the journal that can undo what they did."""
