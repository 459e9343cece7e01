"""Everything of the selection as a file."""

from django.http import HttpRequest, HttpResponse


def csv_file(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError


def xlsx_file(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError
