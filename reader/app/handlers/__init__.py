"""What each command does in the app: one call into the engine and one assignment."""
