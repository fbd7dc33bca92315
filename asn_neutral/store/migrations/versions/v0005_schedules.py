"""Reports that are made again and again: what is to be made when, every run, and the mail that comes of it."""

from alembic import op

revision = "0005"
down_revision = "0004"

STATEMENTS = (
    """
CREATE TABLE schedules (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    report TEXT NOT NULL,
    every TEXT NOT NULL,
    output TEXT,
    mail_to TEXT,
    counts_from TEXT NOT NULL,
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL,
    removed_at TEXT,
    removed_by TEXT,
    PRIMARY KEY (id)
) STRICT
""",
    "CREATE UNIQUE INDEX schedules_name ON schedules (name) WHERE removed_at IS NULL",
    """
CREATE TABLE schedule_runs (
    id INTEGER NOT NULL,
    schedule_id INTEGER NOT NULL,
    due_at TEXT,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    exit_code INTEGER,
    file TEXT,
    sha256 TEXT,
    row_count INTEGER,
    problem TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(schedule_id) REFERENCES schedules (id)
) STRICT
""",
    "CREATE INDEX schedule_runs_due ON schedule_runs (schedule_id, due_at)",
    """
CREATE TABLE outbox (
    id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    run_id INTEGER,
    mail_to TEXT NOT NULL,
    subject TEXT NOT NULL,
    made_at TEXT NOT NULL,
    message BLOB,
    attempts INTEGER NOT NULL,
    next_attempt TEXT,
    sent_at TEXT,
    problem TEXT,
    PRIMARY KEY (id),
    UNIQUE ("key"),
    FOREIGN KEY(run_id) REFERENCES schedule_runs (id)
) STRICT
""",
    "CREATE INDEX outbox_waiting ON outbox (next_attempt) WHERE sent_at IS NULL",
    "PRAGMA user_version = 5",
)


def upgrade() -> None:
    """Add the tables; nothing is to be made yet."""
    for statement in STATEMENTS:
        op.execute(statement)
