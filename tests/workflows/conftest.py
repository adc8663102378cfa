"""The practice office for tests of the engine."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.beginnings import beginning
from tests.lived_in import live_in
from workflows.practice import PracticeOffice, found_practice_office


@beginning
def office() -> PracticeOffice:
    """Nine officers, no case yet."""
    return found_practice_office()


@beginning
def lived_in() -> PracticeOffice:
    """The same office after everything has happened in it at least once."""
    with TemporaryDirectory() as folder:
        return live_in(Path(folder))
