"""What is answered when something fails inside."""

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client


@pytest.fixture
def ask(crew):
    """Asks for the map as Ada, while the database answers nothing that is about products."""
    client = Client(raise_request_exception=False)
    client.force_login(crew.ada, backend=settings.AUTHENTICATION_BACKENDS[0])

    def away(problem):
        def refuse(execute, sql, params, many, context):
            if "people_product" in sql:
                raise problem
            return execute(sql, params, many, context)

        with connection.execute_wrapper(refuse):
            return client.get("/northwind/lighter/")

    return away


def test_while_the_database_is_busy_people_are_told_to_come_back(ask):
    answer = ask(OperationalError("database is locked"))

    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_fault_is_answered_by_a_page_that_tells_nothing_of_it(ask):
    answer = ask(ZeroDivisionError("secret words"))

    assert answer.status_code == 500
    assert "secret words" not in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]
