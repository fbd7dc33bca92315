"""One field of a complaint asked of a person: listed, explained, checked at once, asked again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from asn_neutral.cli.dates import day_of
from asn_neutral.cli.fields import Field, headings
from asn_neutral.intake.columns import COLUMNS
from asn_neutral.intake.reasons import REASONS
from asn_neutral.intake.words import number_needed
from asn_neutral.law.entries import Violation
from asn_neutral.law.terms import CHANNEL_LABELS, EMPLOYMENT_LABELS, LEVEL_LABELS, POSITION_CLASS_LABELS
from asn_neutral.locale import _, either
from asn_neutral.output.asking import ask, one_of
from asn_neutral.output.talk import say
from asn_neutral.reports.cases import remark_sentences
from asn_neutral.services.add_complaint import HandChecker
from asn_neutral.services.desk import Desk
from asn_neutral.services.guide import Guide

NOTHING: Final = "-"
"""The answer that leaves a field empty although something is offered."""
_EXPLAIN: Final = "?"
_PLACES: Final = frozenset({"unit_kerja", "kecamatan"})
_LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "jalur": CHANNEL_LABELS,
    "status_asn": EMPLOYMENT_LABELS,
    "kelas_jabatan": POSITION_CLASS_LABELS,
}
_COLUMN: Final = {column.key: column for column in COLUMNS}


class Questions:
    """Asks single fields, each with the reasons a row of a file would get."""

    def __init__(self, guide: Guide, desk: Desk) -> None:
        self._guide = guide
        self._desk = desk
        self._checker = HandChecker(desk)
        self._names = headings()

    def ask(self, field: Field, answers: Mapping[str, str], offered: str = "") -> str:
        """The answer to one field, empty where it was skipped.

        Args:
            field: What is asked.
            answers: What was answered before, by column.
            offered: What an empty answer means.
        """
        choices = self._choices(field)
        self._introduce(field, answers, choices)
        needed = self.needed(field, answers)
        while True:
            typed = ask(_question(field, offered, needed=needed))
            if typed == _EXPLAIN:
                say(explanation(field.key))
                continue
            meant = self.meant(field, typed or offered, choices)
            if self.passes(field, {**answers, field.key: meant}):
                return self._as_known(field, meant)

    def needed(self, field: Field, answers: Mapping[str, str]) -> bool:
        """Whether the field must be filled in."""
        return field.required and (field.key != "nomor_laporan" or number_needed(answers.get("jalur", "")))

    def offered(self, field: Field, answers: Mapping[str, str]) -> str:
        """What is offered for a field from what is known already; empty when nothing is."""
        if field.key == "tanggal_terima":
            return self._desk.today.isoformat()
        nip = answers.get("nip", "")
        return self._guide.employment_of(nip) if field.key == "status_asn" and nip else ""

    def meant(self, field: Field, typed: str, choices: Sequence[tuple[str, str]]) -> str:
        """What was typed, in the form a file has: the number of a choice as its word, a day as an ISO date."""
        if typed == NOTHING:
            return ""
        if typed.isascii() and typed.isdigit() and 1 <= int(typed[:3]) <= len(choices):
            return choices[int(typed[:3]) - 1][0]
        return as_day(typed, self._desk.today) if field.day else typed

    def passes(self, field: Field, answers: Mapping[str, str]) -> bool:
        """Whether the answer to *field* is right; what is wrong or doubtful about it is said."""
        if not answers[field.key]:
            needed = self.needed(field, answers)
            if needed:
                say(f"  {_(REASONS['E_KOSONG'])} (E_KOSONG)")
            return not needed
        problems, doubts = self._checker.answer(answers, field.key)
        for one in (*problems, *doubts):
            say(f"  {one.sentence(self._names)} ({one.code})")
        if not problems and field.key == "kode_pelanggaran" and answers.get("tanggal_kejadian"):
            for sentence in remark_sentences(self._guide.remarks(answers)):
                say(f"  {sentence}")  # at once what will stand as a remark in the case
        return not problems

    def _as_known(self, field: Field, name: str) -> str:
        """The *name* of a unit or district, or the known one that a new name was meant to be."""
        like = self._guide.known_like(field.key, name) if name and field.key in _PLACES else None
        if like is None:
            return name
        say("  " + _("“{name}” is new, and resembles one that is known:").format(name=name))
        say(f"  1  {like}\n  2  {_('{name}, a new one').format(name=name)}")
        return like if one_of("12") == "1" else name

    def _choices(self, field: Field) -> list[tuple[str, str]]:
        """The words a field can have, each with its label; none for a free text."""
        if field.key == "pemilihan":
            return [(one.id, either(one.name, one.name_en)) for one in self._desk.book.elections]
        labels = _LABELS.get(field.key, {})
        return [(word, _(labels[word])) for word in field.words]

    def _introduce(self, field: Field, answers: Mapping[str, str], choices: Sequence[tuple[str, str]]) -> None:
        """What a person should see before the question."""
        for number, (word, label) in enumerate(choices, start=1):
            say(f"  {number}  {word}" if word == label else f"  {number}  {word} - {label}")
        if field.key == "pemilihan":
            election = self._guide.election_by_date(answers) or _("none is known")
            say("  " + _("By the date of the act: {election}.").format(election=election))
        if field.key == "kode_pelanggaran":
            self._list_forms(answers)

    def _list_forms(self, answers: Mapping[str, str]) -> None:
        """The catalogue of the day of the act: first the forms of its stage, then the others."""
        forms = self._guide.forms(answers)
        stage = either(forms.stage.name, forms.stage.name_en) if forms.stage else _("none is known")
        say("  " + _("Election: {election}; stage: {stage}.").format(election=forms.election or "-", stage=stage))
        _list(_("Forms that fit the stage:"), forms.fitting)
        _list(_("Other forms:"), forms.others)


def as_day(typed: str, today: date) -> str:
    """The ISO form of a day as a person types it; what is no day stays as typed, to be refused with its reason."""
    try:
        return day_of(typed, today=today).isoformat()
    except ValueError:
        return typed


def explanation(key: str) -> str:
    """What one column is for, with an example, in the language in force."""
    column = _COLUMN[key]
    example = _("Example: {example}").format(example=column.example)
    return f"  {_(column.explanation)}. {example}"


def _question(field: Field, offered: str, *, needed: bool) -> str:
    """The heading, with what an empty answer means."""
    hint = f" [{offered}]" if offered else "" if needed else f" ({_('may be empty')})"
    return f"{_(field.heading)}{hint}"


def _list(title: str, forms: Iterable[Violation]) -> None:
    lines = [f"    {form.id:<4} {either(form.name, form.name_en)} ({_level(form)})" for form in forms]
    if lines:
        say("\n".join((f"  {title}", *lines)))


def _level(form: Violation) -> str:
    return _(LEVEL_LABELS[form.level]) if form.level else _("level left open")
