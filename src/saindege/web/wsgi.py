"""What the web server runs."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saindege.web.settings")
application = get_wsgi_application()
# Read the addresses and their pages now, not while the first visitor waits.
_ = get_resolver().url_patterns
