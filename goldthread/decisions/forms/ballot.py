"""A ballot as it is filled in, the decision of one, the answer to a concern, another round."""

from collections.abc import Iterable
from copy import deepcopy
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.kit import clock
from goldthread.kit.text import tidy
from goldthread.people.models import Organisation, Person

from ..models import Concern, Decision, Vote
from ..rules.offered import NEED_WORDS, OFFERED, SPEAKS_LAST, needs_words, offered
from ..rules.values import BY_FINGERS
from ..words import RULES

MOST_CHARACTERS = 2000
# So often somebody can change a vote and is still asked whether it is the newest.
MOST_TIMES = 99_999
# Of the day until whose evening people can vote.
LAST_MINUTE = time(23, 59)


class Words(forms.CharField):
    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}), strip=False, **options)

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


class BallotForm(forms.Form):
    """A position under the rule of the question, the words that it needs, and how sure somebody is."""

    position = forms.ChoiceField(error_messages={"required": _("Choose one.")})
    fingers = forms.TypedChoiceField(
        choices=[*((n, n) for n in range(6)), ("abstain", "")], error_messages={"required": _("Choose one.")}
    )
    because = Words(required=False, max_length=MOST_CHARACTERS)
    confidence = forms.TypedChoiceField(
        choices=[(n, n) for n in range(11)], coerce=int, required=False, empty_value=None
    )
    # How many votes of theirs had been cast when the form was drawn; a form without it is taken as it comes.
    cast_before = forms.IntegerField(required=False, min_value=0, max_value=MOST_TIMES)

    def __init__(self, *args: Any, decision: Decision, **options: Any) -> None:
        self.base_fields = _asked(decision.rule["name"], is_vision=decision.level == "vision")  # type: ignore[misc]
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        shown = given.get("fingers")
        if shown:
            given["fingers"] = int(shown) if shown != "abstain" else None
            given["position"] = "abstain" if given["fingers"] is None else BY_FINGERS[given["fingers"]]
        position = given.get("position")
        needs = needs_words(position or "", given.get("fingers"))
        if needs and not given.get("because") and "because" not in self.errors:
            concern = _("Say what your concern is. It is kept with the record and answered.")
            self.add_error("because", concern if position == "reserve" else _("Say what would have to change."))
        return given

    def vote(self) -> Vote:
        """What was said; words belong to positions that need them."""
        given = self.cleaned_data
        because = given["because"] if given["position"] in NEED_WORDS else ""
        before = given.get("cast_before")
        nth = 0 if before is None else before + 1
        return Vote(given["position"], given.get("confidence"), because, given.get("fingers"), nth)


class _Shared(dict[str, forms.Field]):
    """Fields that nobody changes: the forms of a whole room use the same, as to copy them costs a seventh of a vote."""

    def __deepcopy__(self, memo: object) -> dict[str, forms.Field]:
        return dict(self)


@lru_cache(maxsize=32)
def _asked(rule: str, *, is_vision: bool) -> _Shared:
    """What is asked under this rule."""
    fields = deepcopy(BallotForm.base_fields)
    fields["position"].choices = [(one, one) for one in offered(rule)]  # type: ignore[attr-defined]
    if is_vision:
        del fields["confidence"]
    del fields["position" if rule == "fist_of_five" else "fingers"]
    return _Shared(fields)


class ChoiceForm(forms.Form):
    """The decision of the one who decides, with reasons."""

    choice = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("adopt", _("Yes")), ("reject", _("No")), ("another_round", _("Hear all once more"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    rationale = Words(
        label=_("Why"),
        help_text=_("Everybody reads it. It holds once the reason is there."),
        max_length=4000,
        error_messages={"required": _("Say why. It holds once the reason is there.")},
    )


class AnswerForm(forms.Form):
    """The answer to one concern: taken up, adapted, or declined with a reason."""

    answer = forms.ChoiceField(
        label=_("Answer"), choices=Concern.Answer.choices, widget=forms.RadioSelect, error_messages={"required": _("Choose one.")}
    )  # fmt: skip
    why = Words(label=_("In words"), required=False, max_length=MOST_CHARACTERS)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if given.get("answer") == Concern.Answer.DECLINED and not given.get("why") and "why" not in self.errors:
            self.add_error("why", _("Say why. Who raised it deserves a reason, and everybody can read it here."))
        return given


class UntilForm(forms.Form):
    """Until the end of which day people can vote."""

    until = forms.DateField(
        label=_("Until the evening of"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )  # fmt: skip

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        self.zone = organisation.time_zone
        later = clock.today(self.zone) + timedelta(days=5)
        super().__init__(*args, **{**options, "initial": {"until": later, **options.get("initial", {})}})

    def clean_until(self) -> Any:
        day = self.cleaned_data["until"]
        today = clock.today(self.zone)
        if not today <= day <= today + timedelta(days=90):
            raise forms.ValidationError(_("Choose a day within the next three months."))
        return day

    @property
    def closes_at(self) -> datetime:
        """The end of the chosen day where the organisation is."""
        return datetime.combine(self.cleaned_data["until"], LAST_MINUTE, ZoneInfo(self.zone))


class AgainForm(UntilForm):
    """Another round, under the same rule or another one."""

    rule = forms.ChoiceField(label=_("The rule"), required=False)

    def __init__(self, *args: Any, decision: Decision, **options: Any) -> None:
        super().__init__(*args, organisation=decision.organisation, **options)
        others = [(one.name, one.label) for one in RULES if one.name in OFFERED and one.name != decision.rule["name"]]
        if decision.decider_id is None:
            others = [one for one in others if one[0] not in SPEAKS_LAST]
        self.fields["rule"].choices = [("", _("stays as it is")), *others]  # type: ignore[attr-defined]


class WordsForm(UntilForm):
    """Other words that take up every open objection."""

    words = Words(label=_("In other words"), max_length=600, error_messages={"required": _("Say it in other words.")})


class MendForm(forms.Form):
    """The words without the typing mistake."""

    words = Words(label=_("Without the mistake"), max_length=600, error_messages={"required": _("Write the words.")})


class WhyForm(forms.Form):
    """Why something is challenged or declined."""

    why = Words(label=_("Why"), max_length=MOST_CHARACTERS, error_messages={"required": _("Say why.")})


class JoinForm(forms.Form):
    """Somebody who comes late. `people` are those who could be asked."""

    person = forms.TypedChoiceField(label=_("Who is asked, too"), coerce=int, error_messages={"required": _("Choose somebody.")})  # fmt: skip

    def __init__(self, *args: Any, people: Iterable[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {one.pk: one for one in people}
        self.fields["person"].choices = [(pk, one.name) for pk, one in self.people.items()]  # type: ignore[attr-defined]
