"""Files whose retention ended: what is proposed, what became of it, and what is left."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from asn_neutral.law.terms import DISPOSITION_LABELS
from asn_neutral.locale import N_, _, ngettext
from asn_neutral.reports.table import Column, Kind, Record, Table, Value
from asn_neutral.services.retention import Approved, Decision, Proposal, ProposedFile, Review, Standing

STANDING_LABELS: Final[Mapping[str, str]] = {
    Standing.OPEN: N_("waits for a second person"),
    Standing.APPROVED: N_("approved, destroyed"),
    Standing.REJECTED: N_("rejected"),
}
_FILE: Final = (
    Column("complaints", N_("Complaints"), Kind.LIST),
    Column("cases", N_("Cases"), Kind.LIST),
    Column("closed_on", N_("Closed on"), Kind.DATE, spare=1),
    Column("ends_on", N_("Kept until"), Kind.DATE),
    Column("disposition", N_("Then"), labels=DISPOSITION_LABELS),
    Column("rule", N_("Entry of the schedule"), Kind.ID, spare=2),
    Column("basis", N_("Basis"), spare=3),
)
_PROPOSAL: Final = (
    Column("proposal", N_("Proposal"), Kind.COUNT),
    Column("on", N_("Proposed on"), Kind.DATE),
    Column("by", N_("By")),
    Column("files", N_("Files"), Kind.COUNT),
    Column("standing", N_("Standing"), labels=STANDING_LABELS),
    Column("reason", N_("Reason"), spare=3),
    Column("decided_on", N_("Decided on"), Kind.DATE),
    Column("decided_by", N_("Decided by")),
    Column("letter", N_("Number of the approval"), Kind.ID, spare=2),
    Column("decided_because", N_("Reason of the decision"), spare=4),
)


def proposed(review: Review) -> Record:
    """What was proposed, or would be, and which other files have served their time."""
    proposal = review.proposal
    return _record(proposal, _proposal_title(proposal), _review_notes(review), review.others)


def _proposal_title(proposal: Proposal) -> str:
    if proposal.id is None:
        return _("Files that may be proposed for destruction")
    return _("Proposal {proposal}: files to be destroyed").format(proposal=proposal.id)


def _review_notes(review: Review) -> Iterator[str]:
    proposal = review.proposal
    if not proposal.files:
        yield _("There is nothing to propose.")
    elif proposal.id is None:
        yield _("Nothing was stored: this was a rehearsal.")
    else:
        told = _("A second person decides: `asn-neutral retention approve {proposal}`, or `reject`.")
        yield told.format(proposal=proposal.id)
    if review.unscheduled:
        yield ngettext(
            "For {count} closed file the schedule gives no years; they stand in the office's own file of law data "
            "(`asn-neutral help retention`).",
            "For {count} closed files the schedule gives no years; they stand in the office's own file of law data "
            "(`asn-neutral help retention`).",
            review.unscheduled,
        ).format(count=review.unscheduled)


def proposal_list(found: Sequence[Proposal]) -> Table:
    """Every proposal, the newest first."""
    rows = [_cells(one) for one in reversed(found)]
    return Table("retention-list", _("Proposals of destruction"), _PROPOSAL, rows, empty=_("Nothing was proposed yet."))


def proposal_page(proposal: Proposal, left: int = 0) -> Record:
    """A proposal with its files, and how many pieces of evidence are *left* that should have gone with them."""
    told = ngettext(
        "{count} piece of their evidence is still there; `asn-neutral retention approve` once more removes it.",
        "{count} pieces of their evidence are still there; `asn-neutral retention approve` once more removes them.",
        left,
    )
    notes = [told.format(count=left)] if left else []
    return _record(proposal, _("Proposal {proposal}").format(proposal=proposal.id), notes)


def approved(done: Approved, backups: Sequence[str], *, rehearsed: bool) -> Record:
    """What was destroyed: the list that goes with the official report (berita acara)."""
    title = _("Files destroyed") if done.fresh else _("Files that had been destroyed before")
    return _record(done.proposal, title, _destroyed_notes(done, backups, rehearsed=rehearsed))


def _destroyed_notes(done: Approved, backups: Sequence[str], *, rehearsed: bool) -> Iterator[str]:
    if rehearsed:
        yield _("Nothing was stored: this was a rehearsal.")
        return
    if not done.fresh:
        yield _("The proposal had been approved: the letter and the reason of this command were not recorded.")
    if done.shared:
        told = _("{one} and {other}: both are the user {login} of this system; that they are two rests on their word.")
        decided = done.proposal.decision
        names = {"one": done.proposal.actor, "other": decided.actor if decided else ""}
        yield told.format(login=", ".join(done.shared), **names)
    if done.evidence:
        told = ngettext(
            "{count} piece of evidence went with them.", "{count} pieces of evidence went with them.", done.evidence
        )
        yield told.format(count=done.evidence)
    if backups:
        told = _("Backups still hold these files; remove them when newer ones are verified: {names}.")
        yield told.format(names=", ".join(backups))
    yield _("Exported reports, letters and files on paper are not looked after by the program.")


def _record(proposal: Proposal, title: str, notes: Iterable[str] = (), others: Sequence[ProposedFile] = ()) -> Record:
    files = Table("files", _("Files"), _FILE, [_file(file) for file in proposal.files])
    rest = Table("others", _("Other files whose term is over"), _FILE, [_file(file) for file in others])
    parts = (files, rest) if others else (files,)
    return Record("retention", title, _PROPOSAL, _cells(proposal), parts=parts, notes=list(notes))


def _cells(proposal: Proposal) -> tuple[Value, ...]:
    decision = proposal.decision or Decision("", "", "")
    return (
        proposal.id, proposal.on, proposal.actor, len(proposal.files), proposal.standing if proposal.id else None,
        proposal.reason or None,
        decision.on or None, decision.actor or None, decision.letter, decision.reason or None,
    )  # fmt: skip


def _file(file: ProposedFile) -> tuple[Value, ...]:
    return (
        file.complaints, file.cases, file.closed_on, file.ends_on or None, file.disposition or None, file.rule or None,
        file.basis or None,
    )  # fmt: skip
