"""What the procedure made of each case, how it stood before its newest event, and its steps.

So registers can be listed and counted, and a past day asked about, without replaying every case.
"""

from alembic import op

revision = "0003"
down_revision = "0002"

OUTCOME = (
    "reached_on", "side", "finding", "recommended_by", "recommendation_number", "recommendation_date",
    "recommended_on", "respond_by", "followed_up_on", "answered_on", "sanction", "sanction_level", "sanction_wording",
    "sk_number", "official", "decided_on", "received_on", "effect_on", "in_force_on", "ends_on", "annulled", "remedy",
    "remedy_filed_on", "remedy_late", "remedy_decided_on", "remedy_outcome", "reported_on", "blocked_on", "reopened_on",
)  # fmt: skip
"""What the procedure made of a case; nothing of it holds of one that was only registered."""
STATEMENTS = (
    "ALTER TABLE cases ADD COLUMN last_seq INTEGER DEFAULT 0 NOT NULL",
    *(f"ALTER TABLE cases ADD COLUMN {name} TEXT" for name in OUTCOME),
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
    reached_on TEXT,
    side TEXT,
    finding TEXT,
    recommended_by TEXT,
    recommendation_number TEXT,
    recommendation_date TEXT,
    recommended_on TEXT,
    respond_by TEXT,
    followed_up_on TEXT,
    answered_on TEXT,
    sanction TEXT,
    sanction_level TEXT,
    sanction_wording TEXT,
    sk_number TEXT,
    official TEXT,
    decided_on TEXT,
    received_on TEXT,
    effect_on TEXT,
    in_force_on TEXT,
    ends_on TEXT,
    annulled TEXT,
    remedy TEXT,
    remedy_filed_on TEXT,
    remedy_late TEXT,
    remedy_decided_on TEXT,
    remedy_outcome TEXT,
    reported_on TEXT,
    blocked_on TEXT,
    reopened_on TEXT,
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
    "CREATE INDEX cases_untimed ON cases (id) WHERE closed_on IS NULL AND due_clock IS NULL",
    """CREATE INDEX events_set_back ON events (seq) WHERE substr(details, -15) = '"clock":"back"}'""",
    "PRAGMA user_version = 3",
)


def upgrade() -> None:
    """Add both tables; what was recorded before stands in them from its next event on."""
    for statement in STATEMENTS:
        op.execute(statement)
