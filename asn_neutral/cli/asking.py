"""A complaint asked of a person, field by field: the order, the draft, the review at the end."""

from collections.abc import Iterable
from typing import Final

import typer

from asn_neutral.cli.draft import Draft
from asn_neutral.cli.fields import COMPLAINANT, FIELDS, Field, Typed
from asn_neutral.cli.order import Order
from asn_neutral.cli.questions import Questions
from asn_neutral.cli.respondent import ask_respondent
from asn_neutral.errors import DuplicateError, ExitCode, InvalidInputError
from asn_neutral.locale import N_, _, ngettext
from asn_neutral.output.asking import ask, end_line
from asn_neutral.output.talk import say
from asn_neutral.services.add_complaint import Added, add_complaint
from asn_neutral.services.desk import Desk
from asn_neutral.services.guide import Guide

_KEPT: Final = N_("The draft is kept; `asn-neutral complaint add` offers it again.")
_SAVE, _DROP = "s", "d"


class Dialogue:
    """One complaint on its way from a person to the register."""

    def __init__(self, guide: Guide, desk: Desk, order: Order) -> None:
        self._guide = guide
        self._desk = desk
        self._order = order
        self._questions = Questions(guide, desk)
        self._complainant: Typed = dict(order.complainant)
        self._draft = Draft(Draft.beside(desk.database), desk.today.isoformat())

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
        kept = self._draft.path.exists()
        end_line()
        if kept:
            say(_(_KEPT))
        return kept

    def _begin(self) -> None:
        """Go on with what was kept, or start anew; what was typed as an option counts before it."""
        found = Draft.found(self._draft.path)
        if found and self._wanted(found):
            self._draft = found
        draft, order = self._draft, self._order
        draft.answers |= order.answers
        draft.concerns = order.case or (None if order.tip else draft.concerns)
        draft.tip = order.tip or (draft.tip and draft.concerns is None)
        for field in self._fields():
            if field.key in draft.answers and not self._questions.passes(field, draft.answers):
                say("  " + _("{field} is asked again.").format(field=_(field.heading)))
                del draft.answers[field.key]
        say(_("Enter takes what stands in brackets, - leaves a field empty, ? explains it, Ctrl-C keeps a draft."))

    def _wanted(self, found: Draft) -> bool:
        """Whether the person goes on with a draft."""
        count = len(found.answers)
        text = ngettext(
            "There is a draft begun on {day} with {count} field answered.",
            "There is a draft begun on {day} with {count} fields answered.",
            count,
        )
        say(text.format(day=found.begun_on, count=count))
        say(f"  1  {_('go on with it')}\n  2  {_('start anew')}")
        answer = ""
        while answer not in {"1", "2"}:
            answer = ask(_("Which one"))
        return answer == "1"

    def _fields(self) -> list[Field]:
        """The fields of this complaint, in the order in which they are asked."""
        named = not self._draft.tip and self._draft.concerns is None
        return [field for field in FIELDS if named or not field.respondent]

    def _ask_all(self) -> None:
        """Every field that has no answer yet, who complained last."""
        for field in self._fields():
            if field.key not in self._draft.answers:
                self._ask(field)
        for field in COMPLAINANT:
            if not self._order.complainant:
                self._ask_complainant(field)

    def _ask(self, field: Field) -> None:
        draft = self._draft
        if field.key == "nama_terlapor":
            person = ask_respondent(self._guide, self._questions, draft.answers)
            draft.answers |= person.answers
            draft.known |= person.known
        else:
            offered = draft.known.get(field.key) or self._questions.offered(field, draft.answers)
            draft.answers[field.key] = self._questions.ask(field, draft.answers, offered)
        draft.keep()

    def _ask_complainant(self, field: Field) -> None:
        answers = {**self._draft.answers, **self._complainant}
        self._complainant[field.key] = self._questions.ask(field, answers)

    def _review(self) -> Added | None:
        """Everything once more: saved, changed field by field, or dropped."""
        while True:
            fields = [*self._fields(), *COMPLAINANT]
            self._show(fields)
            typed = ask(_("s saves, d drops, a number changes that field")).casefold()
            if typed == _DROP:
                self._draft.remove()
                say(_("Dropped; nothing was stored."))
                return None
            if typed == _SAVE and (added := self._try_to_save()):
                return added
            if typed.isascii() and typed.isdigit() and 1 <= int(typed[:3]) <= len(fields):
                self._change(fields[int(typed[:3]) - 1])

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
            say(f"{place:>3}  {_(field.heading)}: {text or '-'}")

    def _change(self, field: Field) -> None:
        if field in COMPLAINANT:
            self._ask_complainant(field)
            return
        answers = self._draft.answers
        answers[field.key] = self._questions.ask(field, answers, answers.get(field.key, ""))
        self._draft.keep()

    def _try_to_save(self) -> Added | None:
        """What was recorded; None where it was refused, which is said."""
        try:
            return self._save()
        except (InvalidInputError, DuplicateError) as refused:
            say(str(refused))
            return None

    def _save(self) -> Added:
        order, draft = self._order, self._draft
        asked = {field.key: draft.answers.get(field.key, "") for field in self._fields()}
        cells = {**asked, **self._complainant}
        added = add_complaint(cells, self._desk, rehearse=order.dry_run, case=draft.concerns, tip=draft.tip)
        if added.stored:
            draft.remove()
        else:
            say(_(_KEPT))
        return added
