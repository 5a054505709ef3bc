"""A mistaken release is replaced, with a reason that readers see: looked at first, then published."""

from dataclasses import dataclass

from etl.access import record_action
from etl.actor import Actor
from etl.calculated import Progress
from etl.confirmation import Confirmation
from etl.errors import UserError
from etl.home import Home
from etl.publish import Published, publish_release
from etl.reason import demand_released_reason
from etl.release_file import ReleaseInfo, list_releases
from etl.release_preview import ReleasePreview, preview_release
from etl.released_text import find_questions
from indicators.texts import N_


@dataclass(frozen=True)
class Superseding:
    """What replacing a release would do: the reason as it will stand, and the release that takes its place."""

    replaced: ReleaseInfo
    reason: str
    maybe_names: tuple[str, ...]
    preview: ReleasePreview


def read_all_releases(actor: Actor) -> list[ReleaseInfo]:
    """Every release of the home, drafts included, the newest first; raises NoRight."""
    return list_releases(actor.at_desk("release.list").home)[::-1]


def preview_superseding(actor: Actor, release_id: str, reason: str) -> Superseding:
    """What a release in the place of another would do as of now; raises UserError, and NoRight. Nothing is written."""
    store = actor.at_desk("publish.preview")
    replaced = _find(store.home, release_id)
    told = demand_released_reason(store.definitions, reason)
    preview = preview_release(store, replaced.month, release_id)
    if preview.refusal is not None:
        raise preview.refusal
    return Superseding(replaced, told, tuple(find_questions(store.definitions, (told,))), preview)


def publish_superseding(actor: Actor, release_id: str, reason: str, state: str, tell: Progress) -> Published:
    """Publish a release in the place of another, from the state that was looked at; raises UserError, and NoRight."""
    store = actor.at_desk("publish")
    month = _find(store.home, release_id).month
    confirmation = Confirmation(reason, state)
    published = publish_release(store, month, False, release_id, reason.strip(), tell, confirmation)
    record_action(store.home, actor.email, "publish", published.release_id, f"replaces {release_id}")
    return published


def _find(home: Home, release_id: str) -> ReleaseInfo:
    found = next((one for one in list_releases(home) if one.release_id == release_id), None)
    if found is None:
        raise UserError(N_("There is no release {release}."), release=release_id)
    return found
