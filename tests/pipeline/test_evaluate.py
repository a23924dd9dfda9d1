from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.evaluation.gold import GoldError, Item, find_gold, load_gold
from pipeline.evaluation.matching import pool, score_file, score_kind, score_report

SOURCE = "Căn cứ Quyết định số 7/QĐ-UBND ngày 2/3/2021 của UBND huyện; thu 12,5 tỷ đồng, tăng 4%."


def citation(text: str, start: int | None = None, **fields: object) -> Item:
    item: Item = {"text": text, "type": "Quyết định", "number": None, "date": None, "issuer": None, "title": None}
    if start is not None:
        item |= {"start": start, "end": start + len(text)}
    return item | fields


def figure(text: str, start: int | None = None, **fields: object) -> Item:
    item: Item = {"text": text, "value": Decimal("12.5"), "unit": "tỷ đồng", "value_max": None}
    if start is not None:
        item |= {"start": start, "end": start + len(text)}
    return item | fields


def percent(text: str, value: str, **fields: object) -> Item:
    return {"text": text, "value": Decimal(value), "relation": "đạt", "direction": None, "basis": None} | fields


NUMBERED = citation("Quyết định số 7/QĐ-UBND", 7, number="7/QĐ-UBND", date="2021-03-02", issuer="UBND huyện")


def test_perfect_score() -> None:
    score = score_kind("citations", [NUMBERED], [], [dict(NUMBERED)], offsets=True)
    assert (score.precision, score.recall, score.f1) == (1.0, 1.0, 1.0)
    assert score.fields == {"span": (1, 1), "issuer": (1, 1), "title": (1, 1)}
    assert not score.wrong


def test_missing_and_extra() -> None:
    other = citation("Quyết định số 8/QĐ-UBND", 90, number="8/QĐ-UBND")
    score = score_kind("citations", [NUMBERED], [], [other], offsets=True)
    assert (score.right, score.missed, score.false) == (0, (NUMBERED,), (other,))
    assert (score.precision, score.recall, score.f1) == (0.0, 0.0, 0.0)


def test_nothing_annotated_and_nothing_found_has_no_score() -> None:
    score = score_kind("citations", [], [], [], offsets=True)
    assert (score.precision, score.recall, score.f1) == (None, None, None)


@pytest.mark.parametrize(
    ("kind", "gold", "got", "matches"),
    [
        ("citations", NUMBERED, NUMBERED | {"number": "7/QĐ-\u00a0UBND"}, True),
        ("citations", NUMBERED, NUMBERED | {"type": "quyết  định"}, True),
        ("citations", NUMBERED, NUMBERED | {"type": "Nghị quyết"}, False),
        ("citations", NUMBERED | {"alt_type": "Nghị quyết"}, NUMBERED | {"type": "Nghị quyết"}, True),
        ("citations", NUMBERED, NUMBERED | {"date": None}, False),
        ("citations", NUMBERED, NUMBERED | {"start": 50, "end": 60}, False),
        ("figures", figure("12,5 tỷ đồng", 3), figure("12,5 tỷ\nđồng", 3, unit="tỷ\nđồng"), True),
        ("figures", figure("12,5 tỷ đồng", 3), figure("12,5 tỷ đồng", 3, value=Decimal("12.50")), True),
        ("figures", figure("12,5 tỷ đồng", 3), figure("12,5 tỷ đồng", 3, value_max=Decimal(14)), False),
        ("figures", figure("12,5 tỷ đồng", 3), figure("12,5 tỷ đồng", 3, unit="triệu đồng"), False),
        ("figures", figure("12,5 tỷ đồng", 3), figure("12,5 tỷ đồng", 3, value=Decimal(125)), False),
    ],
)
def test_keys(kind: str, gold: Item, got: Item, matches: bool) -> None:
    assert score_kind(kind, [gold], [], [got], offsets=True).right == int(matches)


@pytest.mark.parametrize(
    ("gold", "got", "right"),
    [
        ({}, {"direction": "+"}, True),  # gold does not say
        ({"direction": "+"}, {"direction": "+"}, True),
        ({"direction": None}, {"direction": "+"}, False),
    ],
)
def test_direction_counts_only_where_gold_says_it(gold: Item, got: Item, right: bool) -> None:
    wanted = {"text": "4%", "value": Decimal(4)} | gold
    assert score_kind("percentages", [wanted], [], [percent("4%", "4", **got)], offsets=False).right == int(right)


