"""The whole way of an erasure: look, take out of a copy, swap, search, certify. Until the swap nothing has happened."""

import json
import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from etl.access import record_action
from etl.contact_note import list_notes
from etl.erasure.access_texts import ACTION, clean_access_file, drop_access
from etl.erasure.certificate import Certificate, Counts, count_found, tell_scope, write_certificate
from etl.erasure.files import count_waiting, drop_files, find_workbooks
from etl.erasure.find import Found, find_rows
from etl.erasure.prove import search_home
from etl.erasure.remove import Removed, remove_rows
from etl.erasure.rewrite import rewritten
from etl.erasure.scope import Scope
from etl.errors import UserError
from etl.file_digest import file_digest
from etl.reason import demand_released_reason
from etl.store import Store, append_rows, as_store_time
from indicators.texts import N_


class NothingToErase(UserError):
    """The store has no such rows."""

    exit_code = 1


@dataclass(frozen=True)
class Plan:
    """What would go."""

    what: str
    counts: Counts


def plan_erasure(store: Store, scope: Scope) -> Plan:
    """Count what would go; nothing is changed. Raises NothingToErase."""
    with store.open() as connection:
        found = find_rows(connection, store.definitions, scope)
    workbooks = find_workbooks(store.home, store.definitions, scope, found)
    if scope.kind != "names":
        noted_n = sum(one.partner in (_whose_texts(scope, found) or ()) for one in list_notes(store.home))
        _demand_something(found, workbooks, count_waiting(store.home, found) + noted_n)
    return Plan(tell_scope(scope, found), count_found(found, len(workbooks), count_waiting(store.home, found)))


def erase_rows(store: Store, scope: Scope, reason: str, who: str) -> Certificate:
    """Erase and certify; raises UserError, and then nothing was erased. Nobody can write to the store meanwhile."""
    told = _demand_reason(store, scope, reason)
    # Makes what an older store lacks: the copy is written into as it is.
    plan_erasure(store, scope)
    home, before = store.home, file_digest(store.home.store_path)
    erasure_id = f"ER-{home.today():%Y%m%d}-{secrets.token_hex(3)}"
    with rewritten(home) as connection:
        found = find_rows(connection, store.definitions, scope)
        workbooks = find_workbooks(home, store.definitions, scope, found)
        counts = count_found(found, len(workbooks), count_waiting(home, found))
        moment = as_store_time(home.now())
        sentence = f"Erased on {home.today().isoformat()} ({erasure_id})."
        removed = remove_rows(connection, store.definitions, scope, found, erasure_id, moment, who, sentence)
        certificate = _certificate(store, scope, found, _with(counts, removed), erasure_id, told, who)
        kept = {"erasure_id": erasure_id, "happened_at": moment, "who": who, "reason": told, "kind": scope.kind}
        document = json.dumps(certificate.as_dict(), ensure_ascii=False)
        append_rows(connection, "erasure", [kept | {"partner_code": scope.partner, "certificate": document}])
        # Before the swap: if the machine stops here, the same command does all of it again.
        texts_n = clean_access_file(home, found.secret_codes, _whose_texts(scope, found))
        texts_n += drop_access(home) if scope.kind == "names" else 0
        drop_files(home, workbooks, found)
    return _certify(store, certificate, before, found, texts_n)


def _whose_texts(scope: Scope, found: Found) -> tuple[str, ...] | None:
    """Of whom requests and notes go; None: of everybody, for a note can be on a partner that never sent anything."""
    if scope.kind == "all":
        return None
    return found.partners if scope.is_whole_workbook else ()


def _certify(store: Store, certificate: Certificate, before: str, found: Found, texts_n: int) -> Certificate:
    home, proof = store.home, search_home(store.home, found.secret_codes)
    done = replace(
        certificate,
        counts=replace(certificate.counts, texts_n=certificate.counts.texts_n + texts_n),
        store_sha256_before=before,
        store_sha256_after=file_digest(home.store_path),
        files_searched_n=proof.files_n,
        is_store_encrypted=proof.is_store_encrypted,
        found_in=proof.found_in,
        not_read=proof.not_read,
    )
    write_certificate(home, done)
    record_action(home, done.asked_by, ACTION, done.erasure_id, json.dumps(done.as_dict(), ensure_ascii=False))
    return done


def _certificate(
    store: Store, scope: Scope, found: Found, counts: Counts, erasure_id: str, reason: str, who: str
) -> Certificate:
    project, moment = store.definitions.project.short_name, store.home.now().isoformat(timespec="minutes")
    return Certificate(erasure_id, moment, project, tell_scope(scope, found), reason, who, counts)


def _with(counts: Counts, removed: Removed) -> Counts:
    return replace(
        counts,
        ledger_units_n=removed.units,
        messages_n=removed.messages,
        decisions_n=removed.decisions,
        texts_n=removed.texts,
    )


def _demand_reason(store: Store, scope: Scope, reason: str) -> str:
    told = demand_released_reason(store.definitions, reason)
    if scope.pathway and scope.pathway.lower() in told.lower():
        raise UserError(
            N_("The reason names the pathway: the certificate would keep what is erased. Leave the code out.")
        )
    return told


def _demand_something(found: Found, workbooks: list[Path], waiting_n: int) -> None:
    if not (found.rows or workbooks or waiting_n):
        raise NothingToErase(N_("The store holds no such rows: there is nothing to erase. Look at the code."))
