"""Indexes of who may record, and of decisions that only one pair of eyes has seen: every command asks for them."""

from alembic import op

revision = "0007"
down_revision = "0006"

STATEMENTS = (
    "CREATE INDEX events_users ON events (step, seq) WHERE step = 'set-user'",
    "CREATE INDEX events_seen_alone ON events (step, case_id) WHERE step = 'confirm-alone'",
    "PRAGMA user_version = 7",
)


def upgrade() -> None:
    """Add the indexes."""
    for statement in STATEMENTS:
        op.execute(statement)