@pytest.mark.parametrize(
    ("kind", "name", "gold", "got", "right"),
    [
        ("citations", "issuer", {"issuer": "UBND huyện"}, {"issuer": "UBND\nHuyện"}, True),
        ("citations", "issuer", {"issuer": "UBND huyện"}, {"issuer": "UBND huyện Ba Bể"}, False),
        ("citations", "issuer", {"issuer": None}, {"issuer": "UBND huyện"}, False),
        ("citations", "title", {"title": "về việc “giao vốn”"}, {"title": "giao vốn;"}, True),
        ("citations", "title", {"title": "V/v giao vốn"}, {"title": "Về giao\nvốn"}, True),
        ("citations", "title", {"title": "vềnh tai"}, {"title": "nh tai"}, False),
        ("citations", "title", {"title": "giao vốn đợt 1"}, {"title": "giao vốn"}, False),
        ("citations", "pinpoint", {"pinpoint": "khoản 2 Điều 5"}, {"pinpoint": "Điều 5"}, False),
        ("citations", "year", {"year": Decimal(2013)}, {"year": 2013}, True),
        ("percentages", "relation", {"relation": "other"}, {"relation": "khác"}, True),
        ("percentages", "basis", {"basis": "so với cùng kỳ"}, {"basis": "cùng kỳ"}, True),
        ("percentages", "basis", {"basis": "so với cùng kỳ", "basis_core": "cùng kỳ"}, {"basis": "so cùng kỳ"}, True),
        ("percentages", "basis", {"basis": "trong GRDP", "basis_core": "GRDP"}, {"basis": "GRDP"}, True),
        ("percentages", "basis", {"basis": "trong GRDP", "basis_core": "GRDP"}, {"basis": "trong GRDP"}, True),
        ("percentages", "basis", {"basis": None}, {"basis": "cùng kỳ"}, False),
        ("percentages", "indicator", {"indicator": "thu", "indicator_alt": ["số thu"]}, {"indicator": "Số thu"}, True),
        ("percentages", "indicator", {"indicator": "tổng thu", "indicator_alt": []}, {"indicator": "thu"}, False),
        ("percentages", "indicator", {"indicator": "tổng thu ngân sách"}, {"indicator": "Tổng thu"}, True),
        ("percentages", "indicator", {"indicator": "hộ nghèo của huyện"}, {"indicator": "hộ cận nghèo của xã"}, True),
        ("percentages", "indicator", {"indicator": "hộ nghèo của huyện"}, {"indicator": "trẻ em của xã"}, False),
        ("percentages", "indicator", {"indicator": "hộ nghèo"}, {"indicator": None}, False),
        ("ratios", "subject", {"subject": "xã Yên Lập"}, {"subject": "Yên Lập"}, False),
    ],
)
def test_fields(kind: str, name: str, gold: Item, got: Item, right: bool) -> None:
    common: Item = {"text": "4%", "value": Decimal(4), "type": "Luật", "num": Decimal(1), "den": Decimal(2)}
    score = score_kind(kind, [common | gold], [], [common | got], offsets=False)
    assert score.right == 1
    assert score.fields[name] == (int(right), 1)
    assert bool(score.wrong) is not right


def test_fields_that_gold_does_not_say_are_not_judged() -> None:
    score = score_kind("percentages", [{"text": "4%", "value": 4, "indicator": None}], [], [percent("4%", "4")], False)
    assert score.fields == {"span": (1, 1)}


def test_a_bloated_span_matches_but_is_marked() -> None:
    got = NUMBERED | {"end": NUMBERED["end"] + 9, "text": NUMBERED["text"] + " ngày 2/3"}
    score = score_kind("citations", [NUMBERED], [], [got], offsets=True)
    assert (score.right, score.fields["span"]) == (1, (0, 1))


@pytest.mark.parametrize("offsets", [True, False])
def test_optional_items_count_neither_way(offsets: bool) -> None:
    plan = citation("Kế hoạch năm 2021", 30, type="Kế hoạch")
    found = score_kind("citations", [], [plan], [dict(plan)], offsets)
    assert (found.right, found.missed, found.false) == (0, (), ())
    assert score_kind("citations", [], [plan], [], offsets) == found


def test_gold_goes_before_borderline() -> None:
    borderline = {"text": "Quyết định", "start": 7, "end": 17}
    assert score_kind("citations", [NUMBERED], [borderline], [NUMBERED], offsets=True).right == 1


@pytest.mark.parametrize("offsets", [True, False])
def test_one_answer_serves_one_gold_item(offsets: bool) -> None:
    twice = [figure("12,5 tỷ đồng", 0), figure("12,5 tỷ đồng", 40)]
    assert score_kind("figures", twice, [], [twice[0]], offsets).missed == (twice[1],)
    assert score_kind("figures", [twice[0]], [], twice, offsets).false == (twice[1],)
    assert score_kind("figures", twice, [], list(reversed(twice)), offsets).f1 == 1.0


