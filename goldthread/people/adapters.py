"""How sign-in fits into the product."""

import base64
import hashlib
import secrets
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.http import HttpRequest
from django.urls import reverse

from . import mail
from .models import Person

WAITING = "waiting_password"


class AccountAdapter(DefaultAccountAdapter):
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
        super().login(request, user)
        request.session["began"] = int(time.time())

    def render_mail(self, template_prefix: str, email: Any, context: dict[str, Any], headers: Any = None) -> Any:
        """Links in mails lead to the public address, whatever host a request named."""
        links = {
            "signup_url": mail.absolute(reverse("account_signup")),
            "password_reset_url": mail.absolute(reverse("account_reset_password")),
        }
        links["login_code_url"] = mail.absolute(reverse("account_request_login_code"))
        return super().render_mail(
            template_prefix, email, {**context, **links, "address": settings.ADDRESS.host}, headers
        )


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Person:
        user: Person = super().populate_user(request, sociallogin, data)
        given = data.get("name") or " ".join(filter(None, [data.get("first_name"), data.get("last_name")]))
        user.name = (given or (user.email or "").partition("@")[0])[:120]
        return user


class MFAAdapter(DefaultMFAAdapter):
    """Second factors stand in the database encrypted with the installation's secret key: a copy of the database alone opens nothing."""

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


def _cipher() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"second factors:" + settings.SECRET_KEY.encode()).digest()))
