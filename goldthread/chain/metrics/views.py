"""The library of metrics, and adding and changing one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goldthread.chain import access as chain
from goldthread.chain import crossing
from goldthread.kit import pages
from goldthread.measures.models import CrossedMetric, Metric, UnitHolds
from goldthread.people import access as people
from goldthread.people.access import Ground
from goldthread.people.models import Person

from . import access, page
from . import library as shelf
from .forms import MetricForm, ReadingForm, typed

FORM = "chain/metrics/form.html"
ONE = "chain/metrics/one.html"


@require_safe
def library(request: HttpRequest, organisation: str) -> HttpResponse:
    """The metrics of the organisation, looked through by words, by what they lack and by whose they are."""
    ground = access.library(request, organisation)
    wanted = shelf.asked(request.GET)
    context = {
        "wanted": wanted,
        "narrowed": [(name, words, name == wanted["only"]) for name, words in shelf.NARROWED],
        "metrics": shelf.page_of(ground, wanted, request.GET.get("page", "1")),
        "may_add": access.may_keep(ground),
    }
    return pages.page(request, "chain/metrics/library.html", context)


@require_safe
def metric(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """One metric with its readings."""
    ground, found = access.metric(request, organisation, pk)
    context = page.context(request, ground, found, request.GET.get("page", "1"))
    context["form"] = ReadingForm(metric=found, today=ground.today)
    return pages.page(request, ONE, context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, organisation: str) -> HttpResponse:
    """A metric for the library; one of the same name and unit is shown instead of made twice."""
    ground = access.library_to_keep(request, organisation)
    form = MetricForm(_sent(request), people=_people(ground), initial={"name": request.GET.get("name", "")[:400]})
    if not form.is_valid():
        return pages.page(request, FORM, {"form": form, "metric": None}, 422 if form.is_bound else 200)
    traits = form.traits()
    known = _known(ground, traits)
    made = Metric.add(ground.organisation, traits.pop("name"), by=ground.person, **traits)
    messages.success(request, _("The library had it already.") if known else _("Added."))
    return _to(ground, made)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Say other things about a metric."""
    ground, found = access.metric_to_keep(request, organisation, pk)
    form = MetricForm(_sent(request), people=_people(ground), metric=found)
    if not form.is_valid():
        return pages.page(request, FORM, {"form": form, "metric": found}, 422 if form.is_bound else 200)
    try:
        found.change(by=ground.person, base=form.cleaned_data["base"], **form.traits())
    except CrossedMetric as crossed:
        return _crossed(request, form, crossed.theirs)
    except UnitHolds:
        words = _("It has readings in this unit already. Add another metric for another unit; the goals can be measured by that one.")  # fmt: skip
        form.add_error("unit", words)
        return pages.page(request, FORM, {"form": form, "metric": found}, 422)
    messages.success(request, _("Saved."))
    return _to(ground, found)


def _crossed(request: HttpRequest, form: MetricForm, theirs: Metric) -> HttpResponse:
    fields = [name for name in form.fields if name != "base"]
    named = {
        name: {str(value): str(label) for value, label in field.choices}
        for name, field in form.fields.items()
        if hasattr(field, "choices")
    }
    return crossing.answer(
        request,
        mine={name: request.POST.get(name, "") for name in fields},
        theirs={**{name: value for name, value in typed(theirs).items() if name in fields}, "by": None, "at": None},
        labels={name: str(form.fields[name].label) for name in fields},
        again=request.path,
        base_now=theirs.edition,
        named=named,
    )


def _known(ground: Ground, traits: dict[str, object]) -> bool:
    same = {name: traits[name] for name in ("name", "unit", "currency")}
    return bool(chain.metrics_in_sight(ground).filter(**same).exists())


def _people(ground: Ground) -> list[Person]:
    rows = people.visible_memberships(ground).filter(person__is_active=True).select_related("person")
    return [one.person for one in rows]


def _sent(request: HttpRequest) -> object:
    return request.POST if request.method == "POST" else None


def _to(ground: Ground, metric: Metric) -> HttpResponse:
    response = redirect("metrics:metric", ground.organisation.slug, metric.pk)
    response.status_code = 303
    return response
