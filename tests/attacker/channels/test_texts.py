"""Texts, pages, charts, notebooks and PDFs: a number that the release doesn't tell is found wherever it stands."""

import base64
import json
import shutil
import struct

import duckdb
import nbformat.v4 as notebooks
import pytest

from etl.attacker.channels import content_of
from etl.attacker.channels.known import Known
from etl.attacker.channels.tokens import read_tokens
from tests.attacker.channels.conftest import NEWEST, OF_WOMEN, OLDER

# Near a figure about women: none of its own numbers.
RAW = 987


def page(body: str) -> dict[str, bytes]:
    return {"page.html": f"<h1>Overview</h1>{body}".encode()}


def row(number: object, shown: float, more: str = "") -> str:
    told = f"<td {more}>{shown:g}</td><td>{number}</td>"
    return f"<table><caption>Women</caption><tr><th>Women enrolled</th><td>{OF_WOMEN}</td>{told}</tr></table>"


def test_a_page_that_tells_what_the_release_tells_is_clear(attack, shown):
    text = f"<p>{OF_WOMEN}: {shown:g} at M18. Release {NEWEST}, as of 16 July 2017; the older one is {OLDER}.</p>"
    assert attack(page(row(f"{shown:g}", shown) + text)) == []


PAGE_MUTANTS = {
    "a number in a cell": row(RAW, 0),
    "a title": f'<p title="{RAW} women">{OF_WOMEN}</p>',
    "a label for readers": f'<p aria-label="{RAW} women">{OF_WOMEN}</p>',
    "an alt text": f'<p>{OF_WOMEN}<img src="data:image/svg+xml,%3Csvg/%3E" alt="{RAW}"></p>',
    "a data attribute": f'<p data-raw="{RAW}">{OF_WOMEN}</p>',
    "an HTML comment": f"<section><h2>{OF_WOMEN}</h2><!-- {RAW} --></section>",
    "a hidden element": f'<p>{OF_WOMEN}<span style="display:none">{RAW}</span></p>',
    "an unrounded percentage": "<p>OC-05 75.7 %</p>",
    "an unrounded percentage with a comma": "<p>OC-05 75,7 %</p>",
    "a number below its heading": f"<h2>Women enrolled {OF_WOMEN}</h2><p>Now</p><h3>More</h3><p>{RAW}</p>",
    "a number in a script": f'<script type="application/json">{{"indicator_code": "{OF_WOMEN}", "n": {RAW}}}</script>',
    "a number in a style sheet": f'<style>p::after {{ content: "{RAW} women" }}</style>',
    "a number in a link": f'<p>{OF_WOMEN}<a href="/objectives?left={RAW}">more</a></p>',
    "the length of a bar": f'<p>{OF_WOMEN}<i style="width:57.31%"></i></p>',
    "a code of a pathway": "<p>PW-P03-07</p>",
    "a column that is not released": "<table><tr><th>women_left_early_cum</th></tr></table>",
    "a day that nobody told": f"<p>{OF_WOMEN} since 3 March 1999</p>",
    "a picture": '<p><img src="data:image/png;base64,AAAA" alt=""></p>',
    "labels of an axis that are no scale": "".join(
        f'<svg><g class="ytick"><text>{n}</text></g><g class="ytick"><text>17</text></g></svg>' for n in (3, 4)
    ),
}


@pytest.mark.parametrize("mutant", PAGE_MUTANTS)
def test_a_number_that_a_page_tells_beside_the_release_is_found(attack, mutant):
    assert attack(page(PAGE_MUTANTS[mutant]))


def test_near_a_figure_about_women_a_number_of_another_indicator_explains_nothing(attack, released):
    own = Known(released).of_indicator(OF_WOMEN)
    others = {row["value"] for row in released.figures if row["class"] == "C" and row["value"]}
    number = next(value for value in sorted(others) if value.is_integer() and not own.explain(value, 0))
    assert attack(page(f"<p>Sessions: {number:g}</p>")) == []
    assert attack(page(f"<p>{OF_WOMEN}: {number:g}</p>"))


def test_findings_never_tell_the_number(attack):
    assert all(str(RAW) not in found for found in attack(page(row(RAW, 0))))


def chart(**trace: object) -> dict[str, bytes]:
    axis = {"tickvals": [1, 6, 12, 18, 24], "ticktext": ["M01<br>Jan", "M06", "M12", "M18", "M24"]}
    own = {"type": "scatter", "x": [12, 18], "name": "Actual", **trace}
    return {f"{OF_WOMEN}_chart.json": json.dumps({"data": [own], "layout": {"xaxis": axis}}).encode()}


def values(released) -> list[float]:
    at = {row["month"]: row["value"] for row in released.figures
          if row["indicator_code"] == OF_WOMEN and row["breakdown"] == "total"}  # fmt: skip
    return [at["M12"], at["M18"]]


def packed(numbers: list[float]) -> dict[str, str]:
    return {"dtype": "f8", "bdata": base64.b64encode(struct.pack(f"<{len(numbers)}d", *numbers)).decode()}


def test_a_chart_of_released_points_is_clear(attack, released):
    own = values(released)
    assert attack(chart(y=own, text=[f"M12: {own[0]:g}", f"M18: {own[1]:g}"])) == []
    assert attack(chart(y=packed(own))) == []


