from django.urls import path

from .views import by_link

app_name = "sounded"
urlpatterns = [
    path("<row:pk>/", by_link.sounding, name="sounding"),
    path("<row:pk>/mine/<slug:deed>/", by_link.mine, name="mine"),
    path("<row:pk>/meeting/", by_link.file, name="file"),
    path("<str:token>/", by_link.enter, name="enter"),
]
