"""What lies in the library before the reader has put anything into it: two shelves of files.

`handbook` holds short articles on the use of the program, `articles` longer ones to read. They are
ordinary text, Markdown and HTML files, parsed like any others; `shelves` lists them in order.
"""
