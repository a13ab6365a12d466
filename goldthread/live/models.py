from django.db import models

TOPIC_LENGTH = 80


class Signal(models.Model):
    """Something about this topic changed. Written by the transaction that changed it, forgotten after an hour."""

    topic = models.CharField(max_length=TOPIC_LENGTH)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.topic
