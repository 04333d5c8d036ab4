"""What lies in a library before the reader has put anything into it: two rooms of files.

`handbook` holds short articles on the use of the program, `articles` longer ones to read. They are
ordinary text, Markdown and HTML files and are parsed like any others. A file keeps its name from
one release to the next, so that an edited piece is a new version of its article.
"""
