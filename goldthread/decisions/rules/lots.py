"""Chance that anybody can draw again: from a seed that is published before the first sheet is cast."""

import hashlib
from collections.abc import Iterable


def drawn(numbers: Iterable[int], seed: str, whose: str = "lot") -> list[int]:
    """Numbers in the order of SHA-256 of "<seed>:<whose>:<number>": for lots, and for the order in which somebody reads."""
    return sorted(numbers, key=lambda one: hashlib.sha256(f"{seed}:{whose}:{one}".encode()).digest())
