"""Bringing a register to the schema of this program: Alembic, run in code, one transaction, backup first."""
