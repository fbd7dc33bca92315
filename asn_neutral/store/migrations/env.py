"""What Alembic runs: the migrations, on the connection it is handed, inside the caller's transaction."""

from alembic import context

from asn_neutral.store.tables import Register  # any table: importing the module fills the metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=Register.metadata)
context.run_migrations()
