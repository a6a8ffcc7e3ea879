"""The description of the endpoints, for programs that read OpenAPI."""

from __future__ import annotations

import functools
import json
from importlib import resources
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from saindege import __version__


@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """Return the description; it tells nothing that is not in the documents."""
    described = load_description()
    return JsonResponse({**described, "info": {**described["info"], "version": __version__}})


@functools.cache
def load_description() -> dict[str, Any]:
    """Read the description that ships with the product."""
    text = resources.files("saindege.service.app.api").joinpath("openapi.json").read_text("utf-8")
    described: dict[str, Any] = json.loads(text)
    return described
