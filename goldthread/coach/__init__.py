"""Hints on the wording of a goal: specific, measurable, by when; from the words alone, without Django or a model."""
