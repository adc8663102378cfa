"""What an office sets by its environment, tried as it starts: in a process of its own."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.databases import ROOT

# What the tests, or whoever runs them, have set; journeys allow themselves what no office should.
NOT_THE_OFFICE_S = ("DIKA_ADDRESS", "DIKA_HOSTS", "DIKA_DEBUG", "DJANGO_ALLOW_ASYNC_UNSAFE")
ADDRESS = "https://dika.example.go.th"
NAMES = ("PUBLIC_ADDRESS", "ALLOWED_HOSTS", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS",
         "SECURE_PROXY_SSL_HEADER")  # fmt: skip
SAY = f"import json; from config import settings; print(json.dumps({{n: getattr(settings, n) for n in {NAMES}}}))"
LOADED = "import django, sys; django.setup(); import config.urls; print('weasyprint' in sys.modules)"


def started(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if name not in NOT_THE_OFFICE_S}
    own = {**kept, "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "config.settings", **environment}
    answer = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=own, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer


def settings_of(**environment: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(started("-c", SAY, **environment).stdout)
    return told


def test_an_office_behind_tls_asks_for_it_everywhere() -> None:
    found = settings_of(DIKA_ADDRESS=ADDRESS)
    assert found["PUBLIC_ADDRESS"] == ADDRESS and "dika.example.go.th" in found["ALLOWED_HOSTS"]
    assert found["SECURE_SSL_REDIRECT"] and found["SESSION_COOKIE_SECURE"] and found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_HSTS_SECONDS"] > 0 and found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


@pytest.mark.parametrize("environment", [{}, {"DIKA_ADDRESS": "http://10.0.0.7:8000"}])
def test_an_office_without_tls_still_works_and_trusts_no_header(environment: dict[str, str]) -> None:
    found = settings_of(**environment)
    assert not found["SECURE_SSL_REDIRECT"] and not found["SESSION_COOKIE_SECURE"] and found["SECURE_HSTS_SECONDS"] == 0
    assert found["SECURE_PROXY_SSL_HEADER"] is None
    assert found["PUBLIC_ADDRESS"] == environment.get("DIKA_ADDRESS", "http://localhost:8000")


@pytest.mark.own_database
def test_django_finds_nothing_to_warn_of_before_deployment() -> None:
    key = "".join(chr(code) for code in range(33, 84))
    answer = started("manage.py", "check", "--deploy", "--fail-level", "WARNING", DIKA_ADDRESS=ADDRESS, DIKA_SECRET_KEY=key)
    assert "no issues" in answer.stdout


@pytest.mark.own_database
def test_the_typesetter_is_loaded_only_by_who_prints() -> None:
    assert started("-c", LOADED).stdout.strip() == "False"
