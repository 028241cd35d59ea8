"""The lines that explain a stored proposal."""

from collections.abc import Iterator

from dispatch.orient import WardOption
from dispatch.proposal.price import Price
from dispatch.proposal.replay import Difference, Replay
from dispatch.proposal.stored import Occasion, StoredProposal
from dispatch.proposal_reader import ProposalRead
from dispatch.recommend import UnitOption
from geo.travel import TravelMethod, TravelTime
from web.explain.reasons import reason_words, span
from web.terminal import Language, Line


class Say(Line):
    """What the explanation says."""

    SHOWN = ("Proposition affichée", "Proposal as it was shown")
    ORDERED = ("Proposition au moment de l'envoi", "Proposal as the unit was sent")
    REFLEX = ("Proposition au départ réflexe", "Proposal at the reflex departure")
    NOTIFIED = ("Proposition au moment de l'avis", "Proposal as the ward was told")
    HEAD = ("{what}, affaire {case}, {at} UTC", "{what}, case {case}, {at} UTC")
    BASIS = ("Priorité {priority} ; questionné : {by}", "Priority {priority}; questioned: {by}")
    NO_PLACE = (
        "Lieu inconnu : aucune durée ne pouvait être calculée.",
        "Place unknown: no time could be computed.",
    )
    NEED_MED = ("Il fallait un médecin à bord.", "A physician was needed aboard.")
    NEED_ANY = ("Un médecin à bord n'était pas exigé.", "A physician aboard was not required.")
    NEEDS = ("Le service devait offrir : {needs}", "The ward had to offer: {needs}")
    WEIGHED = (
        "{n} vecteurs examinés, {free} pouvaient partir.",
        "{n} units were weighed, {free} could go.",
    )
    WARDS = ("{n} services examinés.", "{n} wards were weighed.")
    ROUTER = ("Durées : {method}.", "Times: {method}.")
    PASSED = ("{method} écarté : {fault}.", "{method} passed over: {fault}.")
    PROPOSED = ("proposé", "proposed")
    CHOSEN = ("CHOISI", "CHOSEN")
    NO_TIME = ("durée inconnue", "time unknown")
    LEAVES = (
        "     laisse {n} personnes à plus de {target} ({where})",
        "     leaves {n} people beyond {target} ({where})",
    )
    AWAY = (" pendant environ {away}", " for about {away}")
    LEAVES_NONE = ("     ne découvre personne", "     leaves nobody uncovered")
    RULES = ("Règles : {digest}", "Rules: {digest}")
    WHOLE_ACT = (
        "Intacte : l'empreinte est celle que porte l'événement du journal.",
        "Whole: its digest is the one that the journal's event carries.",
    )
    WHOLE = ("Intacte : l'empreinte est celle de sa ligne.", "Whole: its digest is its row's.")
    CHANGED = (
        "ATTENTION : modifiée depuis qu'elle a été écrite.",
        "WARNING: changed since it was written.",
    )
    SAME = (
        "Reclassée : même liste, mêmes raisons.",
        "Ranked again: the same list, the same reasons.",
    )
    OTHER = ("Reclassée : {n} lignes diffèrent.", "Ranked again: {n} lines differ.")
    RULES_CHANGED = (
        "Les règles ont changé depuis ({figures}).",
        "The rules have changed since ({figures}).",
    )
    NO_FIGURES = ("aucun chiffre, mais leur texte", "no figure, but their text")


_HEADS = {
    Occasion.SHOWN: Say.SHOWN,
    Occasion.ORDERED: Say.ORDERED,
    Occasion.REFLEX: Say.REFLEX,
    Occasion.NOTIFIED: Say.NOTIFIED,
}

_METHODS = {
    TravelMethod.STRAIGHT_LINE: ("vol d'oiseau", "straight line"),
    TravelMethod.ROAD_GRAPH: ("réseau routier", "road network"),
    TravelMethod.SERVER: ("serveur d'itinéraires", "routing server"),
}


def method_words(method: TravelMethod, language: Language) -> str:
    """Return how a time was come by, in words."""
    french, english = _METHODS[method]
    return english if language == "en" else french


def explained(read: ProposalRead, language: Language) -> list[str]:
    """Return the whole explanation, a line each."""
    stored = read.stored
    whole = Say.WHOLE_ACT if read.vouched else Say.WHOLE
    return [
        *_basis(stored, language),
        *_units(stored, language),
        *_wards(stored, language),
        *_routers(stored, language),
        Say.RULES.text(language, digest=stored.rules.digest),
        (whole if read.whole else Say.CHANGED).text(language),
    ]


