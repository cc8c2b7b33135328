"""How grave a fault is under the profile and the settings of the organisation."""

from __future__ import annotations

from itsm_as_code.finding import Severity
from itsm_as_code.model.vocabulary import Profile
from itsm_as_code.rules.rule import Context, Fault, Rule

_ALWAYS_GRAVE = frozenset({"SYN", "SCH", "REF", "CAL", "GOV", "CHG"})
"""Families whose errors stay errors under the profile `starter`."""


def severity_of(rule: Rule, fault: Fault, path: str, context: Context) -> Severity | None:
    """The severity of one fault; `None` where the organisation has switched the rule off.

    `itsm.yaml` decides where it names the rule (and the path lies in the rule's `paths`, where it has any);
    else the fault's own severity, else the rule's. `regulated` raises the rules that say so; `starter` makes
    a warning of every error outside the families that guard the files themselves.
    """
    override = context.catalog.settings.rules.get(rule.code)
    if override is not None and _applies(override.paths, path):
        return None if override.severity == "off" else Severity(override.severity)
    return usual_severity(rule, context.profile, fault.severity)


def usual_severity(rule: Rule, profile: Profile, own: Severity | None = None) -> Severity:
    """The severity of a rule's faults under a profile, where `itsm.yaml` does not name the rule.

    Args:
        rule: The rule.
        profile: The organisation's profile.
        own: The fault's own severity, where it has one.
    """
    severity = own or rule.severity
    if profile == "regulated" and rule.regulated is not None and severity is rule.severity:
        return rule.regulated
    if profile == "starter" and severity is Severity.ERROR and rule.family not in _ALWAYS_GRAVE:
        return Severity.WARNING
    return severity


def _applies(paths: tuple[str, ...], path: str) -> bool:
    return not paths or any(path == chosen or path.startswith(f"{chosen.rstrip('/')}/") for chosen in paths)
