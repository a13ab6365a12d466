"""Sign-up and sign-in forms in our words. Apart from forms.py: sign-in's own forms import NameForm from there."""

from typing import Any

from allauth.account.forms import AddEmailForm, LoginForm, RequestLoginCodeForm, ResetPasswordForm, SignupForm
from allauth.core import context
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from . import invited
from .models import Person

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

    def clean(self) -> Any:
        """A password is refused that is made of the name, too; sign-in's own form compares it with the address alone."""
        said = super().clean()
        if said.get("password1") and said.get("name") and "password1" not in self.errors:
            try:
                validate_password(said["password1"], Person(name=said["name"]))
            except ValidationError as refused:
                self.add_error("password1", refused)
        return said

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


class AnotherAddressForm(AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_address(self.fields["email"], context.request)


class NewPasswordForm(ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_address(self.fields["email"], None)


class PasskeyForm(AddWebAuthnForm):
    """A name for it, and whether it is a passkey: enough by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["name"].max_length = 80
        self.fields["passwordless"].label = _("It is enough to sign in")
        self.fields["passwordless"].help_text = _(
            "The device asks for your finger, face or PIN. Without the tick the key is a second step beside password or mail."
        )
        self.fields["passwordless"].initial = True


def _say_address(field: Any, request: HttpRequest | None) -> None:
    """Our word for it, no grey word inside it, and the invited address where an invitation led here."""
    field.label = ADDRESS
    field.widget.attrs.pop("placeholder", None)
    if request is not None and not field.initial:
        field.initial = invited.address(request)
