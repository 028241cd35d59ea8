"""Ranks a stored proposal again, by the rules of today, and says what came out differently."""

from collections.abc import Sequence
from dataclasses import dataclass

from dispatch.orient import WardOption
from dispatch.proposal.rules import changed_figures, rules_now
from dispatch.proposal.stored import StoredProposal, with_chosen_unit, with_chosen_ward
from dispatch.recommend import UnitOption

Option = UnitOption | WardOption


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One unit or ward whose line is not the same; a rank is None where it is not listed."""

    id: str
    rank_before: int | None
    rank_after: int | None
    proposed_before: bool
    proposed_after: bool
    reasons_gone: tuple[str, ...]
    reasons_new: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What ranking again gave. `figures` are the constants that were changed since."""

    same_rules: bool
    figures: dict[str, tuple[float | None, float | None]]
    differences: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        """Whether the list came out as it stood."""
        return not self.differences


def replay(stored: StoredProposal) -> Replay:
    """Rank what was asked then once more; pure, so the same rules give the same list."""
    rules, units, wards = rules_now(), stored.asked_units, stored.asked_wards
    chosen = stored.chosen
    differences: list[Difference] = []
    if units is not None:
        differences += _differences(stored.units, with_chosen_unit(units, chosen))
    if wards is not None:
        differences += _differences(stored.wards, with_chosen_ward(wards, chosen))
    return Replay(
        same_rules=stored.rules.digest == rules.digest,
        figures=changed_figures(stored.rules, rules),
        differences=tuple(differences),
    )


def id_of(option: Option) -> str:
    """Return the id of the unit or ward that a line is about."""
    if isinstance(option, UnitOption):
        return option.candidate.unit.id
    return option.candidate.ward.id


def _differences(before: Sequence[Option], after: Sequence[Option]) -> list[Difference]:
    then = {id_of(option): option for option in before}
    now = {id_of(option): option for option in after}
    ids = [*then, *(id_ for id_ in now if id_ not in then)]
    return [
        _difference(id_, then.get(id_), now.get(id_))
        for id_ in ids
        if _line(then.get(id_)) != _line(now.get(id_))
    ]


def _line(option: Option | None) -> object:
    if option is None:
        return None
    can_go = option.can_go if isinstance(option, UnitOption) else None
    return option.rank, option.proposed, can_go, _codes(option)


def _codes(option: Option | None) -> list[str]:
    """Write each reason as one word: its code and what it says."""
    if option is None:
        return []
    return [
        " ".join((r.code, *(f"{name}={fact}" for name, fact in sorted(r.facts.items()))))
        for r in option.reasons
    ]


def _difference(id_: str, then: Option | None, now: Option | None) -> Difference:
    before, after = _codes(then), _codes(now)
    return Difference(
        id=id_,
        rank_before=then.rank if then else None,
        rank_after=now.rank if now else None,
        proposed_before=bool(then and then.proposed),
        proposed_after=bool(now and now.proposed),
        reasons_gone=tuple(code for code in before if code not in after),
        reasons_new=tuple(code for code in after if code not in before),
    )
