"""POL: policies that have a reason, an effect and, where a machine can hold to them, rules."""
