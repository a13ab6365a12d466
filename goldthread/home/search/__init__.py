"""Search over everything that people wrote: its index, its questions, its results, and the deeds among them."""
