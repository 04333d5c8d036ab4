"""A document at a width becomes lines; every line knows where its text stands. Pure, theme-free."""
