"""What can stand on the whole screen or over it; each is imported when it is first opened."""
