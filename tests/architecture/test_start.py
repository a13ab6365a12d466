"""What the first page does not need is not loaded by the start (goldthread/kit/later.py says how to keep it so)."""

import subprocess
import sys

from .sources import ROOT

# Each takes a hundredth of the start or more; they come with the first page that needs them.
LATER = (
    "defusedxml goldthread.coach goldthread.demo.story goldthread.exchange.importing httpcore icalendar markdown_it"
    " openpyxl PIL psycopg qrcode scipy yaml"
).split()
LOADED = "import sys, goldthread.config.asgi; print(*sys.modules)"


def test_the_start_loads_nothing_that_the_first_page_can_do_without(tmp_path):
    started = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, env={"GOLDTHREAD_HOME": str(tmp_path)}, capture_output=True, text=True
    )
    loaded = set(started.stdout.split())

    assert "goldthread.chain.views.goal" in loaded, started.stderr
    assert sorted(loaded & set(LATER)) == []
