"""The site policy as an input: what it names replaces the contract's default, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bmcalc.core.ask import Ask
from bmcalc.core.problems import Problem, Rejected, RejectedParts
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.file_problems import Unreadable, validated
from bmcalc.formulary.policy import Policy
from bmcalc.formulary.shipped import shipped_formulary

GIVEN: Final = {
    "en": "Policy given with the input, else as shipped",
    "zh": "随输入给出的规则（其余按随附默认规则）",
}
"""The name of a policy that came with the inputs and gave itself none."""


def contract_policy() -> Policy:
    """Return the policy of the contract: the one that ships, never a hospital's.

    Raises LookupError where the shipped policy cannot be read.
    """
    policy = shipped_formulary().policy
    if policy is None:
        raise LookupError("the shipped policy was refused")
    return policy


def policy_title(policy: Policy) -> object:
    """Return the name of a policy for people; of one that came with an input, that it did."""
    shipped = contract_policy()
    if policy.name == shipped.name and policy != shipped:
        return _("the policy given with this order (otherwise {name} {version})",
                 name=policy.name, version=policy.version)
    return Joined([policy.name, policy.version], " ")


class AskPolicy(Ask):
    """Asks for a policy: an object that names only what differs from the contract's default."""

    kind = "policy"

    def read(self, raw: object) -> Policy:
        """Return the whole policy; :class:`RejectedParts` names every entry that is refused."""
        if isinstance(raw, Policy):
            return raw
        if not isinstance(raw, Mapping):
            raise Rejected("E_TYPE", _("This must be an object with named fields."))
        whole = contract_policy().model_dump()
        laboratory = raw.get("laboratory")
        if isinstance(laboratory, Mapping):
            raw = {**raw, "laboratory": {**whole["laboratory"], **laboratory}}
        named = {"name": GIVEN} if raw else {}
        try:
            return validated(Policy, "policy", {**whole, **named, **raw})
        except Unreadable as refused:
            raise RejectedParts([
                Problem(one.code, one.reason, (one.path,) if one.path else ())
                for one in refused.problems
            ]) from refused

    def written(self, value: Policy) -> dict[str, Any]:
        """Return the policy as the contract writes it: what differs from the default."""
        default, written = contract_policy().model_dump(mode="json"), value.model_dump(mode="json")
        default["name"], told = GIVEN, default["name"]
        return {name: entry for name, entry in written.items()
                if entry != default[name] and not (name == "name" and entry == told)}

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the policy, no entry of it required."""
        schema = Policy.model_json_schema()
        parts = schema.pop("$defs", {})
        for whole in (schema, parts.get("Laboratory", {})):
            whole.pop("required", None)
        laid: dict[str, Any] = _with_parts(schema, parts)
        return laid


def _with_parts(schema: Any, parts: Mapping[str, Any]) -> Any:
    """Return a JSON Schema with every part in the place where it is referred to."""
    if isinstance(schema, list):
        return [_with_parts(one, parts) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        named = parts[schema["$ref"].rpartition("/")[2]]
        rest = {name: one for name, one in schema.items() if name != "$ref"}
        return {**_with_parts(named, parts), **rest}
    return {name: _with_parts(one, parts) for name, one in schema.items()}
