"""The due days of the rhythm of products. One place that asks for them, so that everything follows the same days."""

from .rhythm.days import due_days_of

__all__ = ["due_days_of"]