def _basis(stored: StoredProposal, language: Language) -> Iterator[str]:
    basis, what = stored.basis, _HEADS[stored.occasion].text(language)
    at = stored.made_at.strftime("%Y-%m-%d %H:%M:%S")
    yield Say.HEAD.text(language, what=what, case=basis.number, at=at)
    by = ", ".join(basis.protocols) or "-"
    yield Say.BASIS.text(language, priority=basis.priority.value, by=by)
    if basis.place is None:
        yield Say.NO_PLACE.text(language)


def _units(stored: StoredProposal, language: Language) -> Iterator[str]:
    if stored.asked_units is None:
        return
    yield (Say.NEED_MED if stored.asked_units.medicalised else Say.NEED_ANY).text(language)
    free = sum(option.can_go for option in stored.asked_units.ranked(at_most=None))
    n = len(stored.asked_units.candidates)
    yield Say.WEIGHED.text(language, n=n, free=free)
    for option in stored.units:
        name, unit_id = option.candidate.unit.name, option.candidate.unit.id
        yield _line(option, name, language, chosen=stored.chosen == unit_id)
        yield from _price(stored.prices.get(unit_id), language)


def _price(price: Price | None, language: Language) -> Iterator[str]:
    if price is None or price.people is None:
        return
    if price.people == 0:
        yield Say.LEAVES_NONE.text(language)
        return
    where = ", ".join(point.name for point in price.points)
    target = span(price.target_s)
    away = Say.AWAY.text(language, away=span(price.away_s)) if price.away_s else ""
    yield Say.LEAVES.text(language, n=price.people, target=target, where=where) + away


def _wards(stored: StoredProposal, language: Language) -> Iterator[str]:
    if stored.asked_wards is None:
        return
    needs = stored.asked_wards.needs
    one_of = " | ".join(sorted(needs.any_of))
    yield Say.NEEDS.text(language, needs=", ".join([*sorted(needs.all_of), one_of]).strip(", "))
    yield Say.WARDS.text(language, n=len(stored.asked_wards.candidates))
    for option in stored.wards:
        ward = option.candidate.ward
        name = f"{ward.hospital_name}, {ward.name}"
        yield _line(option, name, language, chosen=stored.chosen == ward.id)


def _line(option: UnitOption | WardOption, name: str, language: Language, *, chosen: bool) -> str:
    marks = [Say.PROPOSED.text(language)] if option.proposed else []
    marks += [Say.CHOSEN.text(language)] if chosen else []
    mark = f" [{', '.join(marks)}]" if marks else ""
    reasons = "; ".join(reason_words(reason, language) for reason in option.reasons)
    return f"{option.rank:>3}. {name}{mark}, {_time(option.candidate.travel, language)}: {reasons}"


def _time(travel: TravelTime | None, language: Language) -> str:
    return span(travel.duration_s) if travel else Say.NO_TIME.text(language)


def _routers(stored: StoredProposal, language: Language) -> Iterator[str]:
    if stored.router is not None:
        yield Say.ROUTER.text(language, method=method_words(stored.router, language))
    for over in stored.passed_over:
        method = method_words(over.method, language)
        yield Say.PASSED.text(language, method=method, fault=over.fault.value)


def replayed(replay: Replay, language: Language) -> list[str]:
    """Return what ranking again gave, a line each."""
    lines = []
    if not replay.same_rules:
        figures = ", ".join(f"{n}: {was} → {is_}" for n, (was, is_) in replay.figures.items())
        told = figures or Say.NO_FIGURES.text(language)
        lines.append(Say.RULES_CHANGED.text(language, figures=told))
    if replay.same:
        return [*lines, Say.SAME.text(language)]
    lines.append(Say.OTHER.text(language, n=len(replay.differences)))
    return lines + [_difference(one, language) for one in replay.differences]


def _difference(one: Difference, language: Language) -> str:
    proposed = Say.PROPOSED.text(language)
    before = f"{one.rank_before or '-'}{f' ({proposed})' if one.proposed_before else ''}"
    after = f"{one.rank_after or '-'}{f' ({proposed})' if one.proposed_after else ''}"
    changed = [*(f"- {code}" for code in one.reasons_gone), *(f"+ {c}" for c in one.reasons_new)]
    return f"{one.id}: {before} → {after}  {'; '.join(changed)}".rstrip()
