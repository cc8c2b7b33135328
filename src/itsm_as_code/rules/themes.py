"""Every rule as its module declares it, theme by theme.

Importing this imports every rule. `registry` has the same rules without that.
"""

from __future__ import annotations

from itsm_as_code.rules.agreements import registry as agreements
from itsm_as_code.rules.alignment import registry as alignment
from itsm_as_code.rules.availability import registry as availability
from itsm_as_code.rules.calendars import registry as calendars
from itsm_as_code.rules.changes import registry as changes
from itsm_as_code.rules.flow import registry as flow
from itsm_as_code.rules.governance import registry as governance
from itsm_as_code.rules.lexicon import registry as lexicon
from itsm_as_code.rules.lifecycle import registry as lifecycle
from itsm_as_code.rules.organisation import registry as organisation
from itsm_as_code.rules.policies import registry as policies
from itsm_as_code.rules.procedures import registry as procedures
from itsm_as_code.rules.processes import registry as processes
from itsm_as_code.rules.recovery import registry as recovery
from itsm_as_code.rules.references import registry as references
from itsm_as_code.rules.rule import Rule
from itsm_as_code.rules.schema import registry as schema
from itsm_as_code.rules.services import registry as services
from itsm_as_code.rules.stakeholders import registry as stakeholders
from itsm_as_code.rules.structure import registry as structure
from itsm_as_code.rules.syntax import registry as syntax
from itsm_as_code.rules.timing import registry as timing

RULES: tuple[Rule, ...] = (
    *syntax.RULES,
    *schema.RULES,
    *references.RULES,
    *calendars.RULES,
    *alignment.RULES,
    *structure.RULES,
    *lifecycle.RULES,
    *services.RULES,
    *agreements.RULES,
    *availability.RULES,
    *timing.RULES,
    *recovery.RULES,
    *processes.RULES,
    *flow.RULES,
    *policies.RULES,
    *procedures.RULES,
    *organisation.RULES,
    *stakeholders.RULES,
    *lexicon.RULES,
    *governance.RULES,
    *changes.RULES,
)
"""All rules in the order of their codes' families."""
