"""What the regulations leave to the office: each choice with its lawful answers, so that nobody types a program's word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django_stubs_ext import StrOrPromise

from workflows.step import BySetting


@dataclass(frozen=True)
class OfficeChoice:
    """A key of the organization's settings. `answers` maps each lawful value to its words; `default` holds until one is chosen."""

    key: str
    title: StrOrPromise
    answers: Callable[[], Mapping[str, StrOrPromise]]
    default: str

    def words(self, value: str) -> str:
        """A value in words; one that an earlier release knew stays as it is."""
        return str(self.answers().get(value, value))


CHOICES: dict[str, OfficeChoice] = {}


def offer(key: str, title: StrOrPromise, answers: Callable[[], Mapping[str, StrOrPromise]], default: str) -> None:
    """Let the office choose; applications call this once, where the setting is read."""
    CHOICES[key] = OfficeChoice(key, title, answers, default)


def offer_role(by: BySetting, title: StrOrPromise) -> None:
    """The same for a step whose role the office chooses."""
    offer(by.key, title, lambda: {role.value: role.label for role in by.others}, by.default.value)
