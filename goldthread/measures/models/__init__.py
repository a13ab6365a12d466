from .metric import CrossedMetric, Metric, UnitHolds
from .reading import Crossed, Reading, Said, Told

__all__ = ["Crossed", "CrossedMetric", "Metric", "Reading", "Said", "Told", "UnitHolds"]
