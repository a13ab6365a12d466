"""What a browser gets in exchange for the link of a mail: the page of one thing that its holder is asked about, their own
deeds there, and where the page follows by itself the word that something changed. Nothing else, and no session."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare

# A browser answers a few questions in this way; a longer row of cookies is not looked at.
MOST = 8
DAY_SECONDS = 24 * 3600
H = TypeVar("H")


@dataclass(frozen=True)
class LinkPass(Generic[H]):
    """A kind of holders, such as the voters of questions.

    `place` is the name of the page's address, which takes the id of what is asked. `told` gives of a holder organisation,
    own id, the id of what is asked, and what the cookie has to repeat beside its seal. `find` gives the holder by
    organisation, own id and id of what is asked; `still` says whether the link leads anywhere yet. `topic` is of what the
    page hears; "" where it hears nothing. `days`: after the reveal the outcome can be read for as long.
    """

    kind: str
    place: str
    told: Callable[[H], tuple[int, int, int, str]]
    find: Callable[[int, int, int], H | None]
    still: Callable[[H], bool]
    days: int
    topic: str = ""

    @property
    def prefix(self) -> str:
        """What the name of each such cookie begins with."""
        return f"goldthread-{self.kind}-"

    @property
    def _salt(self) -> str:
        return f"goldthread.{self.kind}"

    def place_of(self, asked: int) -> str:
        return reverse(self.place, args=[asked])

    def hand_over(self, response: HttpResponse, holder: H) -> None:
        """Give a browser its pass, told to nothing but these pages' own addresses and the stream."""
        organisation, pk, asked, proof = self.told(holder)
        words = signing.dumps([organisation, pk, proof], salt=self._salt)
        told_to = {f"{self.prefix}{asked}": self.place_of(asked)}
        if self.topic:
            told_to[f"{self.prefix}{asked}-live"] = f"{settings.SESSION_COOKIE_PATH.rstrip('/')}/live/"
        for name, path in told_to.items():
            response.set_cookie(
                name,
                words,
                max_age=self.days * DAY_SECONDS,
                path=path,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )

    def held(self, cookies: Mapping[str, str], asked: int) -> H | None:
        """Whoever is behind the cookie for this thing, while their link holds."""
        return self._behind(cookies.get(f"{self.prefix}{asked}", ""), asked)

    def listening(self, cookies: Mapping[str, str], topics: Sequence[str]) -> H | None:
        """Whoever may listen to these topics: to that of the thing their pass is for, and to no other."""
        for name, words in [pair for pair in cookies.items() if pair[0].startswith(self.prefix)][:MOST]:
            number = name.removeprefix(self.prefix).removesuffix("-live")
            if (
                number.isascii()
                and number.isdigit()
                and len(number) <= 18
                and set(topics) <= {f"{self.topic}-{number}"}
            ):
                holder = self._behind(words, int(number))
                if holder is not None:
                    return holder
        return None

    def _behind(self, words: str, asked: int) -> H | None:
        try:
            organisation, pk, proof = signing.loads(words, salt=self._salt, max_age=self.days * DAY_SECONDS)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        holder = self.find(organisation, pk, asked)
        if holder is None or not constant_time_compare(self.told(holder)[3], proof) or not self.still(holder):
            return None
        return holder


__all__ = ["LinkPass"]
