from django.urls import path

from . import views

app_name = "talk"
urlpatterns = [
    path("comments/names/", views.names, name="names"),
    path("comments/<slug:kind>/<int:noun_id>/", views.comments, name="comments"),
    path("comments/<int:pk>/removal/", views.removal, name="removal"),
    path("following/<slug:kind>/<int:noun_id>/", views.following, name="following"),
    path("attachments/<int:pk>/", views.attachment, name="attachment"),
]
