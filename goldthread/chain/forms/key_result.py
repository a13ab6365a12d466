"""How a goal is measured, as it is typed: which metric, from where to where, by when, and whose name is on it."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from goldthread.chain.models import KeyResult, KeyResultVersion
from goldthread.chain.progress import STAYS, Kind, settled_kind
from goldthread.measures.models import Metric
from goldthread.measures.rules import CURRENCIES, Amount, amount, direction_of, marks_of, with_unit
from goldthread.people.models import Person

from .words import Day, Line

WAY = ("baseline", "target", "upto", "reach")
UNSAID = (Metric.Unit.NUMBER, Metric.Unit.COUNT)
FURTHER_CURRENCIES = ("CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD", "INR", "CNY", "BRL", "ZAR")
NO_NUMBER = _("“%(written)s” is not a number. Write it like 45%%, 1,800, 3.5 or €60k.")
TOO_LARGE = _("“%(written)s” is too large a number to keep.")


class AmountField(forms.CharField):
    """A number as people write it; its signs may tell the unit."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off", "class": "num"}),
            max_length=40,
            **options,
        )

    def clean(self, value: Any) -> Amount | None:
        written = str(super().clean(value))
        if not written:
            return None
        try:
            return amount(written, decimal_mark=marks_of(get_language()).decimal)
        except ValueError as refusal:
            wrong = TOO_LARGE if "too large" in str(refusal) else NO_NUMBER
            raise forms.ValidationError(wrong % {"written": written}) from None


