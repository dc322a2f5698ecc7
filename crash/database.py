"""Looking into the database from outside; that the server is away for a moment is part of the play."""

import time
from typing import Any

import psycopg

from icm.demo.services import Services

PATIENCE = 20.0


class Database:
    def __init__(self, services: Services) -> None:
        self._url = services.owner_url

    def column(self, query: Any) -> list[int]:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with psycopg.connect(self._url, autocommit=True) as connection:
                    return [int(row[0]) for row in connection.execute(query)]
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)

    def number(self, query: Any) -> int:
        return self.column(query)[0]

    def execute(self, *statements: Any) -> None:
        with psycopg.connect(self._url) as connection:
            for statement in statements:
                connection.execute(statement)
