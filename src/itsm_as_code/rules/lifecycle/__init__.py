"""LIF: services and items that live and die in order."""
