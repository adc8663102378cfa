"""Settings. What differs between offices comes from the environment; what the law fixes stands in config/law."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from config import databases

ROOT = Path(__file__).resolve().parent.parent
STATE = Path(os.environ.get("DIKA_STATE", ROOT / "var"))

DEBUG = os.environ.get("DIKA_DEBUG") == "1"
SECRET_KEY = os.environ.get("DIKA_SECRET_KEY", "")
if not SECRET_KEY:
    STATE.mkdir(parents=True, exist_ok=True)
    key_file = STATE / "secret_key"
    if not key_file.exists():
        from django.core.management.utils import get_random_secret_key

        key_file.write_text(get_random_secret_key())
        key_file.chmod(0o600)
    SECRET_KEY = key_file.read_text()
# Keys that were replaced, apart by spaces: papers that were printed under them still prove themselves.
SECRET_KEY_FALLBACKS = os.environ.get("DIKA_OLD_SECRET_KEYS", "").split()

# Where people reach the office, and where the QR code of a printed paper leads. Its scheme says whether a TLS proxy stands in front.
PUBLIC_ADDRESS = os.environ.get("DIKA_ADDRESS", "http://localhost:8000")
PUBLIC_HOST = urlsplit(PUBLIC_ADDRESS).hostname or "localhost"  # passkeys belong to it
ALLOWED_HOSTS = os.environ.get("DIKA_HOSTS", f"localhost,127.0.0.1,[::1],{PUBLIC_HOST}").split(",")
HAS_TLS = PUBLIC_ADDRESS.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HAS_TLS else None
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_HSTS_INCLUDE_SUBDOMAINS = HAS_TLS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HAS_TLS else 0

DATABASE_URL = os.environ.get("DATABASE_URL", f"sqlite:///{STATE / 'dika.sqlite3'}")
DATABASES = {"default": databases.from_url(DATABASE_URL)}
# On PostgreSQL the owner migrates; the application's role owns neither table nor trigger.
DATABASE_OWNER = databases.from_url(os.environ["DATABASE_OWNER_URL"]) if os.environ.get("DATABASE_OWNER_URL") else None

INSTALLED_APPS = [
    "config.apps.DikaConfig",
    "procurement",
    "disbursement",
    "committees",
    "workflows",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "guardian",
    "viewflow",
    "viewflow.workflow",
    "axes",
    "allauth.account",
    "allauth.mfa",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.static_files.Served",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "workflows.views.language.ChosenLanguage",
    "workflows.views.addresses.Addresses",
    "django.middleware.common.CommonMiddleware",
    "workflows.views.language.MarkedThai",
    "workflows.api.methods.Methods",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "workflows.views.leavers.Leavers",
    "workflows.views.resuming.LastPerson",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "workflows.views.session.shell",
            ],
        },
    }
]

# Identity: people sign in with a name and a password; a grant stands only on groups, never on a person.
AUTH_USER_MODEL = "workflows.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "workflows.codes.CodeBackend",
    "workflows.codes.StartingCodeBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
# guardian answers for groups inside the gate; asking it through user.has_perm would be a second door.
# The list of preloaded domains is for whole domains, and an office has a name below its province's.
SILENCED_SYSTEM_CHECKS = ["guardian.W001", "security.W021"]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "sign_in"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "workflows.views.resuming.token_refused"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # the pair: a stranger must not be able to lock the mayor out
AXES_CLIENT_IP_CALLABLE = "workflows.guessing.client_address"
AXES_RESET_ON_SUCCESS = True
AXES_HANDLER = "workflows.slowing.Slowing"
AXES_LOCKOUT_CALLABLE = "workflows.slowing.answered"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # what comes too early is not judged, so it is no failure
AXES_VERBOSE = False
# What is kept of a failed attempt holds no secret, not even a mistyped one: the first two are axes' own.
AXES_SENSITIVE_PARAMETERS = [
    "username", "ip_address", "_password", "_code", "_passkey", "code", "starting_code", "new_password1", "new_password2",
]  # fmt: skip
# Authenticators: allauth keeps them, our pages show them (config/decisions/authentication.md).
MFA_ADAPTER = "workflows.authenticators.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Dika"
MFA_TOTP_TOLERANCE = 1  # time steps of 30 seconds: a telephone's clock may be that much before or behind
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # the device asks for a finger, a face or its own PIN: two factors in one

# Thai first: Thai sentences are the source language, English is a translation.
LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
LOCALE_PATHS = [ROOT / "config" / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_files.Built"},
}
MEDIA_ROOT = STATE / "attachments"
BUNDLE_ROOT = STATE / "bundles"
MANUAL_ROOT = STATE / "manuals"
# The certificate that signs papers, a PKCS#12 file, and the file that holds its passphrase alone. Neither is ever in the database.
CERTIFICATE = os.environ.get("DIKA_CERTIFICATE", "")
CERTIFICATE_PASSPHRASE = os.environ.get("DIKA_CERTIFICATE_PASSPHRASE", "")
STARTS_PROGRAMS = True  # a request for a bundle or a manual starts the work at once; without it the clock does, or whoever asks

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# The largest attachment that is taken, and the largest file that the public page checks, in bytes.
ATTACHMENT_LIMIT_BYTES = 10 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

# The chapters of the handbook as the work goes: from the request to the daily report, then what every office keeps.
HANDBOOK_ORDER = (
    "purchase", "works_supervision", "goods_acceptance", "works_acceptance", "voucher", "payment", "transfer", "own_transfer", "remittance",
    "fund_day", "shortage", "held_release", "cheque_return", "question",
    "office_register", "people_register", "party_register", "budget_register", "account_register", "receipt_book_register", "custody_register",
    "standing_orders", "contracts_register",
)  # fmt: skip
