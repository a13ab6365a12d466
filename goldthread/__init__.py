"""Goldthread: the goals of a product on one thread, from the vision to this week's sprint goal.

Each package here is a domain with its own nouns and verbs. They stand in one fixed order, held by
import-linter (`pyproject.toml`): a package imports only packages below it.
"""
