"""Writers: a document in another form. Each is `write(document)`, from the model alone."""
