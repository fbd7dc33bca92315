"""Who complained, sealed, and those who may see it."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

CUSTODIANS: Final = """
SELECT id, name, public_key, added_at, retired_at FROM custodians ORDER BY id
"""
SEALED_COMPLAINANT: Final = """
SELECT p.complaint_id, p.key_id, s.sealed AS sealed_key, p.sealed
FROM complainants AS p JOIN sealing_keys AS s ON s.id = p.key_id WHERE p.complaint_id = :id
"""
SEALED_COMPLAINANTS: Final = "SELECT complaint_id, key_id, sealed FROM complainants ORDER BY complaint_id"
KEYS: Final = "SELECT id, sealed FROM sealing_keys ORDER BY id"
ADD_CUSTODIAN: Final = "INSERT INTO custodians (name, public_key, added_at) VALUES (:name, :key, :at)"
RETIRE_CUSTODIAN: Final = "UPDATE custodians SET retired_at = :at WHERE public_key = :key"
RESEAL: Final = "UPDATE sealing_keys SET sealed = ? WHERE id = ?"
FORGET: Final = "DELETE FROM complainants WHERE complaint_id = :id"


class Custodian(NamedTuple):
    """Who may see who complained; the instants are UTC."""

    id: int
    name: str
    public_key: str
    added_at: str
    retired_at: str | None


def custodians(connection: sqlite3.Connection) -> list[Custodian]:
    """Every custodian, retired ones too, in the order they were added."""
    return [Custodian._make(row) for row in connection.execute(CUSTODIANS)]


def sealed_complainant(connection: sqlite3.Connection, complaint_id: int) -> tuple[int, int, bytes, bytes] | None:
    """Who wrote a complaint: ids of complaint and key, sealed key, sealed words; None where nobody is on record."""
    row = connection.execute(SEALED_COMPLAINANT, {"id": complaint_id}).fetchone()
    return None if row is None else (int(row[0]), int(row[1]), bytes(row[2]), bytes(row[3]))


def sealed_complainants(connection: sqlite3.Connection) -> Iterator[tuple[int, int, bytes]]:
    """Everybody who complained, by the complaint: its id, the id of the key, sealed words; a stream."""
    return ((int(id_), int(key_id), bytes(sealed)) for id_, key_id, sealed in connection.execute(SEALED_COMPLAINANTS))


def sealing_keys(connection: sqlite3.Connection) -> Iterator[tuple[int, bytes]]:
    """Every key that complainants were sealed with, itself sealed."""
    return ((int(id_), bytes(sealed)) for id_, sealed in connection.execute(KEYS))


def add_custodian(driver: sqlite3.Connection, name: str, key: str, at: str) -> None:
    """Write one more who may see who complains."""
    driver.execute(ADD_CUSTODIAN, {"name": name, "key": key, "at": at})


def retire_custodian(driver: sqlite3.Connection, key: str, at: str) -> None:
    """Write that one may no more."""
    driver.execute(RETIRE_CUSTODIAN, {"key": key, "at": at})


def reseal_keys(driver: sqlite3.Connection, keys: Iterable[tuple[int, bytes]]) -> None:
    """Keep the keys as they are sealed now."""
    driver.executemany(RESEAL, ((sealed, id_) for id_, sealed in keys))


def forget_complainant(driver: sqlite3.Connection, complaint_id: int) -> None:
    """Erase who wrote a complaint; the pages are overwritten (`secure_delete`)."""
    driver.execute(FORGET, {"id": complaint_id})
