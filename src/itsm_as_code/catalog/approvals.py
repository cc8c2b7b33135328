"""Reading approvals: a file that a trusted job wrote, in the form of `itsm_as_code.model.approvals`."""

from __future__ import annotations

from itsm_as_code.catalog.validation import read_model
from itsm_as_code.document import parse
from itsm_as_code.errors import UserError
from itsm_as_code.model.approvals import Approvals
from itsm_as_code.text import field_path


def read_approvals(data: bytes, name: str) -> Approvals:
    """The approvals that a file holds.

    Args:
        data: Its bytes: JSON, read as strictly as any file of the repository.
        name: What people call the file.

    Raises:
        UserError: When it does not have the form, with the first fault and its place.
    """
    document = parse(data)
    approvals, problems = read_model(Approvals, document.value or {})
    faults = [*document.problems, *problems]
    if faults or approvals is None:
        fault = faults[0]
        span = fault.span or document.span(fault.path)
        where = f"{name}:{span.start_line}:{span.start_column}"
        field = f" ({field_path(fault.path)})" if fault.path else ""
        raise UserError(
            f"{where}: the approvals cannot be read: {fault.message}{field}.",
            "schema/approvals.schema.json says what they look like.",
        )
    return approvals
