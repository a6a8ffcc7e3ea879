"""Endpoints of services for other programs; each answers to a token instead of an account."""

from saindege.service.app.api.events import push_events
from saindege.service.app.api.openapi import openapi

__all__ = ["openapi", "push_events"]
