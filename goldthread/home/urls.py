from django.urls import path

# Its converters are known to all addresses from here on.
from goldthread.people import urls as _people  # noqa: F401

from . import beginnings, views
from .notices import views as notices
from .notices import wanted
from .search import views as search
from .today import views as today
from .wall import views as wall

app_name = "home"
urlpatterns = [
    path("", views.door, name="door"),
    path("wall/<str:token>/", wall.enter, name="wall_link"),
    path("me/notices/", wanted.wanted, name="choices"),
    path("unsubscribe/<str:token>/", wanted.unsubscribe, name="unsubscribe"),
    path("<slug:organisation>/today/", today.today, name="today"),
    path("<slug:organisation>/notices/", notices.listed, name="notices"),
    path("<slug:organisation>/notices/bell/", notices.rung, name="notices_bell"),
    path("<slug:organisation>/notices/reading/", notices.read_all, name="notices_reading"),
    path("<slug:organisation>/notices/<row:pk>/opening/", notices.opened, name="notice_opening"),
    path("<slug:organisation>/notices/<row:pk>/reading/", notices.read, name="notice_reading"),
    path("<slug:organisation>/search/", search.search, name="search"),
    path("<slug:organisation>/<slug:product>/first/", beginnings.first, name="first"),
]
