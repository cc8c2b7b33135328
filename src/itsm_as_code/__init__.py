"""IT service management as code: lint, judge and publish service definitions kept in git."""

__version__ = "1.0.0"
