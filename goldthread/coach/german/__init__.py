"""German: its patterns and words, put together for the rules; they mirror the English ones."""
