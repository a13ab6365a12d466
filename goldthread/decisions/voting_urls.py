from django.urls import path

from .views import sheet, voting

app_name = "voting"
urlpatterns = [
    path("<row:pk>/", voting.ballot, name="ballot"),
    path("<row:pk>/casting/", voting.cast, name="casting"),
    path("<row:pk>/recusal/", voting.recuse, name="recusal"),
    path("sheets/<row:pk>/", sheet.sheet, name="sheet"),
    path("sheets/<row:pk>/casting/", sheet.cast, name="sheet_casting"),
    path("sheets/<row:pk>/recusal/", sheet.recuse, name="sheet_recusal"),
    path("<str:token>/", voting.enter, name="enter"),
]
