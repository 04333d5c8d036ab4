"""Reader: a news reader for the terminal. Imports nothing, so that starting costs nothing."""

__version__ = "0.1.0"
