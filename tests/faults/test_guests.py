"""A guest knows one product: nothing of another is shown, mailed or signalled to them, whatever number they try."""

import pytest

from goldthread.chain.models import Goal, KeyResult, Level
from goldthread.home.notices import mails
from goldthread.kit import clock, registry
from goldthread.measures.models import Metric

from .forms import shown_on
from .house import asked, signed_in


@pytest.fixture
def other(crew):
    """A goal of another product of the company, which Gus, a guest who leads in his own, does not see."""
    product = crew.organisation.add_product("Heavier", by=crew.ada)
    product.involve(crew.ada, "product_person", by=crew.ada)
    crew.product.involve(crew.gus, "leader", by=crew.ada)
    return Goal.set(product, Level.PRODUCT_GOAL, "Hidden words", by=crew.ada)


def test_a_guest_is_not_told_when_a_goal_of_another_product_changes(crew, other):
    assert not registry.may_listen(crew.gus, f"goal-{other.pk}")
    assert registry.may_listen(crew.gus, f"goal-{crew.goals['next'].pk}")


def test_a_guest_cannot_tie_a_goal_to_one_of_another_product(crew, other):
    gus = signed_in(crew.gus)
    address = f"/northwind/lighter/goals/{crew.goals['next'].number}/ties/"
    for number in (other.number, 999_999):
        answer = asked(gus, "post", address, {"to": number}, headers={"HX-Request": "true"})
        assert answer.status_code == 422
        assert "Hidden words" not in answer.content.decode()
    assert asked(gus, "post", f"{address}{other.number}/ending/").status_code == 404


def test_a_mention_reaches_only_those_who_see_the_product(crew, other, mailoutbox):
    address = f"/northwind/heavier/comments/goal/{other.pk}/"
    signed_in(crew.ada).post(address, {"text": "@Gus Reed and @Bo Winter, look"})
    mails.sweep(clock.now())
    assert [mail.to for mail in mailoutbox if "look" in mail.body] == [["bo@northwind.example"]]


def test_a_guest_is_offered_only_the_names_of_their_own_products(crew, other):
    crew.product.involvements.filter(person=crew.di).delete()
    answer = signed_in(crew.gus).get("/northwind/lighter/comments/names/?q=d")
    assert "Di Marin" not in answer.content.decode()
    assert "Di Marin" in signed_in(crew.ada).get("/northwind/lighter/comments/names/?q=d").content.decode()


@pytest.fixture
def leading(crew, other):
    """Gus leads in Lighter; Di is in nothing that he sees; another product is measured by a metric of its own."""
    crew.product.involvements.filter(person=crew.di).delete()
    KeyResult.set(other, Metric.add(crew.organisation, "Hidden number", by=crew.ada), by=crew.ada, owner_id=crew.di.pk)
    shared = Metric.add(crew.organisation, "Shared number", by=crew.ada)
    KeyResult.set(crew.goals["next"], shared, by=crew.ada, owner_id=crew.di.pk)
    return signed_in(crew.gus)


MEASURING = "/northwind/lighter/goals/{}/key-results/"


def test_a_guest_is_offered_only_the_owners_and_metrics_in_sight(crew, leading):
    number = crew.goals["next"].number
    for address in (MEASURING.format(number), "/northwind/lighter/goals/new/"):
        shown = leading.get(address).content.decode()
        assert "Bo Winter" in shown
        assert "Di Marin" not in shown
        assert "Hidden number" not in shown
    assert "Shared number" in leading.get(MEASURING.format(number)).content.decode()
    members = signed_in(crew.bo).get(MEASURING.format(number)).content.decode()
    assert all(one in members for one in ("Di Marin", "Shared number", "Hidden number"))


def test_a_guest_cannot_name_an_owner_out_of_sight(crew, leading):
    number = crew.goals["next"].number
    said = {"metric": "New", "unit": "number", "target": "3", "owner": crew.di.pk}
    goal = {"statement": "Walk more", "level": "product_goal", "owner": crew.di.pk}
    for address, words in ((MEASURING.format(number), said), ("/northwind/lighter/goals/new/", goal)):
        assert asked(leading, "post", address, words).status_code == 422
        assert asked(leading, "post", address, {**words, "owner": crew.bo.pk}).status_code in (302, 303)


def test_an_owner_out_of_sight_stays_where_a_guest_changes_the_numbers(crew, leading):
    one = KeyResult.objects.get(goal=crew.goals["next"])
    address = f"{MEASURING.format(crew.goals['next'].number)}{one.pk}/numbers/"
    assert "Di Marin" in leading.get(address).content.decode()
    said = {"metric": "Shared number", "unit": "number", "target": "3", "owner": crew.di.pk, "base": one.version_id}
    assert leading.post(address, said).status_code == 302
    one.refresh_from_db()
    assert (one.version.target, one.version.owner) == (3, crew.di)


def test_a_name_out_of_sight_in_a_pasted_list_stays_a_name(crew, leading):
    page = leading.post("/northwind/lighter/paste/", {"text": "Product goal: Walk more (Di Marin)"})
    assert page.status_code == 200
    answer = leading.post("/northwind/lighter/paste/", {**_rows(page), "0-statement": "Walk more", "deed": "save"})
    version = Goal.objects.get(version__statement="Walk more").version
    assert answer.status_code == 302
    assert (version.owner, version.owner_as_written) == (None, "Di Marin")


def _rows(page):
    """What a browser would send back of the preview."""
    (form,) = [one for one in shown_on("/northwind/lighter/paste/", page.content.decode()) if "rows" in one.kinds]
    return {**form.values, "text": ""}
