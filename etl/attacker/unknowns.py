"""The unknowns of an attack and what the workbook's published arithmetic says of them, from the rule book."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from etl.attacker.model import ALL, ENDED, Amount, Attribute, Bound, Everybody, Quantity, System, Terms, distinct
from etl.attacker.public_rules import Rules
from etl.attacker.row_relations import Columns

# A block of the outcome ledger with its columns.
_Block = tuple[str, tuple[str, ...]]


def build_system(
    rules: Rules,
    moves: Mapping[str, tuple[bool, ...]],
    times: tuple[str, ...],
    known: tuple[tuple[Bound, ...], tuple[Everybody, ...]],
    no_stock: frozenset[int],
) -> System:
    """The system of all that is public."""
    blocks, women = _blocks(rules), {rules.women: 1}
    running = {(ALL, rules.women): 1, (ENDED, rules.women): -1}
    bounds, everybody = known
    quantities = _quantities(rules, blocks, [*(one.terms for one in bounds), *(one.terms for one in everybody)])
    return System(
        times=times,
        country={partner: rules.country[partner] for partner in moves},
        moves=moves,
        quantities=quantities,
        parts=distinct([*_parts(rules, blocks), *({one: 1} for one in quantities)]),
        equal=distinct(_fitting(rules.equal, blocks)),
        within=(running,),
        bounds=bounds,
        everybody=everybody,
        attributes=(
            Attribute("enrolled", of_block(ALL, women)),
            Attribute("in a running pathway", running, is_stock=True),
            *_planned(rules),
            *_columns(rules, blocks),
        ),
        k=rules.k,
        no_stock=no_stock,
    )


def of_block(block: str, columns: Columns) -> dict[Quantity, int]:
    """A sum of columns as quantities of a block."""
    return {(block, column): factor for column, factor in columns.items()}


def _blocks(rules: Rules) -> list[_Block]:
    """All ended pathways with the columns of every block, then the block of each indicator."""
    own = [(leader, rules.columns(leader)) for leader in rules.leaders()]
    columns = dict.fromkeys([rules.women, *(column for _leader, listed in own for column in listed)])
    return [(ENDED, tuple(columns)), *own]


def _quantities(rules: Rules, blocks: Sequence[_Block], known: Iterable[Terms]) -> tuple[Quantity, ...]:
    """What is unknown at each time: the columns of every block, and whatever is known of further ones."""
    found = {(ALL, rules.women), *((block, column) for block, columns in blocks for column in columns)}
    found |= {quantity for terms in known for _time, quantity in terms}
    return tuple(sorted(found))


def _fitting(listed: Sequence[Columns], blocks: Sequence[_Block]) -> Iterator[Amount]:
    for block, columns in blocks:
        yield from (of_block(block, one) for one in listed if all(column in columns for column in one))


def _parts(rules: Rules, blocks: Sequence[_Block]) -> Iterator[Amount]:
    """What is never negative: the workbook's arithmetic, every part of the plan, and a block within all that ended."""
    yield from _fitting(rules.slacks, blocks)
    for row in rules.rows.values():
        if row.ledger == "outcome":
            yield from (of_block(row.leader, part.columns) for part in row.parts)
    for block, columns in blocks[1:]:
        yield from ({(ENDED, column): 1, (block, column): -1} for column in columns)


def _planned(rules: Rules) -> Iterator[Attribute]:
    """What the plan names: parts with their complements, and what each figure is calculated from."""
    for row in rules.rows.values():
        if row.ledger == "outcome":
            for part in row.parts:
                yield Attribute(f"{row.leader} {part.name}", of_block(row.leader, part.columns))
            for name, columns in row.sums.items():
                yield Attribute(f"{row.code} {name}", of_block(row.leader, columns))


def _columns(rules: Rules, blocks: Sequence[_Block]) -> Iterator[Attribute]:
    """Every column, and the women of a larger one who are not in a smaller one."""
    for block, columns in blocks:
        yield from (Attribute(f"{block} {column}", {(block, column): 1}) for column in columns)
        for one in _fitting(rules.slacks, [(block, columns)]):
            listed = sorted(one.items(), key=lambda item: (-item[1], item[0]))
            names = " ".join(f"{'without' if factor < 0 else 'of'} {column}" for (_block, column), factor in listed)
            yield Attribute(f"{block} {names}", one)
