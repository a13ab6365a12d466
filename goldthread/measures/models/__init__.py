from .metric import CrossedMetric, Metric, UnitHolds
from .reading import Crossed, Reading, Said, Told
from .source import Connected, CrossedSource, Source

__all__ = [
    "Connected",
    "Crossed",
    "CrossedMetric",
    "CrossedSource",
    "Metric",
    "Reading",
    "Said",
    "Source",
    "Told",
    "UnitHolds",
]
