"""HTML made into documents: a tree of the page, and what each element of it becomes."""
