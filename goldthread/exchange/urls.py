from django.urls import path

from . import exporting, importing, views

app_name = "exchange"
urlpatterns = [
    path("paste/", views.paste, name="paste"),
    path("import/", importing.choose, name="import"),
    path("import/<row:pk>/", importing.one, name="import_one"),
    path("import/<row:pk>/taking-back/", importing.taking_back, name="taking_back"),
    path("export/", exporting.choose, name="export"),
    path("export/<slug:form>/", exporting.file, name="export_file"),
]
