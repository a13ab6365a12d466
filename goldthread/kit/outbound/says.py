"""What is said where nothing usable came: one sentence, the same whatever stands behind the address."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "unreachable": _("The address cannot be reached, or does not answer in time."),
    "elsewhere": _("The address sends on to a place that is not asked."),
    "too much": _("More came than is taken in: at most 1 MB."),
    "garbled": _("What came cannot be unpacked."),
    "status": _("The address answered with the status {status}."),
    "refused": _("The address refuses: the token is missing, wrong, or may not see this."),
    "missing": _("There is nothing at this address."),
    "database": _("The database refused the question, or the question is wrong."),
    "rows": _("The question gives not exactly one row with one value."),
    "statement": _("A question is one SELECT, and nothing but reading."),
    "driver": _("Readings from MySQL need a driver that is not installed. The operator installs goldthread[mysql]."),
    "file": _("This file is not one that may be read. The operator lists folders in GOLDTHREAD_OUTBOUND_ALLOW."),
    "often": _("The address was asked too often. It is asked again later."),
}
_STATUSES = {401: "refused", 403: "refused", 404: "missing", 410: "missing", 429: "often"}


def sentence(says: str, status: int = 0) -> str:
    """The sentence for a failure, in the language of whoever reads."""
    return str(SENTENCES[_STATUSES.get(status, says)]).format(status=status)
