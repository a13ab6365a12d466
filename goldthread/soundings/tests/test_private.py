"""What people say in a sounding reaches whom they want to reach, and nobody else: on no page, in no part, mail, notice, file."""

import io
import json
import zipfile
from dataclasses import asdict

import pytest
from django.core import mail
from django.urls import reverse

from goldthread.exchange.archive import writing
from goldthread.journal.models import Entry, Notice
from goldthread.kit import locked
from goldthread.soundings.models import Feedback, Given, Point, Refused, Sounding

from .conftest import SLUGS, asked_now, everybody, key_of, say, who

SECRET = "Canary7x"
PEOPLE = ("ada", "bo", "cy", "di", "eve", "fay", "gus")


def page_of(of):
    return reverse("soundings:sounding", args=[*SLUGS, of.pk])


def seen_by(as_, short, of):
    """All that the product shows somebody about it: whole pages and parts."""
    client = as_(short)
    addresses = [page_of(of), reverse("decisions:log", args=SLUGS), reverse("chain:goal", args=[*SLUGS, of.goal.number]), reverse("home:today", args=SLUGS[:1]), reverse("home:notices", args=SLUGS[:1])]  # fmt: skip
    answers = [client.get(one, headers=headers) for one in addresses for headers in ({}, {"HX-Request": "true"})]
    return "".join(answer.content.decode() for answer in answers if answer.status_code == 200)


def four_say(of, crew, **shares):
    """Each says a thing of their own: the word Canary7x, their name, and how it is shared."""
    for _each in range(4):
        short = asked_now(of)[0]
        say(of, crew.people[short], 5, f"{SECRET} of {short}", shares.get(short, "unattributed"))
        of.refresh_from_db()


@pytest.fixture
def of(send):
    return send("cy", "di", "fay", "bo")


def test_nothing_is_passed_on_before_three_were_heard_nor_while_the_rest_are_too_few(of, crew, as_):
    for number in range(3):
        short = asked_now(of)[0]
        say(of, crew.people[short], 5, f"{SECRET} {number}", "unattributed")
        for other in PEOPLE:
            if other not in ("ada", short):
                own = [f"{SECRET} {n}" for n in range(3)]
                assert sum(one in seen_by(as_, other, of) for one in own) <= 1
    assert Point.objects.count() == 0, "the fourth would stand alone"
    say(of, crew.people[asked_now(of)[0]], 5)

    assert Point.objects.count() == 3


def test_what_carries_a_name_is_passed_on_at_once_however_few_were_heard(send, crew, as_):
    of = send("cy", "di")
    first, second = asked_now(of)[0], "di" if asked_now(of) == ["cy"] else "cy"
    say(of, crew.people[first], 5, f"{SECRET} aloud", "named")
    assert f"{SECRET} aloud" in as_("eve").get(page_of(of)).content.decode()
    say(of, crew.people[second], 5, f"{SECRET} softly", "unattributed")

    assert [(one.words, one.person) for one in Point.objects.all()] == [(f"{SECRET} aloud", crew.people[first])]
    assert f"{SECRET} softly" not in seen_by(as_, "eve", of)


def test_what_the_organiser_wrote_down_is_passed_on_with_a_name_only_once_its_giver_confirmed_it(send, crew):
    of = send("cy", "di")
    short = asked_now(of)[0]
    of.write_down(who(of, crew.people[short]), feedback=Feedback("concern", SECRET))
    assert not Point.objects.exists()
    of.confirm(who(of, crew.people[short]), key_of(of, SECRET), Feedback("concern", "Mine", "named"))

    assert Point.objects.get().words == "Mine"


def test_before_it_begins_and_before_one_answers_the_page_says_what_is_passed_on(send, crew, as_):
    before = as_("ada").get(reverse("soundings:begin", args=[*SLUGS, crew.goals["next"].number])).content.decode()
    assert "Where fewer take part, never" in before
    of = send("cy", "di")
    assert (
        "fewer than three are asked, so only Ada Lopez reads it"
        in as_(asked_now(of)[0]).get(page_of(of)).content.decode()
    )
    of.end("withdrawn", by=crew.ada)
    of = send("cy", "di", "fay")

    assert "fewer than three are asked" not in as_(asked_now(of)[0]).get(page_of(of)).content.decode()


