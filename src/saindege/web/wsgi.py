"""What the web server runs."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from saindege.web.idle import TidyWhenIdle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saindege.web.settings")
application = TidyWhenIdle(get_wsgi_application())
# Read the addresses and their pages now, not while the first visitor waits.
_ = get_resolver().url_patterns
# What is loaded stays: the collector need not look at it again, and finds what is left over the sooner.
gc.collect()
gc.freeze()
