"""Windows of real series in the shape of key results, read from a file; and forecasts of them at stages of their time.

A file (.npz) holds `t`, `v`, `keep` (elapsed share, value, whether that check-in was made) of all windows one after the
other, with `n` of each; `pret`, `prev`, `npre` for the readings before the start; `base`, `target`; and, where they are
known, `group` (series that hang together), `source` (taken for one organisation). What is missing is done without.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from goldthread.measures.forecasting.aims import count_mark
from goldthread.measures.forecasting.series import MOST_BEFORE, Ragged

STAGES = (0.25, 0.5, 0.75)
NEEDED = ("t", "v", "n", "base", "target")
WELCOME = ("keep", "pret", "prev", "npre", "group", "source")
SLACK = 1e-9


@dataclass(frozen=True)
class Windows:
    """Windows that have a way to go and an end that is known. mark: the progress that counts as reached, (rows,)."""

    points: Ragged
    made: np.ndarray
    before: Ragged
    mark: np.ndarray
    end: np.ndarray
    reached: np.ndarray
    group: np.ndarray
    organisation: np.ndarray

    @property
    def count(self) -> int:
        return len(self.end)

    def so_far(self, stage: float) -> Ragged:
        """What was checked in by then, from the start (0, 0) on."""
        return _with_start(_kept(self.points, self.made & (self.points.elapsed <= stage + SLACK)))

    def rows(self, chosen: np.ndarray) -> "Windows":
        """Some windows, by number and in that order; one may stand several times."""
        points, index = _rows(self.points, chosen)
        parts = (self.mark, self.end, self.reached, self.group, self.organisation)
        return Windows(points, self.made[index], _rows(self.before, chosen)[0], *(part[chosen] for part in parts))


def read(path: Path) -> Windows:
    """The windows of a file. Those whose baseline is their target, or whose last value is not known, are left out."""
    held = _held(path)
    count = held["n"].astype(np.intp)
    base, target = held["base"].astype(float), held["target"].astype(float)
    way = np.where(target == base, 1.0, target - base)
    points = _shares(held["t"], held["v"], count, base, way)
    before = _before(held, base, way)
    made = held.get("keep", np.ones(len(points.row), bool)).astype(bool) & np.isfinite(points.share)
    last = held["v"].astype(float)[points.last]
    windows = Windows(
        points, made, before,
        mark=np.where(_whole(held, points.row, len(count)), count_mark(base, target), 1.0),
        end=points.share[points.last],
        reached=((last - target) * np.sign(way) >= 0).astype(float),
        group=_numbered(held, "group", len(count)), organisation=_organisation(held, len(count)),
    )  # fmt: skip
    whole = np.isfinite(base) & np.isfinite(target) & (base != target) & (count > 1) & np.isfinite(windows.end)
    return windows.rows(np.nonzero(whole)[0])


def _held(path: Path) -> dict[str, Any]:
    """The arrays that are asked for. Names kept as Python objects are not executed, so they are done without."""
    held = {}
    with np.load(path, allow_pickle=False) as file:
        for name in (*NEEDED, *WELCOME):
            try:
                held[name] = file[name]
            except (KeyError, ValueError):
                if name in NEEDED:
                    raise
    return held


def _shares(elapsed: Any, values: Any, count: np.ndarray, base: np.ndarray, way: np.ndarray) -> Ragged:
    row = np.repeat(np.arange(len(count)), count)
    return Ragged(elapsed.astype(float), (values.astype(float) - base[row]) / way[row], count)


def _before(held: dict[str, Any], base: np.ndarray, way: np.ndarray) -> Ragged:
    rows = len(base)
    if not {"npre", "pret", "prev"} <= held.keys():
        return Ragged(np.zeros(0), np.zeros(0), np.zeros(rows, np.intp))
    all_ = _shares(held["pret"], held["prev"], held["npre"].astype(np.intp), base, way)
    all_ = _kept(all_, (all_.elapsed <= SLACK) & np.isfinite(all_.share))
    behind = all_.last[all_.row] - np.arange(len(all_.row))
    return _kept(all_, behind <= MOST_BEFORE)


def _kept(points: Ragged, chosen: np.ndarray) -> Ragged:
    """Chosen points; of those that do not come later than the one before, the first alone."""
    row, elapsed, share = points.row[chosen], points.elapsed[chosen], points.share[chosen]
    later = np.ones(len(row), bool)
    later[1:] = (row[1:] != row[:-1]) | (elapsed[1:] > elapsed[:-1] + SLACK)
    return Ragged(elapsed[later], share[later], np.bincount(row[later], minlength=points.count).astype(np.intp))


def _with_start(points: Ragged) -> Ragged:
    points = _kept(points, points.elapsed > SLACK)
    at = np.cumsum(points.lengths) - points.lengths
    return Ragged(np.insert(points.elapsed, at, 0.0), np.insert(points.share, at, 0.0), points.lengths + 1)


def _rows(points: Ragged, chosen: np.ndarray) -> tuple[Ragged, np.ndarray]:
    lengths = points.lengths[chosen]
    first = np.cumsum(points.lengths) - points.lengths
    index = np.arange(lengths.sum()) + np.repeat(first[chosen] - (np.cumsum(lengths) - lengths), lengths)
    return Ragged(points.elapsed[index], points.share[index], lengths), index


def _whole(held: dict[str, Any], row: np.ndarray, rows: int) -> np.ndarray:
    """Whether a window is a count: all its values are whole, as far as they are known at the start and since."""
    broken = held["v"] != np.rint(held["v"])
    return np.bincount(row, weights=broken, minlength=rows) == 0


def _numbered(held: dict[str, Any], name: str, rows: int) -> np.ndarray:
    return np.unique(held[name], return_inverse=True)[1] if name in held else np.arange(rows)


def _organisation(held: dict[str, Any], rows: int) -> np.ndarray:
    return _numbered(held, "source", rows) if "source" in held else np.zeros(rows, np.intp)
