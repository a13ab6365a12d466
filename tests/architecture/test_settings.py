"""Few settings, all documented: what the code asks the environment for stands in docs/operate.md."""

import re

from goldthread.config.commands.check import SETTINGS

from .sources import ROOT, code_files


def asked_for():
    return {
        name
        for path in code_files()
        for name in re.findall(r"[\"']((?:GOLDTHREAD_[A-Z_]+)|DATABASE_URL|REDIS_URL)[\"']", path.read_text())
    }


def test_every_setting_is_documented():
    documented = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)`", (ROOT / "docs" / "operate.md").read_text()))
    assert {"GOLDTHREAD_HOME", "DATABASE_URL"} <= asked_for()
    assert asked_for() <= documented


def test_check_knows_exactly_the_settings_that_there_are():
    assert asked_for() - {"DATABASE_URL", "REDIS_URL"} == SETTINGS
