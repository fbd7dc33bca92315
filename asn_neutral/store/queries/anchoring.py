"""What an anchor is made of, and held against."""

import sqlite3
from typing import Final

from asn_neutral.domain.chain import GENESIS

NEWEST: Final = "SELECT seq, hash FROM events WHERE seq = (SELECT max(seq) FROM events)"
HASH_OF: Final = "SELECT hash FROM events WHERE seq = :seq"


def newest_event(connection: sqlite3.Connection) -> tuple[int, str]:
    """The number of the newest event and its hash, in hexadecimal; of no event 0 and what stands before the first."""
    found = connection.execute(NEWEST).fetchone()
    return (int(found["seq"]), bytes(found["hash"]).hex()) if found else (0, GENESIS.hex())


def hash_of(connection: sqlite3.Connection, seq: int) -> str:
    """The hash of the event with that number, in hexadecimal; of 0, what stands before the first; empty of none."""
    if seq == 0:
        return GENESIS.hex()
    found = connection.execute(HASH_OF, {"seq": seq}).fetchone()
    return bytes(found["hash"]).hex() if found else ""
