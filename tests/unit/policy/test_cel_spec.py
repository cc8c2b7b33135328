"""The conformance vectors of the language (cel-spec) against the adapter: its core, vector by vector.

Another engine, or another version of this one, shows here what it does otherwise.
"""

from __future__ import annotations

import ast
import base64
import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from itsm_as_code.policy.engine import CompileError, Environment, EvaluationError, Type

_BEYOND = ("_ext", "optionals", "macros2")

KNOWN = {
    "fields/qualified_identifier_resolution/map_value_repeat_key_heterogeneous",
    "fields/qualified_identifier_resolution/qualified_identifier_resolution_unchecked",
    "namespace/namespace/self_eval_container_lookup_unchecked",
    "parse/bytes_literals/triple_double_quoted_unescaped_punctuation",
    "parse/bytes_literals/triple_single_quoted_unescaped_punctuation",
}
"""The vectors that this engine fails, by file, section and name."""

REFUSED = {
    "comparisons/bound/bytes_gt_left_false",
    "comparisons/gt_literal/gt_bytes_one",
    "comparisons/gt_literal/gt_bytes_one_to_empty",
    "comparisons/gt_literal/not_gt_bytes_sorting",
    "comparisons/gte_literal/gte_bytes_samelength",
    "comparisons/gte_literal/gte_bytes_to_empty",
    "comparisons/gte_literal/not_gte_bytes_empty_to_nonempty",
    "comparisons/lte_literal/lte_bytes_empty",
    "comparisons/lte_literal/not_lte_bytes_length",
}
"""The vectors with a NUL in their text, which the adapter keeps from the engine."""

_NAMES = {
    "DURATION": "google.protobuf.Duration",
    "NULL": "null_type",
    "TIMESTAMP": "google.protobuf.Timestamp",
}

_TYPES: Mapping[str, Any] = {
    "bool": Type.BOOL,
    "bytes": Type.BYTES,
    "double": Type.DOUBLE,
    "dyn": Type.DYN,
    "int": Type.INT,
    "null": Type.NULL,
    "string": Type.STRING,
    "type": Type.TYPE,
    "uint": Type.UINT,
}


def test_the_core_holds_but_for_what_is_known(corpora: Path) -> None:
    vectors = list(_core(corpora))
    assert len(vectors) == 1117
    failed = {name for name, vector in vectors if vector["kind"] != "skip" and not _holds(vector)}
    assert failed == KNOWN | REFUSED


def _core(corpora: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for line in (corpora / "cel-spec.jsonl").read_text(encoding="utf-8").splitlines():
        vector = json.loads(line)
        if not vector["file"].endswith(_BEYOND):
            yield f"{vector['file']}/{vector['section']}/{vector['name']}", vector


def _holds(vector: Mapping[str, Any]) -> bool:
    declared = {name: _type(text) for name, text in vector["declares"].items()}
    environment = Environment(declared, container=vector["container"])
    try:
        program = environment.compile(vector["expr"], checked=not vector["disable_check"])
        if vector["check_only"]:
            return True
        found = program.run(environment.bind(_value(vector["bindings"])))
    except (CompileError, EvaluationError):
        return bool(vector["kind"] == "error")
    return bool(vector["kind"] == "value") and _same(found, _value(vector["want"]))


def _type(text: str) -> Any:
    return _of(ast.literal_eval(text) if text.startswith("(") else text)


def _of(written: str | tuple[Any, ...]) -> Any:
    if isinstance(written, str):
        return _TYPES.get(written) or Type(written)
    if written[0] == "map":
        return Type.Map(_of(written[1]), _of(written[2]))
    return Type.List(_of(written[1]))


def _value(tagged: Any) -> Any:
    """A value of the corpus as the adapter gives it."""
    if not isinstance(tagged, dict):
        return [_value(each) for each in tagged] if isinstance(tagged, list) else tagged
    ((tag, content),) = tagged.items()
    match tag:
        case "map":
            return {_value(key): _value(each) for key, each in content}
        case "double":
            return float(content)
        case "int" | "uint":
            return int(content)
        case "bytes":
            return base64.b64decode(content)
        case _:
            return content


def _same(found: Any, wanted: Any) -> bool:
    if isinstance(found, Type):
        name = found.name().partition("<")[0]
        return bool(_NAMES.get(name, name.lower()) == wanted)
    if isinstance(found, bytearray):
        return bool(bytes(found) == wanted)
    if isinstance(found, float) and isinstance(wanted, float) and math.isnan(wanted):
        return math.isnan(found)
    if isinstance(found, list) and isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(_same, found, wanted))
    return type(found) is type(wanted) and bool(found == wanted)
