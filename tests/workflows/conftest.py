"""The practice office for tests of the engine."""

import pytest

from workflows.practice import PracticeOffice, found_practice_office


@pytest.fixture
def office(db: None) -> PracticeOffice:
    """Nine officers, no case yet."""
    return found_practice_office()
