"""The register as it was first released."""

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
    """
CREATE TABLE import_batches (
    id INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    encoding TEXT NOT NULL,
    delimiter TEXT NOT NULL,
    rows_read INTEGER NOT NULL,
    rows_accepted INTEGER NOT NULL,
    rows_unchanged INTEGER NOT NULL,
    rows_refused INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT
""",
    """
CREATE TABLE register (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    created_at TEXT NOT NULL,
    fingerprint_key BLOB NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT one_row CHECK (id = 1)
) STRICT
""",
    """
CREATE TABLE units (
    id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT kind_known CHECK (kind = 'setda' OR kind = 'sekretariat-dprd' OR kind = 'inspektorat' OR kind = 'dinas' OR kind = 'badan' OR kind = 'kecamatan' OR kind = 'kelurahan' OR kind = 'rumah-sakit' OR kind = 'puskesmas' OR kind = 'sekolah' OR kind = 'uptd' OR kind = 'lainnya'),
    UNIQUE ("key")
) STRICT
""",
    """
CREATE TABLE complaints (
    id INTEGER NOT NULL,
    number TEXT GENERATED ALWAYS AS ('P-' || (id / 10000000) || '/' || printf('%04d', id % 10000000)) VIRTUAL,
    channel TEXT NOT NULL,
    letter_number TEXT,
    letter_date TEXT,
    received_on TEXT NOT NULL,
    happened_on TEXT NOT NULL,
    known_on TEXT,
    place TEXT,
    district TEXT,
    election_named TEXT,
    election TEXT,
    stage TEXT,
    summary TEXT NOT NULL,
    evidence TEXT,
    fingerprint BLOB NOT NULL,
    batch_id INTEGER,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT channel_known CHECK (channel = 'temuan-bawaslu' OR channel = 'laporan-bawaslu' OR channel = 'informasi-awal' OR channel = 'sbt' OR channel = 'lapor' OR channel = 'langsung' OR channel = 'surat'),
    FOREIGN KEY(batch_id) REFERENCES import_batches (id)
) STRICT
""",
    """
CREATE TABLE employees (
    id INTEGER NOT NULL,
    nip TEXT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    unit_id INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(unit_id) REFERENCES units (id)
) STRICT
""",
    "CREATE INDEX employees_name ON employees (name_key, unit_id) WHERE nip IS NULL",
    "CREATE UNIQUE INDEX employees_nip ON employees (nip) WHERE nip IS NOT NULL",
    """
CREATE TABLE cases (
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
    PRIMARY KEY (id),
    CONSTRAINT channel_known CHECK (channel = 'temuan-bawaslu' OR channel = 'laporan-bawaslu' OR channel = 'informasi-awal' OR channel = 'sbt' OR channel = 'lapor' OR channel = 'langsung' OR channel = 'surat'),
    CONSTRAINT employment_known CHECK (employment = 'PNS' OR employment = 'CPNS' OR employment = 'PPPK'),
    CONSTRAINT position_class_known CHECK (position_class = 'jpt-pratama' OR position_class = 'administrator' OR position_class = 'pengawas' OR position_class = 'pelaksana' OR position_class = 'fungsional' OR position_class = 'kepala-wilayah'),
    CONSTRAINT track_known CHECK (track = 'kode-etik' OR track = 'disiplin' OR track = 'keanggotaan-partai'),
    CONSTRAINT level_known CHECK (level = 'moral' OR level = 'ringan' OR level = 'sedang' OR level = 'berat' OR level = 'ptdh'),
    FOREIGN KEY(complaint_id) REFERENCES complaints (id),
    FOREIGN KEY(employee_id) REFERENCES employees (id),
    FOREIGN KEY(unit_id) REFERENCES units (id)
) STRICT
""",
    "CREATE INDEX cases_due ON cases (due_on) WHERE closed_on IS NULL AND due_clock IS NOT NULL",
    "CREATE INDEX cases_recap ON cases (election, unit_id, complaint_id, employee_id)",
    "CREATE INDEX ix_cases_employee_id ON cases (employee_id)",
    """
CREATE TABLE custodians (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    public_key TEXT NOT NULL,
    added_at TEXT NOT NULL,
    retired_at TEXT,
    PRIMARY KEY (id),
    UNIQUE (public_key)
) STRICT
""",
    """
CREATE TABLE sealing_keys (
    id INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT
""",
    """
CREATE TABLE complainants (
    complaint_id INTEGER NOT NULL,
    key_id INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (complaint_id),
    FOREIGN KEY(complaint_id) REFERENCES complaints (id),
    FOREIGN KEY(key_id) REFERENCES sealing_keys (id)
) STRICT
""",
    """
CREATE TABLE external_references (
    agency TEXT NOT NULL,
    number TEXT NOT NULL,
    complaint_id INTEGER NOT NULL,
    PRIMARY KEY (agency, number),
    CONSTRAINT agency_known CHECK (agency = 'bawaslu' OR agency = 'sbt' OR agency = 'lapor' OR agency = 'kantor' OR agency = 'pengirim'),
    FOREIGN KEY(complaint_id) REFERENCES complaints (id)
) WITHOUT ROWID, STRICT
""",
    "CREATE INDEX ix_external_references_complaint_id ON external_references (complaint_id)",
    """
CREATE TABLE case_violations (
    case_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (case_id, code),
    FOREIGN KEY(case_id) REFERENCES cases (id)
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE complaint_cases (
    complaint_id INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    respondent_name TEXT NOT NULL,
    respondent_nip TEXT,
    fingerprint BLOB NOT NULL,
    batch_id INTEGER,
    "row" INTEGER,
    PRIMARY KEY (complaint_id, case_id),
    FOREIGN KEY(complaint_id) REFERENCES complaints (id),
    FOREIGN KEY(case_id) REFERENCES cases (id),
    FOREIGN KEY(batch_id) REFERENCES import_batches (id)
) WITHOUT ROWID, STRICT
""",
    "CREATE INDEX ix_complaint_cases_case_id ON complaint_cases (case_id)",
    """
CREATE TABLE events (
    seq INTEGER NOT NULL,
    case_id INTEGER,
    complaint_id INTEGER,
    step TEXT NOT NULL,
    happened_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    status TEXT,
    details TEXT NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (seq),
    FOREIGN KEY(case_id) REFERENCES cases (id),
    FOREIGN KEY(complaint_id) REFERENCES complaints (id)
) STRICT
""",
    "CREATE INDEX ix_events_case_id ON events (case_id)",
    """
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END
""",
    """
CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never removed'); END
""",
    # Also refuses INSERT OR REPLACE of an event that is there.
    """
CREATE TRIGGER events_follow_each_other BEFORE INSERT ON events
WHEN (NEW.seq - 1, NEW.previous) IS NOT (SELECT coalesce(max(seq), 0), coalesce(hash, zeroblob(32)) FROM events)
BEGIN SELECT RAISE(ABORT, 'events follow each other without a gap'); END
""",
    "PRAGMA user_version = 1",
)


def upgrade() -> None:
    """Make every table, index and trigger."""
    for statement in STATEMENTS:
        op.execute(statement.strip())
