"""Forward-only steps from an empty database to today's schema."""
