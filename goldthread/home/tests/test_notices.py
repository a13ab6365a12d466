"""Notices: who is told of what, the bell and the list, and what somebody does not want to hear."""

from decimal import Decimal

import pytest

from goldthread.chain.models import Candidate, Closing, Goal, KeyResult, Level, NamedPerson
from goldthread.home.notices import unsubscribing
from goldthread.journal import notices
from goldthread.journal.models import Entry, MailHours, Notice, Silence
from goldthread.kit import clock
from goldthread.measures.models import Metric, Source
from goldthread.talk.models import Comment, Follow

LIST = "/northwind/notices/"


@pytest.fixture
def goal(crew):
    return crew.goals["need"]


def told(person):
    """Kind and verb of all that somebody was told, the oldest first."""
    return list(Notice.objects.filter(person_id=person.pk).order_by("pk").values_list("kind", "verb"))


def forget():
    Notice.objects.all().delete()


# --- following ---


def test_one_follows_what_one_sets_owns_or_comments_on(crew, goal):
    made = Goal.set(crew.product, Level.USER_GOAL, "Sleep well", by=crew.bo, owner_id=crew.di.pk)
    Comment.say(goal, "Good", by=crew.eve)

    def because(person, thing):
        return Follow.objects.get(person=person, noun_id=thing.pk).because

    assert because(crew.bo, made) == "set"
    assert because(crew.di, made) == "owns"
    assert because(crew.eve, goal) == "commented"


def test_whoever_stopped_following_never_follows_again_without_asking(crew, goal):
    Follow.unfollow(goal, by=crew.ada)
    Comment.say(goal, "One word more", by=crew.ada)
    assert not Follow.objects.standing().filter(person=crew.ada, noun_id=goal.pk).exists()

    Follow.follow(goal, by=crew.ada)

    assert Follow.objects.standing().filter(person=crew.ada, noun_id=goal.pk).exists()


def test_following_twice_writes_one_entry(crew, goal):
    for _time in range(2):
        Follow.follow(goal, by=crew.cy)
    for _time in range(2):
        Follow.unfollow(goal, by=crew.cy)

    assert Entry.objects.filter(verb="follow.begun").count() == Entry.objects.filter(verb="follow.ended").count() == 1


def test_the_button_on_the_page_begins_and_ends_it(as_, crew, goal):
    client, address = as_("cy"), f"/northwind/lighter/following/goal/{goal.pk}/"
    assert address in client.get(f"/northwind/lighter/goals/{goal.number}/").content.decode()

    assert client.post(address).status_code == 303
    assert Follow.objects.standing().filter(person=crew.cy, noun_id=goal.pk).exists()
    answer = client.post(address, {"end": "1"}, headers={"HX-Request": "true"})
    assert "Following" not in answer.content.decode()
    assert not Follow.objects.standing().filter(person=crew.cy, noun_id=goal.pk).exists()


def test_what_came_of_a_proposal_can_be_followed_where_it_stands(as_, crew):
    goal = Candidate.propose(crew.product, "Cook together", by=crew.di).take_up(by=crew.ada)

    said = as_("cy").get("/northwind/lighter/candidates/").content.decode()

    assert f'id="follow-goal-{goal.pk}"' in said


# --- who is told ---


def test_a_mentioned_person_is_told_once_and_not_of_the_comment_again(crew, goal):
    Follow.follow(goal, by=crew.bo)
    forget()
    Comment.say(goal, "@Bo Winter", by=crew.di, mentioned=[crew.bo])

    assert told(crew.bo) == [("mentioned", "comment.said")]
    assert told(crew.ada) == [("commented", "comment.said")]
    assert told(crew.di) == []


def test_followers_are_told_of_changes_and_of_the_end_but_not_whoever_did_it(crew, goal):
    Follow.follow(goal, by=crew.cy)
    forget()
    goal.reword(by=crew.ada, base=None, statement="Lose weight")
    goal.close(Closing.Result.MET, by=crew.ada)
    goal.reopen(by=crew.ada)

    assert told(crew.cy) == [("changed", "goal.reworded"), ("closed", "goal.closed"), ("closed", "goal.reopened")]
    assert told(crew.ada) == []


