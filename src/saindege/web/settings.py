"""Minimal settings; the web shell replaces them."""

from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent
SECRET_KEY = "only-until-the-shell-stands"  # noqa: S105 -- replaced before anything is served
INSTALLED_APPS = ["django.contrib.contenttypes", "saindege.web.apps.SaindegeConfig"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
AUTH_USER_MODEL = "saindege.Account"
USE_TZ = True
