"""One INSERT for each table, all its columns in their order but those that are computed.

Made from the SQLModel tables by `python -m tests.store.inserts`; a test compares. So a command that writes need not
load SQLModel.
"""

# ruff: noqa: Q000, E501 - as they were made
# fmt: off
from collections.abc import Mapping
from typing import Final

INSERTS: Final[Mapping[str, str]] = {
    'case_steps': 'INSERT INTO case_steps (case_id, entry, seq, step, happened_on, status, parallel, clock, due_on, until_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    'case_violations': 'INSERT INTO case_violations (case_id, code) VALUES (?, ?)',
    'cases': 'INSERT INTO cases (id, complaint_id, employee_id, unit_id, employment, rank, position, position_class, channel, district, election, stage, happened_on, opened_on, track, level, violations, remarks, status, due_clock, due_on, closed_on, version, owner, last_seq, reached_on, side, finding, recommended_by, recommendation_number, recommendation_date, recommended_on, respond_by, followed_up_on, answered_on, sanction, sanction_level, sanction_wording, sk_number, official, decided_on, received_on, effect_on, in_force_on, ends_on, annulled, remedy, remedy_filed_on, remedy_late, remedy_decided_on, remedy_outcome, reported_on, blocked_on, reopened_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    'complainants': 'INSERT INTO complainants (complaint_id, key_id, sealed) VALUES (?, ?, ?)',
    'complaint_cases': 'INSERT INTO complaint_cases (complaint_id, case_id, respondent_name, respondent_nip, fingerprint, batch_id, "row") VALUES (?, ?, ?, ?, ?, ?, ?)',
    'complaints': 'INSERT INTO complaints (id, channel, letter_number, letter_date, received_on, happened_on, known_on, place, district, election_named, election, stage, summary, evidence, fingerprint, batch_id, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    'custodians': 'INSERT INTO custodians (id, name, public_key, added_at, retired_at) VALUES (?, ?, ?, ?, ?)',
    'employees': 'INSERT INTO employees (id, nip, name, name_key, unit_id) VALUES (?, ?, ?, ?, ?)',
    'events': 'INSERT INTO events (seq, case_id, complaint_id, step, happened_on, recorded_at, actor, status, details, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    'external_references': 'INSERT INTO external_references (agency, number, complaint_id) VALUES (?, ?, ?)',
    'import_batches': 'INSERT INTO import_batches (id, file_name, sha256, encoding, delimiter, rows_read, rows_accepted, rows_unchanged, rows_refused, recorded_at, actor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    'outbox': 'INSERT INTO outbox (id, "key", run_id, mail_to, subject, made_at, message, attempts, next_attempt, sent_at, problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    'past_cases': 'INSERT INTO past_cases (id, complaint_id, employee_id, unit_id, employment, rank, position, position_class, channel, district, election, stage, happened_on, opened_on, track, level, violations, remarks, status, due_clock, due_on, closed_on, version, owner, last_seq, reached_on, side, finding, recommended_by, recommendation_number, recommendation_date, recommended_on, respond_by, followed_up_on, answered_on, sanction, sanction_level, sanction_wording, sk_number, official, decided_on, received_on, effect_on, in_force_on, ends_on, annulled, remedy, remedy_filed_on, remedy_late, remedy_decided_on, remedy_outcome, reported_on, blocked_on, reopened_on, until_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    'register': 'INSERT INTO register (id, uuid, created_at, fingerprint_key) VALUES (?, ?, ?, ?)',
    'schedule_runs': 'INSERT INTO schedule_runs (id, schedule_id, due_at, started_at, ended_at, exit_code, file, sha256, row_count, problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    'schedules': 'INSERT INTO schedules (id, name, report, every, output, mail_to, counts_from, added_at, added_by, removed_at, removed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    'sealing_keys': 'INSERT INTO sealing_keys (id, sealed) VALUES (?, ?)',
    'units': 'INSERT INTO units (id, "key", name, kind) VALUES (?, ?, ?, ?)',
}
