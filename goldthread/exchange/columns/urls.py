from django.urls import path

from goldthread.kit import later

views = later.module(__package__, "views")
app_name = "columns"
urlpatterns = [path("metrics/<int:pk>/column/", views.column, name="column")]
