"""What tests of reports share: the cases of the lived register, replayed."""

import pytest

from asn_neutral.domain.case import CaseState
from asn_neutral.services.lives import state_of
from asn_neutral.store.reader import reading
from tests.lived import Lived


@pytest.fixture(scope="session")
def states(lived: Lived) -> list[CaseState]:
    """These cases as their events make them, the oldest first."""
    with reading(lived.path) as connection:
        ids = [id_ for (id_,) in connection.execute("SELECT id FROM cases ORDER BY id")]
        return [state_of(connection, id_, lived.path) for id_ in ids]
