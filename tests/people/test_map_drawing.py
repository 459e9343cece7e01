"""The map: the Netherlands, light enough, and usable without seeing it."""

import gzip
import re
from itertools import pairwise
from xml.etree import ElementTree

from vliegwiel.people.map_drawing import BORDERS, SOURCE, STEPS, Wording, draw, places, steps
from vliegwiel.people.registers import organisations

WORDING = Wording(
    title="Initiatieven per gemeente",
    description="Hoe donkerder, hoe meer.",
    place=lambda name, value: f"Gemeente {name}: {value} initiatieven",
    skip="Sla de kaart over",
)


def parsed(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<page>{drawing}</page>")


def test_every_municipality_is_on_the_map():
    assert places().keys() == {record.code for record in organisations() if record.kind == "municipality"}


def test_all_paths_stay_inside_the_picture():
    for place in places().values():
        for part in re.findall(r"M(\d+) (\d+)", place.path):
            assert 0 <= int(part[0]) <= 800
            assert 0 <= int(part[1]) <= 960


def test_the_borders_are_light():
    assert sum(len(place.path) for place in places().values()) <= 60_000
    assert len(gzip.compress(BORDERS.read_bytes())) <= 35_000


def test_a_full_map_is_light():
    full = draw(dict.fromkeys(places(), 3), {code: f"/organisaties/{code}/" for code in places()}, WORDING)
    assert len(gzip.compress(full.encode())) <= 40_000


def test_a_municipality_with_a_value_is_a_link_with_words_and_the_rest_are_not():
    page = parsed(draw({"GM0344": 12, "GM0307": 0}, {"GM0344": "/organisaties/utrecht/"}, WORDING))
    links = page.findall(".//svg//a")
    assert [link.get("href") for link in links] == ["/organisaties/utrecht/"]
    assert links[0].findtext("title") == "Gemeente Utrecht: 12 initiatieven"
    assert len(page.findall(".//g[@class='map-empty']/path")) == len(places()) - 1


def test_a_value_without_a_link_is_drawn_and_not_focusable():
    page = parsed(draw({"GM0344": 12}, {}, WORDING))
    assert page.findall(".//a") == []
    assert page.find(".//g[@role='img']/title").text == "Gemeente Utrecht: 12 initiatieven"


def test_the_map_has_a_title_a_description_its_source_and_a_way_past_it():
    page = parsed(draw({"GM0344": 12}, {"GM0344": "/x/"}, WORDING))
    picture = page.find(".//svg")
    assert page.find(f".//*[@id='{picture.get('aria-labelledby')}']").text == WORDING.title
    assert page.find(f".//*[@id='{picture.get('aria-describedby')}']").text == WORDING.description
    assert page.findtext(".//figcaption") == SOURCE == "Bron: CBS / Kadaster"
    skip = page.find("a")
    assert page.find(f".//*[@id='{skip.get('href')[1:]}']") is not None


def test_tab_goes_through_the_municipalities_by_alphabet():
    names = [place.name for place in places().values()]
    assert names[:2] == ["Aa en Hunze", "Aalsmeer"]
    assert names.index("Heerlen") < names.index("'s-Hertogenbosch") < names.index("Heumen")


def test_words_and_links_cannot_break_out_of_the_picture():
    evil = Wording('<b>"', "<i>", lambda name, value: "<script>", "<u>")
    page = parsed(draw({"GM0344": 1}, {"GM0344": '"><script>'}, evil))
    assert page.find(".//svg/title").text == '<b>"'
    assert page.find(".//svg//a").get("href") == '"><script>'
    assert page.findall(".//script") == []


def test_no_inline_style_or_script():
    drawing = draw({"GM0344": 1}, {"GM0344": "/x/"}, WORDING)
    assert "style" not in drawing
    assert " on" not in re.sub(r"<title.*?</title>", "", drawing)


def test_steps_hold_every_value_once_and_match_the_colours():
    values = {code: number * number for number, code in enumerate(places(), start=1)}
    legend = steps(values)
    assert len(legend) == STEPS
    assert sum(step.places for step in legend) == len(values)
    assert all(low.high < high.low for low, high in pairwise(legend))
    drawing = draw(values, {}, WORDING)
    assert [drawing.count(f'"{step.css}"') for step in legend] == [step.places for step in legend]


def test_few_different_values_get_a_step_each_and_nothing_gets_none():
    assert [(step.low, step.high, step.places) for step in steps({"GM0344": 1, "GM0307": 4})] == [(1, 1, 1), (4, 4, 1)]
    assert steps({}) == steps({"GM0344": 0}) == steps({"XX": 5}) == []


def test_the_legend_writes_a_range_only_when_there_is_one():
    values = {code: number // 20 + 1 for number, code in enumerate(places())}
    texts = [step.text for step in steps(values)]
    assert texts[0] == f"1–{steps(values)[0].high}"
    assert steps({"GM0344": 4})[0].text == "4"


def test_unknown_codes_and_no_values_still_give_a_map():
    assert draw({"XX": 5}, {"XX": "/x/"}, WORDING) == draw({}, {}, WORDING)
