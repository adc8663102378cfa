"""The door for web servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from workflows.checks import refuse_unsound  # noqa: E402  models exist only from here on

refuse_unsound()
