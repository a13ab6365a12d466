import pytest
from django.conf import settings
from django.urls import reverse

from goldthread.chain.models import Goal, Tie
from goldthread.home.first import Answers, begin
from goldthread.home.forms import FirstForm

ALL = Answers("Nobody is lonely", "Find company nearby", "Earn by subscription", "A hundred people meet once")


@pytest.fixture
def empty(crew):
    return crew.organisation.add_product("Empty", by=crew.ada)


def test_four_answers_become_a_thread_of_four_goals(crew, empty):
    begin(empty, ALL, by=crew.ada)

    said = list(Goal.objects.filter(product=empty).in_order().values_list("version__level", "version__statement"))
    assert said == [
        ("vision", "Nobody is lonely"),
        ("user_goal", "Find company nearby"),
        ("business_goal", "Earn by subscription"),
        ("product_goal", "A hundred people meet once"),
    ]
    assert Tie.objects.standing().filter(child__product=empty).count() == 4


def test_an_answer_left_out_makes_no_goal_and_no_tie(crew, empty):
    begin(empty, Answers(need="Find company nearby", next="A hundred people meet once"), by=crew.ada)

    assert Goal.objects.filter(product=empty).count() == 2
    tie = Tie.objects.standing().get(child__product=empty)
    assert (str(tie.child), str(tie.parent)) == ("A hundred people meet once", "Find company nearby")


def test_no_answer_at_all_is_told_in_a_sentence():
    form = FirstForm({"vision": "  "})

    assert not form.is_valid()
    assert "one question" in form.non_field_errors()[0]


def test_the_form_comes_back_as_it_was_typed(client, crew, empty):
    client.force_login(crew.ada, backend=settings.AUTHENTICATION_BACKENDS[0])

    answer = client.post(
        reverse("home:first", args=[crew.organisation.slug, empty.slug]), {"vision": "v" * 601, "need": "Find company"}
    )

    assert answer.status_code == 422
    assert "v" * 601 in answer.content.decode()
    assert "Find company" in answer.content.decode()
    assert not Goal.objects.filter(product=empty).exists()


def test_who_does_not_steer_cannot_begin_the_thread(client, crew, empty):
    client.force_login(crew.eve, backend=settings.AUTHENTICATION_BACKENDS[0])

    assert (
        client.post(reverse("home:first", args=[crew.organisation.slug, empty.slug]), {"vision": "Mine"}).status_code
        == 403
    )
