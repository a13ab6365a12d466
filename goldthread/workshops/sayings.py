"""How the rules of meetings are said, with the deed that ties each."""

from django.utils.translation import gettext_lazy as _

from goldthread.chain.loose_ends.sayings import Saying

_PLAN = "workshops/{at}/plan/"

SAYINGS = {
    "led_by_who_decides": Saying(
        _("Led by who decides"), _("Whoever decides on a product does not facilitate the meeting in which it is decided."),
        _("Led by the product person."), _("“%(what)s” is facilitated by the product person. Somebody else should lead, so that all feel free to disagree."),
        _("Name another facilitator"), _PLAN,
    ),
    "player_not_invited": Saying(
        _("Key stakeholder not invited"), _("Stakeholders with much power and much interest are invited to strategizing and roadmapping."),
        _("Somebody is missing."), _("Somebody with much power and much interest is not invited to “%(what)s”."), _("Look whom to invite"), _PLAN,
    ),
    "stakeholder_at_planning": Saying(
        _("Stakeholder at sprint planning"), _("Stakeholders and leaders come to the sprint review and not to sprint planning."),
        _("A stakeholder is invited."), _("A stakeholder or leader is invited to “%(what)s”: a team promises only what it dares to say aloud."), _("Look who is invited"), _PLAN,
    ),
    "few_were_heard": Saying(
        _("Few were heard"), _("In a meeting nobody says most of what is said."),
        _("Few said most of it."), _("In “%(what)s” few said most of what was said."), _("Look at the minutes"), "workshops/{at}/minutes/",
    ),
    "strategy_unreviewed": Saying(
        _("Strategy not reviewed"), _("Strategy is looked at again every three months."),
        _("Not reviewed for three months."), _("The strategy was not looked at together for more than three months."), _("Convene a review"), "workshops/new/?agenda=strategy_review",
    ),
    "roadmap_unreviewed": Saying(
        _("Roadmap not reviewed"), _("The roadmap is looked at again every three months at least."),
        _("Not reviewed for three months."), _("The roadmap was not looked at together for more than three months."), _("Convene a review"), "workshops/new/?agenda=roadmap_review",
    ),
    "roadmap_before_strategy": Saying(
        _("Roadmap before strategy"), _("It is agreed whom the product serves and what it brings before a roadmap is drawn."),
        _("The strategy is not agreed on."), _("A roadmap is drawn together, and nobody has agreed yet on whom the product serves and what it brings."), _("Convene a strategizing workshop"), "workshops/new/?agenda=strategizing",
    ),
}  # fmt: skip
