from django.urls import path

from goldthread.kit import later

from . import views

exporting = later.module(__package__, "exporting")
importing = later.module(__package__, "importing")
app_name = "exchange"
urlpatterns = [
    path("paste/", views.paste, name="paste"),
    path("import/", importing.choose, name="import"),
    path("import/<row:pk>/", importing.one, name="import_one"),
    path("import/<row:pk>/taking-back/", importing.taking_back, name="taking_back"),
    path("export/", exporting.choose, name="export"),
    path("export/<slug:form>/", exporting.file, name="export_file"),
]
