from django.apps import AppConfig


class CheckinsConfig(AppConfig):
    name = "goldthread.checkins"

    def ready(self) -> None:
        from goldthread.chain.loose_ends import catalogue
        from goldthread.kit import registry

        from . import agreed, checked_in, loose_ends, pivoted
        from .rhythm import kept

        registry.slot("agreement.effects", agreed.make)
        checked_in.bring()
        pivoted.bring()
        kept.bring()
        catalogue.bring(loose_ends.PACKAGE)
