#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares a report's page, as a browser has it, with what the API says.

report_page_check.py DOM REPORT.json ROWS_FOLDER HARNESS_DOM
  DOM          the page, dumped by a browser
  REPORT.json  jiedui-report --format json
  ROWS_FOLDER  CODE.json of every counted figure: jiedui-report --format json --contributors CODE
  HARNESS_DOM  report_page_harness.html with the page in it, dumped by a browser
Prints one line per difference and exits 1 if there is one.
"""
import html.parser
import json
import pathlib
import re
import sys

CONTRAST_MIN = 4.5  # WCAG 2, level AA


class Page(html.parser.HTMLParser):
    """Figures with the number they show, and the rows of each table behind them."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.figures, self.rows, self.scripts, self.lang = {}, {}, 0, None
        self._code = self._table = self._row = self._cell = self._data = None

    def handle_starttag(self, tag, attributes):
        have = dict(attributes)
        if tag == "html":
            self.lang = have.get("lang")
        elif tag == "script":
            self.scripts += 1
        elif tag == "tr" and "data-code" in have:
            self._code = have["data-code"]
            self.figures[self._code] = {"value": None, "text": ""}
        elif tag == "data" and self._code:
            self.figures[self._code]["value"] = have["value"]
            self._data = self._code
        elif tag == "table" and "data-figure" in have:
            self._table = self.rows.setdefault((have["data-figure"], have["data-counted"] == "yes"), [])
        elif tag == "tr" and self._table is not None:
            self._row = []
        elif tag == "td" and self._row is not None:
            self._cell = ""

    def handle_endtag(self, tag):
        if tag == "data":
            self._data = None
        elif tag == "td" and self._cell is not None:
            self._row.append(self._cell)
            self._cell = None
        elif tag == "tr" and self._row is not None:
            if self._row:
                self._table.append(self._row)
            self._row = None
        elif tag == "table":
            self._table = None

    def handle_data(self, text):
        if self._data:
            self.figures[self._data]["text"] += text
        if self._cell is not None:
            self._cell += text


def check_figures(page, report):
    for figure in report["figures"]:
        code, value = figure["code"], figure["decimal"] or str(figure["value"])
        shown = page.figures.get(code)
        if shown is None:
            yield f"{code}: is not in the page"
        elif shown["value"] != value:
            yield f"{code}: the page has {shown['value']}, the API {value}"
        elif value not in re.findall(r"[\d.]+", shown["text"].replace(",", "")):
            yield f"{code}: the page shows {shown['text']!r}, the API says {value}"
    for code in set(page.figures) - {figure["code"] for figure in report["figures"]}:
        yield f"{code}: is in the page but not in the report"


def check_rows(page, report, folder):
    for figure in report["figures"]:
        path = folder / f"{figure['code']}.json"
        if not path.exists():
            continue
        rows = json.loads(path.read_text(encoding="utf-8"))
        names = {True: [], False: []}
        for row in rows["contributors"]:
            names[row["not_counted"] == "NOT_COUNTED_REASON_UNSPECIFIED"].append(row["display_name"])
        if len(names[True]) != int(rows["counted"]) or len(names[False]) != int(rows["not_counted"]):
            yield f"{figure['code']}: the API lists other rows than it counts"
        for counted, expected in names.items():
            shown = [row[1] for row in page.rows.get((figure["code"], counted), [])]
            if len(shown) != len(expected):
                yield f"{figure['code']}: {len(shown)} rows in the page, {len(expected)} in the API (counted: {counted})"
            elif [name for name, other in zip(shown, expected) if other and name != other]:
                yield f"{figure['code']}: other names in the page than in the API"


def check_use(found):
    if "error" in found:
        yield f"the harness failed: {found['error']}"
        return
    if found["language"] != "zh-CN" or found["chinese"]["zh"] == 0 or found["chinese"]["en"] != 0:
        yield f"the page does not open in Chinese: {found['chinese']}"
    if found["english"]["language"] != "en" or found["english"]["en"] == 0 or found["english"]["zh"] != 0:
        yield f"the switch does not turn it to English: {found['english']}"
    if found["byAddress"] != "en":
        yield "#en in the address does not turn it to English"
    if found["openAtFirst"] != 0 or found["openAfterwards"] != found["details"] or found["details"] == 0:
        yield f"{found['openAfterwards']} of {found['details']} lists of rows open, {found['openAtFirst']} at first"
    for width, overflow in found["overflow"].items():
        if overflow > 0:
            yield f"at a width of {width} the page is {overflow} pixels wider than the screen"
    for selector, ratio in found["contrast"].items():
        if ratio is not None and ratio < CONTRAST_MIN:
            yield f"{selector}: contrast {ratio:.2f}, at least {CONTRAST_MIN}"
    if found["scripts"] != 1:
        yield f"{found['scripts']} scripts in the page, which has one"


def harness_result(path):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    found = re.search(r'<pre id="found">(.*?)</pre>', text, flags=re.S)
    return json.loads(html.unescape(found[1])) if found and found[1] else {"error": "it found nothing"}


def main():
    dom, report_path, folder, harness = sys.argv[1:]
    page = Page()
    page.feed(pathlib.Path(dom).read_text(encoding="utf-8"))
    report = json.loads(pathlib.Path(report_path).read_text(encoding="utf-8"))["report"]
    differences = [*check_figures(page, report), *check_rows(page, report, pathlib.Path(folder)),
                   *check_use(harness_result(harness))]
    if not page.rows:
        differences.append("no rows at all in the page")
    print("\n".join(differences) if differences else
          f"page: {len(page.figures)} figures and {sum(map(len, page.rows.values()))} rows as in the API")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
