"""One settings file; every difference between environments is an environment variable with a safe default."""

import os
from collections.abc import MutableMapping
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
import django_stubs_ext
import pghistory
import pgtrigger
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent


def _flag(name: str, default: str) -> bool:
    return os.environ.get(name, default) == "1"


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _same_origin(headers: MutableMapping[str, str], path: str, url: str) -> None:
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


DEBUG = _flag("ICM_DEBUG", "0")
DEMO = _flag("ICM_DEMO", "0")
SECURE = _flag("ICM_SECURE", "1")
TESTING = _flag("ICM_TESTING", "0")

SECRET_KEY = os.environ.get("ICM_SECRET_KEY", "")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set ICM_SECRET_KEY: at least 50 random characters.")
ALLOWED_HOSTS = os.environ.get("ICM_ALLOWED_HOSTS", "localhost,127.0.0.1").split(",")
BASE_URL = os.environ.get("ICM_BASE_URL", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",  # the form templates that templates/django/forms does not replace
    "guardian",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "icm.core",
    "icm.people",
    "risk",
    "casework",
    "conferences",
    "icm.clocks",
    "icm.pages",
    "icm.kiosk",
    "icm.family",
    "icm.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "icm.core.auth.middleware.IdleMiddleware",
    "icm.core.auth.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "icm.core.auth.middleware.SecondFactorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "icm.core.middleware.PrivateMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "icm.urls"
WSGI_APPLICATION = "icm.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "icm.core.context.icm",
                "icm.clocks.context.reminders",
            ],
            "builtins": ["icm.core.templatetags.design"],
        },
    },
]
FORM_RENDERER = "icm.core.forms.DesignSystemRenderer"

# -- data -----------------------------------------------------------------------------------------
DATABASE_URL = os.environ.get("DATABASE_URL", "postgres:///icm")
DATABASES = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=600, conn_health_checks=True)
}
# How unlike a name may be written and still be found (0 to 1): "Macdonlad" finds Macdonald.
_LIKENESS = "-c pg_trgm.word_similarity_threshold=0.4"
DATABASES["default"].setdefault("OPTIONS", {})["options"] = _LIKENESS
# Server-side binding breaks the history triggers' context statement, so it stays off.
REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
# Nothing that decides who may do what may depend on the broker, so the shared cache is a table.
_TABLE = "django.core.cache.backends.db.DatabaseCache"
CACHES = {"default": {"BACKEND": _TABLE, "LOCATION": "core_cache"}}

# Triggers are put in place after migrating: as steps of migrations they took longer than everything else.
PGTRIGGER_MIGRATIONS, PGTRIGGER_INSTALL_ON_MIGRATE = False, True
PGHISTORY_LEVEL, PGHISTORY_APPEND_ONLY = pgtrigger.Statement, True
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField()
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)  # see icm.core.history.kept
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_index=True, related_name="events")

# -- who ------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False
GUARDIAN_RAISE_403 = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "pages:home"
REQUIRE_MFA = _flag("ICM_REQUIRE_MFA", "1")
IDLE_SIGN_OUT, IDLE_WARNING = timedelta(minutes=15), timedelta(minutes=2)
SESSION_LASTS = timedelta(hours=12)  # a long shift: after it everybody signs in again, idle or not
SESSION_COOKIE_AGE = int(SESSION_LASTS.total_seconds())
PASSWORD_RESET_TIMEOUT = 3600
BREAK_GLASS_LASTS = timedelta(hours=8)
# Our own choice: more than any emergency needs, too few to go through the people of another establishment.
BREAK_GLASS_A_DAY = 10

