"""Dates as the reader's language writes them."""

from datetime import date

import pytest
from django.utils import translation

from goldthread.kit.days import date_format


@pytest.mark.parametrize(
    ("language", "form", "written"),
    [
        ("en", "j M", "31 Jan"),
        ("de", "j M", "31. Jan"),
        ("de-at", "j F Y", "31. Januar 2027"),
        ("de", "j F Y", "31. Januar 2027"),
        ("de", "j", "31."),
    ],
)
def test_a_day_reads_as_in_the_language_of_the_page(language, form, written):
    with translation.override(language):
        assert date_format(date(2027, 1, 31), form) == written
