"""Files that people uploaded, on their way back: to keep and never to show."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404


def download(stored_as: str, *, name: str, content_type: str) -> FileResponse:
    """A stored file as an attachment: nothing in it runs under our address. Raises Http404 where it is gone."""
    try:
        content = default_storage.open(stored_as)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=name, content_type=content_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
