from django.urls import path

from .views import ballot, canvass, deeds, record

app_name = "decisions"
urlpatterns = [
    path("ballots/<row:pk>/", ballot.ballot, name="ballot"),
    path("ballots/<row:pk>/casting/", ballot.cast, name="casting"),
    path("ballots/<row:pk>/recusal/", ballot.recuse, name="recusal"),
    path("ballots/<row:pk>/withdrawal/", ballot.withdraw, name="withdrawal"),
    path("ballots/<row:pk>/choosing/", ballot.choose, name="choosing"),
    path("ballots/<row:pk>/again/", ballot.again, name="again"),
    path("ballots/<row:pk>/concerns/<row:concern>/", ballot.answer, name="answer"),
    path("ballots/<row:pk>/joining/", deeds.join_late, name="joining"),
    path("ballots/<row:pk>/standing-in/", deeds.stand_in, name="standing_in"),
    path("ballots/<row:pk>/mending/", deeds.mend, name="mending"),
    path("ballots/<row:pk>/integrating/", deeds.integrate, name="integrating"),
    path("ballots/<row:pk>/pressing-on/", deeds.press_on, name="pressing_on"),
    path("ballots/<row:pk>/objections/<row:objection>/withdrawal/", deeds.take_back, name="objection_withdrawal"),
    path("ballots/<row:pk>/objections/<row:objection>/judging/", deeds.judge, name="objection_judging"),
    path("ballots/<row:pk>/challenging/", deeds.challenge, name="challenging"),
    path("ballots/<row:pk>/taking-on/", deeds.take_on, name="taking_on"),
    path("ballots/<row:pk>/declining/", deeds.decline, name="declining"),
    path("ballots/<row:pk>/revoking/", deeds.revoke, name="revoking"),
    path("canvasses/<row:pk>/", canvass.canvass, name="canvass"),
    path("canvasses/<row:pk>/casting/", canvass.cast, name="canvass_casting"),
    path("canvasses/<row:pk>/recusal/", canvass.recuse, name="canvass_recusal"),
    path("canvasses/<row:pk>/withdrawal/", canvass.withdraw, name="canvass_withdrawal"),
    path("canvasses/<row:pk>/joining/", canvass.join, name="canvass_joining"),
    path("canvasses/<row:pk>/asking-again/", canvass.ask_again, name="canvass_asking"),
    path("agreements/", record.log, name="log"),
    path("agreements/<row:pk>/", record.agreement, name="agreement"),
    path("agreements/<row:pk>/review/", record.review, name="review"),
    path("agreements/<row:pk>/file/", record.file, name="file"),
]
