"""The German rules mirror the English ones."""

import pytest

from goldthread.coach.rules import coach


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Wartezeit bis Ende Juni von 9 auf 4 Tage senken", (1, 1, 1)),
        ("Die Wartezeit senken", (1, 0, 0)),
        ("80 % der neuen Kunden schließen die Einrichtung ohne Anruf ab", (1, 1, 0)),
        ("Weiter an der Dokumentation arbeiten", (0, 0, 0)),
        ("Die Arbeit an den Berechtigungen fortsetzen", (0, 0, 0)),
        ("Die Qualität verbessern", (0, 0, 0)),
        ("Wir sind das führende Unternehmen für Bürosoftware", (0, 0, 0)),
        ("Drei Workshops in Q3 durchführen", (1, 1, 1)),
        ("Bis zum 31.12.2026 nutzen 200 Haushalte den Dienst jede Woche", (1, 1, 1)),
        ("Das Handbuch für neue Lehrkräfte veröffentlichen", (1, 1, 0)),
        ("Das Handbuch für neue Lehrkräfte bis zur Buchmesse veröffentlichen", (1, 1, 1)),
        ("Supportanfragen innerhalb von 5 Minuten beantworten", (1, 1, 0)),
        ("Die Zahl der Anmeldungen pro Monat verdoppeln", (1, 1, 0)),
        ("Umsatz gegenüber 2019 um 20 % steigern", (1, 1, 0)),
        ("Die Kundenzufriedenheit steigern", (1, 0, 0)),
        ("Dokumentation", (0, 0, 0)),
        ("Eine bessere Nutzererfahrung schaffen", (0, 0, 0)),
        ("Nutzer können ihr Passwort selbst zurücksetzen", (1, 1, 0)),
        ("Die Abbruchquote um XX % senken", (1, 0, 0)),
        ("Im nächsten Quartal gewinnen wir fünf Pilotkunden", (1, 1, 1)),
        ("In den nächsten sechs Monaten 50 Schulen anschließen", (1, 1, 1)),
        ("Budget für 2027 festlegen", (1, 1, 0)),
        ("Alle Teams haben bis März 2027 ihre Ziele gesetzt", (1, 1, 1)),
        ("Die oben genannten Punkte klären", (0, 0, 0)),
        ("Spätestens im 3. Quartal sind alle Verträge digital unterschrieben", (1, 1, 1)),
        ("Umstieg auf HTTP/2 abschließen", (1, 1, 0)),
        ("Alle Server laufen auf Version 12", (1, 1, 0)),
    ],
)
def test_german_goals_are_judged_like_english_ones(text, expected):
    verdict = coach(text, None, "de")

    assert expected == (verdict.S, verdict.M, verdict.T)


@pytest.mark.parametrize(
    "text", ["Die Wartezeit bis Ende Juni senken", "Jede Familie isst gesund", "Wir veröffentlichen das Handbuch"]
)
def test_german_is_recognised_by_its_small_words(text):
    assert coach(text) == coach(text, lang="de-CH")
    assert coach(text) != coach(text, lang="fr")


def test_a_german_vision_is_free_of_numbers_and_products():
    rules = {hint.rule for hint in coach("Eine App, mit der bis 2030 alle Familien gesund essen", "vision", "de").hints}

    assert {"vision.dated", "vision.solution"} <= rules


@pytest.mark.parametrize(
    "text",
    [
        "Plattform verbessern",
        "Partnermanagement",
        "Das Richtige tun",
        "Der bevorzugte Partner der Kliniken werden",
        "Die Rückmeldungen aus der letzten Sitzung umsetzen",
        "Andere Röstverfahren erforschen",
        "Den Zusammenhalt der Leitlinien stärken",
    ],
)
def test_what_names_no_change_is_unspecific(text):
    assert coach(text, None, "de").S == 0


def test_a_property_or_a_means_is_specific():
    assert coach("Ladezeit verbessern", None, "de").S == 1
    assert coach("Die Zahl der Freiwilligen erhöhen", None, "de").S == 1
    assert coach("Die Dokumentation verbessern, indem jede Funktion ein Beispiel hat", None, "de").S == 1
