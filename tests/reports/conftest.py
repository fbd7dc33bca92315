"""What tests of reports share: a register in which every scenario was lived, and the cases replayed from it."""

from pathlib import Path

import pytest

from asn_neutral.domain.case import CaseState
from asn_neutral.services.lives import state_of
from asn_neutral.store.reader import reading
from tests.lived import Lived, lived_register


@pytest.fixture(scope="session")
def lived(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """One case for every scenario; it takes long to make, and no test may change it."""
    return lived_register(template, tmp_path_factory.mktemp("lived"))


@pytest.fixture(scope="session")
def states(lived: Lived) -> list[CaseState]:
    """These cases as their events make them, the oldest first."""
    with reading(lived.path) as connection:
        ids = [id_ for (id_,) in connection.execute("SELECT id FROM cases ORDER BY id")]
        return [state_of(connection, id_, lived.path) for id_ in ids]