def test_what_a_chart_tells_beside_its_points_is_found(attack, released):
    own = values(released)
    mutants = {
        "another point": {"y": [own[0], own[1] + 0.7]},
        "a packed point": {"y": packed([own[0], own[1] + 0.7])},
        "points of two months changed": {"y": own[::-1]},
        "a tooltip": {"y": own, "text": [f"M12: {own[0]:g}", f"M18: {RAW} of {own[1]:g}"]},
        "a tooltip with another month's value": {"y": own, "text": [f"{own[0]:g}", f"{own[0]:g}"]},
        "customdata with the numerator": {"y": own, "customdata": [[RAW], [RAW]]},
        "packed customdata": {"y": own, "customdata": packed([RAW, RAW])},
        "a template of tooltips": {"y": own, "hovertemplate": f"%{{y:.0f}} ({RAW})<extra></extra>"},
        "meta": {"y": own, "meta": {"n": RAW}},
        "ids": {"y": own, "ids": ["PW-P03-07", "PW-P03-08"]},
        "sizes": {"y": own, "marker": {"size": [RAW, RAW + 1]}},
        "an error bar": {"y": own, "error_y": {"array": [RAW, RAW]}},
    }
    assert [name for name, mutant in mutants.items() if not attack(chart(**mutant))] == []


def test_labels_and_templates_of_a_chart_are_read(attack, released):
    name, data = next(iter(chart(y=values(released)).items()))
    for more in (
        {"annotations": [{"text": f"{RAW} women"}]},
        {"title": {"text": f"n = {RAW}"}},
        {"meta": RAW},
        {"annotations": [{"text": "here", "y": RAW + 0.3}]},
        {"template": {"data": {"scatter": [{"customdata": [RAW]}]}}},
    ):
        document = json.loads(data)
        document["layout"] |= more
        assert attack({name: json.dumps(document).encode()}), more


def notebook(**output: object) -> dict[str, bytes]:
    cell = notebooks.new_code_cell("show()", outputs=[notebooks.new_output("display_data", **output)])
    return {"kpi_tables.ipynb": json.dumps(notebooks.new_notebook(cells=[cell])).encode()}


def test_rows_of_the_store_in_a_notebook_are_found(attack):
    head = "<tr><th>pathway_code</th><th>women_enrolled_cum</th></tr>"
    table = f"<table>{head}<tr><td>{{}}</td><td>3</td></tr></table>"
    assert attack(notebook(data={"text/html": table.format("PW-P03-07")}))
    assert attack(notebook(data={"text/html": table.format("x")}))
    assert attack(notebook(data={"text/plain": "  pathway_code  women_enrolled_cum\n0 x 3"}))
    assert attack(notebook(data={"text/plain": f"{OF_WOMEN}  {RAW}"}))
    assert attack(notebook(data={"image/png": "AAAA"}))
    assert attack(notebook(data={"application/json": {"indicator_code": OF_WOMEN, "raw": RAW}}))
    assert attack(notebook(data={}, metadata={"raw": {OF_WOMEN: RAW}}))
    assert attack(notebook(data={"text/plain": "done"})) == []


def test_a_row_of_the_kpi_table_in_json_is_that_row(attack, released):
    own = next(row for row in released.figures if row["indicator_code"] == OF_WOMEN and row["state"] == "value")
    assert attack({"explain.json": json.dumps(own, default=str).encode()}) == []
    assert attack({"explain.json": json.dumps(own | {"value": own["value"] + 1}, default=str).encode()})
    assert attack({"explain.json": json.dumps(own | {"women_left_early_cum": own["value"]}, default=str).encode()})


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("148 women", [148]),
        ("1,234.5", [1234.5]),
        ("1.234,5", [1234.5]),
        ("1\u202f234", [1234]),
        ("75,7 %", [75.7]),
        ("−3", [3]),
        ("1e-9", [1e-9]),
        ("5-point", [5]),
        ("8-те", [8]),
        ("٣", [3]),
    ],
)
def test_numbers_are_read_as_each_language_writes_them(text, numbers):
    (token,) = read_tokens(text)
    assert [value for value, _decimals in token.readings[0]] == numbers


def test_codes_and_days_are_no_numbers():
    text = "OP-03 M18 P03 TR-P04-01 1.0+d23c4f16 2017-07-19 19 юли 2017 19/07/2017 June 2017 685 KB"
    assert "number" not in {token.kind for token in read_tokens(text)}


def test_content_is_the_same_but_for_ids_and_times(file, outputs, tmp_path, released):
    other = tmp_path / "M18-20170716-eeee77.duckdb"
    shutil.copy(file.path, other)
    with duckdb.connect(str(other)) as opened:
        for table, columns in released.columns.items():
            if "release_id" in columns:
                opened.execute(f"UPDATE {table} SET release_id = ?", [other.stem])
    same, twin = content_of(file.path), content_of(other)
    assert {name: one for name, one in same["tables"].items()} == twin["tables"] and same["name"] == twin["name"]
    with duckdb.connect(str(other)) as opened:
        opened.execute("UPDATE figure SET value = value + 1 WHERE indicator_code = ? AND value IS NOT NULL", [OF_WOMEN])
    assert content_of(other)["tables"] != same["tables"]
    for name, data in outputs.items():
        renamed = name.replace(NEWEST, other.stem)
        assert content_of(data, name) == content_of(data, renamed)
