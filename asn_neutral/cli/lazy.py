"""Commands whose modules are imported only when they are called, so that the rest start quickly."""

import importlib
from collections.abc import Mapping
from copy import copy
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from typer.core import TyperCommand
from typer.main import get_group

from asn_neutral.cli.plain import PlainCommand, PlainGroup, localise
from asn_neutral.locale import _

if TYPE_CHECKING:  # Typer's own annotations; it gives these classes no other name
    from typer import Typer
    from typer._click import Command, Context


class Entry(NamedTuple):
    """One word after `asn-neutral`: the module that holds it, its help (a msgid), and whether verbs follow."""

    module: str
    help: str
    has_verbs: bool = True


class LazyGroup(PlainGroup):
    """A group that lists its commands from a table and imports the module of the one that is called."""

    entries: ClassVar[Mapping[str, Entry]] = {}

    def list_commands(self, ctx: "Context") -> list[str]:
        """The words of the table, in its order."""
        del ctx
        return list(self.entries)

    def get_command(self, ctx: "Context", cmd_name: str) -> "Command | None":
        """A stand-in with name and help, enough for listing and completing."""
        del ctx
        entry = self.entries.get(cmd_name)
        return None if entry is None else TyperCommand(cmd_name, help=_(entry.help), short_help=_(entry.help))

    def resolve_command(self, ctx: "Context", args: list[str]) -> "tuple[str | None, Command | None, list[str]]":
        """The command itself, its module imported."""
        name = args[0] if args else ""
        if name in self.entries:
            return name, load(name, self.entries[name], args[1] if len(args) > 1 else ""), args[1:]
        return super().resolve_command(ctx, args)


def load(name: str, entry: Entry, verb: str = "") -> "Command":
    """The command that `entry.module` holds in `app`, plain and in the language in force.

    Of a noun only *verb* is made, if it has that one: to make all the others takes longer than many an answer.
    """
    app: Typer = copy(importlib.import_module(entry.module).app)  # the module's own stays whole for the next caller
    app.rich_markup_mode = None
    app.info = copy(app.info)
    app.info.cls = PlainGroup
    app.info.help = entry.help
    app.registered_commands = [one for one in app.registered_commands if one.name == verb] or app.registered_commands
    for one in app.registered_commands:
        one.cls = PlainCommand
    group = get_group(app)
    command = group if entry.has_verbs else next(iter(group.commands.values()))
    command.name = name
    localise(command)
    return command
