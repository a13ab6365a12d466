"""What a source says that gave nothing: one sentence for whoever looks at the metric."""

from django.utils.translation import gettext_lazy as _

from goldthread.kit.outbound import says

SENTENCES = {
    "no json": _("What came is not JSON."),
    "path": _("The path is not one that is read: it begins with $, then names and numbers, such as $.open.total or $.teams[0].count."),
    "nothing there": _("There is nothing at this path in what came."),
    "several": _("More than one value stands at this path. Name one of them."),
    "no number": _("What stands there is not a number."),
    "page": _("A page for reading came instead of a table. Publish the sheet as CSV and take that address."),
    "no column": _("There is not exactly one column with this heading."),
    "no row": _("The column is empty."),
    "no series": _("The query gives nothing at the moment."),
    "series": _("The query gives more than one series. Sum them, or name one."),
    "refused query": _("The query is refused as it is written."),
    "incomplete": _("The search was not finished by its host, so the count may be wrong."),
    "locked": _("The address can no longer be read, because this installation has another secret. Enter it again."),
    "address": _("The address is no longer one that is asked."),
    "broken": _("It could not be asked. Whoever runs this server finds the reason in the log."),
}  # fmt: skip


def sentence(failure: str, status: int = 0) -> str:
    """The sentence for what a source ended with."""
    return str(SENTENCES[failure]) if failure in SENTENCES else says.sentence(failure, status)
