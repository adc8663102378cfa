"""An office that can pay, and one that collects."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.beginnings import beginning
from tests.disbursement.collectors import Collectors
from tests.disbursement.payers import Payers, Refuses
from tests.disbursement.tellers import Tellers
from workflows.refusal import Refused


@beginning
def payers() -> Payers:
    return Payers()


@beginning
def tellers() -> Tellers:
    return Tellers()


@beginning
def collectors() -> Collectors:
    return Collectors()


@pytest.fixture
def refused() -> Refuses:
    def refuses(code: str, action: Callable[[], Any]) -> Refused:
        with pytest.raises(Refused) as caught:
            action()
        assert code in caught.value.codes, caught.value.refusals
        return caught.value

    return refuses
