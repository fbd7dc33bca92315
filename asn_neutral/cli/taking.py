"""Many options given to a command as one value."""

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import typer

Rest = ParamSpec("Rest")
Value = TypeVar("Value")
Command = Callable[Concatenate[typer.Context, Value, Rest], None]


def taking(
    options: Mapping[str, object], made: Callable[[typer.Context, Mapping[str, object]], Value]
) -> Callable[[Command[Value, Rest]], Callable[..., None]]:
    """A decorator that gives a command *options* in place of its second parameter.

    Args:
        options: The types of the options, as Typer reads them, by their names in Python; none of them is required.
        made: What the command gets as its second parameter, from the values by name; None where nothing was typed.
    """

    def decorate(command: Command[Value, Rest]) -> Callable[..., None]:
        @wraps(command)
        def with_options(ctx: typer.Context, *args: Rest.args, **kwargs: Rest.kwargs) -> None:
            typed = {name: kwargs.pop(name, None) for name in options}
            return command(ctx, made(ctx, typed), *args, **kwargs)

        first, _value, *rest = inspect.signature(command, eval_str=True).parameters.values()
        given = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=option)
            for name, option in options.items()
        ]
        needed = [parameter for parameter in rest if parameter.default is inspect.Parameter.empty]
        others = [parameter for parameter in rest if parameter not in needed]
        _declare(with_options, [first, *needed, *given, *others])
        return with_options

    return decorate


def _declare(function: Callable[..., None], parameters: list[inspect.Parameter]) -> None:
    """Let *function* say that it takes *parameters*, positional ones first."""
    ordered = sorted(parameters, key=lambda parameter: parameter.kind)
    function.__signature__ = inspect.Signature(ordered)  # type: ignore[attr-defined]  # how Python lets a wrapper say what it takes
    function.__annotations__ = {parameter.name: parameter.annotation for parameter in ordered}
