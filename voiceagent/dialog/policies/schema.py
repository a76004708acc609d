"""The JSON Schema of a policy file, for editors; ``dialog_policies/policy.schema.json`` is this."""

from __future__ import annotations

import json

from voiceagent.dialog.policies.policy import Policy


def policy_schema() -> str:
    """The schema as JSON text, ending in a newline."""
    schema = Policy.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Dialog policy"
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
