"""Run migrations over the connection the caller hands in, each in its own transaction."""

from alembic import context


def run() -> None:
    """Upgrade within the connection that `tributary db migrate` opened as the owner role."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=context.config.attributes.get("metadata"),
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
