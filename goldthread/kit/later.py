"""Views whose module is loaded when one of them is first asked: what brings much along shall not hold up the first page.

    importing = later.module(__package__, "importing")       instead of        from . import importing

tests/architecture/test_start.py names what may not be loaded by the start; where it fails, do this in the `urls.py` that
brought it, or import inside the function that needs it. What most pages need is loaded at the start: the workers share it.
"""

from importlib import import_module
from typing import Any


class Module:
    """Stands in `urls.py` for a module of views; its attributes are views that are not loaded yet."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, view: str) -> "View":
        return View(self._name, view)


class View:
    """A view by its name; whoever calls it, or asks what it is marked with, has it loaded."""

    def __init__(self, module: str, name: str) -> None:
        self.__module__ = module
        self.__name__ = self.__qualname__ = name

    def __call__(self, *words: Any, **named: Any) -> Any:
        return self._loaded()(*words, **named)

    def __getattr__(self, mark: str) -> Any:
        # Asked of each view when the addresses are read; views here are functions.
        if mark == "view_class":
            raise AttributeError(mark)
        return getattr(self._loaded(), mark)

    def _loaded(self) -> Any:
        return getattr(import_module(self.__module__), self.__name__)


def module(package: str | None, name: str) -> Any:
    """A module of the package by its name, dots allowed ("views.poster")."""
    return Module(f"{package}.{name}")
