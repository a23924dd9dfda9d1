"""Places in time: namesakes, codes that are used again, names and kinds that changed, and what became of them."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest

from extractors.data import read_rows
from extractors.lexicon.gazetteer import District, Province, find_district, find_province, province_today, today_of

LAST, FIRST = "2025-06-30", "2025-07-01"


def label(unit: Province | District | None) -> str | None:
    return unit and f"{unit.kind} {unit.name}"


@pytest.mark.parametrize(
    ("name", "on", "code", "found"),
    [
        ("Bình Định", LAST, "52", "tỉnh Bình Định"),
        ("tỉnh Bình Định", FIRST, None, None),
        ("Gia Lai", LAST, "64", "tỉnh Gia Lai"),
        ("Gia Lai", FIRST, "52", "tỉnh Gia Lai"),
        ("Gia Lai", None, None, None),
        ("Bình Định", None, "52", "tỉnh Bình Định"),
        ("Hà Nội", None, "01", "thành phố Hà Nội"),
        ("TP. Hồ Chí Minh", LAST, "79", "thành phố Hồ Chí Minh"),
        ("TPHCM", FIRST, "79", "thành phố Hồ Chí Minh"),
        ("THÀNH PHỐ HỒ CHÍ MINH", LAST, "79", "thành phố Hồ Chí Minh"),
        ("tỉnh Hồ Chí Minh", LAST, None, None),
        ("Bà Rịa - Vũng Tàu", LAST, "77", "tỉnh Bà Rịa - Vũng Tàu"),
        ("Bà Rịa–Vũng Tàu", LAST, "77", "tỉnh Bà Rịa - Vũng Tàu"),
        ("ba ria vung tau", LAST, "77", "tỉnh Bà Rịa - Vũng Tàu"),
        ("Thừa Thiên - Huế", "2024-12-31", "46", "tỉnh Thừa Thiên Huế"),
        ("Thừa Thiên Huế", "2025-01-01", None, None),
        ("thành phố Huế", "2024-12-31", None, None),
        ("thành phố Huế", "2025-01-01", "46", "thành phố Huế"),
        ("Đăk Lăk", LAST, "66", "tỉnh Đắk Lắk"),
        ("Ðắk Lắk", LAST, "66", "tỉnh Đắk Lắk"),
        ("Đắc Lắc", LAST, "66", "tỉnh Đắk Lắk"),
        ("Daklak", LAST, "66", "tỉnh Đắk Lắk"),
        ("Hoà Bình", LAST, "17", "tỉnh Hòa Bình"),
        ("Bắc Cạn", LAST, "06", "tỉnh Bắc Kạn"),
        ("Hà Tây", "2008-07-31", "28", "tỉnh Hà Tây"),
        ("Hà Tây", "2008-08-01", None, None),
        ("Cần Thơ", "2003-12-31", "815", "tỉnh Cần Thơ"),
        ("Cần Thơ", "2004-01-01", "92", "thành phố Cần Thơ"),
        ("Điện Biên", "2003-12-31", None, None),
        ("Đồng Nai", "2026-04-29", "75", "tỉnh Đồng Nai"),
        ("Đồng Nai", "2026-04-30", "75", "thành phố Đồng Nai"),
        ("tỉnh Nam Hải", LAST, None, None),
        ("tỉnh Nam Hải", None, None, None),
        ("Hà Tỉnh", LAST, None, None),
        ("", LAST, None, None),
        ("tỉnh", LAST, None, None),
    ],
)
def test_a_province_is_found_as_of_the_day(name: str, on: str | None, code: str | None, found: str | None) -> None:
    province = find_province(name, on)
    assert (province and province.code, label(province)) == (code, found)


@pytest.mark.parametrize(
    ("name", "province", "on", "code", "found"),
    [
        ("huyện An Lão", "Hải Phòng", "2023-06-30", "313", "huyện An Lão"),
        ("huyện An Lão", "tỉnh Bình Định", "2023-06-30", "542", "huyện An Lão"),
        ("huyen an lao", "binh dinh", None, "542", "huyện An Lão"),
        ("An Lão", None, "2023-06-30", None, None),
        ("An Lão", "Gia Lai", "2023-06-30", None, None),
        ("huyện An Lão", "Bình Định", LAST, "542", "huyện An Lão"),
        ("huyện An Lão", "Bình Định", FIRST, None, None),
        ("thành phố Cao Lãnh", "Đồng Tháp", None, "866", "thành phố Cao Lãnh"),
        ("TP. Cao Lãnh", None, None, "866", "thành phố Cao Lãnh"),
        ("huyện Cao Lãnh", None, None, "873", "huyện Cao Lãnh"),
        ("Cao Lãnh", "Đồng Tháp", None, None, None),
        ("thị xã Bỉm Sơn", None, None, "381", "thị xã Bỉm Sơn"),
        ("TX. Bỉm Sơn", "Thanh Hóa", None, "381", "thị xã Bỉm Sơn"),
        ("THỊ XÃ BỈM SƠN", "Thanh Hoá", None, "381", "thị xã Bỉm Sơn"),
        ("huyện Bỉm Sơn", None, None, None, None),
        ("Quan Sơn", "Thanh Hóa", None, "387", "huyện Quan Sơn"),
        ("Quận 1", "TP.HCM", None, "760", "quận 1"),
        ("huyện đảo Phú Quốc", "Kiên Giang", "2021-02-28", "911", "huyện Phú Quốc"),
        ("huyện Đức Phổ", None, "2020-01-31", "534", "huyện Đức Phổ"),
        ("huyện Ðức Phổ", None, "2020-02-01", None, None),
        ("thị xã Đức Phổ", None, "2020-02-01", "534", "thị xã Đức Phổ"),
        ("thị xã Chí Linh", "Hải Dương", "2019-02-28", "290", "thị xã Chí Linh"),
        ("Chí Linh", "Hải Dương", "2019-02-28", "290", "thị xã Chí Linh"),
        ("Chí Linh", "Hải Dương", None, "290", "thành phố Chí Linh"),
        ("Đông Triều", None, "2015-03-10", "205", "huyện Đông Triều"),
        ("Đông Triều", None, "2020-01-01", "205", "thị xã Đông Triều"),
        ("Tĩnh Gia", None, "2020-05-31", "407", "huyện Tĩnh Gia"),
        ("Nghi Sơn", None, "2020-05-31", None, None),
        ("Kỳ Anh", "Hà Tĩnh", "2015-04-09", "447", "huyện Kỳ Anh"),
        ("Kỳ Anh", "Hà Tĩnh", "2015-04-10", None, None),
        ("thị xã Kì Anh", "Hà Tĩnh", "2015-04-10", "449", "thị xã Kỳ Anh"),
        ("Từ Liêm", "Hà Nội", "2013-12-26", "019", "huyện Từ Liêm"),
        ("quận Bắc Từ Liêm", "Hà Nội", "2013-12-26", None, None),
        ("Đạ Huoai", "Lâm Đồng", "2024-11-30", "681", "huyện Đạ Huoai"),
        ("Đạ Huoai", "Lâm Đồng", "2024-12-01", "682", "huyện Đạ Huoai"),
        ("Đạ Huoai", "Lâm Đồng", None, None, None),
        ("Thủ Đức", None, "2020-12-31", "762", "quận Thủ Đức"),
        ("Thủ Đức", None, "2021-01-01", "769", "thành phố Thủ Đức"),
        ("Ba Vì", "Hà Tây", "2008-07-31", "271", "huyện Ba Vì"),
        ("Ba Vì", "Hà Nội", "2008-07-31", None, None),
        ("Phú Vang", "Thừa Thiên Huế", "2024-12-31", "478", "huyện Phú Vang"),
        ("Phú Vang", "thành phố Huế", "2025-01-01", "478", "huyện Phú Vang"),
        ("thành phố Huế", None, "2024-12-31", "474", "thành phố Huế"),
        ("Qui Nhơn", None, None, "540", "thành phố Quy Nhơn"),
        ("Ia H' Drai", "Kontum", None, "618", "huyện Ia H'Drai"),
        ("Châu Thành", None, None, None, None),
        ("Châu Thành", "Tiền Giang", None, "821", "huyện Châu Thành"),
        ("Tam Duong", None, None, None, None),
        ("Tam Duong", "Vinh Phuc", None, "247", "huyện Tam Dương"),
        ("huyện Vĩnh Trạch", None, None, None, None),
        ("huyện Vĩnh Trạch", "tỉnh Nam Hải", "2023-06-30", None, None),
        ("huyện An Lão", "tỉnh Nam Hải", "2023-06-30", None, None),
        ("huyện", None, None, None, None),
    ],
)
def test_a_district_is_found_by_name_kind_province_and_day(
    name: str, province: str | None, on: str | None, code: str | None, found: str | None
) -> None:
    district = find_district(name, province, on)
    assert (district and district.code, label(district)) == (code, found)


@pytest.mark.parametrize(
    ("name", "on", "today"),
    [
        ("Bình Định", LAST, "tỉnh Gia Lai"),
        ("Gia Lai", LAST, "tỉnh Gia Lai"),
        ("Gia Lai", FIRST, "tỉnh Gia Lai"),
        ("Hà Tây", "2008-07-31", "thành phố Hà Nội"),
        ("Thừa Thiên Huế", "2024-12-31", "thành phố Huế"),
        ("Thanh Hóa", LAST, "tỉnh Thanh Hóa"),
        ("Bình Phước", LAST, "thành phố Đồng Nai"),
        ("Cần Thơ", "2003-12-31", "thành phố Cần Thơ"),
        ("Đắk Lắk", "2003-12-31", None),  # today in Đắk Lắk and in Lâm Đồng
    ],
)
def test_what_became_of_a_province(name: str, on: str, today: str | None) -> None:
    province = find_province(name, on)
    assert province is not None
    assert label(province_today(province)) == today


@pytest.mark.parametrize(
    ("name", "province", "on", "today", "communes"),
    [
        ("An Lão", "Bình Định", LAST, "tỉnh Gia Lai", {"Xã An Hòa", "Xã An Lão", "Xã An Toàn", "Xã An Vinh"}),
        ("An Dương", "Hải Phòng", "2024-12-31", "thành phố Hải Phòng", None),
        ("Hoàng Sa", "Đà Nẵng", LAST, "thành phố Đà Nẵng", {"Đặc khu Hoàng Sa"}),
        ("Kỳ Sơn", "Hòa Bình", "2019-12-31", "tỉnh Phú Thọ", set()),
        ("Lộc Hà", "Hà Tĩnh", "2024-12-31", "tỉnh Hà Tĩnh", set()),
        ("Mê Linh", "Vĩnh Phúc", "2008-07-31", "thành phố Hà Nội", None),
    ],
)
def test_what_became_of_a_district(name: str, province: str, on: str, today: str, communes: set[str] | None) -> None:
    district = find_district(name, province, on)
    assert district is not None
    now = today_of(district)
    assert label(now.province) == today
    assert set(now.communes) == communes if communes is not None else now.communes


def test_a_district_keeps_its_communes_of_today_through_a_change_of_kind() -> None:
    before, after = (find_district("Chí Linh", "Hải Dương", on) for on in ("2019-02-28", "2019-03-01"))
    assert before is not None
    assert after is not None
    assert before != after
    assert today_of(before) == today_of(after)


@pytest.mark.parametrize(
    ("on", "provinces"),
    [("2003-12-31", 61), ("2004-01-01", 64), ("2008-07-31", 64), ("2008-08-01", 63), (LAST, 63), (FIRST, 34)],
)
def test_how_many_provinces_there_were(on: str, provinces: int) -> None:
    assert len(valid("provinces", on)) == provinces


@pytest.mark.parametrize(
    ("on", "districts"),
    [("2015-12-31", 713), ("2019-12-31", 713), ("2020-12-31", 707), ("2021-01-01", 705), (LAST, 696), (FIRST, 0)],
)
def test_how_many_districts_there_were(on: str, districts: int) -> None:
    assert len(valid("districts", on)) == districts


def valid(name: str, on: str) -> list[dict[str, str]]:
    return [row for row in read_rows(name) if (row["valid_from"] or on) <= on <= (row["valid_to"] or on)]


def test_every_row_leads_somewhere() -> None:
    provinces = {row["key"]: row for row in read_rows("provinces")}
    districts = {row["key"]: row for row in read_rows("districts")}
    units = provinces | districts
    assert len(units) == len(read_rows("provinces")) + len(read_rows("districts"))
    assert all(row["province"] in provinces for row in districts.values())
    rows = read_rows("successions")
    assert [row for row in rows if row["from"] not in units or row["to"] not in units] == []
    assert {key for key, row in units.items() if row["valid_to"]} <= {row["from"] for row in rows}
    assert all(row["source"] for name in ("provinces", "districts", "successions") for row in read_rows(name))


def test_a_successor_is_there_when_a_unit_gives_way() -> None:
    units = {row["key"]: row for name in ("provinces", "districts") for row in read_rows(name)}
    for row in read_rows("successions"):
        before, after = units[row["from"]], units[row["to"]]
        assert (after["valid_from"] or row["on"]) <= row["on"] <= (after["valid_to"] or row["on"]), row
        assert row["relation"] == "split" or before["valid_to"] < row["on"], row


def test_a_district_was_in_a_province_that_was_there() -> None:
    provinces = {row["key"]: row for row in read_rows("provinces")}
    for row in read_rows("districts"):
        province = provinces[row["province"]]
        assert row["valid_to"] <= (province["valid_to"] or row["valid_to"]), row
        assert row["valid_to"] <= LAST


@pytest.mark.parametrize("name", ["provinces", "districts"])
def test_a_code_belongs_to_one_unit_at_a_time(name: str) -> None:
    spans = defaultdict(list)
    for row in read_rows(name):
        spans[row["code"]].append((row["valid_from"], row["valid_to"] or "9999"))
    for code, ranges in spans.items():
        ordered = sorted(ranges)
        assert all(one[1] < other[0] for one, other in pairwise(ordered)), code


def test_every_district_is_found_again_and_led_to_a_province_of_today() -> None:
    provinces = {row["key"]: row["name"] for row in read_rows("provinces")}
    for row in read_rows("districts"):
        district = find_district(f"{row['kind']} {row['name']}", provinces[row["province"]], row["valid_to"])
        assert district is not None, row
        assert district.key == row["key"]
        assert today_of(district).province is not None, row
        assert today_of(district).communes or row["valid_to"] < LAST, row
