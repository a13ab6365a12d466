from django.urls import path

from .views import check_in, pivots, rhythm, what_now

app_name = "checkins"
urlpatterns = [
    path("goals/<int:number>/key-results/<row:pk>/check-in/", check_in.check_in, name="check_in"),
    path("goals/<int:number>/key-results/<row:pk>/check-ins/<row:made>/", check_in.one, name="one"),
    path(
        "goals/<int:number>/key-results/<row:pk>/check-ins/<row:made>/correction/",
        check_in.correction,
        name="correction",
    ),
    path("rhythm/", rhythm.rhythm, name="rhythm"),
    path("rhythm/meeting/", rhythm.meeting, name="meeting"),
    path("pivots/", pivots.pivots, name="pivots"),
    path("pivots/<row:pk>/", pivots.pivot, name="one_pivot"),
    path("pivots/<row:pk>/evidence/", pivots.evidence, name="pivot_evidence"),
    path("pivots/<row:pk>/files/<row:evidence>/", pivots.file, name="pivot_file"),
    path("goals/<int:number>/dropping/", pivots.drop_goal, name="goal_dropping"),
    path("goals/<int:number>/key-results/<row:pk>/pivot/", pivots.change, name="pivot"),
    path("goals/<int:number>/key-results/<row:pk>/dropping/", pivots.drop, name="dropping"),
    path("goals/<int:number>/key-results/<row:pk>/what-now/", what_now.ways_on, name="what_now"),
]
