"""What lies locked in the database tells nothing without the secret of the installation."""

import base64

import pytest
from django.test import override_settings

from goldthread.kit import clock, locked


def test_what_was_locked_is_read_with_the_same_secret_and_purpose_alone():
    kept = locked.lock("Yes", "ballots")
    assert locked.unlock(kept, "ballots") == "Yes"
    for secret, purpose in (("another secret of fifty characters, as long as they are", "ballots"), (None, "cards")):
        with override_settings(**({"SECRET_KEY": secret} if secret else {})), pytest.raises(locked.Unreadable):
            locked.unlock(kept, purpose)


def test_what_is_locked_does_not_say_when_it_was():
    kept = locked.lock("Yes", "ballots")
    assert int.from_bytes(base64.urlsafe_b64decode(kept)[1:9], "big") == 0
    with clock.held(clock.now()) as hands:
        hands.on(days=3)
        assert locked.unlock(kept, "ballots") == "Yes"
