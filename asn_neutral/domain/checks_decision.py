"""Rules about the decision (SK): who decided, what it says, what it rests on besides the grounds."""

from collections.abc import Iterator, Mapping
from typing import Final

from asn_neutral.domain.citing import citations
from asn_neutral.domain.competence import Competence, below, competence
from asn_neutral.domain.dossier import Dossier, Rule, Spot, called
from asn_neutral.domain.facts import Decision, day, decision
from asn_neutral.domain.footing import WEIGHT
from asn_neutral.domain.history import sanction_by_rule
from asn_neutral.domain.recommended import Recommendation, recommendations
from asn_neutral.domain.sanctioning import last_of_the_same_nature, same_act
from asn_neutral.law.entries import Sanction
from asn_neutral.law.needs import FINDING_LABELS, Finding, Need
from asn_neutral.law.notices import Notice
from asn_neutral.law.terms import LEVEL_LABELS, OFFICIAL_LABELS, Employment, Level, Official, PositionClass, Step
from asn_neutral.locale import _, either


def _decided(opened: Dossier) -> Iterator[tuple[Decision, Sanction]]:
    """The decision with its sanction, once there is one that the law data knows."""
    if opened.decided and opened.sanction:
        yield opened.decided, opened.sanction


def _decided_or_changed(opened: Dossier) -> Iterator[tuple[Decision, Sanction]]:
    """The same, and the sanction that an objection or appeal put in its place, for rules about the sanction itself."""
    yield from _decided(opened)
    changed = [one for one in (decision(opened.state),) if one and one.rule != getattr(opened.decided, "rule", None)]
    yield from ((one, sanction) for one in changed if (sanction := sanction_by_rule(one.rule, opened.law)))


