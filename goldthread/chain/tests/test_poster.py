"""The poster of one goal: what stands on the sheet."""

import re

from goldthread.chain.poster import code

POSTER = "/northwind/lighter/goals/4/poster/"


def test_the_poster_says_the_goal_its_line_why_numbers_and_owner(crew, as_):
    crew.goals["next"].reword(
        by=crew.ada, base=crew.goals["next"].version_id, why="Nobody knows what they eat.", owner_id=crew.bo.pk
    )

    page = as_("cy").get(POSTER).content.decode()

    assert "Understand what I eat and how it affects me" in page
    assert re.search(r"so that</b> <span dir=\"auto\">Lose weight and keep it off", page)
    assert re.search(r"so that</b> <span dir=\"auto\">People eat well without thinking about it", page)
    assert "Nobody knows what they eat." in page
    assert "Bo Winter" in page
    assert "/northwind/lighter/goals/4/</span>" in page


def test_the_poster_has_two_sizes(crew, as_):
    assert 'class="poster a4"' in as_("cy").get(POSTER).content.decode()
    assert 'class="poster a3"' in as_("cy").get(f"{POSTER}?size=a3").content.decode()
    assert 'class="poster a4"' in as_("cy").get(f"{POSTER}?size=a0").content.decode()


def test_the_goal_page_leads_to_the_poster(crew, as_):
    assert f'href="{POSTER}"' in as_("cy").get("/northwind/lighter/goals/4/").content.decode()


def test_a_code_holds_the_three_corners_that_scanners_look_for():
    made = code("https://goals.example.org/northwind/lighter/goals/42/")
    side = made["side"]

    rows = [["·"] * side for _row in range(side)]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1", made["path"]):
        for dark in range(int(x), int(x) + int(width)):
            rows[int(y)][dark] = "#"
    corner = ["#######", "#·····#", "#·###·#", "#·###·#", "#·###·#", "#·····#", "#######"]
    for left, top in ((0, 0), (side - 7, 0), (0, side - 7)):
        assert ["".join(row[left : left + 7]) for row in rows[top : top + 7]] == corner


def test_another_address_is_another_code():
    assert code("https://goals.example.org/1/") != code("https://goals.example.org/2/")
