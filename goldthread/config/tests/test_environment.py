import pytest
from django.core.exceptions import ImproperlyConfigured

from goldthread.config import environment


@pytest.mark.parametrize(
    ("url", "host", "name"),
    [
        ("https://goals.example.org", "goals.example.org", "goals.example.org"),
        ("https://goals.example.org:8443/goals/", "goals.example.org:8443", "goals.example.org"),
        ("http://192.0.2.7:8000", "192.0.2.7:8000", "192.0.2.7"),
        ("http://[2001:db8::7]", "[2001:db8::7]", "[2001:db8::7]"),
        ("http://[2001:db8::7]:8000", "[2001:db8::7]:8000", "[2001:db8::7]"),
        ("http://[::1]", "[::1]", "[::1]"),
    ],
)
def test_an_installation_is_known_by_its_host_without_the_port(monkeypatch, url, host, name):
    monkeypatch.setenv("GOLDTHREAD_URL", url)

    address = environment.address()

    assert (address.host, address.name) == (host, name)


@pytest.mark.parametrize("url", ["goals.example.org", "ftp://example.org", "http://", "http://[::1", "https://a?b=c"])
def test_what_is_no_address_is_refused_with_an_example(monkeypatch, url):
    monkeypatch.setenv("GOLDTHREAD_URL", url)

    with pytest.raises(ImproperlyConfigured, match="Write it like"):
        environment.address()
