"""A first visit stays light: the page with everything it loads, as a server with gzip sends it."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from vliegwiel.people.models import Organisation
from vliegwiel.people.registers import organisations as registered

ADDRESS = re.compile(r"""(?:href|src)="/static/([^"]+)\"""")
IN_STYLE = re.compile(r"""url\(["']?([^)"']+)["']?\)""")
COMPRESSED = (".woff2",)


def loaded(html):
    """Static files that the page names, and the pictures that its styles name."""
    found = set(ADDRESS.findall(html))
    for style in [name for name in found if name.endswith(".css")]:
        folder = Path(style).parent
        text = Path(finders.find(style)).read_text()
        found |= {str(folder / name) for name in IN_STYLE.findall(text) if "fonts/" not in name}
    return found


def weight(name):
    body = Path(finders.find(name)).read_bytes()
    return len(body) if name.endswith(COMPRESSED) else len(gzip.compress(body, 9))


def first_visit(response, client):
    html = response.content
    theme = client.get("/thema.css").content
    return len(gzip.compress(html, 6)) + len(gzip.compress(theme)) + sum(map(weight, loaded(html.decode())))


@pytest.mark.parametrize(("view", "most"), [("", 100_000), ("?beeld=kaart", 160_000), ("?beeld=bord", 100_000)])
def test_a_first_visit_is_light(world, overview, client, more, view, most):
    from vliegwiel.people import actions as people

    people.load_registers(None, by=None, records=registered(), regions=[])
    rows = more(
        400, title="Een titel zoals die in het register staat, nummer {}", summary="Een zin met wat uitleg. " * 30
    )
    municipalities = list(Organisation.objects.filter(kind="municipality").order_by("id"))
    for row, body in zip(rows, municipalities, strict=False):
        row.participations.update(organisation=body)
    response = overview(view)
    assert response.status_code == 200
    assert first_visit(response, client) <= most