def test_a_new_owner_of_a_goal_or_a_key_result_is_told_of_that_alone(crew, goal):
    Follow.follow(goal, by=crew.cy)
    forget()
    goal.reword(by=crew.ada, base=None, owner_id=crew.cy.pk)
    measure = KeyResult.set(goal, Metric.add(crew.organisation, "Kilos", by=crew.ada), by=crew.ada, owner_id=crew.di.pk)
    measure.change(by=crew.ada, baseline=1)

    assert told(crew.cy)[0] == ("owner", "goal.reworded")
    assert told(crew.di)[0] == ("owner", "key_result.set")
    assert [kind for kind, _verb in told(crew.di)].count("owner") == 1


def test_whoever_is_named_on_a_restricted_goal_is_told_and_nobody_else(crew, goal):
    NamedPerson.restrict(goal, [crew.bo], by=crew.ada, because="A merger.")

    told = Notice.objects.filter(verb="goal.named").values_list("person_id", flat=True)
    assert set(told) == {crew.bo.pk}


def test_whoever_proposed_is_told_the_answer_and_follows_what_came_of_it(crew):
    taken = Candidate.propose(crew.product, "Cook together", by=crew.di)
    goal = taken.take_up(by=crew.ada)
    Candidate.propose(crew.product, "Eat out", by=crew.di).decline(by=crew.ada, because="Later.")

    assert told(crew.di)[-2:] == [("answered", "candidate.taken_up"), ("answered", "candidate.declined")]
    assert Follow.objects.get(person=crew.di, noun_id=goal.pk).because == "proposed"


def test_whoever_is_made_part_of_a_product_is_told(crew):
    other = crew.organisation.add_product("Heavier", by=crew.ada)
    forget()
    other.involve(crew.cy, "stakeholder", by=crew.ada)

    assert told(crew.cy) == [("invited", "person.involved")]


def test_what_somebody_turned_off_is_not_told(crew, goal):
    notices.choose(crew.bo.pk, [("mentioned", "product"), ("mentioned", "mail")], rhythm="at_once")
    notices.choose(crew.cy.pk, [("mentioned", "product")], rhythm="at_once")
    forget()
    Comment.say(goal, "@Bo Winter @Cy Okafor", by=crew.di, mentioned=[crew.bo, crew.cy])

    assert told(crew.bo) == []
    only_mailed = Notice.objects.get(person_id=crew.cy.pk)
    assert (only_mailed.is_shown, only_mailed.mail_due_at is not None) == (False, True)


# --- the bell and the list ---


def test_the_bell_counts_what_is_not_read_on_every_page(as_, crew, goal):
    forget()
    assert "Notices, all read" in as_("bo").get("/northwind/lighter/").content.decode()
    Comment.say(goal, "@Bo Winter", by=crew.di, mentioned=[crew.bo])

    assert "Notices, 1 not read" in as_("bo").get("/northwind/lighter/").content.decode()
    assert "Notices, 1 not read" in as_("bo").get("/northwind/notices/bell/").content.decode()
    assert "Notices, all read" in as_("cy").get("/northwind/lighter/").content.decode()


def test_a_notice_says_who_did_what_and_opening_it_reads_it(as_, crew, goal):
    forget()
    comment = Comment.say(goal, "@Bo Winter, **look**", by=crew.di, mentioned=[crew.bo])
    client, one = as_("bo"), Notice.objects.get(person_id=crew.bo.pk)
    said = client.get(LIST).content.decode()
    assert "Di Marin mentioned you at “Lose weight and keep it off”." in said
    assert "@Bo Winter, look" in said

    answer = client.post(f"{LIST}{one.pk}/opening/")

    assert answer.status_code == 303
    assert answer["Location"] == f"/northwind/lighter/goals/{goal.number}/#comment-{comment.pk}"
    one.refresh_from_db()
    assert one.read_at is not None


def test_notices_are_read_unread_and_all_read(as_, crew, goal):
    forget()
    for _time in range(3):
        Comment.say(goal, "@Bo Winter", by=crew.di, mentioned=[crew.bo])
    client, one = as_("bo"), Notice.objects.filter(person_id=crew.bo.pk).first()

    def number_unread():
        return Notice.objects.unread().filter(person_id=crew.bo.pk).count()

    client.post(f"{LIST}{one.pk}/reading/")
    assert number_unread() == 2
    client.post(f"{LIST}{one.pk}/reading/", {"unread": "1"})
    assert number_unread() == 3
    client.post(f"{LIST}reading/")
    assert number_unread() == 0


