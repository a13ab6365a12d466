from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "goldthread.people"

    def ready(self) -> None:
        from goldthread.kit import pages, registry

        from . import access, frame, guest_pass, tasks, wall_pass

        pages.around(frame.here)
        registry.tending("unproved", 3600, tasks.forget_unproved)
        registry.tending("sessions", 3600, tasks.forget_ended_sessions)
        registry.screens(wall_pass.listener)
        registry.screens(guest_pass.listener)
        registry.topic("organisation", access.belongs_by_id)
        registry.topic("product", access.sees_product)
        registry.topic("person", lambda person, number: person.pk == number)
