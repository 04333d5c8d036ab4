"""What a user can set: config, keymaps, themes; every error names file, line and key."""
