"""What people call the ids of the law data and the words of the procedure, in the language in force.

The names of entries are those that are shipped: a clock, a sanction or an agency keeps its name also where an office
has an entry of its own for it. Lists, which know the settings, take the name from the office's file.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from asn_neutral.law.move import TERM_END, TERM_NAME
from asn_neutral.law.needs import NEEDS, RECOMMENDER_LABELS, Need
from asn_neutral.law.procedure import STEP_LABELS
from asn_neutral.law.terms import LEVEL_LABELS, Step
from asn_neutral.locale import _, either


def deadline_called(clock: str) -> str:
    """The name of a clock; one that no file names is called by its id."""
    return _(TERM_NAME) if clock == TERM_END else _named("deadline", clock)


def sanction_called(sanction: str) -> str:
    """The name of a sanction; its id where no file names it."""
    return _named("sanction", sanction)


def step_called(step: Step) -> str:
    """A step in a sentence: what people read for it, and the word that is typed."""
    return f"“{_(STEP_LABELS[step])}” ({step})"


def steps_to_type(steps: Iterable[Step]) -> Mapping[str, str]:
    """What people read for steps in a table: the word that is typed before everything else."""
    return {step: f"{step}: {_(STEP_LABELS[step])}" for step in steps}


def need_called(need: Need) -> str:
    """A key in a sentence: what people read for it, and the word that is typed."""
    return f"“{_(NEEDS[need].label)}” ({need})"


def recommender_called(agency: str) -> str:
    """The name of an agency that recommends."""
    return _(RECOMMENDER_LABELS.get(agency, agency))


def levels_called(levels: str) -> str:
    """Levels separated by commas, as people read them."""
    return ", ".join(_(LEVEL_LABELS.get(level, level)) for level in levels.split(", "))


def _named(kind: str, entry: str) -> str:
    return either(*_names(kind).get(entry, (entry, entry)))


@cache
def _names(kind: str) -> Mapping[str, tuple[str, str]]:
    """The Indonesian and the English name of every shipped entry of a kind; read when a sentence wants one."""
    from asn_neutral.law.names import shipped_rows

    return {row["id"]: (row["name"], row["name_en"]) for row in shipped_rows(kind)}
