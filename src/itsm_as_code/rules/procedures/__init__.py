"""PRD: procedures that people can follow, step by step."""
