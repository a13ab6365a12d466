"""Whether `goldthread decide` decides polls by chance as a second, independent reading of the rules does, and how fast.

    python bench/polls.py                 60,000 polls
    python bench/polls.py 5000 --seed 7   so many, others

Prints how often each verdict came about under each rule, the polls that are decided otherwise, and polls a second. The
exit code is 1 where any is.
"""

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.support.decided import decided  # noqa: E402
from tests.support.random_polls import polls  # noqa: E402


def main() -> int:
    options = argparse.ArgumentParser(description="Polls by chance, decided twice.")
    options.add_argument("how_many", type=int, nargs="?", default=60_000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    made = list(polls(chosen.how_many, chosen.seed))
    began = time.perf_counter()
    answers = asked(made)
    seconds = time.perf_counter() - began
    verdicts, differing = Counter(), []
    for poll, answer in zip(made, answers, strict=True):
        verdicts[poll["rule"]["name"], answer.get("verdict", "error")] += 1
        if (answer.get("verdict"), answer.get("reason")) != decided(poll):
            differing.append((poll, answer))
    for (rule, verdict), count in sorted(verdicts.items()):
        print(f"{rule:22} {verdict:22} {count:6}  {count / len(made):6.2%}")
    for poll, answer in differing[:5]:
        print(json.dumps(poll), answer, decided(poll), sep="\n")
    print(f"{len(differing)} of {len(made)} decided otherwise · {len(made) / seconds:,.0f} polls a second")
    return 1 if differing else 0


def asked(made: list[dict[str, object]]) -> list[dict[str, object]]:
    """What the command answers, on JSON lines."""
    written = "\n".join(json.dumps(poll) for poll in made)
    command = [sys.executable, "-c", "import sys; from goldthread.config.cli import main; sys.exit(main(['decide']))"]
    done = subprocess.run(command, input=written, capture_output=True, text=True, cwd=ROOT, check=False)
    return [json.loads(line) for line in done.stdout.splitlines()]


if __name__ == "__main__":
    sys.exit(main())
