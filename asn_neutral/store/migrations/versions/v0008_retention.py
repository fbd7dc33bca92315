"""The details of an event may be erased once its file was destroyed, and only then and only so.

And an index of the decisions that wait for a second person, which the agenda asks for.
"""

from alembic import op

revision = "0008"
down_revision = "0007"

STATEMENTS = (
    "CREATE INDEX events_destroyed ON events (complaint_id) WHERE step = 'destroy'",
    "CREATE INDEX cases_unconfirmed ON cases (id) WHERE instr(side, 'unconfirmed') > 0",
    "DROP TRIGGER events_are_never_changed",
    """
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
WHEN (NEW.seq, NEW.case_id, NEW.complaint_id, NEW.step, NEW.happened_on, NEW.recorded_at, NEW.actor, NEW.status,
    NEW.previous, NEW.hash) IS NOT (OLD.seq, OLD.case_id, OLD.complaint_id, OLD.step, OLD.happened_on, OLD.recorded_at,
    OLD.actor, OLD.status, OLD.previous, OLD.hash)
OR NOT EXISTS (
    SELECT 1 FROM events AS t WHERE t.step = 'destroy' AND t.seq > OLD.seq
    AND NEW.details = '{"erased":' || t.seq || '}'
    AND t.complaint_id = coalesce((SELECT k.complaint_id FROM cases AS k WHERE k.id = OLD.case_id), OLD.complaint_id)
)
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END
""",
    "PRAGMA user_version = 8",
)


def upgrade() -> None:
    """Let the trigger know tombstones."""
    for statement in STATEMENTS:
        op.execute(statement)
