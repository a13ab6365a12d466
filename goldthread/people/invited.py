"""The invitation that led somebody here: remembered in the session while they sign up or in, then taken up again."""

from django.http import HttpRequest

KEY = "invited"


def remember(request: HttpRequest, email: str) -> None:
    request.session[KEY] = {"path": request.path, "email": email}


def address(request: HttpRequest) -> str:
    """The invited address, to fill into the forms of sign-up and sign-in; empty without an invitation."""
    return str(request.session.get(KEY, {}).get("email", ""))


def path(request: HttpRequest) -> str | None:
    """Where to go on after signing in, once."""
    kept = request.session.pop(KEY, None)
    return kept["path"] if kept else None


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
