"""Who is in the story: a health company, one product, three teams, three groups of stakeholders."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """One person of the story: sign-in name, name, what they are in the product, and their team or group."""

    key: str
    name: str
    involvement: str
    team: str = ""
    power: int | None = None
    interest: int | None = None

    @property
    def email(self) -> str:
        return f"{self.key}@northwind.example"


CAST = (
    Role("mia", "Mia Jansen", "product_person"),
    Role("priya", "Priya Desai", "leader"),
    Role("hugo", "Hugo Nilsson", "facilitator"),
    Role("amara", "Amara Koné", "team_member", "Scale team"),
    Role("leila", "Leila Bensaïd", "team_member", "Scale team"),
    Role("ema", "Ema Wolak", "team_member", "Device team"),
    Role("jonas", "Jonas Feld", "team_member", "Device team"),
    Role("tess", "Tess Silva", "team_member", "Growth"),
    Role("sam", "Sam Osei", "stakeholder", "Clinical research", 6, 9),
    Role("rolf", "Rolf Thalberg", "stakeholder", "Clinical research", 9, 7),
    Role("chidi", "Chidi Obi", "stakeholder", "Marketing", 4, 8),
    Role("uma", "Uma Bakshi", "stakeholder", "Legal", 8, 3),
    Role("nora", "Nora Quist", "observer"),
)
TEAMS = (
    ("Scale team", "sprints"),
    ("Device team", "sprints"),
    ("Growth", "weekly"),
    ("Marketing", "contributions"),
    ("Clinical research", "contributions"),
    ("Legal", "contributions"),
)

# Whom to sign in as to see the product from different sides.
FACES = ("mia", "amara", "chidi", "nora")