def test_a_notice_about_what_somebody_may_not_see_any_more_is_not_there(as_, crew, goal):
    forget()
    Comment.say(goal, "@Gus Reed, secret words", by=crew.di, mentioned=[crew.gus])
    one = Notice.objects.get(person_id=crew.gus.pk)
    assert "secret words" in as_("gus").get(LIST).content.decode()

    crew.product.involvements.filter(person=crew.gus).delete()

    client = as_("gus")
    assert "secret words" not in client.get(LIST).content.decode()
    assert "all read" in client.get("/northwind/notices/bell/").content.decode()
    assert client.post(f"{LIST}{one.pk}/opening/").status_code == 404


def test_a_comment_taken_back_is_not_told_any_more(as_, crew, goal):
    forget()
    Comment.say(goal, "@Bo Winter, oh", by=crew.di, mentioned=[crew.bo]).take_back(goal, by=crew.di)

    assert "Di Marin" not in as_("bo").get(LIST).content.decode()


@pytest.mark.parametrize("times", [1, 25])
def test_the_list_costs_the_same_whatever_there_is(crew, goal, as_, walls, django_assert_num_queries, times):
    for number in range(times):
        Comment.say(goal, "@Bo Winter", by=crew.di, mentioned=[crew.bo])
        goal.reword(by=crew.ada, base=None, why=f"Because of {number}")
    client = as_("bo")
    client.get(LIST)
    # One more where organisations are walled: the last product is looked for in another confinement.
    with django_assert_num_queries(QUERIES + walls + bool(walls)):
        client.get(LIST)


QUERIES = 14


# --- what somebody wants ---


def test_somebody_says_what_they_want_to_hear_and_when(as_, crew):
    said = {
        "wants": ["mentioned-product", "mentioned-mail"],
        "rhythm": "daily",
        "quiet_from": "22:00",
        "quiet_until": "07:00",
    }
    assert as_("bo").post("/me/notices/", said).status_code == 303

    silent = set(Silence.objects.filter(person_id=crew.bo.pk).values_list("kind", "way"))
    hours = MailHours.objects.get(person_id=crew.bo.pk)
    assert ("commented", "mail") in silent
    assert ("mentioned", "mail") not in silent
    assert (hours.rhythm, hours.quiet_from.hour, hours.quiet_until.hour) == ("daily", 22, 7)


def test_quiet_hours_with_one_end_are_asked_about(as_, crew):
    answer = as_("bo").post("/me/notices/", {"rhythm": "daily", "quiet_from": "22:00"})

    assert answer.status_code == 422
    assert "Quiet hours need both" in answer.content.decode()
    assert not MailHours.objects.exists()


def test_the_link_in_a_mail_ends_exactly_that_kind_without_signing_in(client, crew):
    address = "/" + unsubscribing.link(crew.bo.pk, "commented").split("/", 3)[3]
    assert client.get(address).status_code == 200
    assert not Silence.objects.exists()

    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200

    assert list(Silence.objects.values_list("person_id", "kind", "way")) == [(crew.bo.pk, "commented", "mail")]


def test_a_link_that_we_did_not_sign_ends_nothing(client, crew):
    token = unsubscribing.link(crew.bo.pk, "commented").rstrip("/").rpartition("/")[2]

    assert client.post(f"/unsubscribe/{token[:-2]}xx/").status_code == 401
    assert client.post(f"/unsubscribe/{crew.bo.pk}/").status_code == 401
    assert not Silence.objects.exists()


# --- sources ---


def test_whose_number_it_is_hears_once_when_its_source_fails_and_once_when_it_is_back(crew, as_, goal):
    metric = Metric.add(crew.organisation, "Meals logged", by=crew.ada, owner_id=crew.bo.pk)
    KeyResult.set(goal, metric, by=crew.ada, baseline=0, target=9, owner_id=crew.cy.pk)
    Source.connect(metric, by=crew.ada, kind="json", settings={"path": "$"}, address="https://nobody.invalid/")
    forget()

    def asked(deed):
        Source.objects.update(due_at=clock.now())
        deed(Source.claim(metric.sources.get().pk, clock.now()))

    for _time in range(3):
        asked(lambda source: source.fail("refused"))
    assert told(crew.bo) == told(crew.cy) == [("source", "source.failed")]
    assert told(crew.ada) == []
    for _time in range(2):
        asked(lambda source: source.keep(Decimal(7)))

    assert told(crew.cy) == [("source", "source.failed"), ("source", "source.recovered")]
    page = as_("cy").get(LIST).content.decode()
    assert "The source of “Meals logged” gives no value." in page
    assert "The source of “Meals logged” gives values again." in page
