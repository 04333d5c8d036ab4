"""Plain text read as a document: what its layout, neighbours and repetition say of its lines."""
