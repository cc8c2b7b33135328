"""DEP: what services rest on, without circles and without false comfort."""
