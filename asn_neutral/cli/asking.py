"""A complaint asked of a person, field by field: the order, the draft, the review at the end."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import typer

from asn_neutral.cli.draft import Draft
from asn_neutral.cli.fields import COMPLAINANT, FIELDS, Field, Typed, headings
from asn_neutral.cli.order import Order
from asn_neutral.cli.questions import Questions
from asn_neutral.cli.respondent import Person, ask_respondent
from asn_neutral.errors import DatabaseLockedError, DuplicateError, ExitCode, InvalidInputError
from asn_neutral.locale import N_, _, ngettext
from asn_neutral.output.asking import ask, end_line, one_of
from asn_neutral.output.talk import say
from asn_neutral.reports.added import what_stands_out
from asn_neutral.services.add_complaint import Added, add_complaint
from asn_neutral.services.desk import Desk
from asn_neutral.services.guide import Guide

_OF_WHOM: Final = ("nomor_laporan", "nama_terlapor", "nip")
"""What tells one complaint, and one respondent, from another."""
_OFFERED_OF_A_PERSON: Final = ("status_asn", "golongan", "jabatan", "kelas_jabatan", "unit_kerja")
_KEPT: Final = N_("The draft is kept; `asn-neutral complaint add` offers it again.")
_SAVE_OR_CHANGE: Final = N_("s saves, d drops, a number changes that field")
_SAVE_OR_SEPARATE: Final = N_(
    "s saves and adds the case to that complaint, n saves it as another complaint, d drops, a number changes that field"
)
_SAVE, _SEPARATE, _DROP = "s", "n", "d"


class Dialogue:
    """One complaint on its way from a person to the register."""

    def __init__(self, guide: Guide, desk: Desk, order: Order) -> None:
        self._guide = guide
        self._desk = desk
        self._order = order
        self._questions = Questions(guide, desk)
        self._complainant: Typed = dict(order.complainant)
        self._draft = Draft(Draft.beside(desk.database), desk.today.isoformat())
        self._further = False  # one more respondent of a complaint that is there already

    def run(self) -> Added | None:
        """What was recorded; None when the person dropped it.

        Raises:
            typer.Exit: The person stopped; the draft is kept.
        """
        try:
            self._begin()
            self._ask_all()
            return self._save() if self._order.yes else self._review()
        except (KeyboardInterrupt, EOFError):
            if not self._say_kept():
                raise
            raise typer.Exit(ExitCode.INTERRUPTED) from None
        except SystemExit:
            self._say_kept()
            raise

    def _say_kept(self) -> bool:
        """Say that the draft is there for the next time, if it is."""
        kept = Draft.found(self._draft.path) is not None
        end_line()
        if kept:
            say(_(_KEPT))
        return kept

    def _begin(self) -> None:
        """Go on with what was kept, or start anew; what was typed as an option counts before it."""
        found = Draft.found(self._draft.path)
        if found and self._wanted(found):
            self._draft = found
        if not found and (aside := Draft.put_aside(self._draft.path)):
            say(_("What stood in the draft is no draft; it was put aside as {path}.").format(path=aside))
        draft, order = self._draft, self._order
        draft.answers |= order.answers
        draft.concerns = order.case or (None if order.tip else draft.concerns)
        draft.tip = order.tip or (draft.tip and draft.concerns is None)
        for field in self._fields():
            if field.key in draft.answers and not self._questions.passes(field, draft.answers):
                say("  " + _("{field} is asked again.").format(field=_(field.heading)))
                del draft.answers[field.key]
        if order.recorded_as:
            self._further = True
            self._tell_recorded(order.recorded_as)
        self._know_by_nip()
        say(_("Enter takes what stands in brackets, - leaves a field empty, ? explains it, Ctrl-C keeps a draft."))

    def _wanted(self, found: Draft) -> bool:
        """Whether the person goes on with a draft; one about somebody else is never mixed with what was typed."""
        count = len(found.answers)
        text = ngettext(
            "There is a draft begun on {day} with {count} field answered.",
            "There is a draft begun on {day} with {count} fields answered.",
            count,
        )
        say(text.format(day=found.begun_on, count=count))
        self._tell(found.answers)
        other = self._is_of_another(found)
        if other:
            say(_("It is about another complaint or respondent than this command; its words are left aside then."))
        say(f"  1  {_('go on with it')}\n  2  {_('start anew')}")
        goes_on = one_of("12") == "1"
        if goes_on and other:
            self._order = replace(self._order, answers={}, case=None, tip=False, recorded_as=None)
        if goes_on and not self._order.complainant:
            say("  " + _("Who complained is never kept in a draft; it is asked at the end."))
        return goes_on

    def _is_of_another(self, found: Draft) -> bool:
        """Whether a draft and the words of the command name two complaints or two respondents."""
        typed = self._order.answers
        return any(
            typed.get(key) and found.answers.get(key) and typed[key] != found.answers[key] for key in _OF_WHOM
        ) or (self._order.case is not None and found.concerns != self._order.case)

    def _tell(self, answers: Typed) -> None:
        """What was answered so far, where it is not empty."""
        for field in FIELDS:
            if answers.get(field.key):
                say(f"     {_(field.heading)}: {answers[field.key]}")

    def _tell_recorded(self, number: str) -> None:
        """Say which complaint is there already, and what it says."""
        say(_("This number is recorded as {number}:").format(number=number))
        own = {field.key for field in FIELDS if not field.respondent}
        self._tell({key: cell for key, cell in self._draft.answers.items() if key in own})
        say(_("What it says stays as it is; only the respondent is asked."))

    def _know_by_nip(self) -> None:
        """Offer what is known of the person whose NIP was given as an option, or typed for a new name."""
        draft = self._draft
        person = None if draft.known else self._guide.person(draft.answers.get("nip", ""))
        if person:
            draft.known |= person.known
            say("  " + _("This NIP is known: {name} - {unit}.").format(name=person.name, unit=person.unit))

    def _fields(self) -> list[Field]:
        """The fields of this complaint, in the order in which they are asked."""
        named = not self._draft.tip and self._draft.concerns is None
        return [field for field in FIELDS if named or not field.respondent]

    def _ask_all(self) -> None:
        """Every field that has no answer yet, who complained last; no contact of nobody is asked."""
        for field in self._fields():
            if field.key not in self._draft.answers:
                self._ask(field)
        if self._order.complainant or self._further:
            return
        name, contact = COMPLAINANT
        self._ask_complainant(name)
        if self._complainant[name.key]:
            self._ask_complainant(contact)

    def _ask(self, field: Field) -> None:
        draft = self._draft
        if field.key == "nama_terlapor":
            self._name(ask_respondent(self._guide, self._questions, draft.answers))
        else:
            offered = draft.known.get(field.key) or self._questions.offered(field, draft.answers)
            draft.answers[field.key] = self._questions.ask(field, draft.answers, offered)
        if field.key == "nip":
            self._know_by_nip()
        draft.keep()
        if field.key == "nomor_laporan":
            self._notice_recorded()

    def _name(self, person: Person) -> None:
        """Take the respondent that was chosen, with what is known of this person and nothing of another."""
        self._draft.answers |= person.answers
        self._draft.known = dict(person.known)

    def _notice_recorded(self) -> None:
        """Where the number just typed is there already, ask only about a further respondent, or for another number."""
        draft = self._draft
        number = draft.answers["nomor_laporan"]
        known = self._guide.recorded(number, draft.answers.get("jalur", "")) if number else None
        if known is None:
            return
        before, draft.answers = draft.answers, {**draft.answers, **known.cells}
        self._tell_recorded(known.number)
        say(f"  1  {_('go on with it')}\n  2  {_('type another number')}")
        if one_of("12") == "1":
            self._further = True
            draft.keep()
            return
        draft.answers = {key: cell for key, cell in before.items() if key != "nomor_laporan"}
        self._ask(next(field for field in FIELDS if field.key == "nomor_laporan"))

    def _ask_complainant(self, field: Field) -> None:
        answers = {**self._draft.answers, **self._complainant}
        self._complainant[field.key] = self._questions.ask(field, answers)

    def _review(self) -> Added | None:
        """Everything once more: saved, changed field by field, or dropped."""
        while True:
            fields = [*self._fields(), *COMPLAINANT]
            self._show(fields)
            twin = self._foresee()
            typed = ask(_(_SAVE_OR_SEPARATE if twin else _SAVE_OR_CHANGE)).casefold()
            if typed == _DROP:
                self._draft.remove()
                say(_("Dropped; nothing was stored."))
                return None
            if typed == _SAVE or (twin and typed == _SEPARATE):
                if added := self._try_to_save(separate=typed == _SEPARATE):
                    return added
            elif typed.isascii() and typed.isdigit() and 1 <= int(typed[:3]) <= len(fields):
                self._change(fields[int(typed[:3]) - 1])
            else:
                say("  " + _("“{typed}” is none of these; the fields are 1 to {count}.").format(
                    typed=typed, count=len(fields)
                ))  # fmt: skip

    def _foresee(self) -> bool:
        """Say what saving would meet; whether a complaint without a number is there that says the same."""
        patient = replace(self._desk, wait_seconds=0)  # nobody waits for a look ahead
        try:
            added = self._add(patient, rehearse=True, separate=False)
        except DatabaseLockedError:
            return False
        except (InvalidInputError, DuplicateError) as refused:
            say(str(refused))
            return isinstance(refused, DuplicateError) and not self._draft.answers.get("nomor_laporan")
        for sentence in what_stands_out(added):
            say(sentence)
        return added.joined

    def _show(self, fields: Iterable[Field]) -> None:
        """All answers with the numbers to change them by; of who complained only whether it is known."""
        answers = self._draft.answers
        if self._draft.concerns:
            say(_("A further complaint for case {number}").format(number=self._draft.concerns))
        if self._draft.tip:
            say(_("A tip: nobody is named yet"))
        for place, field in enumerate(fields, start=1):
            text = answers.get(field.key, "")
            if field in COMPLAINANT:
                text = _("given") if self._complainant.get(field.key) else _("not given")
            elif field.key == "pemilihan" and not text:
                found = self._guide.election_by_date(answers)
                text = _("{election} (by the date of the act)").format(election=found) if found else ""
            say(f"{place:>3}  {_(field.heading)}: {text or '-'}")

    def _change(self, field: Field) -> None:
        if field in COMPLAINANT:
            self._ask_complainant(field)
            return
        answers = self._draft.answers
        if field.key == "nama_terlapor":
            self._change_respondent()
        else:
            answers[field.key] = self._questions.ask(field, answers, answers.get(field.key, ""))
        self._draft.keep()

    def _change_respondent(self) -> None:
        """Look up another respondent; what is known of a known one is asked for again, and offered."""
        answers = self._draft.answers
        person = ask_respondent(self._guide, self._questions, {**answers, "nip": ""})
        self._name(person)
        if person.known:
            for key in _OFFERED_OF_A_PERSON:
                answers.pop(key, None)
            for field in self._fields():
                if field.key not in answers:
                    self._ask(field)

    def _try_to_save(self, *, separate: bool) -> Added | None:
        """What was recorded; None where it was refused, which is said."""
        try:
            return self._save(separate=separate)
        except (InvalidInputError, DuplicateError) as refused:
            say(str(refused))
            return None

    def _save(self, *, separate: bool = False) -> Added:
        added = self._add(self._desk, rehearse=self._order.dry_run, separate=separate or self._order.separate)
        if added.stored:
            self._draft.remove()
        else:
            say(_(_KEPT))
        return added

    def _add(self, desk: Desk, *, rehearse: bool, separate: bool) -> Added:
        """Take the complaint in at *desk*, as it stands."""
        draft = self._draft
        asked = {field.key: draft.answers.get(field.key, "") for field in self._fields()}
        cells = {**asked, **self._complainant}
        return add_complaint(
            cells, desk, rehearse=rehearse, case=draft.concerns, tip=draft.tip, separate=separate, names=headings()
        )
