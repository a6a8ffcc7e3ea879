"""The demonstration city in the database: everything written by the same rows and actions that a user's work fills."""
