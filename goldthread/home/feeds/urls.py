from django.urls import path

from . import views

app_name = "feeds"
urlpatterns = [
    path("calendar/<str:token>.ics", views.feed, name="feed"),
    path("me/calendar/", views.mine, name="mine"),
    path("<slug:organisation>/<slug:product>/calendar/", views.calendar, name="calendar"),
]
