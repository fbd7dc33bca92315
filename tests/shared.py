"""What takes long to make is made once in a run, however many workers it has, and each works with its own copy."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

_PAUSE: Final = 0.02


def own_copy(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder of this worker with what *make* put into the folder it was given, in whichever worker that was.

    A worker that fails to make it leaves that to the next, which then tells why.
    """
    base = factory.getbasetemp()
    root = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made, done = root / f"shared-{name}", root / f"shared-{name}.done"
    while not done.exists():
        try:
            made.mkdir()
        except FileExistsError:
            time.sleep(_PAUSE)
            continue
        try:
            make(made)
        except BaseException:
            shutil.rmtree(made)
            raise
        done.touch()
    return Path(shutil.copytree(made, factory.mktemp(name), dirs_exist_ok=True))
