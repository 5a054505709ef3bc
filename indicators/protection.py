"""What is shown of an indicator, when and how exactly, in words: from the publication plan and nothing else."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from indicators.formula import name_columns
from indicators.model.disclosure import (
    CountedPlan,
    CountryParts,
    EnrolmentPlan,
    LeastWomen,
    MagnitudePlan,
    MixedPlan,
    NeverPlan,
    OutcomePlan,
    Part,
    PlanRow,
    PooledPlan,
    ThingsPlan,
)
from indicators.model.indicator import Breakdown, Indicator
from indicators.reasons import NEVER_PUBLISHED
from indicators.texts import N_, Texts

if TYPE_CHECKING:
    from indicators.load import Definitions

_BY_NAME = {"partner": N_("Partner"), "country": N_("Country")}


def say_class(definitions: "Definitions", indicator: Indicator, _: Texts) -> str:
    """The class with its meaning."""
    found = definitions.disclosure.classes[indicator.disclosure_class]
    return _("Class {name}: {meaning}.", name=indicator.disclosure_class, meaning=_(found.meaning))


def say_frequency(definitions: "Definitions", indicator: Indicator) -> str:
    """How often there is a new figure, in one word; in English, to be translated where it is shown."""
    if isinstance(definitions.disclosure.rows.get(indicator.code), NeverPlan):
        return NEVER_PUBLISHED
    words = {"closings": N_("closings"), "per wave": N_("per wave"), "monthly": N_("monthly")}
    return words[indicator.frequency]


def say_protection(definitions: "Definitions", indicator: Indicator, _: Texts) -> list[str]:
    """What passes, when, and what is never shown."""
    plan = definitions.disclosure.rows.get(indicator.code)
    if isinstance(plan, NeverPlan):
        return [_("In no release and no export; seen at the coordinator's desk and by the safeguarding role only.")]
    closings = ", ".join(definitions.disclosure.closings)
    said = []
    if indicator.disclosure_class == "A":
        said.append(_("Shown at closings only ({closings}), for the consortium, never by partner.", closings=closings))
    said += _blocks(definitions, indicator, plan, closings, _)
    if isinstance(plan, EnrolmentPlan | CountedPlan) and plan.countries:
        said += _countries(plan.countries, _)
    if plan is not None and not isinstance(plan, PooledPlan):
        said.append(_("“For everybody” means: in the consortium, and in the consortium without any one partner."))
    return said or [_("Shown every month, exactly.")]


def _blocks(
    definitions: "Definitions", indicator: Indicator, plan: PlanRow | None, closings: str, _: Texts
) -> Iterator[str]:
    """When a block closes, by the kind of its plan."""
    match plan:
        case OutcomePlan():
            yield from _outcome(definitions, plan, _)
        case EnrolmentPlan():
            yield _("A block of new women closes once they are at least {k} for everybody.", k=plan.k)
            yield from _of_all(plan, _)
        case MagnitudePlan():
            yield _("A block closes once at least {k} women stand behind it for everybody.", k=plan.k)
            yield from _of_all(plan, _)
            yield _("No row and no partner may have more than half of it.")
        case ThingsPlan():
            yield _("A code counts once at least {k} women stand behind it for everybody.", k=plan.k)
        case MixedPlan():
            yield from _mixed(definitions, indicator, plan, closings, _)
        case PooledPlan():
            # Pools lie within one partner, so "for everybody" is no question.
            pool = ", ".join(name_breakdown(definitions, name, _) for name in plan.pool)
            yield _("A row with under {k} answers waits for the next of the same: {pool}.", k=plan.k, pool=pool)
        case CountedPlan():
            yield _("A block closes once it has at least {k} for everybody.", k=plan.k)
            if plan.countries and plan.countries.min_units:
                least = plan.countries.min_units
                yield _("Without any one partner's own, at least {n} places or none are left in it.", n=least)


def _outcome(definitions: "Definitions", plan: OutcomePlan, _: Texts) -> Iterator[str]:
    ledgers = definitions.disclosure.ledgers
    if plan.block_of:
        yield _("A block closes together with that of {code}.", code=plan.block_of)
    if plan.parts and ledgers:
        parts = _.list_apart(_part(definitions, part, ledgers.least(part), _) for part in plan.parts)
        yield _("A block closes once each of these is large enough for everybody: {parts}.", parts=parts)
    if plan.min_base:
        yield _("The divisor must be at least {n}.", n=plan.min_base)
    if plan.is_dominance_checked:
        yield _("No row may have more than half of it.")


def _of_all(least: LeastWomen, _: Texts) -> Iterator[str]:
    if least.of_all > least.k:
        yield _("With all partners it takes at least {n}.", n=least.of_all)


def _part(definitions: "Definitions", part: Part, least: LeastWomen, _: Texts) -> str:
    places = {"columns": name_columns(definitions, part.of, _), "k": least.k, "n": least.of_all}
    if part.or_no_figure_of:
        return _(
            "{columns} at least {k}, with all partners {n}, or no figure of {code} yet",
            code=part.or_no_figure_of,
            **places,
        )
    return _("{columns} at least {k}, with all partners {n}", **places)


def _mixed(definitions: "Definitions", indicator: Indicator, plan: MixedPlan, closings: str, _: Texts) -> Iterator[str]:
    column = definitions.workbook.sheets[indicator.sheet or ""].columns[plan.column]
    labels = definitions.codes(column.list or "")
    yield _(
        "Rows of “{codes}” tell of single women: they are added at closings ({closings}), in blocks of at least {k} "
        "women for everybody; all others are shown every month.",
        codes=", ".join(_(labels[code]) for code in plan.class_a),
        closings=closings,
        k=plan.k,
    )
    if plan.complement_of:
        yield _("So must be the women whom {code} counts and this figure does not.", code=plan.complement_of)


def _countries(parts: CountryParts, _: Texts) -> Iterator[str]:
    yield _(
        "By country: each one shown, and the rest, has at least {k}, and {least} without any one partner.",
        k=parts.k,
        least=parts.k_without_partner,
    )
    if parts.doubt is not None:
        yield _(
            "No country is shown when a partner could conclude from it that another one has under {k}.", k=parts.doubt
        )
    if parts.min_units:
        yield _("A country is shown only if at least {n} stand behind it.", n=parts.min_units)


def name_breakdown(definitions: "Definitions", name: str, texts: Texts) -> str:
    """A breakdown by its name, with a capital; one by a code list goes by the list's own."""
    found = definitions.code_lists.get(name)
    said = texts(found.name if found else _BY_NAME.get(name, name))
    return said[:1].upper() + said[1:]


def say_breakdown(definitions: "Definitions", indicator: Indicator, breakdown: Breakdown, _: Texts) -> str:
    """A breakdown with what is special about its protection."""
    name = name_breakdown(definitions, breakdown.name, _)
    plan = definitions.disclosure.by_category.get(f"{indicator.code}/{breakdown.name}")
    if plan is None:
        return name
    places = {"name": name, "k": plan.k}
    return _("{name} (a category under {k} is merged with the smallest other that passes)", **places)
