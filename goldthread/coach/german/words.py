"""German words by what they do in a goal: infinitives and participles; adjectives in all their endings."""


def verbs(infinitives: str) -> frozenset[str]:
    """Infinitive, third person and imperative of regular verbs: bauen, baut, baue, bau."""
    made = set()
    for one in infinitives.split():
        stem = one.removesuffix("en") if one.endswith("en") else one.removesuffix("n")
        made |= {one, stem, stem + "e", stem + "t", stem + "et", one.removesuffix("en") + "zu" + "en"}
        if one.endswith("ieren"):
            made.add(stem + "t")
    return frozenset(made)


def adjectives(stems: str) -> frozenset[str]:
    return frozenset(stem + ending for stem in stems.split() for ending in ("", "e", "er", "es", "en", "em"))


OUTPUT = verbs(
    "bauen erstellen implementieren umsetzen entwickeln einführen veröffentlichen ausliefern hinzufügen integrieren launchen releasen deployen programmieren anlegen aufbauen bereitstellen liefern migrieren einbauen freischalten ausrollen installieren aufsetzen"
) | frozenset(
    "gebaut erstellt implementiert umgesetzt entwickelt eingeführt veröffentlicht ausgeliefert hinzugefügt integriert migriert freigeschaltet ausgerollt launch release".split()
)
DELIVER = OUTPUT | verbs(
    "abschließen beenden festlegen definieren schreiben planen durchführen organisieren veranstalten testen prüfen dokumentieren einrichten einstellen gewinnen abschalten entfernen löschen ersetzen umziehen aktualisieren"
    " beschließen entscheiden vereinbaren befragen erheben messen auswerten vorstellen präsentieren zeigen senden verschicken schulen besetzen unterzeichnen verkaufen erreichen erhalten bestehen beheben lösen schließen eröffnen gründen"
    " entwerfen gestalten ausarbeiten erarbeiten aufnehmen automatisieren konfigurieren anschließen verbinden übersetzen zertifizieren beantragen bestellen kaufen mieten beantworten validieren ermitteln identifizieren starten"
)
DIRECT = verbs(
    "verbessern erhöhen steigern senken verringern reduzieren verkürzen beschleunigen stärken fördern ausbauen optimieren vereinfachen erleichtern minimieren maximieren vertiefen erweitern modernisieren wachsen unterstützen befähigen begeistern motivieren sicherstellen vermindern intensivieren professionalisieren skalieren ausweiten wecken schaffen pflegen"
) | frozenset("sinkt steigt wächst sinken steigen zunehmen abnehmen verbessert gesteigert gesenkt".split())
IMPROVE = verbs(
    "verbessern erhöhen steigern senken verringern reduzieren verkürzen beschleunigen stärken optimieren minimieren maximieren wachsen sinken steigen ausbauen"
)
ACTIVE = verbs(
    "fortsetzen weiterführen weiterarbeiten arbeiten weitermachen erkunden erforschen experimentieren untersuchen ausprobieren beobachten begleiten diskutieren recherchieren verfeinern beibehalten fortführen versuchen nachdenken kümmern analysieren evaluieren lernen betreuen"
)
ASSURE = verbs("gewährleisten ermöglichen sicherstellen garantieren")
SOFT = verbs(
    "lernen fördern pflegen begleiten unterstützen befähigen begeistern inspirieren motivieren fokussieren konzentrieren kümmern mitwirken bleiben leben"
)
# Says only that something gets better; which of its properties, the object must say.
POLISH = verbs(
    "verbessern optimieren stärken skalieren modernisieren weiterentwickeln ausbauen professionalisieren überarbeiten verfeinern vorantreiben"
)
# More or less of a thing, and what opens a way for somebody: the object says of what.
QUANTITY = verbs(
    "erhöhen steigern senken verringern reduzieren verkürzen beschleunigen vereinfachen erleichtern minimieren maximieren erweitern wachsen unterstützen befähigen verdoppeln halbieren gewinnen"
) | frozenset("sinkt steigt wächst sinken steigen zunehmen abnehmen gesteigert gesenkt".split())
# What can be counted or timed, and so rises or falls.
MEASURES = frozenset(
    "zahl anzahl menge rate quote anteil zeit zeiten dauer durchsatz geschwindigkeit leistung abdeckung zufriedenheit genauigkeit verfügbarkeit zuverlässigkeit reaktionszeit last kosten preis umsatz marge nutzung auslastung beteiligung verbrauch emissionen abfall fehler ausfälle ausfall rückstand bekanntheit"
    " effizienz produktivität einnahmen verkäufe buchungen nutzer kunden anmeldungen aufrufe besuche abonnenten mitglieder größe häufigkeit verzögerung wartezeit wartezeiten ertrag sicherheit barrierefreiheit stabilität sichtbarkeit lesbarkeit stimmung".split()
)
# The name of a field of work: at the end of a short text it is the whole of what is said.
FIELDS = frozenset(
    "management entwicklung wartung betrieb marketing forschung strategie planung kommunikation zusammenarbeit verbesserung verbesserungen optimierung wachstum qualität kultur innovation pflege dokumentation partnerschaften infrastruktur digitalisierung nachhaltigkeit modernisierung weiterentwicklung betreuung".split()
)
NOUNISH: frozenset[str] = frozenset()
ARTEFACTS = frozenset(
    "leitfaden handbuch dokument dokumentation bericht seite seiten website webseite app portal dashboard schnittstelle api feature funktion modul prototyp test tests plan konzept workshop workshops schulung umfrage interview interviews"
    " vertrag vorlage vorlagen präsentation video videos newsletter artikel beitrag beiträge blog datenbank server pipeline formular formulare bibliothek werkzeug tool tools skript plugin version release kampagne veranstaltung liste katalog migration"
    " integration stelle richtlinie richtlinien glossar anleitung entwurf spezifikation ticket tickets bot shop login karte editor export import export anmeldung prozess roadmap budget export suche".split()
)
WIDE = frozenset(
    "qualität erlebnis kultur umfeld prozesse abläufe fähigkeit fähigkeiten kommunikation zusammenarbeit wachstum erfolg wirkung mehrwert wert exzellenz vertrauen beziehungen beziehung arbeit bemühungen zukunft grundlage grundlagen potenzial innovation nutzererlebnis kundenerlebnis unternehmenskultur stimmung gesamtzustand zustand themen dinge".split()
)
PROPERTIES = frozenset(
    "zufriedenheit bekanntheit leistung effizienz produktivität stabilität zuverlässigkeit bindung nutzung sichtbarkeit transparenz geschwindigkeit reichweite motivation".split()
)
_VAGUE = "gut besser schnell schneller einfach einfacher leicht leichter stark stärker effektiv effizient effizienter optimal schön schöner toll großartig hervorragend exzellent erstklassig hochwertig innovativ modern intuitiv benutzerfreundlich nutzerfreundlich angenehm reibungslos nahtlos zeitgemäß ansprechend attraktiv ausreichend angemessen geeignet passend relevant sinnvoll wertvoll nachhaltig erfolgreich erfolgreicher deutlich erheblich signifikant spürbar wesentlich möglichst gesund glücklich zufrieden zufriedener robust skalierbar flexibel übersichtlich verständlich professionell proaktiv agil kundenorientiert ideal positiv zügig zeitnah begeisternd stabil sicher zuverlässig vernünftig ordentlich sauber klar allgemein umfassend wettbewerbsfähig"
VAGUE = adjectives(_VAGUE)
MILD = adjectives(
    "sicher stabil zuverlässig klar sauber erfolgreich geeignet passend relevant umfassend schnell einfach"
)
OPENERS = frozenset("wir werden wollen möchten unser unsere unseren das der die ein eine team zu um bitte ziel".split())
STOP = frozenset(
    "der die das den dem des ein eine einen einem einer eines und oder aber von vom zu zum zur in im an am auf für mit bei aus nach über unter um durch gegen ohne als wie unser unsere unserem unseren unserer wir uns sie ihr ihre es ist sind war wird werden hat haben soll sollen kann können dass damit sich nicht auch mehr noch so dies diese dieser dieses jeder alle".split()
)
FUNCTION_WORDS = frozenset(
    "der die das und von zu mit ist sind für auf den dem des ein eine einen einem einer im wir unser unsere unseren bis nicht werden wird haben kann können auch als aus bei nach um zum zur pro über sich alle durch ohne oder damit jede jeder jedes jeden keine".split()
)
# After these, an opinion is all that is said.
BECOMING = frozenset("sein werden wird machen sind".split())
