from django.urls import path

from .views import desk, sounding

app_name = "soundings"
urlpatterns = [
    path("goals/<int:number>/sounding/", sounding.begin, name="begin"),
    path("soundings/<row:pk>/", sounding.sounding, name="sounding"),
    path("soundings/<row:pk>/mine/<slug:deed>/", sounding.mine, name="mine"),
    path("soundings/<row:pk>/meeting/", sounding.file, name="file"),
    path("soundings/<row:pk>/desk/<slug:deed>/", desk.deed, name="desk"),
    path("soundings/<row:pk>/version/", desk.version, name="version"),
]
