"""What a password must not be, beside too short, common, or made of one's own name."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Words that everybody who attacks this installation tries first.
CONTEXT = ("goldthread", "productgoal", "sprintgoal", "roadmap")
OWN_CHARACTERS = 6


class NotOurWords:
    """Refuses passwords that are little more than a word of this product."""

    def validate(self, password: str, user: object | None = None) -> None:
        plain = "".join(mark for mark in password.lower() if mark.isalnum())
        for word in CONTEXT:
            if word in plain and len(plain.replace(word, "")) < OWN_CHARACTERS:
                raise ValidationError(
                    _(
                        "This password is little more than a word of this product. Choose one that nobody would try first."
                    ),
                    code="context",
                )

    def get_help_text(self) -> str:
        return ""
