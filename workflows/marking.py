"""Thai that stays Thai on an English page: what people typed, and what a regulation is called. Marked, it is read aloud rightly."""

import re
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeData

from workflows.dates import is_english

THAI = re.compile("[\u0e00-\u0e7f]")


def as_typed(words: Any) -> Any:
    """Words with Thai letters as Thai, where the page is not; anything else as it is."""
    if not isinstance(words, str) or isinstance(words, SafeData) or not is_english() or not THAI.search(words):
        return words
    return format_html('<span lang="th">{}</span>', words)
