"""How Alembic runs here: on the connection and in the transaction that it is handed."""

from alembic import context

from op_desktop.storage.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=False)
context.run_migrations()
