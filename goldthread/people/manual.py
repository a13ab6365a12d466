"""The page of the manual that says who may do what, made from the table that decides it.

Written anew by: python -m goldthread.people.manual > docs/manual/who-may.md
"""

from .rules import TABLE, Standing

HEAD = """# Who may do what

One table decides, in the product and here. A column is what somebody is: owner, member or guest of the organisation;
product person, leader, team member, stakeholder, facilitator or observer in a product. Who is several of these may do
what any of the columns allows.

- An **observer** who is a member of the organisation follows this product without a voice in it.
- A **guest** sees only the products they are involved in, and of people only those involved in them, without addresses.
- A **guest by link** has no account: they see one product and, where their link says so, comment. Nothing else.
- What is another organisation's does not exist: its addresses answer like addresses where nothing stands.
- Nobody gives a role above their own, and an organisation keeps at least one owner.
"""
FOOT = """
○ only for a team in which they have a seat.

"Set up a team" is seen from the products that the team works on: the product person of any of them may do it.
"""
DEEDS = {
    "see": "see goals, boards and people of the product",
    "see everybody": "see all products, and everybody in the organisation with their addresses",
    "comment": "comment",
    "propose": "propose a goal",
    "follow": "follow goals",
    "take on": "take on actions, and put a name on them; change and end those that are one's own",
    "take out": "take the thread out as a file",
    "see people": "see who is involved in the product",
    "steer goals": "set, change, tie and close goals of the product",
    "pivot": "change or drop in a pivot what was agreed and runs",
    "answer candidates": "take up a proposed goal, or say not now, because …",
    "set own sprint goal": "set their team's sprint goal or weekly goal",
    "set own contribution": "set their group's contribution",
    "invite to product": "invite people to the product",
    "share product": "show the product on a wall, by a link that can be taken back",
    "see agreements": "see who is asked to vote on what, and, once it is revealed, who said what",
    "vote when asked": "vote where they are asked",
    "lead agreements": "withdraw a question, put it again, answer concerns (as does who asked it)",
    "convene": "convene workshops",
    "sit where invited": "take part in a meeting that they are invited to: write and speak, without a vote",
    "sit in workshops": "take a seat in a workshop, be heard in it and vote where they are asked",
    "place stakeholders": "see and say how much power and interest a stakeholder has",
    "plan periods": "plan the organisation's periods, such as quarters, and its holidays",
    "set rhythm": "set the rhythm of check-ins",
    "keep metrics": "add and change metrics, and give readings of any",
    "give readings": "give readings of a metric or a key result that they own",
    "check in": "check in on a key result that they own, or whose owner they stand in for",
    "connect sources": "say where the values of a metric are pulled from",
    "restrict": "restrict the product or a goal to named people",
    "add product": "add a product (and become its product person)",
    "set up product": "set up the product: its name, who is what in it, which teams work on it",
    "add team": "add a team",
    "set up own team": "set up their own team: its name, its way of working, its seats",
    "set up team": "set up a team",
    "set up organisation": "set up the organisation: its name, everybody's role, invitations, removal",
}
NAMES = {
    Standing.PRODUCT_PERSON: "product person",
    Standing.TEAM_MEMBER: "team member",
    Standing.GUEST_BY_LINK: "guest by link",
    Standing.WATCHING_BY_LINK: "guest by a link to see",
}


def who_may() -> str:
    """The whole page, as Markdown."""
    names = [NAMES.get(one, one.value) for one in Standing]
    rows = [f"| {DEEDS[deed]} | {' | '.join(_mark(deed, one) for one in Standing)} |" for deed in TABLE]
    table = ["| | " + " | ".join(names) + " |", "|---|" + ":-:|" * len(names), *rows]
    return "\n".join([HEAD, *table, FOOT.rstrip("\n"), ""])


def _mark(deed: str, standing: Standing) -> str:
    if standing not in TABLE[deed]:
        return ""
    return "○" if " own " in deed else "●"


if __name__ == "__main__":
    print(who_may(), end="")  # noqa: T201
