"""The macros that every page is built from."""

import re

import pytest
from django import forms
from django.template import engines

HOSTILE = "\"><script>alert(1)</script>'"


def drawn(source, **context):
    return engines["jinja2"].env.from_string(source).render(context)


class Form(forms.Form):
    goal = forms.CharField(help_text="One sentence.")
    why = forms.CharField(required=False)
    way = forms.ChoiceField(choices=[("a", "In sprints"), ("b", "By the week")], widget=forms.RadioSelect)
    stretch = forms.BooleanField(required=False)


def test_an_error_is_a_sentence_that_its_field_names():
    html = drawn("{{ ui.field(form.goal) }}", form=Form({}))

    described = re.search(r'<input[^>]*aria-describedby="([^"]+)"', html)[1].split()
    assert set(described) == set(re.findall(r'<p class="(?:hint|error)" id="([^"]+)"', html))
    assert 'aria-invalid="true"' in html
    assert "This field is required." in html


def test_a_hint_given_by_the_page_is_named_by_the_field_too():
    html = drawn('{{ ui.field(form.why, hint="So that …") }}', form=Form())

    assert 'aria-describedby="id_why_helptext"' in html
    assert '<p class="hint" id="id_why_helptext">So that …</p>' in html


def test_a_field_that_may_stay_empty_says_so():
    assert "optional" in drawn("{{ ui.field(form.why) }}", form=Form())
    assert "optional" not in drawn("{{ ui.field(form.goal) }}", form=Form())


def test_rounds_stand_in_a_group_with_a_name():
    html = drawn("{{ ui.field(form.way) }}", form=Form())

    assert re.search(r"<fieldset.*<legend[^>]*>Way", html, re.DOTALL)
    assert html.count('type="radio"') == html.count("<label") == 2


@pytest.mark.parametrize(
    "source",
    [
        "{{ ui.chip(words) }}",
        "{{ ui.button(words, title=words) }}",
        "{{ ui.link_button(words, words) }}",
        "{{ ui.avatar({'name': words, 'initials': words}) }}",
        "{{ ui.diff('before', words) }}",
        "{{ ui.notice(words) }}",
        "{{ ui.empty_state(words, words) }}",
        "{{ ui.dial(words, words, low=words) }}",
        "{{ ui.copy_button(words) }}",
        "{{ ui.key_values([(words, words)]) }}",
        "{{ ui.breadcrumb([{'label': words, 'url': words}]) }}",
        "{{ ui.tabs([{'label': words, 'url': words, 'current': true}], words) }}",
        "{% call ui.table(words, [words]) %}{% endcall %}",
        "{% call ui.menu(words, words) %}{{ ui.menu_link(words, words) }}{% endcall %}",
    ],
)
def test_hostile_words_stay_words(source):
    html = drawn(source, words=HOSTILE)

    assert "script" in html
    assert "<script" not in html


def test_attributes_that_are_false_or_none_are_left_out():
    html = drawn('{{ ui.button("Save", hx_post="/x/", disabled=false, title=none, autofocus=true) }}')

    assert html.startswith('<button type="submit" class="btn" hx-post="/x/" autofocus>')


def test_a_state_is_told_by_more_than_its_colour():
    assert "◆" in drawn('{{ ui.chip("39% likely", "warn", mark=true) }}')


def test_faces_beyond_those_shown_are_counted():
    people = [{"name": f"Person {number}", "initials": "P"} for number in range(9)]

    html = drawn("{{ ui.avatars(people, most=4) }}", people=people)

    assert html.count('class="av"') == 4
    assert 'aria-label="5 more"' in html


def test_a_label_at_the_start_of_a_line_keeps_the_capitals_of_its_nouns():
    assert drawn("{{ label | capitalize }}", label="für die Kundschaft") == "Für die Kundschaft"
