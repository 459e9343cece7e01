"""Everything of the selection as a file: the same rows as on the page, however many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from vliegwiel.core.viewers import viewer_of
from vliegwiel.core.writing import CSV_TYPE, XLSX_TYPE, Unwritable, Value, csv_lines, write_xlsx

from .. import exporting
from ..reading import read

LINES = 200
"""Lines that are sent at once."""


@require_safe
@cache_control(private=True, no_store=True)
def csv_file(request: HttpRequest) -> StreamingHttpResponse:
    """A line at a time; starts at once."""
    lines = csv_lines(exporting.columns(), _rows(request))
    response = StreamingHttpResponse(_in_language(_together(lines)), content_type=CSV_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{_name()}.csv"'
    return response


@require_safe
@cache_control(private=True, no_store=True)
def xlsx_file(request: HttpRequest) -> HttpResponse | FileResponse:
    """Written to disk first: a workbook is a zip file, whose end must be known before its beginning can be sent."""
    file = NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response closes it, and so removes it
    try:
        write_xlsx(Path(file.name), exporting.columns(), _rows(request))
    except Unwritable as refused:
        file.close()
        sentence = translation.gettext(refused.sentence.msgid) % refused.sentence.params
        return render(request, "core/errors/refused.html", {"reason": sentence}, status=400)
    return FileResponse(file, as_attachment=True, filename=f"{_name()}.xlsx", content_type=XLSX_TYPE)


def _rows(request: HttpRequest) -> Iterator[list[Value]]:
    viewer = viewer_of(request)
    reading = read(request.META.get("QUERY_STRING", ""), viewer)
    site = request.build_absolute_uri("/").rstrip("/")
    return exporting.rows(viewer, reading.filters, reading.vocabulary, site=site)


def _name() -> str:
    return f"vliegwiel-initiatieven-{timezone.localdate().isoformat()}"


def _together(lines: Iterator[bytes]) -> Iterator[bytes]:
    """A few lines at a time: a response of a million pieces spends its time on the pieces."""
    pieces: list[bytes] = []
    for line in lines:
        pieces.append(line)
        if len(pieces) >= LINES:
            yield b"".join(pieces)
            pieces.clear()
    yield b"".join(pieces)


def _in_language(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The body is made after the middleware has let go of the language of the page."""
    language = translation.get_language()

    def made() -> Iterator[bytes]:
        while True:
            with translation.override(language):
                piece = next(pieces, None)
            if piece is None:
                return
            yield piece

    return made()
