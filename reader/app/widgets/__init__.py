"""The regions of the reading screen, one file each, all drawn by line."""
