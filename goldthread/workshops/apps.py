from django.apps import AppConfig
from django.urls import reverse


class WorkshopsConfig(AppConfig):
    name = "goldthread.workshops"

    def ready(self) -> None:
        from goldthread.chain.loose_ends import catalogue
        from goldthread.kit import registry

        from . import access, asking, carrying, guests, loose_ends, owed, reminding, tasks, telling, together, voiced
        from .minutes.access import told
        from .planning import lengths

        registry.noun(
            "workshop",
            fetch=access.workshop_by_id,
            label=str,
            link=lambda one: reverse("workshops:room", args=[one.product.organisation.slug, one.product.slug, one.pk]),
            topics=lambda one: (f"workshop-{one.pk}",),
            within=carrying.within,
        )
        registry.noun(
            "item",
            fetch=access.item_by_id,
            label=str,
            link=lambda one: reverse(
                "workshops:room",
                args=[one.workshop.product.organisation.slug, one.workshop.product.slug, one.workshop_id],
            ),
        )
        registry.topic("workshop", access.hears)
        registry.topic("workshop-table", access.hears)
        registry.topic("workshop-room", access.hears_in_the_room)
        registry.carrying("workshop-room", telling.carry)
        registry.topic("workshop-door", access.hears_at_the_door)
        registry.topic("workshop-lead", access.hears_as_lead)
        registry.topic("item", access.hears_of_item)
        registry.slot("agreement.about", asking.becoming)
        registry.when("recorded", asking.hear)
        registry.when("recorded", guests.hear)
        registry.slot("guests.way", guests.way)
        registry.slot("together.deeds", together.deeds)
        registry.slot("agreeing.ways", together.way)
        registry.slot("sounding.meeting", together.about_a_draft)
        registry.slot("meetings.told", told)
        registry.owed("meetings", 8, owed.meetings)
        catalogue.bring(loose_ends.PACKAGE)
        voiced.register()
        registry.tending("facilitators", 10, tasks.look_after)
        registry.tending("meetings over days", 30, tasks.go_on)
        registry.tending("reminders of meetings", 300, reminding.remind)
        registry.tending("lengths of meetings", 120, lengths.tell)
        registry.tending("ballots in the room", 2, tasks.turn_over_due)
