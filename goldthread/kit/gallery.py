"""The page that shows every component in every state, light beside dark. Served in development only."""

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse

from . import pages

STATUSES = (400, 403, 404, 405, 409, 413, 422, 429, 500, 503)
FACES = [
    {"id": 1, "name": "Mia Jansen", "initials": "MJ", "tone": "a"},
    {"id": 2, "name": "Amara Keller", "initials": "AK", "tone": "b"},
    {"id": 3, "name": "Samir Osei", "initials": "SO", "tone": "c"},
    {"id": 4, "name": "Rolf Thal", "initials": "RT", "tone": "d"},
    {"id": 5, "name": "Leila Berg", "initials": "LB", "tone": "a"},
    {"id": 6, "name": "Ema Wirth", "initials": "EW", "tone": "b"},
]


class Sample(forms.Form):
    """One field of each kind; its words stand in the story of the demo."""

    statement = forms.CharField(
        label="Goal", help_text="One sentence. Say what will be different, not what will be built."
    )
    why = forms.CharField(label="Why it matters", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    level = forms.ChoiceField(
        label="Level", choices=[("user", "User goal"), ("business", "Business goal"), ("product", "Product goal")]
    )
    due = forms.DateField(label="By", widget=forms.DateInput(attrs={"type": "date"}))
    target = forms.DecimalField(label="Target", help_text="In members a week.")
    way = forms.ChoiceField(
        label="How the team works",
        widget=forms.RadioSelect,
        choices=[("sprints", "In sprints"), ("weekly", "By the week")],
    )
    seen_by = forms.MultipleChoiceField(
        label="Tell",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("team", "The team"), ("sales", "Sales")],
    )
    stretch = forms.BooleanField(label="This may stretch", help_text="Only the vision may.", required=False)
    paper = forms.FileField(label="Attachment", required=False)


def components(request: HttpRequest) -> HttpResponse:
    """Every component; `?error=404` shows that error page instead."""
    asked = request.GET.get("error", "")
    if asked:
        return _wrong(request, asked)
    sides = [_side(theme) for theme in ("light", "dark")]
    return pages.page(
        request,
        "kit/components.html",
        {"sides": sides, "here": _here(), "errors": [*STATUSES, "signed out", "old form", "offline"]},
    )


def _wrong(request: HttpRequest, asked: str) -> HttpResponse:
    number = int(asked) if asked.isdigit() and int(asked) in STATUSES else 500
    known = {"status": number, "kind": "" if asked.isdigit() else asked}
    if pages.is_part(request):
        return pages.part(request, "kit/error.html", "said", known, status=number)
    return pages.page(request, "kit/error.html", known, status=number)


def _side(theme: str) -> dict[str, Any]:
    """What one of the two columns shows; names and ids carry the theme, as they stand twice in the page."""
    filled = {
        "statement": "Acquire an initial user base",
        "level": "product",
        "way": "sprints",
        "due": "2027-01-31",
        "target": 1800,
        "seen_by": ["team"],
    }
    refused = Sample(data={f"{theme}-wrong-target": "many", f"{theme}-wrong-due": "soon"}, prefix=f"{theme}-wrong")
    refused.add_error(None, "This goal was changed by Amara while you wrote. Look at both versions and choose.")
    return {
        "theme": theme,
        "form": Sample(initial=filled, prefix=theme),
        "refused": refused,
        "page": _page(),
        "faces": FACES,
    }


def _page() -> Page[int]:
    return Paginator(range(90), 10).page(4)


def _here() -> dict[str, Any]:
    """A header with everything in it."""
    places = [("Today", "sun"), ("Thread", "spline"), ("Together", "users"), ("Learn", "book-open")]
    views = ["Map", "Vision board", "Roadmap", "Sprint", "List"]
    return {
        "organisation": {"id": 1, "name": "Northwind Health", "slug": "northwind", "url": "#"},
        "product": {"id": 1, "name": "Lighter", "slug": "lighter", "url": "#"},
        "products": [{"name": "Lighter", "url": "#", "current": True}, {"name": "Pulse", "url": "#", "current": False}],
        "new_product_url": "#",
        "places": [
            {"name": label.lower(), "label": label, "icon": icon, "url": "#", "current": label == "Thread"}
            for label, icon in places
        ],
        "views": [{"name": label.lower(), "label": label, "url": "#", "current": label == "Map"} for label in views],
        "tools": [
            {"name": "speak", "label": "Speak up", "icon": "megaphone", "url": "#"},
            {"name": "search", "label": "Search", "icon": "search", "url": "#", "shortcut": "⌘K"},
        ],
        "person": FACES[0],
        "membership": "owner",
        "topics": [],
    }
