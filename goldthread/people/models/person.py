from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from goldthread.kit import clock, registry

from .. import rules


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=self.normalize_email(email) or None, **fields)
        person.set_password(password) if password else person.set_unusable_password()
        person.save()
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody. Has one account for all organisations; a guest by link has no e-mail address."""

    email = models.EmailField(_("e-mail"), null=True, unique=True, max_length=254)  # noqa: DJ001 - several people have none
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=12, default="", blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, default="", blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=clock.now)

    objects = PersonManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    is_staff = False

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_an_address")]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else ""

    @property
    def face(self) -> dict[str, Any]:
        """What an avatar shows: id, name, initials, tone."""
        return self.face_of(self.pk, self.name)

    @staticmethod
    def face_of(pk: int, name: str) -> dict[str, Any]:
        """The same of somebody of whom no more is read than this."""
        return {"id": pk, "name": name, "initials": rules.initials(name), "tone": rules.tone(pk)}

    @transaction.atomic
    def describe(self, *, name: str, language: str, time_zone: str) -> None:
        """Say how one is called and served. Belongs to no organisation, so no record keeps it."""
        self.name, self.language, self.time_zone = name, language, time_zone
        self.save(update_fields=["name", "language", "time_zone"])
        registry.happened("described", self)

    def has_proved(self, address: str) -> bool:
        """Whether an e-mail address is this person's beyond doubt: they have entered a code sent to it."""
        return bool(self.emailaddress_set.filter(email__iexact=address, verified=True).exists())  # type: ignore[attr-defined]
