"""Through the pages: who sees what, and that nobody sees a name that was withheld."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from goldthread.config import rows
from goldthread.exchange.archive import writing
from goldthread.journal.models import Mail, Notice, Once
from goldthread.kit import clock
from goldthread.people.access import ground_of
from goldthread.people.models import GuestLink
from goldthread.voice import owed, tasks
from goldthread.voice.models import Concern, Reply, Writer

from .conftest import at

NAME = "Cy Okafor"
NAMELESS = {"text": "Nobody measures this.", "how": "nameless"}


@pytest.fixture
def hands(crew):
    with clock.held(clock.now()) as hands:
        yield hands


@pytest.fixture
def seen(speak, hands):
    """A concern of Cy without name that has come into sight."""
    made = speak(nameless=True)
    hands.to(made.at)
    tasks.sweep(clock.now())
    made.refresh_from_db()
    return made


def html(answer, status=200):
    assert answer.status_code == status, (answer.status_code, answer.content[-600:])
    return answer.content.decode()


def speaking(crew, goal="next"):
    return at("speak", "goal", crew.goals[goal].pk)


# --- raising one ---


def test_the_form_says_truly_what_is_stored_and_by_when_it_is_answered(crew, as_):
    shown = html(as_("cy").get(speaking(crew)))
    for words in (
        "Whoever can read the database of this server or its backups can look there.",
        "This is not an anonymous box.",
        "is addressed to you and stands in the database too",
        "nor an entry in the journal, nor a line in the log of this server",
        "under a number drawn by lot",
        "Ada Lopez is asked to answer within 7 days.",
        "Understand what I eat and how it affects me",
    ):
        assert words in shown


def test_a_named_concern_stands_on_the_goal_and_in_the_list_at_once(crew, as_):
    answer = as_("cy").post(speaking(crew), {"text": "Nobody measures this.", "how": "named"})
    made = Concern.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, at("concern", made.pk))
    goal = reverse("chain:goal", args=["northwind", "lighter", crew.goals["next"].number])
    for address in (goal, at("concerns"), at("concern", made.pk)):
        shown = html(as_("eve").get(address))
        assert "Nobody measures this." in shown
        assert NAME in shown


@pytest.mark.parametrize(
    ("said", "words"), [({"how": "named"}, "Say what concerns you."), ({"text": "No"}, "Say whether your name")]
)
def test_what_is_missing_is_said_beside_what_was_typed(crew, as_, said, words):
    shown = html(as_("cy").post(speaking(crew), said), 422)
    assert words in shown
    assert said.get("text", "") in shown


def test_speak_up_stands_in_the_header_of_every_page_about_what_is_on_it(crew, as_):
    goal = reverse("chain:goal", args=["northwind", "lighter", crew.goals["need"].number])
    about_goal, about_all = at("speak", "goal", crew.goals["need"].pk), at("speak", "product", crew.product.pk)
    assert f'href="{about_goal}" id="tool-speak-up"' in html(as_("cy").get(goal))
    assert f'href="{about_all}" id="tool-speak-up"' in html(as_("cy").get("/northwind/lighter/list/"))
    assert f'href="{about_all}" id="tool-speak-up"' in html(as_("cy").get("/northwind/today/"))
    assert "tool-speak-up" not in html(as_("eve").get(goal))


def test_a_guest_by_link_speaks_up_where_the_link_lets_comment(crew):
    _link, token = GuestLink.make(crew.product, "Nadia", by=crew.ada, scope="comment")
    browser = Client()
    browser.get(reverse("people:guest", args=[token]))
    assert browser.post(speaking(crew), NAMELESS).status_code == 303
    made = Concern.objects.get()
    assert "Nobody measures this." in html(browser.get(at("concerns")))
    assert made.by is None
    assert made.writer.person.name.startswith("Nadia")


# --- without name ---


def test_before_its_moment_only_the_writer_sees_it(crew, as_, speak):
    made = speak(nameless=True)
    for short in ("ada", "bo", "fay"):
        assert as_(short).get(at("concern", made.pk)).status_code == 404
        assert "Nobody measures this." not in html(as_(short).get(at("concerns")))
    assert "Others see it from" in html(as_("cy").get(at("concerns") + "?show=mine"))


def test_no_page_of_anybody_else_says_who_raised_it(crew, as_, seen, hands):
    Reply.say(seen, "Which one?", by=crew.ada)
    mine = Reply.say(seen, "The one of members who stop.", by=crew.cy, nameless=True)
    hands.to(mine.at)
    tasks.sweep(clock.now())
    seen.answer_with("adapted", "We look again.", by=crew.ada)
    addresses = [
        at("concern", seen.pk), at("concerns"), at("concerns") + "?show=answered", "/northwind/notices/", "/northwind/today/",
        reverse("chain:goal", args=["northwind", "lighter", crew.goals["next"].number]), "/northwind/search/?q=measures",
    ]  # fmt: skip
    for short in ("ada", "bo", "fay"):
        for address in addresses:
            answer = as_(short).get(address)
            shown = answer.content.decode() if answer.status_code == 200 else ""
            assert NAME not in shown, (short, address)
    shown = html(as_("ada").get(at("concern", seen.pk)))
    assert "Raised without name" in shown
    assert "Who raised it" in shown


def test_no_archive_no_mail_and_no_row_of_a_form_that_was_sent_names_the_writer(crew, as_, hands):
    as_("cy").post(speaking(crew), {**NAMELESS, "once": "a-key"})
    assert not Once.objects.filter(person_id=crew.cy.pk).exists()
    made = Concern.objects.get()
    hands.to(made.at)
    tasks.sweep(clock.now())
    made.refresh_from_db()
    made.answer_with("declined", "No", by=crew.ada)
    tasks.sweep(clock.now())

    answer = as_("ada").get(reverse("archive:file", args=["northwind"]))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    names = archive.namelist()
    assert not [name for name in names if "writer" in name]
    everything = {name: archive.read(name).decode(errors="replace") for name in names}
    assert any("Nobody measures this." in text for text in everything.values())
    assert not [name for name, text in everything.items() if "concern.answered" in text and "notice" in name]
    assert Notice.objects.filter(person_id=crew.cy.pk, verb="concern.answered").exists()
    assert not [one for one in mail.outbox if NAME in one.body and crew.cy.email not in one.to]
    assert not [one for one in Mail.objects.all() if crew.cy.email not in one.to and NAME in str(one.__dict__)]


def test_an_archive_that_is_taken_before_the_moment_holds_nothing_of_it(crew, speak, hands):
    def packed():
        file = io.BytesIO()
        writing.write(crew.organisation, file)
        with zipfile.ZipFile(file) as archive:
            return b"".join(archive.read(name) for name in archive.namelist())

    made = speak(nameless=True)
    Reply.say(made, "Nor that.", by=crew.cy, nameless=True)
    before = packed()
    hands.to(made.at)
    tasks.sweep(clock.now())
    after = packed()

    for said in (b"Nobody measures this.", b"Nor that."):
        assert said not in before
        assert said in after


def test_writing_without_a_name_changes_no_table_but_that_of_concerns_and_that_of_writers(crew, as_, caplog):
    client = as_("cy")
    client.get(speaking(crew))

    def everything():
        return {one._meta.label: sorted(map(repr, one._base_manager.values_list())) for one in rows.tables()}

    before = everything()
    with caplog.at_level("DEBUG"):
        client.post(speaking(crew), {**NAMELESS, "once": "a-key"})
    after = everything()

    assert {label for label in before if before[label] != after[label]} == {"voice.Concern", "voice.Writer"}
    assert {one.attname for one in Writer._meta.concrete_fields} == {"id", "organisation_id", "concern_id", "person_id", "read_up_to"}  # fmt: skip
    assert "measures" not in caplog.text
    made = Concern.objects.get()
    assert crew.cy.pk not in {made.by_id, made.answerer_id, made.answered_by_id}
    assert made.at.minute % 15 == made.at.second == made.at.microsecond == 0


def test_a_reply_of_the_writer_stays_without_name_unless_they_say_otherwise(crew, as_, seen):
    as_("cy").post(at("replies", seen.pk), {"text": "The one of members who stop."})
    as_("cy").post(at("replies", seen.pk), {"text": "I agree with this.", "how": "named"})
    as_("di").post(at("replies", seen.pk), {"text": "So do I.", "how": "nameless"})
    assert [(one.by, one.text) for one in Reply.objects.order_by("text")] == [
        (crew.cy, "I agree with this."),
        (crew.di, "So do I."),
        (None, "The one of members who stop."),
    ]


def test_only_the_writer_is_offered_to_step_forward_and_then_all_see_the_name(crew, as_, seen):
    assert 'id="own"' in html(as_("cy").get(at("concern", seen.pk)))
    assert 'id="own"' not in html(as_("ada").get(at("concern", seen.pk)))
    assert as_("ada").post(at("stepping_forward", seen.pk)).status_code == 403
    assert as_("cy").post(at("stepping_forward", seen.pk)).status_code == 303
    assert NAME in html(as_("ada").get(at("concern", seen.pk)))


# --- the answer ---


def test_it_waits_on_today_of_who_answers_and_then_of_who_wrote(crew, as_, seen):
    [waits] = owed.to_answer(ground_of(crew.ada, "northwind"))
    assert (waits.due, "without name" in waits.says) == (seen.due, True)
    assert owed.to_read(ground_of(crew.cy, "northwind")) == []
    assert as_("ada").post(at("answer", seen.pk), {"answer": "declined", "why": "It is measured."}).status_code == 303

    assert owed.to_answer(ground_of(crew.ada, "northwind")) == []
    [told] = owed.to_read(ground_of(crew.cy, "northwind"))
    assert "Ada Lopez answered your concern" in told.says
    as_("cy").post(at("reading", seen.pk))
    assert owed.to_read(ground_of(crew.cy, "northwind")) == []
    assert owed.to_read(ground_of(crew.bo, "northwind")) == []


def test_a_no_without_a_reason_comes_back_as_it_was_typed(crew, as_, speak):
    made = speak()
    shown = html(as_("ada").post(at("answer", made.pk), {"answer": "declined", "why": ""}), 422)
    assert "Say why. A no with its reason stays beside the concern" in shown


def test_who_is_not_asked_does_not_answer(crew, as_, speak):
    made = speak()
    assert as_("di").post(at("answer", made.pk), {"answer": "accepted"}).status_code == 403
    assert 'id="answer-form"' not in html(as_("di").get(at("concern", made.pk)))


def test_a_declined_concern_stands_under_said_no_to_on_the_goal(crew, as_, speak):
    speak().answer_with("declined", "It is measured.", by=crew.ada)
    shown = html(as_("eve").get(reverse("chain:goal", args=["northwind", "lighter", crew.goals["next"].number])))
    assert "Said no to" in shown
    assert "It is measured." in shown


def test_saving_new_words_can_say_which_concern_they_answer(crew, as_, speak):
    made, goal = speak(), crew.goals["next"]
    wording = reverse("chain:wording", args=["northwind", "lighter", goal.number])
    assert f'<option value="{made.pk}">Nobody measures this.' in html(as_("ada").get(wording))
    as_("ada").post(wording, {"statement": "Understand by number what I eat", "concern": made.pk})

    made.refresh_from_db()
    assert (made.changed_version.number, made.changed_by) == (2, crew.ada)
    shown = html(as_("cy").get(at("concern", made.pk)))
    assert "Changed because of this concern." in shown
    assert "Understand by number what I eat" in shown


def test_a_later_version_can_be_named_from_the_concern(crew, as_, speak):
    made = speak()
    version = crew.goals["next"].reword(by=crew.ada, base=None, why="Because it was said.")
    other = crew.goals["need"].reword(by=crew.ada, base=None, why="Something else.")
    assert as_("ada").post(at("change", made.pk), {"version": other.pk}).status_code == 422
    assert as_("ada").post(at("change", made.pk), {"version": version.pk}).status_code == 303
    made.refresh_from_db()
    assert made.changed_version == version


def test_one_about_an_agreement_goes_to_who_asked_and_not_to_guests_by_link(crew, as_):
    from tests.doors.rows import agreement

    pk = agreement(crew)
    assert as_("cy").post(at("speak", "agreement", pk), {"text": "Not by all.", "how": "named"}).status_code == 303
    made = Concern.objects.get()
    assert (made.kind, made.answerer, made.goal_id) == ("agreement", crew.ada, crew.goals["need"].pk)
    assert "Not by all." in html(as_("di").get(reverse("decisions:agreement", args=["northwind", "lighter", pk])))

    _link, token = GuestLink.make(crew.product, "Nadia", by=crew.ada, scope="comment")
    guest = Client()
    guest.get(reverse("people:guest", args=[token]))
    goal = f"/northwind/lighter/goals/{crew.goals['need'].number}/"
    for address in (at("concerns"), goal, at("concerns") + "?show=answered"):
        answer = guest.get(address)
        assert answer.status_code == 200
        assert "Not by all." not in html(answer)
    assert guest.get(at("concern", made.pk)).status_code == 404


def test_what_is_unknown_or_elsewhere_is_not_there(crew, as_):
    for kind, pk in (("sprint", 1), ("goal", 999999), ("product", crew.product.pk + 1), ("agreement", 999999)):
        assert as_("cy").get(at("speak", kind, pk)).status_code == 404


def test_a_late_answer_is_a_loose_end_of_its_goal(crew, as_, speak, hands):
    speak()
    hands.on(days=9)
    shown = html(as_("ada").get(reverse("chain:goal", args=["northwind", "lighter", crew.goals["next"].number])))
    assert "A concern waits longer than promised." in shown


def test_one_about_a_restricted_goal_is_there_for_those_who_are_named_alone(crew, as_, speak):
    from goldthread.chain.models import NamedPerson

    made = speak()
    NamedPerson.restrict(crew.goals["next"], [crew.ada, crew.cy], by=crew.ada, because="A merger.")
    assert "Nobody measures this." in html(as_("cy").get(at("concern", made.pk)))
    assert as_("di").get(at("concern", made.pk)).status_code == 404
    assert "Nobody measures this." not in html(as_("di").get(at("concerns")))


def test_the_promise_is_the_organisations(crew, as_):
    address = reverse("promise:promise", args=["northwind"])
    assert as_("ada").post(address, {"days": "0"}).status_code == 422
    assert as_("ada").post(address, {"days": "3"}).status_code == 303
    assert "within 3 days" in html(as_("cy").get(speaking(crew)))


@pytest.mark.parametrize("many", [1, 7])
def test_the_list_costs_the_same_however_many_there_are(crew, as_, speak, django_assert_max_num_queries, walls, many):
    for number in range(many):
        speak(f"Concern {number}", nameless=bool(number % 2))
    Concern.objects.update(at=clock.now() - timedelta(days=1))
    client = as_("ada")
    client.get(at("concerns"))
    with django_assert_max_num_queries(16 + walls):
        client.get(at("concerns"))
