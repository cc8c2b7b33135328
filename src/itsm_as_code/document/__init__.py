"""The YAML subset: bytes become values, problems and positions.

`parse` reads one file and never raises. This package knows YAML and nothing else: no entity, no field name,
no file system, no git. Whether a value makes sense is for `model` to say.
"""

from itsm_as_code.document.comments import Comment
from itsm_as_code.document.document import Document, parse

__all__ = ["Comment", "Document", "parse"]
