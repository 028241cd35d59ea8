"""Alembic's entry: runs the migrations on the connection it is handed."""

from alembic import context

from dispatch.store.legs import leg

metadata = leg.metadata  # the one that all tables share

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
