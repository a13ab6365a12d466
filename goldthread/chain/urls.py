from django.urls import path

from .views import candidates, changes, coaching, goal, key_results, loose_ends, new_goal, poster, ties
from .views import list as outline
from .views import map as whole

app_name = "chain"
urlpatterns = [
    path("", whole.thread_map, name="map"),
    path("side/", whole.side, name="side"),
    path("changes/", changes.between, name="changes"),
    path("list/", outline.thread_list, name="list"),
    path("coach/", coaching.coach, name="coach"),
    path("goals/new/", new_goal.new, name="new"),
    path("goals/<int:number>/", goal.goal, name="goal"),
    path("goals/<int:number>/poster/", poster.poster, name="poster"),
    path("goals/<int:number>/wording/", goal.reword, name="wording"),
    path("goals/<int:number>/closing/", goal.close, name="closing"),
    path("goals/<int:number>/reopening/", goal.reopen, name="reopening"),
    path("goals/<int:number>/versions/<int:version>/", goal.version, name="version"),
    path("goals/<int:number>/ties/", ties.ties, name="ties"),
    path("goals/<int:number>/key-results/", key_results.key_results, name="key_results"),
    path("goals/<int:number>/key-results/<int:pk>/", key_results.key_result, name="key_result"),
    path("goals/<int:number>/key-results/<int:pk>/leaving/", key_results.leaving, name="key_result_leaving"),
    path("goals/<int:number>/ties/<int:parent>/ending/", ties.untie, name="untie"),
    path("goals/<int:number>/merging/", loose_ends.merge, name="merging"),
    path("loose-ends/", loose_ends.loose_ends, name="loose_ends"),
    path("loose-ends/looking-through/", loose_ends.look_through, name="looking_through"),
    path("loose-ends/exemptions/", loose_ends.exempt, name="exemptions"),
    path("loose-ends/exemptions/<int:pk>/ending/", loose_ends.end, name="exemption_ending"),
    path("candidates/", candidates.candidates, name="candidates"),
    path("candidates/new/", candidates.propose, name="propose"),
    path("candidates/<int:pk>/taking-up/", candidates.take_up, name="taking_up"),
    path("candidates/<int:pk>/declining/", candidates.decline, name="declining"),
    path("candidates/<int:pk>/opening/", candidates.open_again, name="opening"),
]
