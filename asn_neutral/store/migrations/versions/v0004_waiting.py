"""An index of the cases that waited for another agency, so that the agenda finds them."""

from alembic import op

revision = "0004"
down_revision = "0003"

STATEMENTS = (
    "CREATE INDEX events_waiting ON events (case_id) WHERE step = 'wait-for-agency'",
    "PRAGMA user_version = 4",
)


def upgrade() -> None:
    """Add the index."""
    for statement in STATEMENTS:
        op.execute(statement)
