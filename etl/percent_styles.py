"""Which of a workbook's cell formats show 0.85 as 85 %."""

from etl.xml_scan import scan_xml

# Number formats 9 and 10 of every workbook, and those of its own with a percent sign.
_PERCENT_FORMATS = {"9", "10"}


def read_percent_styles(xml: bytes) -> frozenset[str]:
    """Numbers of the cell formats that show percentages; raises Refused for what no program writes."""
    own: set[str] = set()
    formats: list[str] = []
    is_cell_format = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal is_cell_format
        if name.endswith("numFmt") and "%" in attributes.get("formatCode", ""):
            own.add(attributes.get("numFmtId", ""))
        elif name.endswith("cellXfs"):
            is_cell_format = True
        elif is_cell_format and name.endswith("xf"):
            formats.append(attributes.get("numFmtId", "0"))

    def end(name: str) -> None:
        nonlocal is_cell_format
        is_cell_format = is_cell_format and not name.endswith("cellXfs")

    scan_xml(xml, start, end)
    return frozenset(str(n) for n, number in enumerate(formats) if number in _PERCENT_FORMATS | own)
