from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..models import RESERVED, Membership, Organisation, Person, Product, Team
from .fields import NameField, SeveralField, ZoneField, Zones


class FoundForm(forms.Form):
    name = NameField(
        label=_("Organisation"),
        help_text=_("Your company, or the part of it that runs its own products."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    product = NameField(
        label=_("First product"), help_text=_("What you want to set goals for. You can add more later.")
    )
    time_zone = ZoneField(
        help_text=_("Days begin and end by this clock."),
        widget=Zones(attrs={"data-browser-zone": True}),
        initial="UTC",
    )


class ProductForm(forms.Form):
    name = NameField(label=_("Name"))


class OrganisationForm(forms.Form):
    """Name, address, time zone of an organisation."""

    name = NameField(label=_("Name"))
    slug = forms.SlugField(
        label=_("Address"),
        max_length=60,
        help_text=_(
            "The first part of every link: small letters, digits and hyphens. Links to an old address lead nowhere."
        ),
    )
    time_zone = ZoneField(help_text=_("Days begin and end by this clock."))

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        taken = Organisation.objects.filter(slug=slug).exclude(pk=self.organisation.pk).exists()
        if slug in RESERVED or taken:
            raise ValidationError(_("This address is taken. Choose another one."))
        return slug


class RoleForm(forms.Form):
    """Somebody's role in the organisation."""

    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices)


class TeamForm(forms.Form):
    """Name and way of working."""

    name = NameField(label=_("Name"), max_length=80)
    way = forms.ChoiceField(
        label=_("Works"), choices=Team.Way.choices, widget=forms.RadioSelect, initial=Team.Way.SPRINTS
    )
    sprint_weeks = forms.IntegerField(
        label=_("Weeks in a sprint"),
        min_value=1,
        max_value=8,
        initial=2,
        help_text=_("Only for a team that works in sprints."),
    )


class NewTeamForm(TeamForm):
    products = SeveralField(
        label=_("Works on"), queryset=Product.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    seat = forms.BooleanField(
        label=_("I have a seat in it"),
        required=False,
        initial=True,
        help_text=_("Who has a seat sets the team's goals and its own affairs."),
    )

    def __init__(self, *args: Any, products: Iterable[Product], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["products"].queryset = products  # type: ignore[attr-defined]
        if not products:
            del self.fields["products"]


class SeatForm(forms.Form):
    person = forms.TypedChoiceField(label=_("Person"), coerce=int)

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(one.pk, one.name) for one in people]  # type: ignore[attr-defined]


class TeamsForm(forms.Form):
    """Which teams work on a product."""

    teams = SeveralField(
        label=_("Teams"), queryset=Team.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teams"].queryset = teams  # type: ignore[attr-defined]