class KeyResultForm(forms.Form):
    """`metrics` are those to choose from; `people` those who can own a key result."""

    metric = Line(
        label=_("What is measured"),
        help_text=_("A number that tells whether the goal is met, such as “Weekly active members”."),
        max_length=400,
    )
    unit = forms.ChoiceField(label=_("Unit"), choices=Metric.Unit.choices, initial=Metric.Unit.NUMBER)
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[(code, code) for code in (*CURRENCIES, *FURTHER_CURRENCIES)], required=False
    )
    kind = forms.ChoiceField(
        label=_("It should"),
        choices=[
            ("", _("rise or fall to the target")),
            *((kind, label) for kind, label in KeyResultVersion.KINDS if kind in STAYS),
        ],
        required=False,
    )
    baseline = AmountField(label=_("Today"), help_text=_("Leave it empty while nobody knows."), required=False)
    target = AmountField(label=_("Target"), help_text=_("As you would write it: 45%, 1,800, €60k."), required=False)
    upto = AmountField(label=_("And no more than"), required=False)
    due = Day(label=_("By"))
    owner = forms.TypedChoiceField(
        label=_("Owner"), help_text=_("One name, not a group."), coerce=int, empty_value=None, required=False
    )
    starts = Day(label=_("From"), help_text=_("The day from which it counts; empty: the day on which it was set."))
    reach = AmountField(
        label=_("Reach"),
        help_text=_("A little higher than what is agreed. It never counts against anybody."),
        required=False,
    )
    weight = forms.IntegerField(
        label=_("Weight"),
        help_text=_("How much it counts beside the others of this goal."),
        min_value=0,
        max_value=9,
        required=False,
    )
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        metrics: Sequence[Metric],
        people: Iterable[Person],
        key_result: KeyResult | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.metrics = metrics
        self.key_result = key_result
        self.as_written = key_result.version.owner_as_written if key_result and not key_result.version.owner_id else ""  # type: ignore[union-attr]
        self.fields["metric"].widget.attrs["list"] = "metrics"
        nobody = _("%(name)s, as written") % {"name": self.as_written} if self.as_written else _("Choose somebody")
        named = {one.pk: one.name for one in people}
        # Who owns it now stays among the choices, also where the person could not choose them anew.
        if key_result and (owner := key_result.version.owner):  # type: ignore[union-attr]
            named.setdefault(owner.pk, owner.name)
        self.fields["owner"].choices = [("", nobody), *named.items()]  # type: ignore[attr-defined]
        if key_result is not None:
            self.fields["baseline"].label = _("At the start")
            self._offer_currency(key_result.metric.currency)
            self.initial = {**typed(key_result), **self.initial}

    def _offer_currency(self, code: str) -> None:
        known = [*CURRENCIES, *FURTHER_CURRENCIES]
        if code and code not in known:
            self.fields["currency"].choices = [(one, one) for one in (*known, code)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        self._settle_unit(said)
        self._look_at_way(said)
        if said.get("unit") != Metric.Unit.YES_NO and "target" in said and said["target"] is None:
            self.add_error("target", _("Say which number would show that the goal is met."))
        if "owner" in said and said["owner"] is None and not self.as_written:
            self.add_error("owner", _("Put one name on it: somebody who will look at the number and speak for it."))
        return said

    def _look_at_way(self, said: dict[str, Any]) -> None:
        """Bounds in their order, the reach beyond the target, the end behind the beginning."""
        baseline, target, upto, reach = (one.value if (one := said.get(name)) else None for name in WAY)
        if (
            said.get("kind") == Kind.STAY_BETWEEN
            and "upto" in said
            and target is not None
            and (upto is None or upto <= target)
        ):
            self.add_error("upto", _("Say between which two numbers it should stay, the lower one first."))
        if said.get("kind") in STAYS or said.get("unit") == Metric.Unit.YES_NO:
            said["reach"] = None
        elif reach is not None and target is not None and not _is_beyond(reach, target, baseline):
            self.add_error("reach", _("The reach lies beyond the target. Leave it empty where there is none."))
        if said.get("starts") and said.get("due") and said["starts"] >= said["due"]:
            self.add_error("starts", _("It begins before the day by which it should be there."))

    def _settle_unit(self, said: dict[str, Any]) -> None:
        """The unit that was chosen, or that the numbers or a metric of this name tell."""
        told = {one.unit: one.currency for name in WAY if (one := said.get(name)) and one.unit}
        known = next((one for one in self.metrics if one.name.casefold() == said.get("metric", "").casefold()), None)
        if len(told) > 1 or (told and said.get("unit") not in (*UNSAID, *told)):
            self.add_error(
                "target", _("The numbers are written in another unit than the one chosen. Choose one of them.")
            )
        elif told:
            said["unit"], currency = next(iter(told.items()))
            said["currency"] = currency or said.get("currency", "")
        elif known and said.get("unit") in UNSAID:
            said["unit"], said["currency"] = known.unit, known.currency
        if known:
            said["metric"] = known.name
        if said.get("unit") != Metric.Unit.MONEY:
            said["currency"] = ""

    def metric_traits(self) -> dict[str, Any]:
        """What the metric is, for `Metric.add`."""
        said, numbers = self.cleaned_data, self.numbers()
        return {
            "unit": said["unit"],
            "currency": said["currency"],
            "direction": "keep" if numbers["kind"] in STAYS else direction_of(numbers["baseline"], numbers["target"]),
        }

    def numbers(self) -> dict[str, Any]:
        """What a version of the key result says."""
        said = self.cleaned_data
        if said["unit"] == Metric.Unit.YES_NO:
            way: dict[str, Decimal | None] = {"baseline": Decimal(0), "target": Decimal(1), "upto": None, "reach": None}
        else:
            way = {name: said[name].value if said[name] else None for name in WAY}
            way["upto"] = way["upto"] if said["kind"] == Kind.STAY_BETWEEN else None
        return {
            **way,
            "kind": settled_kind(said["kind"], said["unit"], way["baseline"], way["target"]),
            "weight": 1 if said["weight"] is None else said["weight"],
            "starts": said["starts"],
            "due": said["due"],
            "owner_id": said["owner"],
            "owner_as_written": "" if said["owner"] else self.as_written,
        }


def _is_beyond(reach: Decimal, target: Decimal, baseline: Decimal | None) -> bool:
    return reach != target if baseline is None else (reach > target) == (target >= baseline) and reach != target


def typed(key_result: KeyResult) -> dict[str, Any]:
    """A key result as the form shows it."""
    metric, version = key_result.metric, key_result.version
    written = {
        name: ""
        if (value := getattr(version, name)) is None
        else with_unit(value, metric.unit, metric.currency, marks_of(get_language()))
        for name in WAY
    }
    return {
        **written,
        "kind": version.kind if str(version.kind) in STAYS else "",  # type: ignore[union-attr, operator]
        "weight": version.weight,  # type: ignore[union-attr]
        "starts": version.starts,  # type: ignore[union-attr]
        "metric": metric.name,
        "unit": metric.unit,
        "currency": metric.currency,
        "due": version.due,  # type: ignore[union-attr]
        "owner": version.owner_id,  # type: ignore[union-attr]
        "base": version.pk,  # type: ignore[union-attr]
    }


__all__ = ["KeyResultForm", "typed"]
