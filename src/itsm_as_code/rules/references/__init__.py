"""REF: every name leads to exactly one entity, and every entity stands where its name says."""
