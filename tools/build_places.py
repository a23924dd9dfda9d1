"""Brings the rows of provinces, districts and successions that a library knows up to date; never imported.

    python tools/build_places.py FOLDER

FOLDER is ``vietnamadminunits/data`` of the unpacked wheel (MIT). Rows with another source were entered by hand, from
the resolutions they name: they are kept, and tell when the library's units began. See ``docs/places.md``.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent / "extractors" / "data"
LIBRARY = "vietnamadminunits 1.0.4"
MERGERS, ABOLITION = "202/2025/QH15", "203/2025/QH15"
LAST, FIRST = "2025-06-30", "2025-07-01"
#: Other ways in which a province's name is written.
ALSO = {"Hồ Chí Minh": "HCM", "Bắc Kạn": "Bắc Cạn", "Đắk Lắk": "Đắk Lăk|Đắc Lắc"}
Row = dict[str, str]


def read(name: str) -> tuple[list[str], list[Row]]:
    """The columns of a file and its rows that were entered by hand."""
    with (HERE / f"{name}.csv").open(encoding="utf-8") as file:
        reader = csv.DictReader(file)
        rows = [row for row in reader if row["source"] not in (LIBRARY, MERGERS, ABOLITION)]
        return list(reader.fieldnames or ()), rows


def write(name: str, columns: list[str], rows: list[Row]) -> None:
    """A file, in the order of its first column."""
    with (HERE / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: tuple(row[column] for column in columns)))
    print(f"{name}.csv: {len(rows)} rows")


def named(full: str) -> Row:
    """``Thị xã Bỉm Sơn`` → its name and kind."""
    words = full.split()
    size = 1 if words[0] in ("Tỉnh", "Huyện", "Quận") else 2
    return {"kind": " ".join(words[:size]).lower(), "name": " ".join(words[size:])}


def eve(day: str) -> str:
    """The day before: the last of a unit that gave way on ``day``."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def communes_of(data: Path, units: sqlite3.Connection) -> dict[str, list[str]]:
    """Old district → the communes of today that took more of its old communes than of any other district's."""
    names = {
        (province, ward): name
        for province, ward, name in units.execute("SELECT provinceKey, wardKey, ward FROM admin_units")
    }
    converter = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    whole: dict[tuple[str, str], Counter[str]] = {key: Counter() for key in names}
    parts: dict[tuple[str, str], Counter[str]] = {key: Counter() for key in names}
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            whole[province, ward].update(old.rpartition("_")[0] for old in olds)
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, wards in divided.items():
            for ward in wards:
                counts = whole if ward["isDefaultNewWard"] else parts
                counts[province, ward["newWardKey"]][old.rpartition("_")[0]] += 1
    found: dict[str, list[str]] = {}
    for key, name in sorted(names.items(), key=lambda item: item[1]):
        counts_here = whole[key] or parts[key]
        for district, count in counts_here.items():
            if count == max(counts_here.values()):
                found.setdefault(district, []).append(name)
    return found


def main() -> None:
    """Reads the library, keeps what was entered by hand, writes the three files."""
    data = Path(sys.argv[1])
    units = sqlite3.connect(data / "dataset.db")
    province_columns, provinces = read("provinces")
    district_columns, districts = read("districts")
    succession_columns, successions = read("successions")
    # When a unit of the library began, by the latest key that leads to it.
    began = {row["to"]: row["on"] for row in successions if row["relation"] != "absorbed"}

    def key_of(letter: str, code: str) -> str:
        later = [key for key in began if key.startswith(f"{letter}{code}-") and began[key] <= LAST]
        return max(later, default=f"{letter}{code}")

    def province(code: str, full: str, key: str, valid_from: str, valid_to: str) -> Row:
        row = {"key": key, "code": code, **named(full), "valid_from": valid_from, "valid_to": valid_to}
        return {**row, "also": ALSO.get(row["name"], ""), "source": LIBRARY}

    old = list(units.execute("SELECT DISTINCT provinceKey, provinceCode, province FROM admin_units_legacy"))
    merged = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))["DICT_PROVINCE"]
    goes_on = {keys[0] for keys in merged.values() if len(keys) == 1}
    today: dict[str, str] = {}
    for slug, code, full in old:
        key = key_of("p", code)
        provinces.append(province(code, full, key, began.get(key, ""), "" if slug in goes_on else LAST))
        today[slug] = key
    ended = {row["from"]: row["on"] for row in successions if row["relation"] == "continued"}
    for slug, code, full in units.execute("SELECT DISTINCT provinceKey, provinceCode, province FROM admin_units"):
        if slug not in goes_on:
            key = f"p{code}-{FIRST[:4]}"
            provinces.append(province(code, full, key, FIRST, eve(ended[key]) if key in ended else ""))
            for one in merged[slug]:
                row = {"from": today[one], "to": key, "on": FIRST, "relation": "merged", "source": MERGERS}
                successions.append(row)
    reached = {row["from"]: row["to"] for row in successions if row["source"] == MERGERS}
    communes = communes_of(data, units)
    query = "SELECT DISTINCT provinceKey, districtKey, districtCode, district FROM admin_units_legacy"
    for slug, district, code, full in units.execute(query):
        key = key_of("d", code)
        row = {"key": key, "code": code, **named(full), "province": today[slug], "source": LIBRARY}
        row |= {"valid_from": began.get(key, ""), "valid_to": LAST}
        districts.append({**row, "communes_today": "|".join(communes[f"{slug}_{district}"])})
        to = reached.get(today[slug], today[slug])
        successions.append({"from": key, "to": to, "on": FIRST, "relation": "dissolved", "source": ABOLITION})
    write("provinces", province_columns, provinces)
    write("districts", district_columns, districts)
    write("successions", succession_columns, successions)


if __name__ == "__main__":
    main()
