"""Django's settings, from the environment alone (see environment.py)."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from . import environment, logged

HOME = environment.home()
ADDRESS = environment.address()
PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = environment.secret_key(HOME)
DEBUG = False
DEVELOPMENT = environment.yes("GOLDTHREAD_DEVELOPMENT")
ALLOWED_HOSTS = [ADDRESS.name, "localhost", "127.0.0.1", "[::1]"]
FORCE_SCRIPT_NAME = ADDRESS.path or None
TRUSTED_PROXIES = environment.whole("GOLDTHREAD_PROXIES", 0, most=9)
CSRF_TRUSTED_ORIGINS = [f"{ADDRESS.scheme}://{ADDRESS.host}"]
WORKERS = environment.whole("GOLDTHREAD_WORKERS", 2, least=1, most=64)
MAX_BODY_BYTES = 25 * 1024 * 1024
# Ends of paths whose answer waits for somebody else's host.
ASKING_PATHS = ("/source/trial/",)
# What a whole room sends in the same instant, or waits for: answered together once it is told, by the ends of paths.
TOGETHER_PATHS = ("/ballot/", "/advance/", "/reveal/")
OUTBOUND = environment.outbound()
SLOW_PATHS = ("/accounts/", "/live-check/")

OIDC = environment.oidc()
INSTALLED_APPS = [
    "goldthread.config",
    "goldthread.demo",
    "goldthread.exchange",
    "goldthread.home",
    "goldthread.workshops",
    "goldthread.voice",
    "goldthread.boards",
    "goldthread.checkins",
    "goldthread.soundings",
    "goldthread.chain",
    "goldthread.measures",
    "goldthread.decisions",
    "goldthread.talk",
    "goldthread.people",
    "goldthread.journal",
    "goldthread.live",
    "goldthread.kit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    # It brings a second client for HTTP along: a tenth of the start-up, so only where it is used.
    *(["allauth.socialaccount.providers.openid_connect"] if OIDC else []),
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "goldthread.config.middleware.Policy",
    "goldthread.config.middleware.readable",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "goldthread.people.middleware.settled",
    "goldthread.journal.middleware.once",
]

ROOT_URLCONF = "goldthread.config.urls"
APPEND_SLASH = True
WSGI_APPLICATION = None

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"environment": "goldthread.kit.jinja.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "people" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "goldthread.kit.pages.everywhere",
            ]
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = {"default": environment.database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": os.environ["REDIS_URL"]}
        if os.environ.get("REDIS_URL")
        else {"BACKEND": "goldthread.kit.cache.SharedFile", "LOCATION": str(HOME / "cache.sqlite3")}
    )
}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["goldthread.people.backend.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "goldthread.people.passwords.NotOurWords"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:door"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "goldthread.people.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "goldthread.people.adapters.SocialAccountAdapter"
USERSESSIONS_ADAPTER = "goldthread.people.adapters.SessionsAdapter"
MFA_ADAPTER = "goldthread.people.adapters.MFAAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
# No asterisk: the password may be left out; then one signs in by codes.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_SIGNUP_FORM_CLASS = "goldthread.people.forms.me.NameForm"
ACCOUNT_FORMS = {
    "signup": "goldthread.people.account_forms.SignUpForm",
    "login": "goldthread.people.account_forms.SignInForm",
    "request_login_code": "goldthread.people.account_forms.CodeForm",
    "add_email": "goldthread.people.account_forms.AnotherAddressForm",
    "reset_password": "goldthread.people.account_forms.NewPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
# Mail takes its time; three attempts at eight letters leave nothing to guess in a quarter of an hour.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = (
    900
)
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = ADDRESS.scheme
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# front.py has put the visitor's address in place and taken away what nobody may trust; there is nothing left to count.
ALLAUTH_TRUSTED_PROXY_COUNT = 0
MFA_FORMS = {"add_webauthn": "goldthread.people.account_forms.PasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Goldthread"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ADDRESS.is_secure
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": OIDC, "OAUTH_PKCE_ENABLED": True}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_ONLY = False
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_ENGINE = "goldthread.people.sessions"
# A session ends a fortnight after its last day of use, and a quarter of a year after signing in (people/middleware.py).
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_LONGEST_SECONDS = 60 * 60 * 24 * 90
_ROOT = ADDRESS.is_secure and not ADDRESS.path
SESSION_COOKIE_NAME = "__Host-goldthread" if _ROOT else "goldthread"
CSRF_COOKIE_NAME = "__Host-goldthread-form" if _ROOT else "goldthread-form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ADDRESS.is_secure
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = ADDRESS.path or "/"
CSRF_FAILURE_VIEW = "goldthread.config.errors.forbidden_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES and ADDRESS.is_secure else None
SECURE_HSTS_SECONDS = 31536000 if ADDRESS.is_secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ADDRESS.is_secure
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
        "object-src": [NONE],
    }
}

STATIC_URL = "static/"
STATIC_ROOT = None
STATICFILES_DIRS: list[Path] = []
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(HOME / "uploads")},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEVELOPMENT else 300
FILE_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_BODY_BYTES
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

_MAIL = environment.mail()
globals().update(_MAIL)
MAIL_BEYOND_OUTBOX = _MAIL["EMAIL_BACKEND"]
EMAIL_BACKEND = "goldthread.journal.outbox.Backend"
globals().update(environment.incoming())

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    # Who may not do a deed is told so on the page: no fault that anybody has to look for.
    "filters": {"faults": {"()": "django.utils.log.CallbackFilter", "callback": logged.is_no_refusal}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["faults"]}},
    "root": {"handlers": ["console"], "level": os.environ.get("GOLDTHREAD_LOG", "WARNING").upper()},
}
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016", "models.W042"]
