"""CHG: changes, and the models by which they are judged."""
