"""What Alembic runs before the migrations: it works on the connection it is given, within that one's transaction."""

from alembic import context

from thesaury.engines.sql.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
