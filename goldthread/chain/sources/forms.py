"""A source as it is typed: a form for each kind. What is locked is never put into a form again."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldthread.chain.forms.words import Line, Words
from goldthread.kit.outbound import addresses, databases, here, says
from goldthread.kit.outbound.addresses import Refused
from goldthread.kit.outbound.client import Failed
from goldthread.measures.models import Source
from goldthread.measures.pulling import asking
from goldthread.measures.pulling.asking import Question
from goldthread.measures.pulling.rules import is_path
from goldthread.measures.pulling.says import sentence

WEEKDAYS = [(0, _("Monday")), (1, _("Tuesday")), (2, _("Wednesday")), (3, _("Thursday")), (4, _("Friday")), (5, _("Saturday")), (6, _("Sunday"))]  # fmt: skip
ADDRESSES = {
    "json": "https://numbers.example.org/open.json",
    "csv": "https://docs.example.org/…/pub?output=csv",
    "prometheus": "https://prometheus.example.org",
    "database": "postgresql://reader:password@db.example.org/sales",
    "jira": "https://example.atlassian.net",
    "github": "https://github.example.org/api/v3",
}


class SourceForm(forms.Form):
    """What every kind has: an address, a token, and when it is asked. `source` is the one that is changed."""

    kind = ""
    # The fields beside address and token that say what is asked; they are kept in words.
    words: tuple[str, ...] = ()
    needs_address = True

    address = Line(label=_("Address"), max_length=2000, required=False)
    token = forms.CharField(
        label=_("Token"),
        required=False,
        max_length=2000,
        widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "off"}),
    )
    rhythm = forms.ChoiceField(label=_("How often"), choices=Source.Rhythm.choices, initial=Source.Rhythm.DAILY)
    at = forms.TimeField(
        label=_("At"),
        help_text=_("In the organisation's time zone. Every hour: only the minutes count."),
        initial="07:00",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    weekday = forms.TypedChoiceField(label=_("Day of the week"), choices=WEEKDAYS, coerce=int, initial=0)
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, source: Source | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.source = source
        self.host = source.host if source else ""
        address, token = self.fields["address"], self.fields["token"]
        address.widget.attrs.update(autocomplete="off", placeholder=ADDRESSES.get(self.kind, ""), spellcheck="false")
        if source is not None:
            kept = _("Leave it empty to keep the one that is there, at %(host)s.") % {"host": source.host}
            address.help_text = kept
            token.help_text = _("Leave it empty to keep what is there. With another address, enter it again.")
            self.initial = {**_typed(source), **self.initial}

    def clean_address(self) -> str:
        said: str = self.cleaned_data["address"]
        if not said:
            if self.needs_address and self.source is None:
                raise forms.ValidationError(_("Where is it? Enter the address."), code="required")
            return ""
        try:
            self.host = self.host_of(said)
        except Refused as refused:
            raise forms.ValidationError(gettext(str(refused))) from None
        except Failed as failed:
            raise forms.ValidationError(says.sentence(failed.says)) from None
        return said

    def host_of(self, address: str) -> str:
        """The host of an address that may be asked. Raises Refused, Failed."""
        target = addresses.parsed(address)
        addresses.refuse_door(target, here.client().allow)
        return target.host

    def traits(self) -> dict[str, Any]:
        """What is said about the source, for `Source.connect` and `Source.change`."""
        said = self.cleaned_data
        return {
            "settings": {name: said[name] for name in self.words},
            "host": self.host,
            **{name: said[name] for name in ("address", "token", "rhythm", "at", "weekday")},
        }

    def question(self) -> Question:
        """What would be asked. Raises kit.locked.Unreadable where the address that is kept cannot be read."""
        said, settings = self.cleaned_data, {name: self.cleaned_data[name] for name in self.words}
        if said["address"] or self.source is None:
            return Question(self.kind, settings, said["address"], said["token"])
        kept = self.source.question()
        return Question(self.kind, settings, kept.address, said["token"] or kept.token)


class JsonForm(SourceForm):
    kind, words = "json", ("path",)
    path = Line(
        label=_("Path"),
        help_text=_("Where the number stands, as JSONPath: $.open.total, $.teams[0].count, $.teams[?(@.name=='Lighter')].count."),
        max_length=400,
        initial="$",
    )  # fmt: skip

    def clean_path(self) -> str:
        said: str = self.cleaned_data["path"]
        if not is_path(said):
            raise forms.ValidationError(sentence("path"))
        return said


class CsvForm(SourceForm):
    kind, words = "csv", ("column", "row", "decimal_mark")
    column = Line(label=_("Column"), help_text=_("Its heading, as it stands in the first line."), max_length=400)
    row = forms.ChoiceField(
        label=_("Which value"), choices=[("last", _("the last one filled in")), ("first", _("the first one filled in"))]
    )
    decimal_mark = forms.ChoiceField(label=_("Decimals are written"), choices=[(".", "1,234.5"), (",", "1.234,5")])


class PrometheusForm(SourceForm):
    kind, words = "prometheus", ("query",)
    query = Words(
        label=_("Query"), help_text=_("An instant query that gives one number, such as sum(up)."), max_length=2000
    )


class DatabaseForm(SourceForm):
    kind, words = "database", ("statement",)
    # Name and password stand in the address.
    token = forms.CharField(required=False, max_length=1, widget=forms.HiddenInput)
    statement = Words(
        label=_("Question"),
        help_text=_("One SELECT that gives one number. Give Goldthread a user who may only read."),
        max_length=databases.LONGEST_STATEMENT,
        rows=4,
    )

    def host_of(self, address: str) -> str:
        return str(databases.Databases(here.client()).question(address).get("host", "SQLite"))


class GithubForm(SourceForm):
    kind, words, needs_address = "github", ("query",), False
    query = Line(label=_("Search"), help_text=_("As on GitHub: repo:northwind/lighter is:issue is:open label:bug. The number found is the value."), max_length=1000)  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.host = self.host or str(urlsplit(asking.GITHUB).hostname)
        self.fields["address"].label = _("Address of your own GitHub")


class JiraForm(SourceForm):
    kind, words = "jira", ("query",)
    query = Line(label=_("Search"), help_text=_("In JQL: project = LIGHT AND statusCategory != Done. The number found is the value."), max_length=1000)  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.source is None:
            self.fields["token"].help_text = _("In the cloud: your e-mail address, a colon and an API token.")


FORMS = {form.kind: form for form in (JsonForm, CsvForm, PrometheusForm, DatabaseForm, GithubForm, JiraForm)}


def _typed(source: Source) -> dict[str, Any]:
    return {
        **source.settings,
        "rhythm": source.rhythm,
        "at": source.at,
        "weekday": source.weekday,
        "base": source.edition,
    }
