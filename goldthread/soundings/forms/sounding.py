"""What is filled in: a draft to send round, an answer to it, what was said in a meeting, a reply, the next version."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goldthread.chain.forms.words import Day, Line, Words
from goldthread.decisions.forms.ballot import LAST_MINUTE, MOST_TIMES
from goldthread.kit import clock

from ..models import Feedback, Given, Point, Sounding
from ..words import GRADIENTS

DAYS, LONGEST_DAYS = 21, 180
MOST = 2000


class Sure(forms.TypedChoiceField):
    """How sure somebody is that it can be reached: 0 to 10, or left out."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=[(n, n) for n in range(11)], coerce=int, empty_value=None, **options)


class BeginForm(forms.Form):
    """`listed`: who could be asked, as chain.agreeing.candidates gives them."""

    statement = Line(label=_("The draft"), max_length=600, rows=2, say=True)
    why = Words(label=_("Why this goal"), required=False, max_length=8000, rows=3)
    left = Words(label=_("What else we thought of, and left"), required=False, max_length=MOST, rows=2)
    confidence = Sure(required=False)
    voters = forms.MultipleChoiceField(label=_("Whose support is needed"), widget=forms.CheckboxSelectMultiple)
    others = forms.MultipleChoiceField(
        label=_("Who else is heard"), required=False, widget=forms.CheckboxSelectMultiple
    )
    until = Day(label=_("Until the evening of"))
    note = Words(label=_("Why now"), required=False, max_length=MOST, rows=2)
    who_acts = Line(label=_("Who acts on it"), required=False, max_length=300)
    review_on = Day(label=_("Look at it again on"))

    def __init__(self, *args: Any, zone: str, listed: list[dict[str, Any]], words: dict[str, str], **options: Any) -> None:  # fmt: skip
        self.zone, self.chosen = zone, {str(one["person"].pk): (one["person"], one["group"]) for one in listed}
        needed = [str(one["person"].pk) for one in listed if one["needed"]]
        until = clock.today(zone) + timedelta(days=DAYS)
        super().__init__(*args, **{**options, "initial": {**words, "until": until, "voters": needed}})
        names = [(pk, person.name) for pk, (person, _group) in self.chosen.items()]
        for field in ("voters", "others"):
            self.fields[field].choices = names  # type: ignore[attr-defined]
        self.fields["until"].required = True
        self.fields["voters"].error_messages["required"] = _("Choose at least one person whose support is needed.")
        self.fields["until"].error_messages["required"] = _("Choose a day.")

    def clean_until(self) -> Any:
        day, today = self.cleaned_data["until"], clock.today(self.zone)
        if not today <= day <= today + timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("Choose a day within the next six months."))
        return day

    @property
    def closes_at(self) -> datetime:
        return datetime.combine(self.cleaned_data["until"], LAST_MINUTE, ZoneInfo(self.zone))

    def people(self) -> list[tuple[Any, str, bool]]:
        """Each with the group they stand for, and whether their support is needed."""
        needed = self.cleaned_data["voters"]
        every = [*needed, *(pk for pk in self.cleaned_data["others"] if pk not in needed)]
        return [(*self.chosen[pk], pk in needed) for pk in every]


class SaidForm(forms.Form):
    """Feedback in one's own words, and how it is shared; nothing is chosen beforehand."""

    kind = forms.ChoiceField(label=_("It is a"), choices=Point.Kind.choices, required=False)
    words = Words(label=_("In your words"), max_length=MOST, rows=3)
    share = forms.ChoiceField(label=_("Pass it on"), choices=Sounding.Share.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].error_messages["required"] = _("Say it in a few words.")
        self.fields["share"].error_messages["required"] = _("Choose how it is passed on.")

    def feedback(self) -> Feedback:
        given = self.cleaned_data
        return Feedback(given["kind"] or Point.Kind.CONCERN, given["words"], given.get("share", ""))


class AnswerForm(SaidForm):
    """A position; feedback beside it where somebody has words."""

    position = forms.TypedChoiceField(
        choices=[(one, one) for one in GRADIENTS], coerce=int, error_messages={"required": _("Choose one.")}
    )
    reservation = Words(required=False, max_length=MOST, rows=2)
    confidence = Sure(required=False)
    # What was read, and how often it had been answered when the form was drawn; one without them is taken as it comes.
    draft = forms.IntegerField(required=False, min_value=1, max_value=MOST_TIMES)
    given_before = forms.IntegerField(required=False, min_value=0, max_value=MOST_TIMES)

    def __init__(self, *args: Any, asks_confidence: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].required = self.fields["share"].required = False
        if not asks_confidence:
            del self.fields["confidence"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if given.get("words") and not given.get("share") and "share" not in self.errors:
            self.add_error("share", _("Choose how it is passed on."))
        if given.get("position") == 6 and not given.get("reservation") and "reservation" not in self.errors:
            self.add_error("reservation", _("Say what you do not like. It goes on record with your support."))
        return given

    def given(self) -> Given:
        said = self.cleaned_data
        reservation = said["reservation"] if said["position"] in (3, 6) else ""
        nth = 0 if said["given_before"] is None else said["given_before"] + 1
        return Given(said["position"], said.get("confidence"), reservation, said["draft"] or 0, nth)

    def said(self) -> Feedback | None:
        return self.feedback() if self.cleaned_data["words"] else None


class MeetingForm(forms.Form):
    at = forms.DateTimeField(
        label=_("Day and time"),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
        error_messages={
            "required": _("Choose a day and a time."),
            "invalid": _("Write it as year-month-day and time, such as 2027-01-31 14:30."),
        },
    )

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"]
        if not clock.now() < at < clock.now() + timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("Choose a time that is still to come."))
        return at


class MetForm(forms.Form):
    """After a meeting: a note for the two, and what was said, to be confirmed by who said it."""

    note = Words(label=_("Note, for the two of you alone"), required=False, max_length=MOST, rows=2)
    kind = forms.ChoiceField(label=_("What was said is a"), choices=Point.Kind.choices, required=False)
    words = Words(label=_("What was said, in their words"), required=False, max_length=MOST, rows=2)

    def said(self) -> Feedback | None:
        given = self.cleaned_data
        return Feedback(given["kind"] or Point.Kind.CONCERN, given["words"]) if given["words"] else None


class ReplyForm(forms.Form):
    answer = forms.ChoiceField(label=_("Answer"), choices=Point.Answer.choices, widget=forms.RadioSelect)
    why = Words(label=_("And why"), max_length=MOST, rows=2)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer"].error_messages["required"] = _("Choose one.")
        self.fields["why"].error_messages["required"] = _("Say why.")


class VersionForm(forms.Form):
    """The next version: material clears what was said to the one before, editorial keeps support."""

    statement = Line(label=_("The words"), max_length=600, rows=2, say=True)
    why = Words(label=_("Why this goal"), required=False, max_length=8000, rows=3)
    left = Words(label=_("What else we thought of, and left"), required=False, max_length=MOST, rows=2)
    confidence = Sure(required=False)
    changed = Words(label=_("What changed, and what for"), max_length=MOST, rows=2)
    change = forms.ChoiceField(
        label=_("How much changes"),
        choices=[("material", _("It means something else")), ("editorial", _("Only how it is said"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["changed"].error_messages["required"] = _("Say what changed. Name nobody.")
        self.fields["change"].error_messages["required"] = _("Choose one.")

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("statement", "why")}


def local(at: str) -> datetime:
    """A moment of the box in the reader's time zone."""
    return datetime.fromisoformat(at).astimezone(timezone.get_current_timezone())
