"""The only room that speaks SQLAlchemy, Alembic and SQLCipher."""
