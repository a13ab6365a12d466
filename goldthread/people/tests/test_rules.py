"""The table of who may do what, and what follows from it."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.people import access
from goldthread.people.manual import DEEDS, who_may
from goldthread.people.rules import RANKS, TABLE, Footing, Standing, deeds_of, footing, initials, masked, tone

ROLES = [one.value for one in RANKS]
INVOLVEMENTS = [one.value for one in Standing if one not in RANKS]
somebody = st.builds(
    footing, st.just(1), st.sampled_from(ROLES), st.lists(st.sampled_from(INVOLVEMENTS), max_size=2), st.just(())
)


def test_the_manual_shows_the_table_that_decides(request):
    kept = (request.config.rootpath / "docs" / "manual" / "who-may.md").read_text(encoding="utf-8")

    assert kept == who_may(), "run: python -m goldthread.people.manual > docs/manual/who-may.md"


def test_every_deed_has_words_for_the_manual_and_for_a_refusal():
    assert set(TABLE) == set(DEEDS) == set(access.REFUSALS)


def test_nobody_without_a_membership_may_do_anything():
    nobody = footing(1, None, ["product_person"], [7])

    assert not any(nobody.may(deed, team_id=7) for deed in TABLE)


def test_an_observer_who_is_a_member_has_no_voice_in_the_product():
    eve = footing(1, "member", ["observer"], ())

    assert eve.may("see")
    assert not eve.may("comment")
    assert not eve.may("propose")


def test_an_owner_who_observes_still_owns():
    assert footing(1, "owner", ["observer"], ()).may("set up organisation")


@pytest.mark.parametrize("deed", [deed for deed in TABLE if " own " in deed])
def test_what_is_a_teams_own_needs_a_seat_in_that_team(deed):
    cy = footing(1, "member", ["team_member"], [7])

    assert cy.may(deed, team_id=7)
    assert not cy.may(deed, team_id=8)
    assert not cy.may(deed)


def test_an_unknown_deed_is_an_error_and_not_a_no():
    with pytest.raises(KeyError):
        footing(1, "owner", (), ()).may("fly")


@pytest.mark.parametrize(("own", "role"), list(product(ROLES, ROLES)))
def test_nobody_gives_a_role_above_their_own(own, role):
    allowed = footing(1, own, (), ()).may_make(role)

    assert allowed == (ROLES.index(role) <= ROLES.index(own))


@given(somebody, st.sampled_from(INVOLVEMENTS))
def test_only_who_sets_up_the_product_gives_more_than_they_may_do_themselves(person, role):
    if person.may_give(role) and not person.may("set up product"):
        assert deeds_of({Standing(role)}) <= deeds_of(person.standings)


@given(somebody, st.sampled_from(ROLES), st.sampled_from(["", *INVOLVEMENTS]), st.booleans())
def test_an_invitation_never_makes_more_of_somebody_than_the_inviter_could_give(person, role, involvement, in_product):
    if person.may_invite(role, involvement, in_product=in_product):
        assert person.may_make(role)
        assert person.may("invite to product" if in_product else "set up organisation")
        assert not (in_product and involvement) or person.may_give(involvement)


def test_a_facilitator_invites_facilitators_but_no_product_person():
    fay = footing(1, "member", ["facilitator"], ())

    assert fay.may_invite("member", "facilitator", in_product=True)
    assert not fay.may_invite("member", "product_person", in_product=True)
    assert not fay.may_invite("owner", "observer", in_product=True)
    assert not fay.may_invite("member", in_product=False)


def test_a_footing_of_nothing_gives_nothing():
    assert not Footing(1).may_make("guest")
    assert not Footing(1).may_give("observer")


@pytest.mark.parametrize(
    ("email", "shown"), [("mia@example.org", "m…@example.org"), ("m@example.org", "m…@example.org")]
)
def test_a_masked_address_tells_its_owner_alone(email, shown):
    assert masked(email) == shown


@pytest.mark.parametrize(
    ("name", "shown"), [("Mia Jansen", "MJ"), ("Anna-Lena Maria Vogt", "AV"), ("Prince", "P"), ("…", "?"), ("", "?")]
)
def test_a_face_shows_one_or_two_letters(name, shown):
    assert initials(name) == shown


def test_a_face_keeps_its_colour():
    assert {tone(number) for number in range(100)} == set("abcd")
    assert tone(42) == tone(42)
