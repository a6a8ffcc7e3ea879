"""Kept files on their way out: always to take away, never a page of ours."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse

from saindege.programme.app import queries


def give_file(stored_file: str, file_name: str) -> HttpResponse:
    """Return a kept file as a download that no browser runs."""
    place = queries.file_at(stored_file)
    if not place.is_file():
        raise Http404
    answer = FileResponse(place.open("rb"), as_attachment=True, filename=file_name)
    answer["Content-Security-Policy"] = "sandbox"
    return answer