# -- sign-in (django-allauth): pages in templates/account and templates/mfa, rules in icm/core/auth -------------------
ACCOUNT_ADAPTER = "icm.core.auth.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are entered by administrators, not their owners
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Limits that count by account or by address alone would let one person lock another out; ours count by both.
ACCOUNT_RATE_LIMITS = dict.fromkeys(
    ["login", "login_failed", "reset_password", "reset_password_from_key"]
)
MFA_ADAPTER = "icm.core.auth.second_factor.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "ICM"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # see ACCOUNT_EMAIL_VERIFICATION
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
# An outside OpenID Connect provider, where one is configured: it opens accounts that exist here and makes none.
OIDC_NAME = os.environ.get("ICM_OIDC_NAME", "")
OIDC_SERVER_URL = os.environ.get("ICM_OIDC_SERVER_URL", "")
SOCIALACCOUNT_ADAPTER = "icm.core.auth.provider.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {}
if OIDC_NAME and OIDC_SERVER_URL:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "provider",
                "name": OIDC_NAME,
                "client_id": os.environ.get("ICM_OIDC_CLIENT_ID", ""),
                "secret": os.environ.get("ICM_OIDC_CLIENT_SECRET", ""),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ],
    }
ALLAUTH_TRUSTED_PROXY_COUNT = (
    int(os.environ.get("ICM_PROXIES", "1")) if _flag("ICM_BEHIND_PROXY", "0") else 0
)
FACTS_CHANGED = "icm.clocks.actions.reevaluate"  # in an act's own transaction: icm/core/facts.py
# Who writes the HTML of which kind of document (see icm/core/documents.py).
_CASE, _MEET = "casework.views.prints", "conferences.views.prints"
DOCUMENTS = {f"plan-{one}": f"{_CASE}.{one}" for one in ("person", "staff", "provider", "slip")}
DOCUMENTS |= {"family-letter": f"{_MEET}.family", "minute": f"{_MEET}.minute"}
DOCUMENTS |= {f"family-{one}": f"icm.family.views.prints.{one}" for one in ("window", "news")}
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # its backend is not used: see icm/core/access.py

# -- edges ----------------------------------------------------------------------------------------
_HOST = "__Host-" if SECURE else ""  # such a cookie no neighbouring host can plant
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_HOST}sessionid", f"{_HOST}csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 63_072_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
_PROXY_SAYS = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_PROXY_SSL_HEADER = _PROXY_SAYS if _flag("ICM_BEHIND_PROXY", "0") else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Shaped like Django 6's own setting, so that the move there deletes a dependency.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # The button to the outside provider is a form whose answer leads there.
        "form-action": [SELF, *filter(None, [_origin(OIDC_SERVER_URL)])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
NODE_MODULES = Path(os.environ.get("ICM_NODE_MODULES", BASE_DIR / "node_modules"))
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("ds", NODE_MODULES / "@scottish-government" / "design-system" / "dist"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = TESTING  # no test waits for a list of all files
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = _same_origin

EMAIL_BACKEND = os.environ.get("ICM_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = os.environ.get("ICM_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("ICM_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("ICM_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ICM_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = _flag("ICM_EMAIL_TLS", "0")
EMAIL_TIMEOUT = 10
EMAIL_FILE_PATH = os.environ.get("ICM_EMAIL_FOLDER") or None
DEFAULT_FROM_EMAIL = os.environ.get("ICM_FROM_EMAIL", "icm@localhost")
# A letter whose sender has not come back for so long is sent again, under the same Message-ID.
OUTBOX_LEASE = timedelta(seconds=int(os.environ.get("ICM_OUTBOX_LEASE", "90")))
DOCUMENT_LEASE = timedelta(seconds=120)  # the longest file of a case takes about half a minute
# Days from a deadline and to whom besides its owner, e.g. "-7, 1, 7 first-line-manager"; empty: as the rulebook says.
REMINDER_STAGES = os.environ.get("ICM_REMINDER_STAGES", "")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
}

_FEW = {"level": "ERROR"}  # else: errors with all their words, each step of each page
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "icm.core.logs.LineFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django": {"handlers": []}, "weasyprint": _FEW, "fontTools": _FEW},
    "root": {"handlers": ["console"], "level": os.environ.get("ICM_LOG_LEVEL", "INFO")},
}
