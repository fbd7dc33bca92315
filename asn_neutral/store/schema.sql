-- The schema in force, as the migrations make it; a test keeps the two alike.

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
) STRICT;

CREATE TABLE register (
    id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    created_at TEXT NOT NULL,
    fingerprint_key BLOB NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT one_row CHECK (id = 1)
) STRICT;

CREATE TABLE units (
    id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT kind_known CHECK (kind = 'setda' OR kind = 'sekretariat-dprd' OR kind = 'inspektorat' OR kind = 'dinas' OR kind = 'badan' OR kind = 'kecamatan' OR kind = 'kelurahan' OR kind = 'rumah-sakit' OR kind = 'puskesmas' OR kind = 'sekolah' OR kind = 'uptd' OR kind = 'lainnya'),
    UNIQUE ("key")
) STRICT;

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
) STRICT;

CREATE TABLE employees (
    id INTEGER NOT NULL,
    nip TEXT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    unit_id INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(unit_id) REFERENCES units (id)
) STRICT;

CREATE INDEX employees_name ON employees (name_key, unit_id) WHERE nip IS NULL;

CREATE UNIQUE INDEX employees_nip ON employees (nip) WHERE nip IS NOT NULL;

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
    owner TEXT COLLATE NOCASE,
    last_seq INTEGER DEFAULT 0 NOT NULL,
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
    PRIMARY KEY (id),
    CONSTRAINT channel_known CHECK (channel = 'temuan-bawaslu' OR channel = 'laporan-bawaslu' OR channel = 'informasi-awal' OR channel = 'sbt' OR channel = 'lapor' OR channel = 'langsung' OR channel = 'surat'),
    CONSTRAINT employment_known CHECK (employment = 'PNS' OR employment = 'CPNS' OR employment = 'PPPK'),
    CONSTRAINT position_class_known CHECK (position_class = 'jpt-pratama' OR position_class = 'administrator' OR position_class = 'pengawas' OR position_class = 'pelaksana' OR position_class = 'fungsional' OR position_class = 'kepala-wilayah'),
    CONSTRAINT track_known CHECK (track = 'kode-etik' OR track = 'disiplin' OR track = 'keanggotaan-partai'),
    CONSTRAINT level_known CHECK (level = 'moral' OR level = 'ringan' OR level = 'sedang' OR level = 'berat' OR level = 'ptdh'),
    FOREIGN KEY(complaint_id) REFERENCES complaints (id),
    FOREIGN KEY(employee_id) REFERENCES employees (id),
    FOREIGN KEY(unit_id) REFERENCES units (id)
) STRICT;

CREATE INDEX cases_due ON cases (due_on) WHERE closed_on IS NULL AND due_clock IS NOT NULL;

CREATE INDEX cases_owner ON cases (owner, due_on) WHERE owner IS NOT NULL;

CREATE INDEX cases_recap ON cases (election, unit_id, complaint_id, employee_id, last_seq);

CREATE INDEX cases_unconfirmed ON cases (id) WHERE instr(side, 'unconfirmed') > 0;

CREATE INDEX cases_untimed ON cases (id) WHERE closed_on IS NULL AND due_clock IS NULL;

CREATE INDEX ix_cases_employee_id ON cases (employee_id);

CREATE TABLE custodians (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    public_key TEXT NOT NULL,
    added_at TEXT NOT NULL,
    retired_at TEXT,
    PRIMARY KEY (id),
    UNIQUE (public_key)
) STRICT;

CREATE TABLE sealing_keys (
    id INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE complainants (
    complaint_id INTEGER NOT NULL,
    key_id INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (complaint_id),
    FOREIGN KEY(complaint_id) REFERENCES complaints (id),
    FOREIGN KEY(key_id) REFERENCES sealing_keys (id)
) STRICT;

CREATE TABLE external_references (
    agency TEXT NOT NULL,
    number TEXT NOT NULL,
    complaint_id INTEGER NOT NULL,
    PRIMARY KEY (agency, number),
    CONSTRAINT agency_known CHECK (agency = 'bawaslu' OR agency = 'sbt' OR agency = 'lapor' OR agency = 'kantor' OR agency = 'pengirim'),
    FOREIGN KEY(complaint_id) REFERENCES complaints (id)
) WITHOUT ROWID, STRICT;

CREATE INDEX ix_external_references_complaint_id ON external_references (complaint_id);

CREATE TABLE case_violations (
    case_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (case_id, code),
    FOREIGN KEY(case_id) REFERENCES cases (id)
) WITHOUT ROWID, STRICT;

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
) WITHOUT ROWID, STRICT;

CREATE INDEX ix_complaint_cases_case_id ON complaint_cases (case_id);

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
) STRICT;

CREATE INDEX events_destroyed ON events (complaint_id) WHERE step = 'destroy';

CREATE INDEX events_evidence ON events (complaint_id) WHERE step = 'add-evidence';

CREATE INDEX events_seen_alone ON events (step, case_id) WHERE step = 'confirm-alone';

CREATE INDEX events_users ON events (step, seq) WHERE step = 'set-user';

CREATE INDEX events_waiting ON events (case_id) WHERE step = 'wait-for-agency';

CREATE INDEX events_set_back ON events (seq) WHERE substr(details, -15) = '"clock":"back"}';

CREATE INDEX ix_events_case_id ON events (case_id);

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
) WITHOUT ROWID, STRICT;

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
) WITHOUT ROWID, STRICT;

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
) STRICT;

CREATE UNIQUE INDEX schedules_name ON schedules (name) WHERE removed_at IS NULL;

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
) STRICT;

CREATE INDEX schedule_runs_due ON schedule_runs (schedule_id, due_at);

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
) STRICT;

CREATE INDEX outbox_waiting ON outbox (next_attempt) WHERE sent_at IS NULL;

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
WHEN (NEW.seq, NEW.case_id, NEW.complaint_id, NEW.step, NEW.happened_on, NEW.recorded_at, NEW.actor, NEW.status,
    NEW.previous, NEW.hash) IS NOT (OLD.seq, OLD.case_id, OLD.complaint_id, OLD.step, OLD.happened_on, OLD.recorded_at,
    OLD.actor, OLD.status, OLD.previous, OLD.hash)
OR NOT EXISTS (
    SELECT 1 FROM events AS t WHERE t.step = 'destroy' AND t.seq > OLD.seq
    AND NEW.details = '{"erased":' || t.seq || '}'
    AND t.complaint_id = coalesce((SELECT k.complaint_id FROM cases AS k WHERE k.id = OLD.case_id), OLD.complaint_id)
)
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;

CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;

CREATE TRIGGER events_follow_each_other BEFORE INSERT ON events
WHEN (NEW.seq - 1, NEW.previous) IS NOT (SELECT coalesce(max(seq), 0), coalesce(hash, zeroblob(32)) FROM events)
BEGIN SELECT RAISE(ABORT, 'events follow each other without a gap'); END;
