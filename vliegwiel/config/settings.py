"""Settings, read from the environment once. What can be set is declared in `vliegwiel.machinery.environment`."""

from pathlib import Path
from typing import Literal

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from vliegwiel.config.database import connection_settings
from vliegwiel.machinery import environment

ENVIRONMENT = environment.read()
PACKAGE = Path(__file__).resolve().parent.parent
DATA = ENVIRONMENT.data

DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
BASE_URL = ENVIRONMENT.base_url
COLOUR = getattr(ENVIRONMENT, "colour", "")
BEHIND_PROXY = ENVIRONMENT.behind_proxy
SECURE = BASE_URL.startswith("https://")

ROOMS = [
    "core",
    "activity",
    "people",
    "files",
    "conversation",
    "spaces",
    "initiatives",
    "pilots",
    "stakeholders",
    "exchange",
    "matching",
    "notifications",
    "overview",
    "home",
    "transfer",
]
INSTALLED_APPS = [
    *[f"vliegwiel.{room}" for room in reversed(ROOMS)],
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "vliegwiel.core.pressing.PressingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "vliegwiel.core.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "vliegwiel.core.refusal.RefusalMiddleware",
]
ROOT_URLCONF = "vliegwiel.config.urls"
WSGI_APPLICATION = "vliegwiel.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "vliegwiel.core.jinja.Engine",
        "NAME": "jinja2",
        "DIRS": [PACKAGE / room / "templates" for room in ROOMS],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "vliegwiel.core.jinja.environment",
            "context_processors": ["vliegwiel.config.navigation.context"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
FORM_RENDERER = "vliegwiel.core.jinja.FormRenderer"

DATABASES = {"default": connection_settings()}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
SESSION_COOKIE_NAME = "sessie"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE: Literal["Lax"] = "Lax"
LANGUAGE_COOKIE_SAMESITE: Literal["Lax"] = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "vliegwiel.home.views.errors.expired_form"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AUTH_USER_MODEL = "people.Person"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # mail addresses are unique by a constraint, whatever their capitals
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {"user_attributes": ["email", "given_name", "family_name"]}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    ]
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "vliegwiel.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "vliegwiel.people.forms.NamesForm"
ACCOUNT_FORMS = {
    action: f"vliegwiel.people.account_forms.{form}"
    for action, form in [
        ("signup", "SignupForm"),
        ("login", "LoginForm"),
        ("add_email", "AddEmailForm"),
        ("reset_password", "ResetPasswordForm"),
        ("reset_password_from_key", "ResetPasswordKeyForm"),
        ("change_password", "ChangePasswordForm"),
        ("set_password", "SetPasswordForm"),
        ("reauthenticate", "ReauthenticateForm"),
    ]
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True

globals().update(ENVIRONMENT.email)
CONTACT_EMAIL = SECURITY_EMAIL = getattr(ENVIRONMENT, "contact_email", "vliegwiel@localhost")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.default_from_email

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "taal"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LOCALE_PATHS = [PACKAGE / "config" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

FORGET_CONTACTS_AFTER_MONTHS = ENVIRONMENT.forget_contacts_after_months
NEWS_KEPT_DAYS = 180
"""After which news, and what is known of the mail about it, is forgotten."""
SEARCH_INDEX = DATA / "search"
EMBEDDING = ENVIRONMENT.embedding
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "media", "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
"""Bytes of a form without its files: room for every text at its limit, and for an honest sentence when one is over."""

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_SSL_REDIRECT = SECURE

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "procrastinate": {"level": "WARNING"},
        "gunicorn.http.wsgi": {"level": "ERROR"},  # else it warns at every HEAD that it leaves the body out
    },
}
