from django.urls import path

from .views import sprint

app_name = "boards"
urlpatterns = [
    path("sprint/", sprint.sprint, name="sprint"),
    path("sprint/teams/<slug:team>/planning/", sprint.plan, name="sprint_plan"),
    path("sprint/teams/<slug:team>/trackers/", sprint.link_tracker, name="tracker_link"),
    path("sprint/teams/<slug:team>/contributions/", sprint.contribute, name="contribute"),
    path("sprint/trackers/<int:pk>/unlinking/", sprint.unlink_tracker, name="tracker_unlink"),
    path("sprint/<int:pk>/dates/", sprint.change, name="sprint_change"),
    path("sprint/<int:pk>/goal/", sprint.goal, name="sprint_goal"),
    path("sprint/<int:pk>/ending/", sprint.end, name="sprint_end"),
    path("sprint/<int:pk>/tasks/", sprint.add_task, name="task_add"),
    path("sprint/<int:pk>/tasks/<int:task>/", sprint.move_task, name="task_move"),
    path("sprint/<int:pk>/tasks/<int:task>/removal/", sprint.remove_task, name="task_remove"),
]