def test_without_a_name_means_without_a_name_for_all_but_the_organiser(of, crew, as_):
    four_say(of, crew, cy="named", di="unattributed")
    for other in ("bo", "eve", "fay"):
        page = as_(other).get(page_of(of)).content.decode()
        point = page[page.index('id="points"') :]
        assert f"{SECRET} of di" in point
        before = point[: point.index(f"{SECRET} of di")]
        assert before.rindex("without name") > before.rfind("Cy Okafor")
    point = Point.objects.get(words=f"{SECRET} of di")

    assert point.person is None
    assert Point.objects.get(words=f"{SECRET} of cy").person == crew.cy


def test_what_is_not_passed_on_only_the_organiser_and_who_said_it_ever_see(of, crew, as_):
    four_say(of, crew, fay="kept")
    of.reply(key_of(of, f"{SECRET} of fay"), "taken_up", f"{SECRET} answered", by=crew.ada)

    hidden = (f"{SECRET} of fay", f"{SECRET} answered")
    for short in ("bo", "cy", "di", "eve", "gus"):
        assert not any(one in seen_by(as_, short, of) for one in hidden), short
    for short in ("ada", "fay"):
        assert all(one in as_(short).get(page_of(of)).content.decode() for one in hidden), short


def test_positions_notes_and_the_desk_are_the_organisers_alone(of, crew, as_):
    one = asked_now(of)[0]
    of.write_down(who(of, crew.people[one]), note=f"{SECRET} note")
    say(of, crew.people[asked_now(of)[0]], 8, reservation="")

    assert f"{SECRET} note" in as_("ada").get(page_of(of)).content.decode()
    for short in ("bo", "cy", "di", "eve", "fay", "gus"):
        text = seen_by(as_, short, of)
        assert SECRET not in text
        assert 'id="desk"' not in text


def test_an_owner_who_is_not_the_organiser_sees_and_does_no_more_than_others(of, crew, as_):
    crew.organisation.memberships.filter(person=crew.bo).update(role="owner")
    say(of, crew.people[asked_now(of)[0]], 7, SECRET, "unattributed")

    assert SECRET not in seen_by(as_, "bo", of)
    assert as_("bo").post(f"{page_of(of)}desk/next/").status_code == 403
    assert as_("bo").get(f"{page_of(of)}version/").status_code == 403


def test_the_page_of_somebody_else_is_the_same_whatever_people_say_before_it_is_passed_on(of, crew, as_):
    def page(short):
        text = as_(short).get(page_of(of), headers={"HX-Request": "true"}).content.decode()
        return "\n".join(line for line in text.splitlines() if "csrf" not in line)

    before = {short: page(short) for short in ("eve", "bo", "gus")}
    say(of, crew.people[asked_now(of)[0]], 8, SECRET, "unattributed")
    of.decline(who(of, crew.people[asked_now(of)[0]]))

    assert {short: page(short) for short in before} == before


def test_the_archive_of_the_organisation_is_the_same_whatever_lies_in_the_box(of, crew):
    def packed():
        file = io.BytesIO()
        writing.write(crew.organisation, file)
        with zipfile.ZipFile(file) as archive:
            return {name: archive.read(name) for name in archive.namelist() if name != "manifest.json"}  # fmt: skip

    before = packed()
    assert "tables/soundings.participant.jsonl" in before
    say(of, crew.people[asked_now(of)[0]], 8, SECRET, "kept")
    after = packed()

    assert [name for name in before if after[name] != before[name]] == []
    assert not any(SECRET.encode() in one for one in after.values())


def test_the_box_is_as_thick_with_nothing_in_it_as_with_something(of, crew):
    thickness = len(Sounding.objects.get(pk=of.pk).secret_box)
    four_say(of, crew)

    assert len(Sounding.objects.get(pk=of.pk).secret_box) == thickness
    assert SECRET not in Sounding.objects.get(pk=of.pk).secret_box


def test_the_box_has_one_size_whatever_is_said_at_the_greatest_length(of, crew):
    thickness = len(Sounding.objects.get(pk=of.pk).secret_box)
    longest = f"{SECRET} " * 200
    for _turn in range(4):
        one = asked_now(of)[0]
        person = crew.people[one]
        for letter in "xüß字":
            of.say(who(of, person), Feedback("concern", (letter + longest)[:2000], "kept"))
        of.answer(who(of, person), Given(6, 3, longest[:2000]))
        assert len(Sounding.objects.get(pk=of.pk).secret_box) == thickness


def test_more_than_a_part_of_the_box_holds_is_refused_in_a_sentence(of, crew):
    person = crew.people[asked_now(of)[0]]
    noise = ["".join(chr(0x4E00 + (at * 7919 + n * 101) % 20000) for at in range(2000)) for n in range(8)]

    def say_all():
        for words in noise:
            of.say(who(of, person), Feedback("concern", words, "kept"))

    with pytest.raises(Refused, match="very much for one draft"):
        say_all()


