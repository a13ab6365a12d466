from .metric import CrossedMetric, Metric
from .reading import Crossed, Reading, Said, Told

__all__ = ["Crossed", "CrossedMetric", "Metric", "Reading", "Said", "Told"]
