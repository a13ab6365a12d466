"""What goes out: a thread as a table, a tree, Markdown or an outline. Whatever goes out so can be read back in."""
