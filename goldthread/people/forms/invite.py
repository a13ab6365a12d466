from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from .. import access
from ..models import Invitation, Involvement, Membership, Person, Product, Team
from .fields import addresses_in

MOST_AT_ONCE = 50


class InviteForm(forms.Form):
    """One or many addresses, and what they are invited to be: nothing that the inviter could not be or give."""

    emails = forms.CharField(
        label=_("E-mail addresses"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocapitalize": "none"}),
        help_text=_("One or many, as you have them: separated by commas, blanks or lines."),
    )
    role = forms.ChoiceField(label=_("In the organisation"), initial=Membership.Role.MEMBER)
    product = forms.ModelChoiceField(label=_("Product"), queryset=Product.objects.none(), required=False)
    involvement = forms.ChoiceField(label=_("Is there"), required=False)
    team = forms.ModelChoiceField(
        label=_("With a seat in"), queryset=Team.objects.none(), required=False, empty_label=_("No team yet")
    )

    def __init__(self, *args: Any, ground: access.Ground, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ground = ground
        self._offer(
            "role", [(value, label) for value, label in Membership.Role.choices if ground.footing.may_make(value)]
        )
        self._offer("involvement", [("", _("Nothing yet")), *Involvement.Role.choices])
        self.fields["product"].queryset = access.products_to_invite_to(ground)  # type: ignore[attr-defined]
        self.fields["team"].queryset = access.teams_to_set_up(ground)  # type: ignore[attr-defined]
        may_leave_out = ground.may("set up organisation")
        self.fields["product"].required = not may_leave_out
        self.fields["product"].empty_label = _("No product yet") if may_leave_out else None  # type: ignore[attr-defined]

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_emails(self) -> list[str]:
        found = addresses_in(self.cleaned_data["emails"])
        if len(found) > MOST_AT_ONCE:
            raise ValidationError(
                ngettext(
                    "At most %(most)s address at once.",
                    "At most %(most)s addresses at once. Send the others in a second go.",
                    MOST_AT_ONCE,
                )
                % {"most": MOST_AT_ONCE}
            )
        self._refuse(
            Person.objects.filter(memberships__organisation=self.ground.organisation),
            found,
            gettext(
                "%(who)s belongs to the organisation already. Take it out here and say what they are on their page."
            ),
        )
        self._refuse(
            Invitation.objects.open().filter(organisation=self.ground.organisation),
            found,
            gettext("%(who)s is invited already. Take it out here; below you can send the invitation again."),
        )
        return found

    def _refuse(self, rows: Any, found: list[str], sentence: str) -> None:
        there = rows.annotate(address=Lower("email")).filter(address__in=found).values_list("address", flat=True)
        if taken := sorted(set(there)):
            raise ValidationError(sentence % {"who": get_text_list(taken, gettext("and"))})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.errors:
            return said
        product, involvement, role = said["product"], said["involvement"], said["role"]
        if role == Membership.Role.GUEST and not (product and involvement):
            raise ValidationError(
                gettext(
                    "A guest sees only the products they are involved in. Choose a product, and what the guest is there."
                )
            )
        if involvement and not product:
            self.add_error("product", gettext("Choose the product in which they are this."))
        elif not access.footing_in(self.ground, product.pk if product else None).may_invite(
            role, involvement, in_product=product is not None
        ):
            raise ValidationError(
                gettext(
                    "You cannot give more than you may do yourself. Choose another role, or ask an owner to invite."
                )
            )
        return said
