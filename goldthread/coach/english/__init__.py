"""English: its patterns and words, put together for the rules."""
