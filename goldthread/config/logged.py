"""What the log keeps."""

from logging import LogRecord

from django.core.exceptions import PermissionDenied


def is_no_refusal(record: LogRecord) -> bool:
    """Whether a record tells of more than a deed that somebody may not do: they are told so on the page."""
    return not (record.exc_info and isinstance(record.exc_info[1], PermissionDenied))
