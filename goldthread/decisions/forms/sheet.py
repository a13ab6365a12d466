"""A sheet as it is filled in: marks on lines, a degree, dots, scores or ranks."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..canvassing import words
from ..models import Canvass, CanvassLine, Said
from ..rules import many
from ..words import level
from .ballot import MOST_TIMES, Words

# Of what would have to change in one line.
MOST_CHARACTERS = 500
NOTHING = Said()


class SheetForm(forms.Form):
    """Fields for each line, by its number; `own` is what this reader said before."""

    # How many sheets of theirs had been cast when the form was drawn; one without it is taken as it comes.
    cast_before = forms.IntegerField(required=False, min_value=0, max_value=MOST_TIMES, widget=forms.HiddenInput)

    def __init__(self, typed: Any, *, of: Canvass, lines: Iterable[CanvassLine], own: Said | None) -> None:
        self.of, self.lines, self.own = of, [one for one in lines if not one.out], own or NOTHING
        self.is_cast = own is not None
        super().__init__(typed, initial={**self.before(), "cast_before": self.own.nth})
        for line in self.lines:
            self.add(line)

    def before(self) -> dict[str, Any]:
        return {}

    def add(self, line: CanvassLine) -> None:
        """The fields of one line."""

    def whole(self) -> Said:
        """What was filled in, and which of their sheets it is. Only for a form that is valid."""
        before = self.cleaned_data["cast_before"]
        return self.said() if before is None else replace(self.said(), nth=before + 1)

    def said(self) -> Said:
        """What was filled in."""
        raise NotImplementedError

    def rows(self) -> list[dict[str, Any]]:
        """The lines with what was filled in, and what is wrong there."""
        return [
            {"line": line, "number": line.number, "given": self[f"line-{line.number}"].value()} for line in self.lines
        ]


def _row(line: CanvassLine) -> dict[str, Any]:
    return {"line": line, "number": line.number, "level": level(line.level) if line.level else ""}


class AsOneForm(SheetForm):
    """A mark on each line that somebody does not support, with what would have to change; the rest supported explicitly."""

    rest = forms.BooleanField(required=False)

    def before(self) -> dict[str, Any]:
        marks = {f"line-{number}": True for number in self.own.marks}
        said = {f"because-{number}": because for number, because in self.own.marks.items()}
        return {**marks, **said, "rest": self.is_cast}

    def add(self, line: CanvassLine) -> None:
        self.fields[f"line-{line.number}"] = forms.BooleanField(required=False)
        self.fields[f"because-{line.number}"] = Words(required=False, max_length=MOST_CHARACTERS)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        for number in self._marked(given):
            name = f"because-{number}"
            if not given.get(name) and name not in self.errors:
                self.add_error(name, _("Say what would have to change."))
        if not given.get("rest") and len(self._marked(given)) < len(self.lines):
            self.add_error("rest", _("Say that you support the rest, or mark each line that you do not support. Silence is no agreement."))  # fmt: skip
        return given

    def _marked(self, given: Mapping[str, Any]) -> list[int]:
        return [one.number for one in self.lines if given.get(f"line-{one.number}")]

    def rows(self) -> list[dict[str, Any]]:
        return [
            {**row, "because": self[f"because-{row['number']}"].value() or "", "errors": self[f"because-{row['number']}"].errors}
            for row in super().rows()
        ]  # fmt: skip

    def said(self) -> Said:
        given = self.cleaned_data
        return Said({number: given[f"because-{number}"] for number in self._marked(given)})


class ThermometerForm(SheetForm):
    """One degree, or so many fingers, and why if somebody likes."""

    value = forms.TypedChoiceField(coerce=int, error_messages={"required": _("Choose one.")})
    because = Words(required=False, max_length=MOST_CHARACTERS)

    def __init__(self, typed: Any, **more: Any) -> None:
        super().__init__(typed, **more)
        offered = many.values_of(self.of.way)
        self.fields["value"].choices = [(one, words.value(self.of.way, one)) for one in offered]  # type: ignore[attr-defined]

    def before(self) -> dict[str, Any]:
        return {"value": self.own.value, "because": self.own.because}

    def rows(self) -> list[dict[str, Any]]:
        return [_row(line) for line in self.lines]

    def said(self) -> Said:
        return Said(value=self.cleaned_data["value"], because=self.cleaned_data["because"])


class PointsForm(SheetForm):
    """Dots, or a score for every line."""

    def before(self) -> dict[str, Any]:
        return {f"line-{number}": points for number, points in self.own.points.items()}

    def add(self, line: CanvassLine) -> None:
        choices = [(n, n) for n in range(self.of.most + 1)]
        needed = self.of.way == many.SCORE
        self.fields[f"line-{line.number}"] = forms.TypedChoiceField(choices=choices, coerce=int, required=needed)  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        spent = sum(given.get(f"line-{one.number}") or 0 for one in self.lines)
        if self.of.way == many.SCORE and self.errors:
            raise forms.ValidationError(_("Give every line a number; 0 is one too."))
        if self.of.way == many.DOTS and not self.errors and not 0 < spent <= self.of.budget:
            said = ngettext("Give %(num)s dot at most, and at least one.", "Give %(num)s dots at most, and at least one.", self.of.budget)  # fmt: skip
            raise forms.ValidationError(said % {"num": self.of.budget})
        return given

    def said(self) -> Said:
        given = {one.number: self.cleaned_data[f"line-{one.number}"] for one in self.lines}
        return Said(points={number: one for number, one in given.items() if one or self.of.way == many.SCORE})


class RanksForm(SheetForm):
    """A place for each line that somebody wants at all."""

    def before(self) -> dict[str, Any]:
        return {f"line-{number}": place for place, number in enumerate(self.own.ranks, start=1)}

    def add(self, line: CanvassLine) -> None:
        choices = [("", "–"), *((n, n) for n in range(1, len(self.lines) + 1))]
        self.fields[f"line-{line.number}"] = forms.TypedChoiceField(choices=choices, coerce=int, required=False)  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        places = [place for one in self.lines if (place := given.get(f"line-{one.number}"))]
        if not places and not self.errors:
            raise forms.ValidationError(_("Give at least one line a place."))
        if len(set(places)) < len(places):
            raise forms.ValidationError(_("Two lines have the same place. Give each place once."))
        return given

    def said(self) -> Said:
        places = {place: one.number for one in self.lines if (place := self.cleaned_data[f"line-{one.number}"])}
        return Said(ranks=tuple(places[place] for place in sorted(places)))


FORMS: dict[str, type[SheetForm]] = {
    many.AS_ONE: AsOneForm,
    many.GRADIENT: ThermometerForm,
    many.SHOW_OF_FINGERS: ThermometerForm,
    many.DOTS: PointsForm,
    many.SCORE: PointsForm,
    many.RANKED: RanksForm,
}
