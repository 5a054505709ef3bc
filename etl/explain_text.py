"""What `wego explain` says of a figure, in sentences: value and why, how it is made, what stands behind it."""

from collections.abc import Iterator
from typing import Any

from etl.explain import Explained
from indicators.changes import describe_change
from indicators.load import Definitions
from indicators.reasons import STATE_NAMES, is_missing, say_value, status_reason
from indicators.texts import Texts

Row = dict[str, Any]


def say_figure(
    figure: Row, passport: Row, definitions: Definitions, texts: Texts, closing: str | None
) -> Iterator[str]:
    """The figure itself and, in one sentence, why it stands so."""
    own = figure | {name: passport.get(name) for name in ("decimals", "direction", "frequency")}
    value = (
        say_value(figure["value"], figure["unit"], texts, _whole(passport.get("decimals")))
        if figure["state"] == "value"
        else texts(STATE_NAMES.get(figure["state"], str(figure["state"])))
    )
    scope = "" if figure["breakdown"] == "total" else f", {figure['breakdown']} {figure['category']}"
    yield f"{figure['indicator_code']} {texts(figure['indicator_name'])}, {figure['month']}{scope}"
    yield f"{value} ({texts(figure['unit'])}; {figure['state']})"
    yield status_reason(own, texts, definitions.periods, definitions.progress, closing)


def _whole(number: Any) -> int | None:
    return None if is_missing(number) else int(number)


def say_method(passport: Row, texts: Texts) -> Iterator[str]:
    """Definition, formula and how partners and months become one figure."""
    names = {
        texts("Definition"): "definition",
        texts("Formula"): "formula",
        texts("Over partners"): "over_partners",
        texts("Over time"): "over_time",
    }
    for name, column in names.items():
        if not is_missing(passport.get(column)) and passport[column]:
            yield f"{name}: {texts(passport[column]) if column != 'formula' else passport[column]}"


def say_behind(explained: Explained, texts: Texts) -> str:
    """What stands behind the figure; of women never more than the closing. Empty where the figure's reason says it."""
    _, figure, closing = texts, explained.figure, explained.closing
    if figure["state"] != "value":
        return ""
    if explained.is_about_women:
        return _(
            "A figure of the closing {closing}. Who stands behind a figure about women is never told.", closing=closing
        )
    if explained.sources:
        return _say_sources(explained, texts)
    if closing:
        return _("Things counted monthly and, in blocks up to the closing {closing}, single ones.", closing=closing)
    return _("Nothing was counted: no submission stands behind it.")


def _say_sources(explained: Explained, texts: Texts) -> str:
    _, n = texts, len({one.submission_id for one in explained.sources})
    sheet = explained.sources[0].sheet
    if not explained.is_traced:
        return _(
            "Behind it stand the {n} workbooks that its coverage counts. Which of them hold rows of the sheet {sheet} "
            "is not told: that would count secret places by partner.",
            n=texts.number(n),
            sheet=sheet,
        )
    said = _.plural("{n} submission stands behind it.", "{n} submissions stand behind it.", n)
    if sheet and not any(one.rows for one in explained.sources):
        said += " " + _("The rows of the sheet {sheet} are not released.", sheet=sheet)
    elif any(block["session"] is None and block["partner_code"] for block in explained.blocks):
        said += " " + _(
            "Of a block of several sessions all sessions of its pool are named, whether or not they have answers."
        )
    return said


def say_verification(explained: Explained, texts: Texts) -> str:
    """How the release was calculated a second time, and with what result."""
    _, whole = texts, explained.verification
    if whole is None:
        return _("This release was not calculated a second time.")
    said = _(
        "Calculated a second time: {n} figures of the release compared, {differences} differences.",
        n=texts.number(whole["figures_compared_n"]),
        differences=texts.number(whole["differences_n"]),
    )
    own = explained.verified
    if own is None:
        return said
    return f"{said} " + _(
        "Of this indicator: {n} compared, {differences} differences.",
        n=texts.number(own["figures_compared_n"]),
        differences=texts.number(own["differences_n"]),
    )


def say_release(explained: Explained, texts: Texts) -> str:
    """Which release, and by which definitions."""
    about = explained.release
    said = texts(
        "Release {release}, data up to {day}, definitions {version}.",
        release=about["release_id"],
        day=str(about["as_of"])[:10],
        version=explained.figure["definition_version"],
    )
    draft = texts("It is a draft.")
    return f"{said} {draft}" if about["is_draft"] else said


def say_changes(explained: Explained, texts: Texts) -> Iterator[str]:
    """What changed of this figure since the release before."""
    for row in explained.changes:
        about = {name: explained.passport.get(name) for name in ("unit", "decimals")}
        said = describe_change(row | about, texts)
        yield texts("Since {release}: {change}", release=row["since_release"], change=said)
