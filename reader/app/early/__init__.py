"""The first frame: painted before Textual is loaded, from what the last screen left behind."""
