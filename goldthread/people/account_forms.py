"""Sign-up and sign-in forms in our words. Apart from forms.py: sign-in's own forms import NameForm from there."""

from typing import Any

from allauth.account.forms import LoginForm, RequestLoginCodeForm, SignupForm
from allauth.core import context
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from . import invited

ADDRESS = _("E-mail address")


class SignUpForm(SignupForm):
    """Name, address, and a password for those who want one; without it one signs in by codes."""

    account_already_exists: bool
    field_order = ["name", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_address(self.fields["email"], context.request)
        self.fields["password1"].help_text = _(
            "Leave it empty to sign in by a code that we send you each time. A password has at least 8 characters; 15 are better."
        )

    def try_save(self, request: HttpRequest) -> Any:
        """Takes the same steps and the same time whether the address has an account or not."""
        if self.account_already_exists:
            make_password(self.cleaned_data.get("password1") or None)
            return super().try_save(request)
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            # The same address signed up elsewhere in this very moment.
            self.account_already_exists = True
            return super().try_save(request)


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_address(self.fields["login"], self.request)


class CodeForm(RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_address(self.fields["email"], context.request)


def _say_address(field: Any, request: HttpRequest | None) -> None:
    """Our word for it, no grey word inside it, and the invited address where an invitation led here."""
    field.label = ADDRESS
    field.widget.attrs.pop("placeholder", None)
    if request is not None and not field.initial:
        field.initial = invited.address(request)
