"""What tests of the gate share with those of the command line."""

from tests.cli.conftest import itsm

__all__ = ["itsm"]
