"""The pages of an organisation, through HTTP."""

import pytest
from django.urls import reverse

PAGES = ("/northwind/", "/northwind/people/", "/northwind/teams/orion/", "/northwind/products/lighter/", "/new/", "/me/")


@pytest.fixture
def as_(client, settings):
    """`as_(crew.ada)` gives a browser in which Ada is signed in."""

    def signed_in(person):
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return signed_in


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_for_an_owner(crew, as_, path):
    assert as_(crew.ada).get(path).status_code == 200
