"""How each case stood before its newest event, and the steps of each case, so that a past day can be asked about."""

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS = (
    "ALTER TABLE cases ADD COLUMN last_seq INTEGER DEFAULT 0 NOT NULL",
    "UPDATE cases SET last_seq = (SELECT max(e.seq) FROM events AS e WHERE e.case_id = cases.id)",
    "DROP INDEX cases_recap",
    "CREATE INDEX cases_recap ON cases (election, unit_id, complaint_id, employee_id, last_seq)",
    """
CREATE TABLE past_cases (
    id INTEGER NOT NULL,
    number TEXT GENERATED ALWAYS AS ((id / 10000000) || '/' || printf('%04d', id % 10000000)) VIRTUAL,
    complaint_id INTEGER NOT NULL,
    employee_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    employment TEXT,
    rank TEXT,
    position TEXT,
    position_class TEXT,
    channel TEXT NOT NULL,
    district TEXT,
    election TEXT,
    stage TEXT,
    happened_on TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    track TEXT NOT NULL,
    level TEXT,
    violations TEXT NOT NULL,
    remarks TEXT NOT NULL,
    status TEXT NOT NULL,
    due_clock TEXT,
    due_on TEXT,
    closed_on TEXT,
    version INTEGER NOT NULL,
    owner TEXT COLLATE NOCASE,
    last_seq INTEGER NOT NULL,
    until_seq INTEGER NOT NULL,
    PRIMARY KEY (id, last_seq),
    FOREIGN KEY(id) REFERENCES cases (id)
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE case_steps (
    case_id INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    step TEXT NOT NULL,
    happened_on TEXT NOT NULL,
    status TEXT NOT NULL,
    parallel INTEGER NOT NULL,
    clock TEXT,
    due_on TEXT,
    until_seq INTEGER,
    PRIMARY KEY (case_id, entry, seq),
    FOREIGN KEY(case_id) REFERENCES cases (id)
) WITHOUT ROWID, STRICT
""",
    "PRAGMA user_version = 3",
)


def upgrade() -> None:
    """Add both tables; what was recorded before stands in them from its next event on."""
    for statement in STATEMENTS:
        op.execute(statement)
