"""Finds the Pipecat class that a setting names, and builds it.

What is wrong is said at start-up in the operator's terms: no such class, not a recogniser or a
voice, a vendor's package missing (and which extra brings it), an option misspelt, a key not given.
A class that takes a language and is given none speaks Norwegian: Pipecat's own default is English.
"""

from __future__ import annotations

import difflib
import inspect
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from enum import Enum
from importlib import import_module
from importlib.metadata import metadata
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_args, get_type_hints

from pipecat.services.stt_service import STTService
from pipecat.services.tts_service import TTSService
from pydantic import BaseModel

from models.bridge.options import ServiceOptions
from voiceagent.errors import ConfigurationError

Kind = Literal["stt", "tts"]
_WHAT = {"stt": "recogniser", "tts": "voice"}
_SERVICES = "pipecat.services"
_LANGUAGE = "no"
_IN_PROCESS = frozenset({"whisper", "piper", "kokoro", "moonshine", "pocket_tts", "funasr"})
"""Vendors whose classes run a model in this process."""


def find_class(options: ServiceOptions, kind: Kind) -> type[Any]:
    """The service's class.

    Raises:
        ConfigurationError: There is none, it is of the other kind, or a package is missing.
    """
    if "." not in options.name:
        module = _imported(options, f"{_SERVICES}.{options.name}.{kind}")
        return _main_class(options, module, kind)
    path, _, name = options.name.rpartition(".")
    found = getattr(_imported(options, path), name, None)
    if not inspect.isclass(found):
        raise ConfigurationError(f"{options.setting}: there is no class {options.name}")
    if not _serves(found, kind):
        raise ConfigurationError(
            f"{options.setting}: {name} is no {_WHAT[kind]} (no Pipecat {kind.upper()} service)"
        )
    return found


def runs_here(service: type[Any]) -> bool:
    """Whether the class runs a model in this process instead of asking a vendor."""
    return not _IN_PROCESS.isdisjoint(service.__module__.split("."))


def build_service(service: type[Any], options: ServiceOptions, **extras: Any) -> Any:
    """An instance; ``extras`` are given where the class takes them and the options do not.

    Raises:
        ConfigurationError: An option is unknown, missing, or refused by the class.
    """
    arguments = dict(options.arguments)
    accepted = parameters(service)
    _require_known(options, f"{options.setting}_OPTIONS", arguments, list(accepted))
    arguments |= {
        name: value for name, value in extras.items() if name in accepted and name not in arguments
    }
    hints = get_type_hints(service.__init__)
    arguments = {name: _shaped(value, hints.get(name)) for name, value in arguments.items()}
    if "settings" in accepted or options.settings:
        arguments["settings"] = _settings(service, options)
    for name, parameter in accepted.items():
        if parameter.default is parameter.empty and name not in arguments:
            raise ConfigurationError(
                f'{options.setting}_OPTIONS.{name}: {service.__name__} needs it (a key as "env:…")'
            )
    try:
        return service(**arguments)
    except Exception as error:  # whatever a vendor's class throws on what it does not like
        reason = options.masked(str(error)) or type(error).__name__
        raise ConfigurationError(f"{options.setting}: {service.__name__}: {reason}") from error


# ---------------------------------------------------------------- the class


def _imported(options: ServiceOptions, path: str) -> ModuleType:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            return import_module(path)
    except ImportError as error:
        if isinstance(error, ModuleNotFoundError) and error.name and path.startswith(error.name):
            raise ConfigurationError(f"{options.setting}: there is no {path}") from error
        extra = _extra(path)
        remedy = f"pip install 'pipecat-ai[{extra}]==1.14.*'" if extra else f"{error}"
        raise ConfigurationError(
            f"{options.setting}: {path} needs a package that is not installed: {remedy}"
        ) from error


def _extra(path: str) -> str:
    """The extra of pipecat-ai that brings what a module of its vendors needs; empty: unknown."""
    vendor = path.removeprefix(_SERVICES + ".").split(".")[0].replace("_", "-")
    if "sagemaker" in path:
        vendor = "sagemaker"
    return vendor if vendor in (metadata("pipecat-ai").get_all("Provides-Extra") or ()) else ""


def _main_class(options: ServiceOptions, module: ModuleType, kind: Kind) -> type[Any]:
    own = [
        member
        for _, member in inspect.getmembers(module, inspect.isclass)
        if member.__module__ == module.__name__ and _serves(member, kind)
    ]
    wanted = f"{options.name}{kind}service".replace("_", "")
    for member in own:
        if member.__name__.lower() == wanted:
            return member
    if len(own) == 1:
        return own[0]
    names = ", ".join(f"{module.__name__}.{member.__name__}" for member in own) or "none"
    raise ConfigurationError(f"{options.setting}: name one class of {options.name}: {names}")


def _serves(found: type[Any], kind: Kind) -> bool:
    return issubclass(found, STTService if kind == "stt" else TTSService) and not (
        inspect.isabstract(found)
    )


# ---------------------------------------------------------------- its options


def parameters(service: type[Any]) -> dict[str, inspect.Parameter]:
    """The keyword arguments of the class and of those that it hands the rest on to."""
    found: dict[str, inspect.Parameter] = {}
    for parameter in _passed_on(service):
        found.setdefault(parameter.name, parameter)
    return found


def _passed_on(service: type[Any]) -> Iterator[inspect.Parameter]:
    required = True
    for place in service.__mro__:
        if "__init__" not in vars(place) or place is object:
            continue
        parameters = list(inspect.signature(vars(place)["__init__"]).parameters.values())[1:]
        kinds = {parameter.kind for parameter in parameters}
        for parameter in parameters:
            if parameter.kind in (parameter.KEYWORD_ONLY, parameter.POSITIONAL_OR_KEYWORD):
                # What a base class needs, the class itself gives it.
                yield parameter if required else parameter.replace(default=None)
        if inspect.Parameter.VAR_KEYWORD not in kinds:
            return
        required = False


def _settings(service: type[Any], options: ServiceOptions) -> Any:
    shape = getattr(service, "Settings", None)
    if not is_dataclass(shape) or not isinstance(shape, type):
        if options.settings:
            raise ConfigurationError(
                f"{options.setting}_OPTIONS.settings: {service.__name__} has none"
            )
        return None
    names = [field.name for field in fields(shape) if not field.name.startswith("_")]
    _require_known(options, f"{options.setting}_OPTIONS.settings", dict(options.settings), names)
    given = dict(options.settings)
    if "language" in names and not {"language", "params"} & {*given, *options.arguments}:
        given["language"] = _LANGUAGE
    hints = get_type_hints(shape)
    return shape(**{name: _shaped(value, hints[name]) for name, value in given.items()})


def _shaped(value: Any, hint: Any) -> Any:
    """JSON's value as the enumeration or the pydantic model that the class wants."""
    for wanted in get_args(hint) or (hint,):
        if not inspect.isclass(wanted):
            continue
        if isinstance(value, dict) and issubclass(wanted, BaseModel):
            return wanted(**value)
        if isinstance(value, str) and issubclass(wanted, Path):
            return wanted(value)
        if isinstance(value, str) and issubclass(wanted, Enum):
            with suppress(ValueError):  # a language that Pipecat does not list goes as it is
                return wanted(value)
    return value


def _require_known(
    options: ServiceOptions, where: str, given: dict[str, Any], names: list[str]
) -> None:
    for name in given:
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            hint = f"; did you mean {near[0]}?" if near else f"; one of {', '.join(sorted(names))}"
            raise ConfigurationError(f"{where}.{name}: {options.name} has no such option{hint}")
