"""Who a session belongs to. Each request reads one person, by a query that is compiled once."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from goldthread.kit.prepared import PreparedOfPeople, columns, instance

from .models import Person

_PERSON = PreparedOfPeople(lambda people: Person.objects.filter(pk__in=people), *columns(Person), person="id")


class Backend(AuthenticationBackend):
    """Sign-in as allauth does it."""

    def get_user(self, user_id: Any) -> Person | None:
        for row in _PERSON.rows(user_id):
            person = instance(Person, row)
            return person if self.user_can_authenticate(person) else None
        return None