def violation_unnamed(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 33 ayat (2), PP 42/2004 Pasal 15 ayat (4): the decision names the violation.

    For PPPK that can be a duty of the contract (PP 49/2018 Pasal 59 ayat (1)); for the others it is an article.
    """
    for decided, _sanction in _decided(opened):
        named = decided.violation_named or ""
        in_words = opened.state.employment == Employment.PPPK and any(sign.isalnum() for sign in named)
        if not (in_words or citations(named)):
            yield Spot(decided.decided_on, {"sk": decided.sk_number, "named": named or _("nothing")})


def _competence(opened: Dossier, decided: Decision, sanction: Sanction) -> Competence | None:
    """Who could impose it on that day, with the vacancy that the decision states."""
    found = competence(opened.state, sanction, opened.law, on=decided.decided_on)
    if found is None or not decided.vacant:
        return found
    vacant = {*found.officials[:1], *below(decided.official)}  # as many posts as the one who decided stands above
    return competence(opened.state, sanction, opened.law, on=decided.decided_on, vacant=vacant)


def _about_official(decided: Decision, sanction: Sanction, found: Competence, wanted: tuple[Official, ...]) -> Spot:
    names = ", ".join(_(OFFICIAL_LABELS[one]) for one in wanted)
    told = {"sanction": called(sanction), "competent": names, "competence": found.basis}
    label = _(OFFICIAL_LABELS[decided.official]) if decided.official else _("nobody on record")
    return Spot(decided.decided_on, {**told, "official": label}, verified=found.verified)


def official_wrong(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 17-25: each level has its official, the next higher one where that post is vacant."""
    for decided, sanction in _decided(opened):
        found = _competence(opened, decided, sanction)
        if found and decided.official not in {*found.officials, *found.delegates}:
            yield _about_official(decided, sanction, found, found.officials)


def official_disputed(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 18 ayat (3) huruf c overlaps Pasal 21 and 22: another reading than the rule."""
    for decided, sanction in _decided(opened):
        found = _competence(opened, decided, sanction)
        if found and decided.official in found.officials[1:]:
            yield _about_official(decided, sanction, found, found.officials[:1])


def official_unknown(opened: Dossier) -> Iterator[Spot]:
    """Without the class of post nobody can say who may impose."""
    for decided, sanction in _decided(opened):
        if _competence(opened, decided, sanction) is None:
            yield Spot(decided.decided_on, {"sanction": called(sanction)})


def repeat_not_heavier(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 35 ayat (2): a repeat of the same nature gets a heavier kind than the last one."""
    for decided, sanction in _decided(opened):
        last = last_of_the_same_nature(opened.state, opened.history)
        if last and sanction.severity <= last.severity:
            told = {"last": last.sanction, "case": last.case, "decided": last.decided_on}
            yield Spot(decided.decided_on, {**told, "sanction": called(sanction)})


def twice_for_one_act(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 35 ayat (3): never twice for one violation."""
    for decided, _sanction in _decided(opened):
        if past := same_act(opened.state, opened.history):
            told = {"act": opened.act, "case": past.case, "last": past.sanction, "decided": past.decided_on}
            yield Spot(decided.decided_on, told)


def law_of_the_act(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 40: the sanction is one of the law of the day of the act."""
    for decided, sanction in _decided_or_changed(opened):
        if not sanction.in_force(opened.act):
            yield Spot(decided.decided_on, {"sanction": called(sanction), "act": opened.act})


def recommendation_as_sanction(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 37 ayat (1): a recommendation is no sanction; that takes a decision of its own."""
    for decided, _sanction in _decided(opened):
        numbers = [one.number for one in recommendations(opened.state)]
        numbers += [one.get(Need.REPORT_NUMBER) for one in opened.state.all(Step.REPORT_FINDINGS)]
        if _folded(decided.sk_number) in {_folded(number) for number in numbers if number}:
            yield Spot(decided.decided_on, {"sk": decided.sk_number})


def _folded(number: str | None) -> str:
    return "".join((number or "").split()).casefold()


def lighter_than_recommended(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 24: who sanctions too lightly can be sanctioned; a reason belongs on record."""
    for decided, sanction in _decided(opened):
        received = recommendations(opened.state)
        wanted = _lighter(opened, sanction, received[-1]) if received and not decided.reason else None
        if wanted:
            yield Spot(decided.decided_on, {"recommended": wanted, "sanction": called(sanction)})


def _lighter(opened: Dossier, sanction: Sanction, received: Recommendation) -> str | None:
    """What was recommended, if the sanction is lighter than that."""
    if received.sanction:
        on = received.received_on
        entry = opened.law.sanction(received.sanction, on=opened.act) or opened.law.sanction(received.sanction, on=on)
        return called(entry) if entry and sanction.severity < entry.severity else None
    if received.level and WEIGHT[sanction.level] < WEIGHT[Level(received.level)]:
        return _(LEVEL_LABELS[received.level])
    return None


def _holds_office(opened: Dossier) -> bool:
    """Whether the post may be one of an official; a PPPK whose class of post is not known is taken to hold none."""
    state = opened.state
    unknown = state.position_class is None and state.employment == Employment.PPPK
    return state.position_class != PositionClass.PELAKSANA and not unknown


def consent_missing(opened: Dossier) -> Iterator[Spot]:
    """UU 10/2016 Pasal 71 ayat (2): no replacing of officials in the window without the Minister's consent."""
    for decided, sanction in _decided_or_changed(opened):
        if not (sanction.vacates_post and _holds_office(opened)) or decided.consent_number:
            continue
        for election in opened.law.elections:
            if election.protects(decided.decided_on):
                told = {"since": election.protected_from, "until": election.protected_until}
                told_too = {"election": either(election.name, election.name_en), "decided": decided.decided_on}
                yield Spot(decided.decided_on, {**told, **told_too, "sanction": called(sanction)})


def wording_missing(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 8 ayat (4) huruf c against UU 20/2023 Pasal 52 ayat (4): what was printed counts."""
    for decided, sanction in _decided_or_changed(opened):
        disputed = sanction.dismisses and sanction.level is Level.BERAT and Employment.PPPK not in sanction.employment
        if disputed and not decided.wording:
            yield Spot(decided.decided_on, {"sanction": called(sanction)})


def condition_unmet(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 42: some sanctions wait for another law."""
    for decided, sanction in _decided_or_changed(opened):
        if sanction.condition:
            condition = either(sanction.condition, sanction.condition_en)
            yield Spot(decided.decided_on, {"sanction": called(sanction), "condition": condition})


def sanction_unverified(opened: Dossier) -> Iterator[Spot]:
    """The sanctions of PPPK are those of a local rule; the old ones were not read."""
    for decided, sanction in _decided_or_changed(opened):
        if not sanction.verified:
            yield Spot(decided.decided_on, {"sanction": called(sanction), "source": sanction.basis}, verified=False)


def findings_overruled(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 27 ayat (4): the decision follows the findings."""
    said = opened.state.last(Step.REPORT_FINDINGS)
    word = said.get(Need.FINDING) if said else None
    opposite = {Finding.NOT_PROVEN: Step.DECIDE, Finding.PROVEN: Step.FIND_UNPROVEN}
    found = opened.state.last(opposite[Finding(word)]) if word else None
    if found and word:
        yield Spot(day(found.on), {"finding": _(FINDING_LABELS[word])})


def proposal_missing(opened: Dossier) -> Iterator[Spot]:
    """PP 49/2018 Pasal 71: the PyB proposes the end of a contract."""
    for record, _what in opened.noticed(Notice.NO_PROPOSAL, Step.DECIDE):
        yield Spot(day(record.on), {})


def criminal_open(opened: Dossier) -> Iterator[Spot]:
    """Outcomes of the kind of PTDH wait for a final verdict."""
    for record, _what in opened.noticed(Notice.CRIMINAL_OPEN, Step.DECIDE):
        for _same, sanction in _decided(opened):
            yield Spot(day(record.on), {"sanction": called(sanction)})


RULES: Final[Mapping[str, Rule]] = {
    "violation-unnamed": violation_unnamed,
    "official-wrong": official_wrong,
    "official-disputed": official_disputed,
    "official-unknown": official_unknown,
    "repeat-not-heavier": repeat_not_heavier,
    "twice-for-one-act": twice_for_one_act,
    "law-of-the-act": law_of_the_act,
    "recommendation-as-sanction": recommendation_as_sanction,
    "lighter-than-recommended": lighter_than_recommended,
    "consent-missing": consent_missing,
    "wording-missing": wording_missing,
    "condition-unmet": condition_unmet,
    "sanction-unverified": sanction_unverified,
    "findings-overruled": findings_overruled,
    "proposal-missing": proposal_missing,
    "criminal-open": criminal_open,
}
