import pytest
from django.db import DatabaseError, connection, transaction

from goldthread.chain.models import Goal
from goldthread.journal.models import Entry, Head
from goldthread.journal.record import START, verify
from goldthread.live.models import Signal


def test_every_verb_adds_one_entry_to_the_organisations_chain(crew):
    before = Entry.objects.filter(organisation_id=crew.organisation.pk).count()

    goal = Goal.set(crew.product, "user_goal", "Sleep through the night", by=crew.ada)

    newest = Entry.objects.filter(organisation_id=crew.organisation.pk).latest("number")
    assert newest.number == before + 1
    assert (newest.verb, newest.kind, newest.noun_id, newest.by_id) == ("goal.set", "goal", goal.pk, crew.ada.pk)
    assert newest.product_id == crew.product.pk


def test_each_entry_holds_the_digest_of_the_one_before(crew):
    entries = list(Entry.objects.filter(organisation_id=crew.organisation.pk).order_by("number"))

    assert [entry.before for entry in entries] == [START, *(entry.digest for entry in entries[:-1])]
    assert verify(crew.organisation.pk) is None


def test_no_words_of_people_stand_in_the_journal(crew):
    Goal.set(crew.product, "user_goal", "a very private sentence", by=crew.ada)

    assert not any("private" in str(entry.facts) for entry in Entry.objects.all())


@pytest.mark.parametrize("sql", ["UPDATE journal_entry SET verb = 'x'", "DELETE FROM journal_entry"])
def test_the_database_refuses_to_change_the_record(crew, sql):
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)

    assert verify(crew.organisation.pk) is None


def test_an_entry_that_is_missing_at_the_end_is_found(crew):
    head = Head.objects.get(organisation_id=crew.organisation.pk)
    Head.objects.filter(pk=head.pk).update(number=head.number + 1)

    assert verify(crew.organisation.pk) == head.number + 1


def test_a_forged_entry_is_found(crew):
    head = Head.objects.get(organisation_id=crew.organisation.pk)
    last = Entry.objects.get(organisation_id=crew.organisation.pk, number=head.number)
    last.pk, last.number, last.before, last.digest = None, head.number + 1, head.digest, "f" * 64
    last.save(force_insert=True)

    assert verify(crew.organisation.pk) == head.number + 1


def test_a_change_tells_the_pages_of_its_product_and_of_the_thing_itself(crew):
    goal = crew.goals["need"]
    known = set(Signal.objects.values_list("pk", flat=True))

    goal.reword(by=crew.ada, base=None, statement="Lose weight for good")

    told = set(Signal.objects.exclude(pk__in=known).values_list("topic", flat=True))
    assert told == {f"goal-{goal.pk}", f"product-{crew.product.pk}"}


def test_what_is_rolled_back_leaves_no_entry_and_tells_nobody(crew):
    entries, signals = Entry.objects.count(), Signal.objects.count()

    with transaction.atomic():
        Goal.set(crew.product, "user_goal", "Never mind", by=crew.ada)
        transaction.set_rollback(True)

    assert (Entry.objects.count(), Signal.objects.count()) == (entries, signals)