def test_equal_keys_without_offsets_pair_by_their_fields() -> None:
    gold = [
        percent("100%", "100", indicator="giao quân", indicator_alt=[]),
        percent("100%", "100", indicator="trường đạt chuẩn", indicator_alt=[]),
    ]
    score = score_kind("percentages", gold, [], list(reversed(gold)), offsets=False)
    assert score.fields["indicator"] == (2, 2)


def test_named_only_documents_are_told_apart_by_text() -> None:
    first = citation("Đề án “Làng nghề”", type="Đề án")
    second = citation("Đề án “Chợ nổi”", type="Đề án")
    score = score_kind("citations", [first], [], [second], offsets=False)
    assert (score.missed, score.false) == ((first,), (second,))
    assert score_kind("citations", [first, second], [], [second, first], offsets=False).fields["span"] == (2, 2)


def test_report_fields() -> None:
    gold = {
        "number": "9/BC-UBND", "type": "Báo cáo", "issuer": "UBND huyện Ba Bể", "date": "2021-06-01",
        "title": "Về tình hình 6 tháng", "period": "2021-H1", "addressee": None, "issuer_note": "a remark",
    }  # fmt: skip
    got = gold | {
        "number": "9/BC- UBND", "issuer": "UỶ BAN NHÂN DÂN HUYỆN BA BỂ", "title": "TÌNH HÌNH 6 THÁNG", "period": None,
    }  # fmt: skip
    score = score_report(gold, got)
    assert [wrong.name for wrong in score.wrong] == ["period"]
    assert len(score.fields) == 7


def write(folder: Path, name: str, data: object) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_gold_is_found_from_gold_source_and_folder(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", SOURCE)
    write(tmp_path, "b.pdf", "")
    write(tmp_path, "c.txt", SOURCE)
    beside = write(tmp_path, "a.gold.json", {"figures": []})
    for_pdf = write(tmp_path, "a.pdf.gold.json", {"figures": []})
    write(tmp_path, "a.pdf", "")
    in_folder = write(tmp_path, "gold/b.gold.json", {"figures": []})
    short = write(tmp_path, "c.json", {"figures": []})
    write(tmp_path, "package.json", {"not": "gold"})
    assert find_gold([tmp_path]) == [beside, for_pdf, short, in_folder]
    for source, gold in [("a.txt", beside), ("a.pdf", for_pdf), ("b.pdf", in_folder), ("c.txt", short)]:
        assert find_gold([tmp_path / source]) == [gold]
        assert load_gold(gold).source == tmp_path / source
    assert find_gold([beside, tmp_path / "a.txt"]) == [beside]


def test_gold_is_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", SOURCE)
    start = SOURCE.index("12,5")
    kept = {"start": start, "end": start + 12, "text": "12,5 tỷ đồng", "value": 12.5, "unit": "tỷ đồng"}
    borderline = {"start": 0, "end": 3, "text": "Căn", "why": "no figure"}
    path = write(tmp_path, "a.gold.json", {
        "figures": [kept, kept | {"optional": True}], "figures_borderline": [borderline], "ratios": [],
    })  # fmt: skip
    gold = load_gold(path)
    assert gold.kinds == ("figures", "ratios")
    assert gold.items["figures"] == (kept,)
    assert gold.items["figures"][0]["value"] == Decimal("12.5")
    assert gold.neutral["figures"] == (kept | {"optional": True}, borderline)
    assert gold.has_offsets


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is not JSON"),
        ('{"items": []}', "holds none of the lists"),
        ('{"figures": [{"start": 0, "end": 4, "text": "Luật"}]}', "but there stands"),
    ],
)
def test_unusable_gold_says_what_is_wrong(tmp_path: Path, content: str, message: str) -> None:
    write(tmp_path, "a.txt", SOURCE)
    path = write(tmp_path, "a.gold.json", content)
    with pytest.raises(GoldError, match=message) as error:
        load_gold(path)
    assert str(path) in str(error.value)


def test_a_path_without_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold annotation"):
        find_gold([tmp_path])
    with pytest.raises(GoldError, match="is missing"):
        load_gold(write(tmp_path, "x.gold.json", {"figures": []}))


def test_files_are_pooled(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", SOURCE)
    start = SOURCE.index("12,5")
    item = {"start": start, "end": start + 12, "text": "12,5 tỷ đồng", "value": 12.5, "unit": "tỷ đồng"}
    gold = load_gold(write(tmp_path, "a.gold.json", {"figures": [item], "report": {"type": "Báo cáo"}}))
    found = score_file("a", gold, {"figures": [figure("12,5 tỷ đồng", start)]}, {"type": "Báo cáo"})
    missed = score_file("b", gold, {"figures": []}, {"type": None})
    pooled = pool([found, missed])
    assert (pooled.kinds["figures"].precision, pooled.kinds["figures"].recall) == (1.0, 0.5)
    assert pooled.kinds["report"].fields == {"type": (1, 2)}
