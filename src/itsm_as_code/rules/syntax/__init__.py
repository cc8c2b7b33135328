"""SYN: a file lies inside the subset of YAML that every tool reads alike."""
