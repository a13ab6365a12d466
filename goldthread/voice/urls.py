from django.urls import path

from .views import concern

app_name = "voice"
urlpatterns = [
    path("concerns/", concern.concerns, name="concerns"),
    path("concerns/about/<slug:kind>/<row:noun_id>/", concern.speak, name="speak"),
    path("concerns/<row:pk>/", concern.concern, name="concern"),
    path("concerns/<row:pk>/replies/", concern.replies, name="replies"),
    path("concerns/<row:pk>/answer/", concern.answer, name="answer"),
    path("concerns/<row:pk>/change/", concern.change, name="change"),
    path("concerns/<row:pk>/stepping-forward/", concern.step_forward, name="stepping_forward"),
    path("concerns/<row:pk>/reading/", concern.read, name="reading"),
]
