"""Colours of charts: read on both backgrounds, apart for colour-blind readers."""

from itertools import combinations

import numpy as np
import pytest

from indicators.charts.palette import ACTUAL, BACKGROUNDS, CATEGORIES, PLAN, STATUS_COLOURS, STATUS_SYMBOLS, contrast

# What is left of red, green and blue without one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1).
_SEEN = {
    "everything": np.eye(3),
    "no red": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "no blue": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
SETS = {"status": tuple(STATUS_COLOURS.values()), "categories": CATEGORIES, "curve": (ACTUAL, PLAN)}


def _lab(colour, seen):
    shares = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    xyz = _TO_XYZ @ np.clip(np.array(seen) @ linear, 0, 1) / np.array([0.9505, 1, 1.089])
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("name", SETS)
def test_every_colour_has_contrast_on_white_and_on_the_dark_background(name):
    for colour in SETS[name]:
        assert min(contrast(colour, ground) for ground in BACKGROUNDS) >= 3, colour


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("seen", _SEEN)
def test_no_two_colours_of_a_set_look_alike_to_colour_blind_readers(name, seen):
    for one, other in combinations(SETS[name], 2):
        assert np.linalg.norm(_lab(one, _SEEN[seen]) - _lab(other, _SEEN[seen])) > 15, (one, other)


def test_a_grey_print_still_tells_statuses_apart_by_their_symbols():
    assert STATUS_SYMBOLS.keys() == STATUS_COLOURS.keys()
    assert len({symbols[0] for symbols in STATUS_SYMBOLS.values()}) == len(STATUS_SYMBOLS)
