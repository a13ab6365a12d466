from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "goldthread.live"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_out

        from goldthread.kit import registry

        from . import tasks, tell

        registry.tending("signals", 600, tasks.sweep)
        # Every way of signing out ends here, and none of them knows of other open pages.
        user_logged_out.connect(tell.signed_out)
