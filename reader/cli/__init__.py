"""The command line, and the only public machine interface. Importing it costs nothing."""
