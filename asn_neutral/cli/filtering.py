"""The shared filters, given to a command as one value."""

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, Final, ParamSpec

import typer

from asn_neutral.cli import options
from asn_neutral.intake.names import unit_key
from asn_neutral.store.filters import Filters

Rest = ParamSpec("Rest")
_OPTIONS: Final = {
    "unit": options.UnitOption,
    "status": options.StatusOption,
    "violation": options.ViolationOption,
    "level": options.LevelOption,
    "channel": options.ChannelOption,
    "stage": options.StageOption,
    "election": options.ElectionOption,
    "since": options.FromOption,
    "until": options.ToOption,
    "search": options.SearchOption,
}
"""Every filter of `Filters` with the option it is typed as; a test compares the two."""


def filtered(command: Callable[Concatenate[typer.Context, Filters, Rest], None]) -> Callable[..., None]:
    """Give *command* the shared filter options; it takes them as its second parameter, a `Filters`."""

    @wraps(command)
    def with_options(ctx: typer.Context, *args: Rest.args, **kwargs: Rest.kwargs) -> None:
        typed = {name: kwargs.pop(name, None) for name in _OPTIONS}
        return command(ctx, filters_of(typed), *args, **kwargs)

    own = inspect.signature(command, eval_str=True)
    first, _filters, *rest = own.parameters.values()
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=option)
        for name, option in _OPTIONS.items()
    ]
    positional = [parameter for parameter in rest if parameter.kind is not inspect.Parameter.KEYWORD_ONLY]
    keyword = [parameter for parameter in rest if parameter.kind is inspect.Parameter.KEYWORD_ONLY]
    parameters = [first, *positional, *shared, *keyword]
    with_options.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]  # how Python lets a wrapper say what it takes
    with_options.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return with_options


def filters_of(typed: Mapping[str, object]) -> Filters:
    """What was asked for; codes and ids count in any letters, as people type them."""
    return Filters(**{name: _words(name, value) for name, value in typed.items()})


def _words(name: str, value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    words = [str(word) for word in value] if isinstance(value, list) else [str(value)]
    if name == "violation":
        return tuple(word.upper() for word in words)
    if name == "unit":
        return tuple(unit_key(word) or word for word in words)  # as the register folds the names of units
    return tuple(word.casefold() if name in {"stage", "election"} else word for word in words)
