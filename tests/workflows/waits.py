"""A clock that stands still until a test moves it, for whatever counts how long somebody must wait."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from axes.handlers import proxy
from django.utils import timezone


class Still:
    """The moment of every request, as Django and django-axes see it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.moment: datetime = timezone.now()
        monkeypatch.setattr(timezone, "now", lambda: self.moment)
        monkeypatch.setattr(proxy, "now", lambda: self.moment)

    def wrong_until_locked(self, send: Callable[[], Any]) -> list[int]:
        """Five failures, each as soon as it is looked at; the statuses of their answers."""
        told = []
        wait = 0
        for _ in range(5):
            self.after(wait)
            answer = send()
            told.append(answer.status_code)
            wait = int(answer.headers.get("Retry-After", 0))
        return told

    def after(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)
