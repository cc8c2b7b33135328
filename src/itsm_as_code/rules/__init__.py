"""The rules: what the linter knows about IT service management.

One module per rule, one package per theme. A module's docstring is the rule's documentation page. Rules must
not know positions, reports, files or the clock.
"""
