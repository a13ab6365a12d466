"""Links to the wall: made, listed, taken back; what their token and their pass are worth."""

from datetime import timedelta

import pytest
from django.core import signing

from goldthread.journal.models import Entry
from goldthread.kit import clock
from goldthread.people import wall_pass
from goldthread.people.models import WallLink
from goldthread.people.models.wall_link import SALT

PAGE = "/northwind/products/lighter/walls/"


@pytest.fixture
def link(crew):
    return WallLink.make(crew.product, by=crew.ada, name="Kitchen")


def make(client, **said):
    return client.post(PAGE, {"views": ["thread", "board"], "seconds": "60", **said})


def test_a_token_is_kept_as_a_digest_only(crew, link):
    made, token = link

    kept = " ".join(str(value) for value in WallLink.objects.filter(pk=made.pk).values_list().get())
    assert token not in kept
    assert token.partition("-")[2] not in kept
    assert len(token) > 30
    assert made.token_digest == WallLink.digest_of(token)


def test_making_and_revoking_each_leave_one_entry(crew, link):
    made, _token = link

    made.revoke(by=crew.bo)
    made.revoke(by=crew.ada)

    told = Entry.objects.filter(kind="walllink").order_by("number").values_list("verb", "by_id")
    assert list(told) == [("wall.shared", crew.ada.pk), ("wall.revoked", crew.bo.pk)]
    assert not made.is_open


def test_revoking_closes_the_streams_of_its_screens(crew, link):
    from goldthread.live.models import Signal

    link[0].revoke(by=crew.ada)

    assert Signal.objects.filter(topic=f"closed-person--{link[0].pk}").exists()


def test_a_link_ends_with_its_day(crew):
    made, _token = WallLink.make(crew.product, by=crew.ada, ends_at=clock.now() + timedelta(hours=1))

    assert made.is_open
    with clock.held(clock.now() + timedelta(hours=2)):
        assert not made.is_open
        assert not WallLink.objects.open().exists()


def test_a_wall_has_only_the_views_there_are(crew):
    with pytest.raises(ValueError, match="not views"):
        WallLink.make(crew.product, by=crew.ada, views=("thread", "secrets"))


def test_views_turn_in_one_order(crew):
    made, _token = WallLink.make(crew.product, by=crew.ada, views=("roadmap", "thread"))

    assert made.turns == ["thread", "roadmap"]


def test_a_link_is_found_by_its_token_and_by_nothing_like_it(crew, link):
    made, token = link

    assert wall_pass.by_token(token) == made
    organisation, _dash, secret = token.partition("-")
    for wrong in (
        "",
        "-",
        token + "x",
        token[:-1],
        f"{int(organisation) + 1}-{secret}",
        secret,
        f"x-{secret}",
        "٣-" + secret,
        "9" * 30 + "-x",
        made.token_digest,
    ):
        assert wall_pass.by_token(wrong) is None, wrong


def test_a_pass_is_worth_nothing_when_forged_or_under_another_name(crew, link):
    made, _token = link
    other, _token = WallLink.make(crew.product, by=crew.ada)
    good = made.pass_words

    assert wall_pass.held({made.pass_name: good}, "northwind", "lighter") == made
    assert wall_pass.held({other.pass_name: good}, "northwind", "lighter") is None
    forged = ("y" if good.startswith("x") else "x") + good[1:]
    assert wall_pass.held({made.pass_name: forged}, "northwind", "lighter") is None
    assert wall_pass.held({made.pass_name: good}, "northwind", "other") is None
    assert (
        wall_pass.held(
            {made.pass_name: signing.dumps([made.organisation_id, made.pk, "0" * 16], salt=SALT)},
            "northwind",
            "lighter",
        )
        is None
    )
    assert (
        wall_pass.held(
            {made.pass_name: signing.dumps([made.organisation_id, made.pk, made.token_digest[:16]], salt="other")},
            "northwind",
            "lighter",
        )
        is None
    )
    for words in ("", "x", "a:b:c", signing.dumps("words", salt=SALT), signing.dumps([1], salt=SALT)):
        assert wall_pass.held({made.pass_name: words}, "northwind", "lighter") is None


def test_a_screen_may_hear_of_its_product_and_of_nothing_else(crew, link):
    made, _token = link
    cookies = {made.pass_name + wall_pass.LIVE: made.pass_words}

    assert wall_pass.listener(cookies, [f"product-{crew.product.pk}"]) == -made.pk
    for topic in (
        f"product-{crew.product.pk + 1}",
        f"organisation-{crew.organisation.pk}",
        f"person-{crew.ada.pk}",
        f"goal-{crew.goals['next'].pk}",
    ):
        assert wall_pass.listener(cookies, [topic]) is None
        assert wall_pass.listener(cookies, [f"product-{crew.product.pk}", topic]) is None


def test_a_screen_whose_link_was_taken_back_hears_nothing(crew, link):
    made, _token = link
    made.revoke(by=crew.ada)

    assert wall_pass.listener({made.pass_name: made.pass_words}, [f"product-{crew.product.pk}"]) is None


def test_the_address_of_a_new_link_is_shown_once(crew, as_):
    hers = as_(crew.ada)

    assert make(hers, name="Kitchen").status_code == 303
    first, second = hers.get(PAGE).content.decode(), hers.get(PAGE).content.decode()

    made = WallLink.objects.get()
    shown = first.partition('id="wall-address">')[2].partition("<")[0]
    token = shown.rstrip("/").rpartition("/")[2]
    assert wall_pass.by_token(token) == made
    assert token not in second
    assert "Kitchen" in second
    assert (made.turns, made.seconds, made.ends_at) == (["thread", "board"], 60, None)


def test_no_kept_answer_of_the_write_holds_the_token(crew, as_):
    from goldthread.journal.models import Once

    hers = as_(crew.ada)
    answer = make(hers, once="abcdefghijklmnop")
    token = answer.cookies["goldthread-wall-made"].value

    kept = Once.objects.get(key="abcdefghijklmnop")
    assert token not in kept.body
    assert token not in str(kept.headers)


@pytest.mark.parametrize(
    "said", [{"views": []}, {"views": ["secrets"]}, {"seconds": "1"}, {"until": "2020-01-01"}, {"theme": "pink"}]
)
def test_a_link_that_does_not_fit_is_refused(crew, as_, said):
    assert make(as_(crew.ada), **said).status_code == 422
    assert not WallLink.objects.exists()


def test_a_link_is_taken_back_on_the_page(crew, as_, link):
    as_(crew.bo).post(f"{PAGE}{link[0].pk}/revoking/")

    link[0].refresh_from_db()
    assert link[0].revoked_at is not None
    assert "taken back on" in as_(crew.ada).get(PAGE).content.decode()


def test_a_link_of_another_product_is_not_there(crew, as_):
    other = crew.organisation.add_product("Heavier", by=crew.ada)
    made, _token = WallLink.make(other, by=crew.ada)

    assert as_(crew.bo).post(f"{PAGE}{made.pk}/revoking/").status_code == 404
    made.refresh_from_db()
    assert made.is_open
