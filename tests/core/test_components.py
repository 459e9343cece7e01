"""Components keep their promises: what is said to the eye is said to the ear, and nobody's text becomes markup."""

import re
from types import SimpleNamespace

import pytest
from django.forms import CharField, Form
from django.template import engines
from django.utils import translation

from vliegwiel.core.gallery import SampleForm, gallery_context

IMPORT = '{% import "core/components.html" as c %}'


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def drawn(source: str, **context) -> str:
    return engines["jinja2"].from_string(IMPORT + source).render(context)


def page(template: str, **context) -> str:
    request = SimpleNamespace(LANGUAGE_CODE="nl", path="/", get_full_path=lambda: "/")
    return engines["jinja2"].env.get_template(template).render(context | {"request": request})


def test_a_wrong_field_is_tied_to_its_help_and_its_error():
    html = drawn("{{ c.field(form.title) }}", form=SampleForm({"title": ""}))
    field = re.search(r"<input[^>]+>", html)[0]
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_title_helptext id_title_error"' in field
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert "utrecht-textbox" in field


def test_a_right_field_says_nothing_is_wrong():
    html = drawn("{{ c.field(form.email) }}", form=SampleForm())
    assert "aria-invalid" not in html
    assert "id_email_error" not in html


def test_choices_stand_in_a_fieldset_with_a_label_each():
    html = drawn("{{ c.field(form.ring) }}", form=SampleForm())
    assert html.count("<fieldset") == html.count("<legend") == 1
    assert set(re.findall(r'<input[^>]+id="([^"]+)"', html)) == set(re.findall(r'<label for="([^"]+)"', html))


def test_the_summary_of_errors_links_to_every_wrong_field():
    context = gallery_context()
    html = drawn("{{ c.error_summary(refused_form) }}{{ c.fields(refused_form) }}", **context)
    targets = re.findall(r'href="#([^"]+)"', html)
    assert len(targets) == len(context["refused_form"].errors)
    assert [target for target in targets if f'id="{target}"' not in html] == []


def test_a_form_without_errors_has_no_summary():
    assert drawn("{{ c.error_summary(form) }}", form=SampleForm()).strip() == ""


@pytest.mark.parametrize(
    "source",
    [
        "{{ c.card(title=t, text=t, url='/', badges=[t], meta=[t]) }}",
        "{{ c.alert(text=t, title=t) }}",
        "{{ c.table(caption=t, head=[t], rows=[[t]]) }}",
        "{{ c.data_list(pairs=[(t, t)]) }}",
        "{{ c.person(name=t, role=t) }}",
        "{{ c.button(label=t, attrs={'data-x': t}, why_not=t) }}",
        "{{ c.filter_group(title=t, name='x', options=[{'value': t, 'label': t, 'count': 1, 'checked': false}]) }}",
    ],
)
def test_text_of_people_never_becomes_markup(source):
    html = drawn(source, t="<b onclick=x>\"'&")
    assert "<b " not in html
    assert "&lt;b" in html


def test_a_button_that_cannot_be_used_says_why_and_sends_nothing():
    html = drawn("{{ c.button(label='Rond af', why_not='Er is nog geen trekker.') }}")
    assert 'type="button"' in html
    assert 'aria-disabled="true"' in html
    assert "Er is nog geen trekker." in html


def test_steps_say_in_words_which_are_done():
    html = drawn(
        "{{ c.process_steps(steps=[{'label': 'Kern', 'state': 'done'}, {'label': 'Wie', 'state': 'current'}]) }}"
    )
    assert "(done)" in html
    assert html.count('aria-current="step"') == 1


def test_an_avatar_has_the_first_letters_and_is_not_read_aloud():
    assert ">ŽH<" in drawn("{{ c.avatar('Ženskić-van \\'t Hoff') }}")
    assert ">?<" in drawn("{{ c.avatar('  ') }}")
    assert 'aria-hidden="true"' in drawn("{{ c.avatar('Ada') }}")


def test_a_form_of_django_is_drawn_with_our_components():
    class Small(Form):
        name = CharField(label="Naam")

    html = str(Small({"name": ""}))
    assert "utrecht-textbox" in html
    assert 'href="#id_name"' in html


@pytest.mark.parametrize("name", ["500", "offline"])
def test_the_last_pages_need_no_context_and_no_database(name):
    html = engines["jinja2"].env.get_template(f"core/errors/{name}.html").render()
    assert html.lstrip().startswith("<!doctype html>")


@pytest.mark.parametrize("template", ["core/errors/404.html", "core/errors/refused.html"])
def test_error_pages_are_drawn_for_visitors(template):
    html = page(template)
    assert html.count("<h1") == 1
    assert '<html lang="nl"' in html


def test_an_unknown_icon_fails_at_once():
    with pytest.raises(Exception, match="no-such-icon"):
        drawn("{{ c.icon('no-such-icon') }}")
