"""The page of the manual that lists the rules, made from the rules themselves.

Written anew by: python -m goldthread.chain.loose_ends.manual > docs/manual/loose-ends.md
"""

from . import catalogue, sayings, sentences

HEAD = """# Loose ends

![The page of the loose ends](pictures/loose-ends.png)

Where a rule of the method does not hold, the thread has a loose end. It is named, with the goals it is about, and the deed
that ties it stands beside it. Nothing is scored, and nothing here keeps anybody from writing.

- **Where.** On the map a goal with a loose end has a dashed edge, and five stand beside the map. *All loose ends* opens the
  page with the rest: there they can be sifted by kind and by owner. A goal's page shows its own.
- **Which come first.** The gravest; among those the ones on whose goal most others hang. A loose end *breaks the thread*, is
  *worth mending*, or is *a hint*. Hints do not count.
- **It may stay so.** A rule need not hold everywhere. Whoever may set the goal says why it need not hold here; the reason
  stays on the goal's page and below the list, with name and day, until somebody lets the rule hold again.
- **Brought in with a list.** Goals that were pasted or imported are *not yet agreed here*: one line says so, and their loose
  ends do not count until somebody changes, ties or measures the goal, or those who steer say that they have looked through.
- **Written twice.** Merging two goals hands ties and key results of the one to the other and lets the one go; nothing is lost.
- **More or less grave.** Owners of the organisation choose in *Settings → Rules of the thread* for each rule: as usual, graver,
  a hint, or off.

- **What was agreed.** A vision, a user or business goal that nobody was asked about is a hint for two weeks and counts after
  that; of a goal that came with a list it is said only then. A change of spaces, capitals or punctuation is no other wording.
  *No longer enough* compares the day of the agreement with the goal above: other words, another day, or a number that asks
  for more since then; or steps that together move a number less than the goal above needs. Agreeing anew ties it, also with
  the same words. That the rule came *after the votes* is said where the very same words failed under another rule just
  before. Where most of the team say less than five of ten to *Can we reach this?*, the team *is not sure*.

## The rules

Every rule looks at goals that are in force and not closed.

| | rule | usually | where it comes from | the deed |
|---|---|---|---|---|
"""
FOOT = """
C numbers count the rules of the whole method; those missing here are named below. Those with G are our own.

## What cannot be loose yet

| | what | why not |
|---|---|---|
| C04 | a ring | refused while tying, since a ring has no way up; looked for all the same in whatever else comes in |
| C12 | a stretch goal below the vision | only a vision may stretch, so there is no such field |
| C49, C50, C52 | learning, celebrations, constraints | they follow later |
"""


def rules_of_the_thread() -> str:
    """The whole page, as Markdown."""
    return "\n".join([HEAD.rstrip("\n"), *(_row(name) for name in catalogue.rules()), FOOT.rstrip("\n"), ""])


def _row(name: str) -> str:
    rule, said = catalogue.rules()[name], sayings.saying(name)
    return f"| {rule.code} | **{said.title}.** {said.holds} | {sentences.gravity(rule.severity)} | {rule.source} | {said.deed} |"


if __name__ == "__main__":
    import django

    django.setup()
    print(rules_of_the_thread(), end="")  # noqa: T201
