"""Markup: no text of a person can become an element or an attribute."""

from dashboard.markup import Html, element, join
from dashboard.tables import build_table

EVIL = '"><script>alert(1)</script>'


def test_children_and_attributes_are_escaped():
    html = element("p", EVIL, title=EVIL)
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 2


def test_what_was_built_here_is_not_escaped_again():
    assert element("p", element("b", "x & y")) == "<p><b>x &amp; y</b></p>"


def test_an_attribute_without_a_value_is_left_out_and_a_void_element_has_no_end():
    assert element("img", src="a", alt=None) == '<img src="a">'
    assert element("i", cls="past", aria_hidden="true") == '<i class="past" aria-hidden="true"></i>'


def test_nothing_is_nothing():
    assert join([None, "", None]) == ""
    assert isinstance(join(["a"]), Html)


def test_a_table_escapes_its_cells_and_heads_its_rows():
    html = build_table(["Name", "Value"], [[EVIL, "1"]], "Caption", numeric=[1])
    assert "<script>" not in html
    assert '<th scope="row">' in html and '<td class="number" data-label="Value">1</td>' in html
