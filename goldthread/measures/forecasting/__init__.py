"""Will this key result be reached? Pure rules: numbers in, numbers out; no Django, no clock, no chance.

What others use, in this order:

- `aims`       Aim: reach a target, stay above, below or between bounds, or be done or not; in the metric's own unit.
- `forecast`   KeyResultSoFar -> Forecast: chance, state, fan, the numbers of the sentence. `forecast(...)` for one,
               `forecasts([...])` for many in one go; both give the same to the last bit.
- `lessons`    Lessons: what an organisation's closed key results teach, `learned(closed)`.
- `saying`     Saying: the parts of the one plain sentence. `measures/forecast_words.py` puts them into words.
- `score`      how the organisation's forecasts did: said against happened, beside the naive rule.

Underneath: `series` (ragged check-ins), `pace` (the method), `fitted` (its constants), `colours`.
Elapsed is a share of the time between start and due (0 to 1; before the start negative), progress a share of the way
from baseline to target.
"""
