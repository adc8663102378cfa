"""What must be refused, and with which code."""

from collections.abc import Callable
from typing import Any

import pytest

from workflows.refusal import Refused


def refused(code: str, action: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as caught:
        action()
    assert code in caught.value.codes, caught.value.refusals
    return caught.value
