"""Readings that are pulled: *when* a source is due, *where* in an answer its value stands, and *asking* for it."""
