from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "goldthread.people"

    def ready(self) -> None:
        from goldthread.kit import pages, registry

        from . import access, frame

        pages.around(frame.here)
        registry.topic("organisation", access.belongs_by_id)
        registry.topic("product", access.sees_product)
        registry.topic("person", lambda person, number: person.pk == number)
