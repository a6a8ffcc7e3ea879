"""What the web server runs."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import reverse

from saindege.web.idle import TidyWhenIdle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saindege.web.settings")
application = TidyWhenIdle(get_wsgi_application())
# Read the addresses, their pages and the frames around them now, not while the first visitor waits.
reverse("web:home")
for frame in ("web/page.html", "web/public.html"):
    get_template(frame)
# What is loaded stays: the collector need not look at it again, and finds what is left over the sooner.
gc.collect()
gc.freeze()
