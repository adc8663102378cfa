"""The office's settings as tests need them: a state of their own, and passwords that are quick to check.

The first process of a run makes one folder for everything the run leaves behind. Its workers and the commands that tests
start inherit it, and never touch the developer's own database or attachments.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "DIKA_TEST_ROOT" not in os.environ:
    root = Path(tempfile.mkdtemp(prefix="dika-tests-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    os.environ.update(DIKA_TEST_ROOT=str(root), DIKA_STATE=str(root / "state"), DIKA_SECRET_KEY="of-no-use-outside-this-run")
    # Nothing answers here: conftest.py names the database of each worker before the first test.
    os.environ["DATABASE_URL"] = f"sqlite:///{root / 'nothing.sqlite3'}"
    os.environ.pop("DATABASE_OWNER_URL", None)

from config.settings import *  # noqa: F403  the whole of it, and then the few differences

STARTS_PROGRAMS = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
