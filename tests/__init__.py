"""Tests of what crosses packages: architecture, browser, doors, faults. Those of one package stand in its own `tests/`."""
