"""Can the promise be kept? The mathematics of service levels.

Calendars as sets of instants, availability, measuring windows, chains of response and resolution, recovery.
Everything here is a pure function of plain values. The package must not know files, YAML, findings, rules or
output; `from_catalog` alone knows the catalog. What cannot be computed is a value that says why
(`outcome.NotComputable`), never an exception and never a NaN.
"""
