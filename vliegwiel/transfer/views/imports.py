"""What was imported, and how to begin."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from vliegwiel.core.answers import require
from vliegwiel.core.codes import is_code
from vliegwiel.core.viewers import viewer_of
from vliegwiel.core.writing import CSV_TYPE, csv_lines

from .. import rules
from ..exporting import COLUMNS
from ..models import ImportRun
from ..samples import EXAMPLE

ON_A_PAGE = 25


@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    require(rules.may_begin(viewer, None))
    seen = ImportRun.objects.visible_to(viewer).select_related("space", "by")
    after = request.GET.get("na", "")
    if is_code(after):
        edge = seen.filter(code=after).first()
        seen = seen.filter(pk__lt=edge.pk) if edge else seen
    runs = list(seen[: ON_A_PAGE + 1])
    older = f"?na={runs[ON_A_PAGE - 1].code}" if len(runs) > ON_A_PAGE else ""
    return render(request, "transfer/imports.html", {"runs": runs[:ON_A_PAGE], "older": older})


@require_safe
def example(request: HttpRequest) -> StreamingHttpResponse:
    """A file to fill in: the columns, and two made-up rows."""
    lines = csv_lines(COLUMNS, [[row.get(column, "") for column in COLUMNS] for row in EXAMPLE])
    answer = StreamingHttpResponse(lines, content_type=CSV_TYPE)
    answer["Content-Disposition"] = content_disposition_header(True, "voorbeeld-initiatieven.csv")
    return answer
