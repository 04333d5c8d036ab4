"""The Textual app: it paints and asks, and owns no rule of the library."""
