"""A check-in as it is typed: the value, how sure, what changed, what is in the way, what comes next."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.chain.forms.key_result import AmountField
from goldthread.chain.forms.reading import WRONG
from goldthread.chain.forms.words import Line, Words
from goldthread.chain.models import Forecast
from goldthread.checkins.models import Words as Said
from goldthread.checkins.rules import MOST_SURE
from goldthread.measures.models import Metric
from goldthread.measures.rules import refusal


class CheckInForm(forms.Form):
    """`initial` is what stands: the value where a source gave it, blocker, next step and state of the check-in before."""

    value = AmountField(required=False)
    confidence = forms.TypedChoiceField(
        choices=[("", _("leave it out")), *((str(one), str(one)) for one in range(MOST_SURE + 1))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    learned = Words(label=_("What changed, and what we learned"), rows=3, max_length=4000, required=False)
    blocker = Line(label=_("What is in the way"), max_length=400, required=False)
    next_step = Line(label=_("Next step"), max_length=400, required=False)
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("as the numbers say")), *Forecast.Colour.choices], required=False
    )
    because = Line(
        label=_("Why another state than the numbers say"),
        help_text=_("It is shown wherever the state is."),
        max_length=400,
        required=False,
    )
    # The reading that stands in the field, so that leaving it there confirms it.
    confirms = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, metric: Metric, **options: Any) -> None:
        # Another form with a value stands on the same page.
        super().__init__(*args, **{"auto_id": "check_in_%s", **options})
        self.metric = metric
        if metric.unit == Metric.Unit.YES_NO:
            self.fields["value"] = forms.TypedChoiceField(
                choices=[("", "—"), ("1", _("yes")), ("0", _("no"))], coerce=Decimal, required=False, empty_value=None
            )
        self.fields["value"].label = metric.name

    def clean_value(self) -> Decimal | None:
        said = self.cleaned_data["value"]
        if said is None or isinstance(said, Decimal):
            return said
        if wrong := refusal(said, self.metric.unit, self.metric.currency):
            raise forms.ValidationError(WRONG[wrong])
        return Decimal(said.value)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("state") and not said.get("because") and "because" not in self.errors:
            self.add_error("because", _("Say why: a state that the numbers do not tell is never shown without it."))
        if not said.get("state"):
            said["because"] = ""
        return said

    @property
    def is_quick(self) -> bool:
        """Whether "Nothing changed" was pressed and nothing but the confidence was said."""
        pressed = self.data.get("kind") == "unchanged"
        return pressed and not [name for name in self.changed_data if name not in ("confidence", "confirms")]

    @property
    def says_nothing(self) -> bool:
        said = self.cleaned_data
        return said["value"] is None and said["confidence"] is None and not self.changed_data

    def words(self) -> Said:
        said = self.cleaned_data
        return Said(**{name: said[name] for name in Said.__dataclass_fields__})


__all__ = ["CheckInForm"]
