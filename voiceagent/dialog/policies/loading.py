"""Reads a policy file: YAML text to a :class:`Policy`, or an error that names the place.

A file may be a variant: ``based_on: b2b_lead.yaml`` names a file beside it, and only what differs
is written down. So one company's criteria, tone or consent are a page, not a copy.

Whether the policy hangs together is for ``voiceagent.dialog.policies.checker`` to say.
"""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import ValidationError

from voiceagent.dialog.policies.policy import Policy
from voiceagent.errors import ConfigurationError

BASE = "based_on"


def load_policy(path: Path) -> Policy:
    """The policy in a file.

    Raises:
        ConfigurationError: The file cannot be read, is no YAML, or breaks the schema; the message
            names the file and the field.
    """
    return _validated(_whole(path, ()), name=path.name)


def parse_policy(text: str, *, name: str) -> Policy:
    """The policy in ``text``, which stands for itself; ``name`` is how errors call it.

    Raises:
        ConfigurationError: As :func:`load_policy`.
    """
    return _validated(_parsed(text, name=name), name=name)


def _whole(path: Path, above: tuple[Path, ...]) -> object:
    """A file's data, laid over those of the file that it is based on."""
    if path in above:
        raise ConfigurationError(f"{path.name}: is based on itself")
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path.name}: cannot be read ({type(error).__name__})") from error
    data = _parsed(text, name=path.name)
    if not isinstance(data, dict) or BASE not in data:
        return data
    base = path.parent / str(data.pop(BASE))
    return _laid_over(_whole(base, (*above, path)), data)


def _laid_over(base: object, variant: object) -> object:
    """The base with the variant's fields: mappings are merged, all else replaced, null removes."""
    if not isinstance(base, dict) or not isinstance(variant, dict):
        return variant
    merged = {key: _laid_over(base.get(key), value) for key, value in variant.items()}
    return {key: value for key, value in (base | merged).items() if value is not None}


def _parsed(text: str, *, name: str) -> object:
    try:
        return yaml.load(text, Loader=_UniqueKeys)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise ConfigurationError(f"{name}, line {line}: {error.problem}") from error
    except yaml.YAMLError as error:
        raise ConfigurationError(f"{name}: is no YAML") from error


def _validated(data: object, *, name: str) -> Policy:
    if not isinstance(data, dict):
        held = "is empty" if data is None else "holds no fields"
        raise ConfigurationError(f"{name}: {held}; a policy begins with its name and language")
    try:
        return Policy.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the whole file"
        raise ConfigurationError(f"{name}: {place}: {first['msg']}") from error


class _UniqueKeys(yaml.SafeLoader):
    """YAML in which a key that is given twice is an error instead of a silent overwrite."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} is given twice", key_node.start_mark
                )
            seen.add(key)
        mapping: dict[object, object] = super().construct_mapping(node, deep)
        return mapping
