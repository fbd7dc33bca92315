"""An index of what was added as evidence, so that a complaint finds its own."""

from alembic import op

revision = "0006"
down_revision = "0005"

STATEMENTS = (
    "CREATE INDEX events_evidence ON events (complaint_id) WHERE step = 'add-evidence'",
    "PRAGMA user_version = 6",
)


def upgrade() -> None:
    """Add the index."""
    for statement in STATEMENTS:
        op.execute(statement)