def test_a_box_of_the_version_before_keeps_what_people_said(of, crew):
    one = asked_now(of)[0]
    say(of, crew.people[one], 7, SECRET, "kept")
    inside = Sounding.objects.get(pk=of.pk).inside()
    before = locked.lock(json.dumps(asdict(inside)) + " " * 900, "soundings")
    Sounding.objects.filter(pk=of.pk).update(secret_box=before)
    assert Sounding.objects.get(pk=of.pk).inside() == inside


def test_mails_and_notices_tell_nobody_what_another_said(of, crew):
    four_say(of, crew, cy="named")
    of.write_down(who(of, crew.cy), feedback=Feedback("question", SECRET))

    assert mail.outbox
    assert not [sent for sent in mail.outbox if SECRET in sent.body or SECRET in sent.subject]
    assert {sent.to[0].partition("@")[0] for sent in mail.outbox} == {"bo", "cy", "di", "fay"}
    assert Notice.objects.filter(kind="asked").exclude(person_id__in=[crew.people[one].pk for one in ("bo", "cy", "di", "fay")]).count() == 0  # fmt: skip


def test_nobody_can_tell_from_the_record_of_the_product_who_was_heard_when(of, crew):
    four_say(of, crew)

    verbs = list(Entry.objects.filter(verb__startswith="sounding.").values_list("verb", "by_id"))
    assert verbs == [("sounding.begun", crew.ada.pk)]


def test_the_next_version_says_for_whom_and_names_only_who_wanted_it(of, crew, as_):
    four_say(of, crew, cy="named", fay="kept")
    for short in ("cy", "di", "fay", "bo"):
        of.reply(key_of(of, f"{SECRET} of {short}"), "taken_up", "Good", by=crew.ada)
    of.rework({"statement": "Know it", "why": ""}, by=crew.ada, changed="Shorter")
    page = as_("eve").get(page_of(of)).content.decode()
    versions = page[page.index('id="version-2"') : page.index('id="version-1"')]

    assert "for Cy Okafor" in versions
    assert versions.count("for somebody who gives no name") == 2
    assert "of fay" not in versions


def test_who_was_not_reached_is_told_to_the_organiser_only(send, crew, as_):
    of = send("cy", "di", days=5)
    one = asked_now(of)[0]
    say(of, crew.people[one], 5)
    of.end("expired", by=None)

    assert "Not reached:" in as_("ada").get(page_of(of)).content.decode()
    for short in ("bo", "cy", "di", "eve"):
        assert "Not reached" not in as_(short).get(page_of(of)).content.decode()


def test_a_goal_that_is_restricted_takes_its_sounding_along(of, crew, as_):
    everybody(of, 5)
    from goldthread.chain.models import NamedPerson

    crew.organisation.restricts_anything = True
    crew.organisation.save()
    NamedPerson.objects.create(organisation=crew.organisation, goal=of.goal, person=crew.ada, by=crew.ada)

    assert as_("ada").get(page_of(of)).status_code == 200
    assert as_("cy").get(page_of(of)).status_code == 404
    assert of.note not in as_("cy").get(reverse("decisions:log", args=SLUGS)).content.decode() or not of.note
    assert f"sounding-{of.pk}" not in as_("cy").get(reverse("decisions:log", args=SLUGS)).content.decode()


def test_whoever_does_not_see_the_goal_any_more_gets_no_mail_with_its_words(crew, send):
    from goldthread.chain.models import NamedPerson

    of = send("bo", "cy", "di")
    first = asked_now(of)[0]
    NamedPerson.restrict(of.goal, [crew.people[first]], by=crew.ada, because="A merger.")
    mail.outbox.clear()
    say(of, crew.people[first], 1)
    of.refresh_from_db()

    assert of.ended_as == "agreed"
    assert [sent for sent in mail.outbox if sent.to != [crew.people[first].email]] == []


def test_an_archive_that_is_read_elsewhere_has_the_draft_and_an_empty_box(of, crew):
    from goldthread.exchange.archive import reading
    from goldthread.people.models import Organisation

    four_say(of, crew)
    file = io.BytesIO()
    writing.write(crew.organisation, file)
    Organisation.objects.filter(pk=crew.organisation.pk).update(slug="northwind-before")
    file.seek(0)
    there = reading.load(file, reading.verified(file))
    found = Sounding.objects.get(organisation=there)

    assert found.words.version.statement == of.words.version.statement
    assert found.points.count() == 4
    assert found.inside().said == {}
