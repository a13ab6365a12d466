"""Reading files: bytes to text, text to nodes or cells, both to items; then levels, findings and drafts.

An *item* is one thing that a file says: a goal or a key result to be, with all that stands beside it. Each item of a
file is made or refused, and whichever it is, it is named. No Django, no clock.
"""
