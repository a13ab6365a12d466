from django.urls import path

from goldthread.kit import later

archiving = later.module(__package__, "archiving")
app_name = "archive"
urlpatterns = [
    path("<slug:organisation>/archive/", archiving.choose, name="choose"),
    path("<slug:organisation>/archive/file/", archiving.file, name="file"),
]
