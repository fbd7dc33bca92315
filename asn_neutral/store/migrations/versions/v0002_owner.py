"""Who of the office is responsible for a case; nobody is for those that are there."""

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    "ALTER TABLE cases ADD COLUMN owner TEXT COLLATE NOCASE",
    "CREATE INDEX cases_owner ON cases (owner, due_on) WHERE owner IS NOT NULL",
    "PRAGMA user_version = 2",
)


def upgrade() -> None:
    """Add the column and its index."""
    for statement in STATEMENTS:
        op.execute(statement)
