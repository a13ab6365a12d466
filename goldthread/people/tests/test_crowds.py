"""What is read once for many who ask in the same instant: for each their own, and nothing that one alone would not read."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from goldthread.kit.prepared import Prepared, PreparedModels, PreparedOfPeople, columns
from goldthread.kit.together import Gathering
from goldthread.people.backend import Backend
from goldthread.people.models import Membership, Person
from goldthread.people.sessions import SessionStore, whose

BELONGS = PreparedOfPeople(
    lambda people, organisation: Membership.objects.filter(person__in=people, organisation=organisation),
    *("person_id", "role"),
)


def cookie(person):
    browser = Client()
    browser.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    return f"theme=dark; {settings.SESSION_COOKIE_NAME}={browser.session.session_key}"


def on_sqlite():
    return connection.vendor == "sqlite"


def test_instances_are_those_of_the_query_with_what_is_read_along(crew, django_assert_num_queries):
    prepared = PreparedModels(lambda pk: Membership.objects.filter(person=pk).select_related("person", "organisation"))

    with django_assert_num_queries(2):
        (ada,), (bo,) = prepared.all(crew.ada.pk), prepared.all(crew.bo.pk)
        assert (ada, ada.person.email, ada.organisation.name) == (
            Membership.objects.all().model(pk=ada.pk),
            crew.ada.email,
            "Northwind",
        )
        assert (bo.person, bo.role) == (crew.bo, "member")
    assert prepared.first(0) is None
    assert prepared.first(10**25) is None


def test_rows_about_many_are_read_at_once_for_each_their_own(crew, django_assert_num_queries):
    people, other = (crew.ada, crew.bo), crew.hal
    alone = {one.pk: BELONGS.rows(one.pk, crew.organisation.pk) for one in (*people, other)}
    gathering = Gathering(people=frozenset(one.pk for one in people))

    with gathering.here():
        with django_assert_num_queries(1):
            assert {one.pk: BELONGS.rows(one.pk, crew.organisation.pk) for one in people} == {
                one.pk: alone[one.pk] for one in people
            }
        # Who is not known to be among them is read alone, and so is what is asked of another organisation.
        with django_assert_num_queries(2):
            assert BELONGS.rows(other.pk, crew.organisation.pk) == alone[other.pk]
            assert BELONGS.rows(crew.ada.pk, 0) == []


def test_more_than_are_answered_together_are_read_one_by_one(crew, django_assert_num_queries):
    with Gathering(people=frozenset(range(1, 1000)) | {crew.ada.pk}).here(), django_assert_num_queries(1):
        assert [one["person_id"] for one in BELONGS.rows(crew.ada.pk, crew.organisation.pk)] == [crew.ada.pk]


def test_whose_requests_are_is_said_by_their_sessions(crew):
    said = [cookie(crew.ada), cookie(crew.bo), "", "theme=dark", f"{settings.SESSION_COOKIE_NAME}=nobodys"]

    with Gathering().here():
        assert whose(said) == (frozenset({crew.ada.pk, crew.bo.pk}) if on_sqlite() else frozenset())


def test_a_session_that_is_over_is_nobodys(crew):
    said = cookie(crew.ada)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    with Gathering().here():
        assert whose([said]) == frozenset()
        assert SessionStore(said.rpartition("=")[2]).load() == {}


def test_what_one_of_many_changes_in_their_session_is_theirs_alone(crew, django_assert_num_queries):
    said = cookie(crew.ada)
    key = said.rpartition("=")[2]

    with Gathering().here():
        whose([said])
        with django_assert_num_queries(0 if on_sqlite() else 2):
            one, same = SessionStore(key), SessionStore(key)
            one["seen"] = True
            assert "seen" not in same
            assert one["_auth_user_id"] == same["_auth_user_id"] == str(crew.ada.pk)


def test_somebody_who_was_barred_is_nobody_among_many_too(crew):
    Person.objects.filter(pk=crew.bo.pk).update(is_active=False)

    with Gathering(people=frozenset({crew.ada.pk, crew.bo.pk})).here():
        assert Backend().get_user(crew.ada.pk) == crew.ada
        assert Backend().get_user(crew.bo.pk) is None


def test_fields_are_read_as_they_are_named(crew):
    prepared = Prepared(lambda pk: Person.objects.filter(pk=pk), *columns(Person))
    assert prepared.rows(crew.ada.pk) == list(Person.objects.filter(pk=crew.ada.pk).values(*columns(Person)))
