"""The outside world made into articles: files, folders, and what comes with the program."""
