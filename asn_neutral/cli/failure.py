"""How a failure is told: one sentence, or one object for scripts; never personal data, a traceback only on request."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from asn_neutral.config import PROGRAM
from asn_neutral.errors import AsnError, BugError, ExitCode, UsageError, reason_of
from asn_neutral.locale import N_, _
from asn_neutral.output.files import lost_result
from asn_neutral.output.talk import say

if TYPE_CHECKING:
    import typer

_OUR_FOLDER: Final = "asn_neutral"
_SYNONYMS: Final[Mapping[str, str]] = {"name": "search", "nip": "search", "query": "search", "top": "limit"}
"""What people type for an option of another name, where the command has that one."""
_SHORT: Final = 3
"""Up to so many letters the first may be the one that was mistyped."""
_EXAMPLES: Final[Mapping[str, str]] = {
    "-o": "-o rekap.xlsx",
    "--output": "--output rekap.xlsx",
    "--format": "--format csv",
    "--db": "--db register.db",
    "--lang": "--lang id",
    "--today": "--today 2025-01-15",
    "--from": "--from 2024-09-01",
    "--to": "--to 2024-12-31",
    "--on": "--on 2024-12-02",
}

# Typer words these in English only; each pattern is its sentence, beside it is ours. A test walks the list.
SENTENCES: Final[Mapping[str, str]] = {
    r"Missing command\.": N_("A command is missing."),
    r"No such option: (?P<option>\S+)": N_("There is no option {option}."),
    r"No such command '(?P<command>.*)'\.": N_("There is no command {command}."),
    r"Option '(?P<option>.+)' requires an argument\.": N_("The option {option} needs a value."),
    r"Option '(?P<option>.+)' does not take a value\.": N_("The option {option} takes no value."),
    r"Got unexpected extra argument\(s\) \((?P<words>.*)\)": N_("Too many words: {words}."),
    r"'(?P<value>.*)' is not one of (?P<choices>.*)\.": N_("{value} is not one of {choices}."),
    r"'(?P<value>.*)' is not a valid int(?: range)?\.": N_("{value} is not a whole number."),
    r"(?P<value>\S+) is not in the range x>=(?P<least>\S+)\.": N_("{value} is less than {least}."),
    r"(?P<value>\S+) is not in the range (?P<least>\S+)<=x<=(?P<most>\S+)\.": N_(
        "{value} is not from {least} to {most}."
    ),
}


def tell(error: AsnError, *, as_json: bool) -> int:
    """Say *error* on stderr and give its exit code."""
    if as_json:
        import json

        say(json.dumps({"error": {"name": error.name, "exit_code": error.exit_code, "message": str(error)}}))
    else:
        say(f"{PROGRAM}: {error}")
    return error.exit_code


def closed_stdout() -> int:
    """Say that there is nowhere to write a result to; exit code 31."""
    return tell(lost_result(_("it is closed")), as_json=False)


def full_stdout(error: OSError) -> int:
    """Say why stdout takes no more; exit code 31."""
    return tell(lost_result(reason_of(error)), as_json=False)


def interrupted() -> int:
    """Say that the person stopped the program; exit code 130."""
    say(f"{PROGRAM}: {_('Interrupted; nothing half done was kept.')}")
    return ExitCode.INTERRUPTED


def bug_of(error: BaseException) -> BugError:
    """A sentence for an error nobody foresaw: its kind and where it arose, never its words."""
    place = ""
    for file, line in _places(error):
        place = f", {file}:{line}" if _OUR_FOLDER in file else place
    return BugError(what=f"{type(error).__name__}{place}")


def _places(error: BaseException) -> Iterator[tuple[str, int]]:
    """File (from the package on) and line of every step to where *error* arose, the outermost first."""
    step = error.__traceback__
    while step is not None:
        file = step.tb_frame.f_code.co_filename
        yield file[max(file.rfind(_OUR_FOLDER), 0) :], step.tb_lineno
        step = step.tb_next


def trace(error: BaseException) -> None:
    """Say how *error* and what led to it arose: files, lines, code and kinds, without any value."""
    import traceback

    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or link.__context__
    for one in reversed(chain):
        words = str(one) if isinstance(one, AsnError) else ""
        say("".join(traceback.format_list(traceback.extract_tb(one.__traceback__))).rstrip("\n"))
        say(f"{type(one).__module__}.{type(one).__qualname__} {words}".rstrip())


def usage_of(error: "typer.TyperException") -> UsageError:
    """What Typer found wrong with the words, as a sentence in the language in force."""
    context = getattr(error, "ctx", None)
    sentences = [_problem(error)]
    if context is not None:
        sentences.append(_("`{command} --help` says more.").format(command=context.command_path))
    return UsageError(problem=" ".join(sentences))


def _problem(error: "typer.TyperException") -> str:
    """The sentence alone."""
    param = getattr(error, "param", None)
    named = _name_of(param) if param is not None else ""
    if hasattr(error, "param_type"):  # only a missing parameter has one
        choices = ", ".join(str(choice) for choice in getattr(getattr(param, "type", None), "choices", ()))
        missing = _("{name} is missing.").format(name=named)
        return f"{missing} {_('Choose from: {choices}.').format(choices=choices)}" if choices else missing
    sentence = _translated(error.message)
    if advice := _before_the_noun(error) or _example_of(error) or _option_meant(error):
        sentence = f"{sentence} {advice}"
    return f"{named}: {sentence}" if named else sentence


def _before_the_noun(error: "typer.TyperException") -> str:
    """Where an option of the program itself belongs that was typed after the noun; empty for any other."""
    option, context = getattr(error, "option_name", None), getattr(error, "ctx", None)
    if option is None or context is None or context.parent is None or not hasattr(error, "possibilities"):
        return ""
    root = context.find_root()
    if all(option not in param.opts for param in root.command.params):
        return ""
    rest = context.command_path.removeprefix(root.command_path).strip()
    return _("It stands before the noun: {line}.").format(line=f"{root.command_path} {option} ... {rest}")


def _option_meant(error: "typer.TyperException") -> str:
    """Which option of the command may be meant by one that it does not have; empty where none is like it.

    Typer compares the dashes as well, and so finds `--stage` where somebody typed `--name`.
    """
    typed, context = getattr(error, "option_name", None), getattr(error, "ctx", None)
    if typed is None or context is None or not hasattr(error, "possibilities"):
        return ""
    from difflib import get_close_matches  # only on the way to an error

    known = {name.lstrip("-"): name for param in context.command.params for name in param.opts}
    word = typed.lstrip("-")
    alike = [name for name in known if name[0] == word[:1] or len(word) <= _SHORT]
    near = _SYNONYMS.get(word) or next(iter(get_close_matches(word, alike, n=1, cutoff=0.5)), None)
    return _("Did you mean {nearest}?").format(nearest=known[near]) if near in known else ""


def _example_of(error: "typer.TyperException") -> str:
    """How an option is written that was given no value; empty where no example helps."""
    example = None if hasattr(error, "possibilities") else _EXAMPLES.get(str(getattr(error, "option_name", "")))
    return _("Write {example}.").format(example=example) if example else ""


def _name_of(param: object) -> str:
    """How a person wrote, or would write, the option or argument."""
    if getattr(param, "param_type_name", "") == "option":
        return str(max(getattr(param, "opts", [""]), key=len))
    return str(getattr(param, "human_readable_name", "")).upper()


def _translated(message: str) -> str:
    """A sentence of Typer in the language in force; one that is not known stays as it is."""
    for pattern, ours in SENTENCES.items():
        found = re.fullmatch(pattern, message)
        if found:
            values = {name: text.replace("'", "") for name, text in found.groupdict().items()}
            return _(ours).format(**values)
    return message
