"""Commands and groups whose help speaks the language in force.

Typer words headings in English and knows two languages only through the process-wide catalogue; what it never
translates (`Usage:`, the help option, the suggestion of a near name) is worded here, through its public means.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from asn_neutral.errors import ExitCode, UsageError
from asn_neutral.locale import N_, _
from asn_neutral.output.talk import say

if TYPE_CHECKING:  # Typer's own annotations; it gives these classes no other name
    from typer._click import Command, Context, HelpFormatter

# Typer's words that go through the process-wide catalogue, so that they are collected with ours.
TYPER_WORDS: Final = (
    N_("required"),
    N_("default: {default}"),
    N_("env var: {var}"),
    N_("(dynamic)"),
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
)
_AROUND_A_VERB: Final = 6  # columns that a line of help has around a verb and its help


class PlainCommand(TyperCommand):
    """A verb: its help in the language in force."""

    def format_usage(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """The line that shows how the words follow one another."""
        _write_usage(self, ctx, formatter)

    def get_help_option(self, ctx: "Context") -> TyperOption | None:
        """`--help`, explained in the language in force."""
        return _explained(super().get_help_option(ctx))

    def format_options(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """What the verb takes."""
        _write_params(self, ctx, formatter)


class PlainGroup(TyperGroup):
    """A noun: its help, and what it says about an unknown verb, in the language in force."""

    def format_usage(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """The line that shows how the words follow one another."""
        _write_usage(self, ctx, formatter)

    def get_help_option(self, ctx: "Context") -> TyperOption | None:
        """`--help`, explained in the language in force."""
        return _explained(super().get_help_option(ctx))

    def format_options(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """What the noun takes, and its verbs."""
        _write_params(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """The verbs, each with the beginning of its help."""
        verbs = {name: verb for name in self.list_commands(ctx) if (verb := self.get_command(ctx, name))}
        room = formatter.width - _AROUND_A_VERB - max(map(len, verbs), default=0)
        rows = [(name, verb.get_short_help_str(room)) for name, verb in verbs.items() if not verb.hidden]
        _write_section(_("Commands"), rows, formatter)

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Without any word, the help goes to stderr: nothing was done, and a script must notice."""
        if not args and not ctx.resilient_parsing:
            say(self.get_help(ctx))
            raise typer.Exit(ExitCode.USAGE)
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: "Context", args: list[str]) -> "tuple[str | None, Command | None, list[str]]":
        """The command that the first word names; an unknown one is answered with the nearest."""
        if args and not ctx.resilient_parsing and self.get_command(ctx, args[0]) is None:
            raise unknown_word(args[0], self.list_commands(ctx), ctx.command_path)
        return super().resolve_command(ctx, args)


def unknown_word(word: str, known: list[str], path: str) -> UsageError:
    """The error for a command that is not there, with the nearest that is."""
    problem = [_("There is no command {command}.").format(command=word)]
    from difflib import get_close_matches  # only on the way to an error

    near = get_close_matches(word, known, n=1, cutoff=0.5)
    if near:
        problem.append(_("Did you mean {nearest}?").format(nearest=near[0]))
    problem.append(_("`{command} --help` says more.").format(command=path))
    return UsageError(problem=" ".join(problem))


def localise(command: "Command", translate: Callable[[str], str] = _) -> None:
    """Pass every text of *command* and of the commands below it through *translate*, in place.

    A paragraph of a docstring or an option's help is one message, its line ends folded to spaces.
    """
    command.help = _paragraphs(command.help, translate)
    command.short_help = _paragraphs(command.short_help, translate)
    command.epilog = _paragraphs(command.epilog, translate)
    command.options_metavar = translate(N_("[OPTIONS]"))
    for param in command.params:
        param.metavar = translate(param.metavar) if param.metavar else param.metavar
        if hasattr(param, "help"):
            param.help = _paragraphs(param.help, translate)
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = translate(N_("COMMAND [ARGS]..."))
        for verb in command.commands.values():
            localise(verb, translate)


def _paragraphs(text: str | None, translate: Callable[[str], str]) -> str | None:
    """*text* translated paragraph by paragraph; nothing stays nothing."""
    if not text:
        return text
    return "\n\n".join(translate(" ".join(part.split())) for part in text.split("\n\n") if part.strip())


def _write_usage(command: "Command", ctx: "Context", formatter: "HelpFormatter") -> None:
    """The usage line with its prefix in the language in force."""
    pieces = " ".join(_bare(piece) for piece in command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage: "))


def _write_params(command: "Command", ctx: "Context", formatter: "HelpFormatter") -> None:
    """Arguments and options under headings that are ours: Typer's own would have the whole catalogue read."""
    records = [(param.param_type_name, param.get_help_record(ctx)) for param in command.get_params(ctx)]
    for kind, heading in (("argument", _("Arguments")), ("option", _("Options"))):
        _write_section(heading, [record for name, record in records if name == kind and record], formatter)


def _write_section(heading: str, rows: list[tuple[str, str]], formatter: "HelpFormatter") -> None:
    if rows:
        with formatter.section(heading):
            formatter.write_dl(rows)


def _bare(piece: str) -> str:
    """A word of the usage line without the braces that Typer puts around what is required."""
    return piece[1:-1] if piece.startswith("{") and piece.endswith("}") else piece


def _explained(option: TyperOption | None) -> TyperOption | None:
    """The help option with its explanation in the language in force."""
    if option is not None:
        option.help = _("Show this message and exit.")
    return option
