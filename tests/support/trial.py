"""Real texts, chains and series for trials. They are no part of the project: a folder beside it, or TRIAL_DATA, holds them."""

import os
from pathlib import Path

FOLDER = Path(os.environ.get("TRIAL_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data")
HERE = FOLDER.is_dir()
REASON = "no trial data here: set TRIAL_DATA to the folder that holds them"
