"""A step that must be refused."""

from collections.abc import Callable
from typing import Any

import pytest

from workflows.refusal import Refusal, Refused


def refused(code: str, action: Callable[[], Any]) -> Refusal:
    """The refusal with this code, which tells its sentence and what to do."""
    with pytest.raises(Refused) as caught:
        action()
    found = [refusal for refusal in caught.value.refusals if refusal.code == code]
    assert found, caught.value.refusals
    assert str(found[0].sentence) and str(found[0].remedy)
    return found[0]
