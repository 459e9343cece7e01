"""The texts of a page are in the language of who reads it, whatever was read before by someone else."""

import pytest
from django.template import engines
from django.utils import translation

LANGUAGES = [("nl", "Naar de inhoud"), ("en", "Skip to content"), ("nl", "Naar de inhoud")]


def test_one_page_speaks_both_languages_in_turn(client, db):
    for language, words in LANGUAGES:
        client.cookies["taal"] = language
        assert words in client.get("/privacy/").content.decode()


@pytest.mark.parametrize(("language", "words"), LANGUAGES)
def test_a_text_without_variables_stands_in_the_template_itself(language, words):
    with translation.override(language):
        assert drawn('{{ _("Skip to content") }}') == words
        assert drawn('{{ _("Skip to content")|upper }}') == words.upper()
        assert drawn('{% macro m(x) %}{{ x }}!{% endmacro %}{{ m(x=_("Skip to content")) }}') == f"{words}!"


def test_a_text_with_variables_is_filled_in_and_escaped():
    with translation.override("nl"):
        assert drawn('{{ _("since %(day)s", day="<b>") }}') == "sinds &lt;b&gt;"
        assert drawn("{{ _(words) }}", words="Skip to content") == "Naar de inhoud"


def test_the_plain_text_of_a_mail_is_not_escaped():
    with translation.override("nl"):
        text = drawn('{% autoescape false %}{{ _("Skip to content") ~ " & " ~ words }}{% endautoescape %}', words="<b>")
        assert text == "Naar de inhoud & <b>"


def drawn(source, **context):
    return engines["jinja2"].from_string(source).render(context)
