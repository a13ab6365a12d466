from argparse import Namespace
from importlib.metadata import version


def run(options: Namespace) -> None:
    print(f"Goldthread {version('goldthread')}")
