"""What the mathematics of feasibility is told by the catalogue.

This package alone knows both. It reads figures, calendars, targets and escalations out of entities and builds
the plain values that the rest of `feasibility` works on; every figure keeps the entity and the field that
state it, so that a derivation can show them. It judges nothing.
"""
