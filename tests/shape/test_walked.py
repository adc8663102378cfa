"""No page is left out of the walks that look at it with axe, a thumb and a keyboard."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.journeys.walked import DOORS, FRESH, LIVED_IN, NO_PAGE
from tests.shape.files import fail_with

ADDRESSES_MIN = 50


def names(patterns: Any) -> Iterator[str]:
    """The names of all addresses but those of the API, which no person looks at."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from () if pattern.namespace else names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield str(pattern.name)


def test_every_address_is_walked_or_is_no_page() -> None:
    known = list(names(get_resolver().url_patterns))
    assert len(known) >= ADDRESSES_MIN
    walked = FRESH | LIVED_IN | DOORS
    fail_with(
        [name for name in known if name not in walked | NO_PAGE.keys()],
        "add it to a walk of tests/journeys, or say in walked.py why it is no page",
    )
    fail_with(
        [name for name in walked | NO_PAGE.keys() if name not in known],
        "no address has this name any more: take it out of walked.py",
    )
    fail_with([name for name in walked if name in NO_PAGE], "it is walked, so it is a page")
