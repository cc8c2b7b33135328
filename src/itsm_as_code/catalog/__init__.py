"""The catalogue: files to records, records to references, references to a graph.

Must not know rules, policies or how anything is shown.
"""

from itsm_as_code.catalog.catalog import BUILT_IN, Catalog
from itsm_as_code.catalog.files import SourceFile
from itsm_as_code.catalog.former_names import Renaming
from itsm_as_code.catalog.loading import SETTINGS_FILE, load, settings_of
from itsm_as_code.catalog.records import Record, Reference
from itsm_as_code.catalog.tool_range import require_this_tool

__all__ = [
    "BUILT_IN",
    "SETTINGS_FILE",
    "Catalog",
    "Record",
    "Reference",
    "Renaming",
    "SourceFile",
    "load",
    "require_this_tool",
    "settings_of",
]
