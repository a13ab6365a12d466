"""How sign-in fits into the product."""

import base64
import hashlib
import secrets
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldthread.kit.text import tidy
from goldthread.live.tell import close_streams

from . import mail
from .models import Person

WAITING = "waiting_password"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "cannot_remove_primary_email": _("Mails go to this address. Choose another one for that first."),
        "duplicate_email": _("This address is yours already."),
        "email_password_mismatch": _(
            "Address and password do not fit together. Try again, or have a code sent to you."
        ),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This is not the code. Look at the newest mail."),
        "incorrect_password": _("This is not your password."),
        "max_email_addresses": _("An account has at most %d addresses. Remove one first."),
        "rate_limited": _("That was very much in a short time. Wait a minute and try again."),
        "too_many_login_attempts": _(
            "That did not fit too many times. Wait a few minutes, or have a code sent to you."
        ),
    }

    def populate_username(self, request: HttpRequest, user: Person) -> None:
        """People have no user name."""

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        """The password chosen at sign-up waits in the session until the address is proved.

        Otherwise somebody could sign up with another's address and a password, and wait until its owner comes.
        """
        user.name = (form.cleaned_data.get("name") or user.name or "").strip()
        saved: Person = super().save_user(request, user, form, commit=False)
        if not saved.password.startswith(UNUSABLE_PASSWORD_PREFIX):
            request.session[WAITING] = {"email": saved.email, "hash": saved.password}
            saved.set_unusable_password()
        if commit:
            saved.save()
        return saved

    def confirm_email(self, request: HttpRequest, email_address: Any) -> Any:
        """The code was entered in the browser that signed up: now the password holds."""
        confirmed = super().confirm_email(request, email_address)
        waiting = request.session.pop(WAITING, None)
        if confirmed and waiting and waiting["email"] == email_address.email:
            person = email_address.user
            person.password = waiting["hash"]
            person.save(update_fields=["password"])
        return confirmed

    def login(self, request: HttpRequest, user: Person) -> None:
        # The password may have been put in place a moment ago, on another copy of this person.
        user.refresh_from_db(fields=["password"])
        super().login(request, user)
        request.session["began"] = int(time.time())

    def render_mail(self, template_prefix: str, email: Any, context: dict[str, Any], headers: Any = None) -> Any:
        """Links in mails lead to the public address, whatever host a request named."""
        names = {"signup_url": "account_signup", "login_code_url": "account_request_login_code"}
        links = {key: mail.absolute(reverse(name)) for key, name in names.items()}
        return super().render_mail(
            template_prefix, email, {**context, **links, "address": settings.ADDRESS.host}, headers
        )


class SessionsAdapter(DefaultUserSessionsAdapter):
    def end_sessions(self, sessions: Any) -> None:
        """Their streams end with them: each page connects again and is asked anew who it is."""
        super().end_sessions(sessions)
        for person_id in {one.user_id for one in sessions}:
            close_streams(person_id)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Only a plain yes proves an address; some providers write "false" as a word, which would count as yes."""
        for address in sociallogin.email_addresses:
            address.verified = address.verified is True

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Person:
        """Name and address as the other side says them, as far as they can be a name and an address."""
        user: Person = sociallogin.user
        user.email = _address(data.get("email"))
        given = data.get("name") or " ".join(filter(None, [data.get("first_name"), data.get("last_name")]))
        said = " ".join(tidy(str(given)).split())
        user.name = (said or (user.email or "").partition("@")[0])[:120]
        # Whatever else was told about the person is not ours to keep.
        told = {"sub": sociallogin.account.uid, "name": user.name, "email": user.email}
        sociallogin.account.extra_data = {"userinfo": told}
        return user

    def get_signup_form_initial_data(self, sociallogin: Any) -> dict[str, str]:
        return {"name": sociallogin.user.name, "email": sociallogin.user.email or ""}


class MFAAdapter(DefaultMFAAdapter):
    """Second factors stand in the database encrypted with the installation's secret key: a copy of the database alone opens nothing."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "This is not the code. Look at your authenticator app once more; each code holds half a minute and once."
        ),
        "unverified_email": _("Prove your e-mail address first."),
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a new passkey is called where nobody says: "Passkey", "Passkey 2"."""
        count = user.authenticator_set.filter(type=type).count()
        return gettext("Passkey %(number)s") % {"number": count + 1} if count else gettext("Passkey")

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises nothing where the secret key is another one: no code then fits, and the person uses another way in."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def _get_site_name(self) -> str:
        return "Goldthread"


def _address(said: object) -> str | None:
    written = str(said or "").lower()
    try:
        validate_email(written)
    except ValidationError:
        return None
    return written


def _cipher() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"second factors:" + settings.SECRET_KEY.encode()).digest()))
