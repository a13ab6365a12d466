"""All addresses. The address names package and noun; each package's `urls.py` names the view."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView

from . import errors, health

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler429 = errors.too_many
handler500 = errors.failed

urlpatterns = [
    path("health/", health.answer, name="health"),
    path("offline/", include("goldthread.kit.urls")),
    # Sessions have a page of ours, where each can be ended by itself.
    path("accounts/sessions/", RedirectView.as_view(pattern_name="people:sessions")),
    path("accounts/", include("allauth.urls")),
    path("", include("goldthread.home.urls")),
    path("", include("goldthread.home.feeds.urls")),
    path("voting/", include("goldthread.decisions.voting_urls")),
    path("sounding/", include("goldthread.soundings.link_urls")),
    path("", include("goldthread.exchange.organisation_urls")),
    path("", include("goldthread.people.urls")),
    path("<slug:organisation>/", include("goldthread.chain.organisation_urls")),
    path("<slug:organisation>/", include("goldthread.chain.metrics.urls")),
    path("<slug:organisation>/", include("goldthread.exchange.columns.urls")),
    path("<slug:organisation>/", include("goldthread.checkins.rhythm.organisation_urls")),
    path("<slug:organisation>/", include("goldthread.voice.organisation_urls")),
    path("<slug:organisation>/", include("goldthread.decisions.organisation_urls")),
    path("<slug:organisation>/<slug:product>/", include("goldthread.home.wall.urls")),
    path("<slug:organisation>/<slug:product>/", include("goldthread.exchange.urls")),
    path("<slug:organisation>/<slug:product>/", include("goldthread.workshops.urls")),
    path("<slug:organisation>/<slug:product>/", include("goldthread.voice.urls")),
    path("<slug:organisation>/<slug:product>/", include("goldthread.boards.urls")),
    path("<slug:organisation>/<slug:product>/", include("goldthread.checkins.urls")),
    path("<slug:organisation>/<slug:product>/", include("goldthread.soundings.urls")),
    path("<slug:organisation>/<slug:product>/", include("goldthread.decisions.urls")),
    path("<slug:organisation>/<slug:product>/", include("goldthread.talk.urls")),
    path("<slug:organisation>/<slug:product>/", include("goldthread.chain.urls")),
]
if settings.OIDC:
    from goldthread.people.views import away

    urlpatterns.insert(0, path("accounts/oidc/<str:provider_id>/login/", away.sign_in))
if settings.DEVELOPMENT:
    from goldthread.kit import gallery

    urlpatterns.insert(0, path("components/", gallery.components, name="components"))
