"""SCH: an entity fits the schema of its kind."""
