from django.urls import path

from . import views
from .actions import views as actions

app_name = "talk"
urlpatterns = [
    path("comments/names/", views.names, name="names"),
    path("comments/<slug:kind>/<int:noun_id>/", views.comments, name="comments"),
    path("comments/<int:pk>/removal/", views.removal, name="removal"),
    path("following/<slug:kind>/<int:noun_id>/", views.following, name="following"),
    path("reactions/<slug:kind>/<row:noun_id>/", views.reactions, name="reactions"),
    path("actions/", actions.actions, name="actions"),
    path("actions/<row:pk>/", actions.action, name="action"),
    path("actions/<row:pk>/ending/", actions.ending, name="action_ending"),
    path("actions/<row:pk>/reopening/", actions.reopening, name="action_reopening"),
    path("actions/<row:pk>/origin/", actions.origin, name="action_origin"),
    path("actions/<slug:kind>/<row:noun_id>/taking-on/", actions.taking_on, name="taking_on"),
    path("attachments/<int:pk>/", views.attachment, name="attachment"),
]
