from django.urls import path

from . import archiving

app_name = "archive"
urlpatterns = [
    path("<slug:organisation>/archive/", archiving.choose, name="choose"),
    path("<slug:organisation>/archive/file/", archiving.file, name="file"),
]
