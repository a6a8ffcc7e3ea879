"""All settings of the application half. What a city may set is read from the environment and told in
``docs/how-to/configure.md``; everything else is fixed here, with its reason where it has one.

Reading settings writes nothing: the data folder and the key are made by ``python -m saindege.web``.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from saindege.web import environment, folders

read = environment.Environment()
HERE = Path(__file__).resolve().parent
AREAS = ("base", "people", "programme", "delivery", "service", "impact")

# What a city may set
SAINDEGE_DATA = Path(read.text("SAINDEGE_DATA", "saindege-data")).absolute()
SAINDEGE_DEMO = read.flag("SAINDEGE_DEMO")
SAINDEGE_ADDRESS = read.address("SAINDEGE_ADDRESS")
TIME_ZONE = read.time_zone("SAINDEGE_TIME_ZONE", "Asia/Jakarta")
ALLOWED_HOSTS = read.words("SAINDEGE_HOSTS", "localhost,127.0.0.1,[::1]")
SECRET_KEY = read.text("SAINDEGE_SECRET_KEY") or folders.read_key(SAINDEGE_DATA) or secrets.token_urlsafe(48)
DATABASES = {"default": read.database("SAINDEGE_DATABASE", SAINDEGE_DATA)}
TRUSTED_PROXIES = read.whole_number("SAINDEGE_PROXIES", 0, least=0, most=5)
# E-mail goes out only where a server is named.
SAINDEGE_MAIL_HOST = read.text("SAINDEGE_MAIL_HOST")
SAINDEGE_MAIL_PORT = read.whole_number("SAINDEGE_MAIL_PORT", 587, least=1, most=65535)
SAINDEGE_MAIL_SECURITY = read.text("SAINDEGE_MAIL_SECURITY", "starttls")
SAINDEGE_MAIL_USER = read.text("SAINDEGE_MAIL_USER")
SAINDEGE_MAIL_PASSWORD = read.text("SAINDEGE_MAIL_PASSWORD")
SAINDEGE_MAIL_FROM = read.text("SAINDEGE_MAIL_FROM")
# Certificates are signed by the national service only where the city's e-Sign client is named.
SAINDEGE_ESIGN_ADDRESS = read.own_address("SAINDEGE_ESIGN_ADDRESS")
SAINDEGE_ESIGN_CLIENT = read.text("SAINDEGE_ESIGN_CLIENT")
SAINDEGE_ESIGN_SECRET = read.text("SAINDEGE_ESIGN_SECRET")
SAINDEGE_ESIGN_CA, SAINDEGE_ESIGN_ROOT = read.pem("SAINDEGE_ESIGN_CA"), read.pem("SAINDEGE_ESIGN_ROOT")
SAINDEGE_ESIGN_VERSION = read.whole_number("SAINDEGE_ESIGN_VERSION", 2, least=1, most=2)
SAINDEGE_ESIGN_SECONDS = read.whole_number("SAINDEGE_ESIGN_SECONDS", 60, least=5, most=300)
if SAINDEGE_MAIL_SECURITY not in ("starttls", "tls", "none"):
    raise environment.refuse(
        "SAINDEGE_MAIL_SECURITY", SAINDEGE_MAIL_SECURITY, "starttls, tls atau none", "starttls, tls or none"
    )
if SAINDEGE_MAIL_USER and SAINDEGE_MAIL_SECURITY == "none":
    raise environment.refuse(
        "SAINDEGE_MAIL_SECURITY",
        "none",
        "starttls atau tls, sebab SAINDEGE_MAIL_USER berisi dan kata sandi tidak boleh lewat terbuka",
        "starttls or tls, for SAINDEGE_MAIL_USER is set and no password travels in the open",
    )
DEBUG = read.flag("SAINDEGE_DEBUG")
if len(SECRET_KEY) < 32:
    raise ImproperlyConfigured(
        "SAINDEGE_SECRET_KEY terlalu pendek; pakai 32 huruf acak atau lebih, atau kosongkan agar dibuatkan. / "
        "SAINDEGE_SECRET_KEY is too short; use 32 random letters or more, or leave it out to have one made."
    )

INSTALLED_APPS = [
    # auth for its backends and forms, without the admin pages: what one may do is decided in access.py.
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
    "saindege.web.apps.SaindegeConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "saindege.web.middleware.SecurityHeaders",
    "saindege.web.express.Express",
    "csp.middleware.CSPMiddleware",
    "saindege.web.middleware.StaticFiles",
    # Pages hold no secret beside what a visitor can choose: the form token is masked anew in each answer.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "saindege.web.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "saindege.web.middleware.SignInRequired",
    "saindege.web.middleware.AccountLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "saindege.web.middleware.Gate",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "saindege.web.urls"
WSGI_APPLICATION = "saindege.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Every page needs sign-in but these. The name of the address, and why a stranger may see it.
PUBLIC_VIEWS = {
    "web:sign_in": "nobody is signed in before signing in",
    "web:language": "a choice of language, kept in a cookie",
    "web:theme": "a choice of light or dark, kept in a cookie",
    "web:health": "asked by a watchdog without an account; tells only whether database and worker answer",
    "web:help": "somebody who cannot sign in needs help most",
    "web:accessibility": "a public body says how its pages can be used and whom to tell",
    "web:privacy": "everyone may read what happens with personal data",
    "web:favicon": "a picture",
    "delivery:calendar_feed": "a phone's calendar has no account; the address cannot be guessed, can be withdrawn, names nobody",
    "delivery:certificate": "anybody who is shown a certificate may check that it is genuine",
    "programme:my_dates": "a speaker without an account offers dates; the address cannot be guessed and can be withdrawn",
    "programme:topic_offer": "a partner without an account answers a call; the address cannot be guessed and can be withdrawn",
    "delivery:badge_status": "a wallet asks whether a credential still stands; it says no more than the page of the certificate",
    "delivery:certificate_search": "the form that asks for the number of a certificate",
    "delivery:service_worker": "a program for phones without signal; the same for everybody",
    "delivery:offline": "the page that a phone keeps for when it has no signal; it names nobody",
    "delivery:public_key": "the public half of the key that signs certificates; whoever checks a file needs it",
    "service:api_events": "an application has no account; the token of its source opens nothing else",
    "service:api_openapi": "the description of the endpoints; it stands in the documents too",
    "service:public_results": "a public body publishes what its citizens said; only what was published stands here",
    "service:public_result": "one published result; it names nobody",
    "service:counter_worker": "a program for phones at a counter without signal; the same for everybody",
    "service:counter_offline": "the page that a phone at a counter keeps for when it has no signal; it names nobody",
    "service:survey_door": "a citizen types the code of the slip",
    "service:survey": "a citizen answers for one minute, without an account and without a name",
}

# What a whole class sends in the same minute: the short way to the same gate and the same action.
QUICK_VIEWS = {
    "delivery:check_in": "saindege.delivery.app.views.quick.check_in",
    "delivery:exam": "saindege.delivery.app.views.quick.begin",
    "delivery:answer": "saindege.delivery.app.views.quick.answer",
}

# What an area above does within a transaction of an area below (base/app/within.py): the occasion, and the function.
WITHIN = {
    "programme.seats_changed": "saindege.delivery.app.actions.line.follow_seats",
    "programme.prerequisites_set": "saindege.delivery.app.actions.line.follow_course",
    "people.offices_moved": "saindege.delivery.app.actions.line.follow_offices",
}

# Pages
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates", *(HERE.parent / area / "app" / "templates" for area in AREAS)],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "saindege.web.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "saindege.web.templatetags.charts",
                "saindege.web.templatetags.pages",
            ],
            "libraries": {
                "charts": "saindege.web.templatetags.charts",
                "pages": "saindege.web.templatetags.pages",
            },
        },
    }
]
FORM_RENDERER = "saindege.web.form_renderer.PageForms"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Language, numbers, time. The texts in the code are Indonesian; English stands in the catalogues.
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale", *(HERE.parent / area / "app" / "locale" for area in AREAS)]
LANGUAGE_COOKIE_NAME = "bahasa"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
FORMAT_MODULE_PATH = ["saindege.web.formats"]
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# Files
MEDIA_ROOT = SAINDEGE_DATA / "files"
# Applications leave files with events here, each in the folder of its source.
SAINDEGE_DROPS = Path(read.text("SAINDEGE_DROPS") or SAINDEGE_DATA / "drops").absolute()
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_PERMISSIONS = 0o600
STATIC_SOURCE = HERE / "static"
STATICFILES_DIRS = [STATIC_SOURCE]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STATIC_URL = "/static/"
# Hashed and compressed files are made once per content; until then the files are served as they are.
STATIC_ROOT = SAINDEGE_DATA / "static" / folders.static_fingerprint(STATIC_SOURCE)
STATIC_PREPARED = (STATIC_ROOT / "staticfiles.json").exists()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_PREPARED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not STATIC_PREPARED
WHITENOISE_AUTOREFRESH = not STATIC_PREPARED
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Sign-in
AUTH_USER_MODEL = "saindege.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "saindege.web.sign_in.ByNameOrNip"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name")},
    },
]
# Printed on the sign-in page of a demonstration; outside one its accounts cannot sign in.
SAINDEGE_DEMO_PASSWORD = "saindege"  # noqa: S105
LOGIN_URL = "web:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "web:sign_in"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "saindege.web.sign_in.locked_out"
AXES_CLIENT_IP_CALLABLE = "saindege.web.sign_in.client_address"
AXES_SENSITIVE_PARAMETERS = ["username", "password"]

# Security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=()"
BEHIND_TLS = SAINDEGE_ADDRESS.startswith("https://")
if SAINDEGE_ADDRESS:
    CSRF_TRUSTED_ORIGINS = [SAINDEGE_ADDRESS]
SESSION_ENGINE = "saindege.web.sessions"
SESSION_COOKIE_NAME = "masuk"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "saindege.web.views.faults.expired_form"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 30 if BEHIND_TLS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = [
    "security.W008",  # redirecting to https is the proxy's part
]

# What went wrong goes to standard error; no personal data is written there.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"standard-error": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["standard-error"], "level": "WARNING"},
    "loggers": {
        "saindege": {"level": "INFO"},
        "django.server": {"handlers": ["standard-error"], "level": "ERROR", "propagate": False},
    },
}


def has_module(name: str) -> bool:
    """Say whether an area's application half has this module."""
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


AREA_URLS = [f"saindege.{area}.app.urls" for area in AREAS if has_module(f"saindege.{area}.app.urls")]
