"""Playwright's synchronous driver runs an event loop in the test's own thread, in which Django refuses to ask the database."""

import os

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
