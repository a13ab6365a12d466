"""What a person meets first: the way to the thread, the first minute of an empty product."""
