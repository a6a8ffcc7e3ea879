"""An application pushes events of its service: one token a source, the same event again changes nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from saindege.base.app.pages import reader_language
from saindege.base.errors import BadInput, Sentence
from saindege.service.app.actions import sources
from saindege.service.app.queries import sources as source_queries
from saindege.service.pushed import MOST_PER_MINUTE, BatchRefused, PushFault, read_batch

MOST_BYTES = 2 << 20
_OFFICES_TOLD = 50


# A program sends its token in a header; it has no cookie that another page could ride on.
@csrf_exempt
def push_events(request: HttpRequest) -> JsonResponse:
    """Take a batch: what is good is kept, what is not is told with its place in the list."""
    if request.method != "POST":
        return _error(
            405,
            "bad_use",
            Sentence(id="Kirim dengan POST.", en="Send it with POST."),
            {"Allow": "POST"},
        )
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    source = source_queries.source_of_token(token.strip()) if scheme.lower() == "bearer" and token else None
    if source is None:
        return _error(
            401,
            "not_allowed",
            Sentence(
                id="Token tidak dikenal atau sudah ditutup.", en="The token is not known, or was closed."
            ),
            {"WWW-Authenticate": "Bearer"},
        )
    at = timezone.now()
    if source_queries.taken_in_a_minute(source, at) >= MOST_PER_MINUTE:
        return _error(
            429,
            "too_many",
            Sentence(
                id="Terlalu banyak kejadian dalam semenit; kirim lagi nanti.",
                en="Too many events in a minute; send again later.",
            ),
            {"Retry-After": "60"},
        )
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return _too_large()
    try:
        events, faults = read_batch(json.loads(request.body), now=at)
    except RequestDataTooBig:
        # Sent in pieces, without its length.
        return _too_large()
    except (ValueError, RecursionError) as problem:
        if isinstance(problem, BadInput):
            raise
        return _error(
            400, "bad_use", Sentence(id="Isi kiriman bukan JSON.", en="The body of the request is no JSON.")
        )
    except BatchRefused as refused:
        return _error(400, refused.code, refused.sentence)
    return _told(sources.push_events(source, events, at=at), faults)


def _told(taken: sources.Taken, faults: Sequence[PushFault]) -> JsonResponse:
    language = reader_language()
    refused = [
        {
            "index": one.index,
            "id": one.key,
            "code": one.code,
            "column": one.column,
            "message": one.sentence.in_language(language),
        }
        for one in faults
    ]
    return JsonResponse(
        {
            "taken": taken.new,
            "known": taken.known,
            "refused": refused,
            "unknown_offices": taken.unknown_offices[:_OFFICES_TOLD],
        }
    )


def _too_large() -> JsonResponse:
    return _error(
        413,
        "file_too_large",
        Sentence(id="Kiriman lebih besar dari 2 MB; bagi.", en="The batch is larger than 2 MB; part it."),
    )


def _error(status: int, code: str, sentence: Sentence, headers: dict[str, str] | None = None) -> JsonResponse:
    body = {"error": {"code": code, "message": sentence.in_language(reader_language())}}
    return JsonResponse(body, status=status, headers=headers)
