"""The library of metrics and a page for each: what it measures, what was read, and which goals it serves."""
