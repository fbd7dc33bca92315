"""A register in which every scenario has been lived: one case for each, its steps recorded in the order of their days.

What is recorded is recorded at noon (UTC) of the day it happened, in the evening of the office, so that the register
grew day by day and can be looked back at.
"""

import json
import shutil
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final

from asn_neutral.domain.correcting import Correction
from asn_neutral.errors import ReasonNeededError
from asn_neutral.law.terms import Step
from asn_neutral.services.add_complaint import add_complaint
from asn_neutral.services.desk import Desk
from asn_neutral.services.mend_case import correct_entry, recompute_all, undo_last
from asn_neutral.services.record_step import record_step
from tests.complaints_file import desk, row

SCENARIOS: Final = Path(__file__).with_name("scenarios")
LAST_DAY: Final = date(2027, 6, 30)
"""The day on which the lawyers who tell the scenarios look at them, unless one names another."""
COPIED: Final = (date(2025, 2, 12), date(2025, 5, 9))
"""The days at whose end the register is copied, in their order."""
_NAME: Final = "lived.db"
_NUMBERS: Final = "numbers.json"
_FORMS: Final = {"kode-etik": "E4", "disiplin": "D4", "keanggotaan-partai": "D5"}


@dataclass(frozen=True, slots=True)
class Lived:
    """The register, the number of the case of each scenario by the name of its file, and the register as it was."""

    path: Path
    numbers: Mapping[str, str]
    copies: Mapping[date, Path]
    """Copies that were taken at the end of some days."""


@dataclass(frozen=True, slots=True)
class _Act:
    """Something to record on a day; `place` keeps the order of one story."""

    on: date
    story: str
    place: int
    told: Mapping[str, Any]


def lived_register(template: Path, folder: Path, after: Callable[[Path], None] = lambda _path: None) -> Lived:
    """The register, made in *folder* from an empty one; *after* sees it after every step that was recorded."""
    path = Path(shutil.copy(template, folder / _NAME))
    stories = {one.stem: tomllib.loads(one.read_text("utf-8")) for one in sorted(SCENARIOS.glob("*.toml"))}
    numbers: dict[str, str] = {}
    days = list(COPIED)
    for place, act in enumerate(sorted(_acts(stories), key=lambda act: (act.on, act.story, act.place))):
        while days and act.on > days[0]:
            shutil.copy(path, folder / _copy_of(days.pop(0)))
        at = replace(_desk_on(path, act.on), actor=f"petugas-{place % 3}")
        if act.place == 0:
            numbers[act.story] = _opened(stories[act.story]["respondent"], len(numbers), at)
        else:
            _recorded(numbers[act.story], act.told, at)
        after(path)
    (folder / _NUMBERS).write_text(json.dumps(numbers), "utf-8")
    return lived_in(folder)


def lived_in(folder: Path) -> Lived:
    """What `lived_register` made in *folder*."""
    numbers = json.loads((folder / _NUMBERS).read_text("utf-8"))
    return Lived(folder / _NAME, numbers, {day: folder / _copy_of(day) for day in COPIED})


def _copy_of(day: date) -> str:
    return f"{day}.db"


def _acts(stories: Mapping[str, Mapping[str, Any]]) -> Iterator[_Act]:
    for name, story in stories.items():
        opened = story["respondent"]["opened_on"]
        yield _Act(opened, name, 0, {})
        last = opened
        for place, told in enumerate(story["step"], start=1):
            if "refused" not in told:
                last = max(last, told.get("on", last))
                yield _Act(last, name, place, told)


def _desk_on(path: Path, day: date) -> Desk:
    return replace(desk(path, today=day), now=datetime.combine(day, time(12), UTC))


def _opened(respondent: Mapping[str, Any], number: int, at: Desk) -> str:
    """The number of a new case against that respondent, whose complaint came in on the day it was opened."""
    told = {key: str(value) for key, value in respondent.items() if isinstance(value, str)}
    happened, received = (respondent[key].isoformat() for key in ("happened_on", "opened_on"))
    days = {"tanggal_kejadian": happened, "tanggal_diketahui": happened, "tanggal_surat": received}
    forms = respondent.get("violations") or [_FORMS[told["track"]]]
    post = {"kepala-wilayah": "kepala-wilayah"}.get(told.get("position_class", ""), told.get("position_class", ""))
    cells = {
        **row(number), **days, "tanggal_terima": received, "kode_pelanggaran": ";".join(forms),
        "status_asn": told.get("employment", ""), "kelas_jabatan": post, "pemilihan": "",
    }  # fmt: skip
    if told.get("employment") == "PPPK":
        cells["nip"] = cells["golongan"] = ""
    return add_complaint(cells, at).cases[0]


def _recorded(number: str, told: Mapping[str, Any], at: Desk) -> None:
    given = {
        key: value.isoformat() if isinstance(value, date) else value for key, value in told.get("with", {}).items()
    }
    match told["do"]:
        case "correct":
            correct_entry(number, Correction(told["entry"], given, told["reason"], told.get("on")), at)
        case "undo":
            undo_last(number, told["reason"], at)
        case "recompute":
            recompute_all(at)
        case step:
            try:
                record_step(number, Step(step), told["on"], given, at)
            except ReasonNeededError:  # a sanction that is barred, which a scenario decides on all the same
                record_step(number, Step(step), told["on"], {**given, "reason": "x"}, at)
