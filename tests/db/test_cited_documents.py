from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from db import open_archive
from db.citations.identity import complete_mentions, document_key, number_key
from db.citations.scope import Scope, home_of, scope_of
from tests.made_reports import made_bundle, made_citation

HOME = Scope("Bình Thử", "huyện An Thử", "f" * 64)
OTHER_DISTRICT = Scope("Bình Thử", "Hoài Thử", "e" * 64)
OTHER_PROVINCE = Scope("Phú Thử", "An Thử", "d" * 64)
NOWHERE = Scope(None, None, "c" * 64)


def mention(
    number: str | None = None,
    date: str | None = None,
    issuer: str | None = None,
    kind: str | None = "Quyết định",
    title: str | None = None,
    text: str = "",
    year: int | None = None,
) -> dict[str, Any]:
    return {"type": kind, "number": number, "date": date, "issuer": issuer, "title": title, "text": text, "year": year}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("03-NQ/TU", "3-NQ/TU"),
        ("39/NQ-TW", "39-NQ/TW"),
        ("15/2022/NĐ-CP", "15/2022/NĐCP"),
        ("19/QĐ-UBND", "19/QÐ-UBND"),
        ("19/QĐ-UBND", "19/qđ-ubnd"),
        ("75/KH- UBND", "75/KH-UBND"),
    ],
)
def test_spellings_of_one_number(one: str, other: str) -> None:
    assert number_key(one) == number_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("19/QĐ-UBND", "119/QĐ-UBND"),
        ("19/QĐ-UBND", "19/NQ-UBND"),
        ("15/2022/NQ-HĐND", "15/2023/NQ-HĐND"),
        ("1a/BC", "1/BC"),
    ],
)
def test_different_numbers(one: str, other: str) -> None:
    assert number_key(one) != number_key(other)


@pytest.mark.parametrize(
    ("kind", "number", "issuer", "scope"),
    [
        ("Quyết định", "19/QĐ-UBND", "UBND tỉnh", "binh thu"),
        ("Quyết định", "19/QĐ-UBND", "UBND tỉnh Bình Thử", "binh thu"),
        ("Quyết định", "19/QĐ-UBND", "UBND tỉnh Phú Thử", "phu thu"),
        ("Quyết định", "19/QĐ-UBND", "Chủ tịch UBND huyện", "binh thu/an thu"),
        ("Quyết định", "19/QĐ-UBND", "UBND huyện Hoài Thử", "binh thu/hoai thu"),
        ("Nghị quyết", "03-NQ/TU", None, "binh thu"),
        ("Nghị quyết", "03-NQ/HU", None, "binh thu/an thu"),
        ("Nghị quyết", "03-NQ/TU", "Ban Thường vụ Tỉnh ủy", "binh thu"),
        ("Nghị quyết", "12-NQ/TW", "Bộ Chính trị", "vn"),
        ("Nghị quyết", "12-NQ/TW", None, "vn"),
        ("Quyết định", "1719/QĐ-TTg", "Thủ tướng Chính phủ", "vn"),
        ("Thông tư", "27", None, "vn"),
        ("Luật", None, None, "vn"),
        ("Quyết định", "100/QĐ-BNN", None, "vn"),
        ("Công văn", "77/SNV-CC", "Sở Nội vụ", "binh thu"),
        ("Quyết định", "5/QĐ-BCĐ", None, "?binh thu/an thu"),
        ("Quyết định", "19/QĐ-UBND", None, "?binh thu/an thu"),
        ("Công văn", "3176/BNN-KH", None, "vn"),
        ("Công văn", "1234/TTg-KTN", None, "vn"),
        ("Công văn", "77/SNV-CC", None, "binh thu"),
        ("Công văn", "77/BTV-CC", None, "?binh thu/an thu"),
        ("Kế hoạch", "2/KH-BHXH", "Bảo hiểm xã hội huyện", "binh thu/an thu"),
        ("Công văn", "2/CV", "Bộ Lao động - Thương binh và Xã hội", "vn"),
        ("Kế hoạch", "2/KH", "Bộ Chỉ huy quân sự tỉnh", "binh thu"),
        ("Quyết định", "2/QĐ-UBND", "UBND xã An Tân", "binh thu/an thu/an tan"),
        ("Quyết định", "2/QĐ-UBND", "UBND thị xã Hoài Thử", "binh thu/hoai thu"),
        ("Quyết định", "2/QĐ-UBND", "UBND thành phố Hồ Chí Minh", "ho chi minh"),
        ("Quyết định", "2/QĐ-UBND", "UBND thành phố Quy Thử", "binh thu/quy thu"),
    ],
)
def test_where_a_document_was_issued(kind: str, number: str | None, issuer: str | None, scope: str) -> None:
    assert scope_of(kind, number, issuer, HOME) == scope


@pytest.mark.parametrize(
    ("issuer", "district", "scope"),
    [
        ("Sở Nội vụ tỉnh Bình Thử", None, "?binh thu"),
        ("UBND tỉnh Bình Thử", None, "?binh thu"),
        ("UBND huyện", None, "?binh thu/#ffffffffffff"),
        (None, None, "?binh thu/#ffffffffffff"),
        ("UBND huyện An Thử", "An Thử", "?binh thu/an thu"),
    ],
)
def test_where_a_mention_without_an_issuer_may_be_from(issuer: str | None, district: str | None, scope: str) -> None:
    home = home_of({"province": "Bình Thử", "district": district, "issuer": issuer}, "f" * 64)
    assert scope_of("Quyết định", "19/QĐ-UBND", None, home) == scope


DATED = mention("19/QĐ-UBND", "2023-01-04", "UBND tỉnh")
PARTY = mention("03-NQ/TU", kind="Nghị quyết")
COUNCIL = mention("15/2022/NQ-HĐND", None, "HĐND tỉnh", kind="Nghị quyết")
LAND_LAW = mention(kind="Luật", title="Đất đai", year=2013)
CIRCULAR = mention("27/2020/TT-BGDĐT", kind="Thông tư")
BARE = mention("27", kind="Thông tư")


@pytest.mark.parametrize(
    ("one", "home", "other", "other_home", "same"),
    [
        (DATED, HOME, mention("19/QĐ-UBND", "2023-01-04", "UBND tỉnh Bình Thử"), OTHER_DISTRICT, True),
        (DATED, HOME, DATED, OTHER_PROVINCE, False),
        (DATED, HOME, mention("19/QĐ-UBND", "2022-01-04", "UBND tỉnh"), HOME, False),
        (DATED, HOME, mention("19/QĐ-UBND", "2023-04-01", "UBND tỉnh"), HOME, True),  # a slip in the day
        (DATED, HOME, mention("19/QĐ-UBND", None, "UBND tỉnh"), HOME, False),  # of which year?
        (DATED, HOME, mention("19/QĐ-UBND", "2023-01-04", "UBND huyện"), HOME, False),
        (PARTY, HOME, PARTY, OTHER_DISTRICT, True),
        (PARTY, HOME, PARTY, OTHER_PROVINCE, False),
        (DATED, NOWHERE, DATED, HOME, False),
        (COUNCIL, HOME, COUNCIL | {"date": "2022-07-20"}, HOME, True),
        (LAND_LAW, HOME, LAND_LAW, OTHER_PROVINCE, True),
        (LAND_LAW, HOME, LAND_LAW | {"year": 2024}, HOME, False),
    ],
)
def test_which_mentions_are_one_document(one: Any, home: Scope, other: Any, other_home: Scope, same: bool) -> None:
    assert (document_key(one, home) == document_key(other, other_home)) is same


@pytest.mark.parametrize(
    ("mentions", "filled"),
    [
        ([DATED, mention("19/QĐ-UBND")], {"year": 2023, "issuer": "UBND tỉnh"}),
        ([DATED, DATED | {"date": "2022-01-04"}, mention("19/QĐ-UBND")], {"year": None}),
        (
            [DATED, mention("19/QĐ-UBND", "2022-01-04", "UBND huyện"), mention("19/QĐ-UBND", None, "UBND tỉnh")],
            {"year": 2023},
        ),
        ([CIRCULAR, BARE], {"number": "27/2020/TT-BGDĐT"}),
        ([CIRCULAR, BARE | {"type": "Quyết định"}], {"number": "27"}),
    ],
)
def test_what_a_report_s_other_mentions_tell(mentions: list[Any], filled: dict[str, Any]) -> None:
    *_, (_, last) = complete_mentions(mentions)
    assert {name: last[name] for name in filled} == filled


def test_the_register_doesn_t_depend_on_the_order_of_loading(tmp_path: Path) -> None:
    bundles = {
        "a": {"number": "1/BC-UBND", "citations": (made_citation(date="2023-01-04"),)},
        "b": {"number": "2/BC-UBND", "citations": (made_citation(date="2023-01-04", title="về đất"), made_citation())},
        "c": {"number": "3/BC-UBND", "citations": (made_citation(date="2023-02-05"),)},
    }
    found = set()
    for number, order in enumerate(permutations(bundles)):
        with open_archive(tmp_path / f"{number}.db", write=True) as archive:
            for name in order:
                archive.ingest.store_report(made_bundle(name * 64, **bundles[name]), f"/x/{name}.pdf", "t")
            documents = archive.maintenance.table("cited_documents")
            found.add(documents.drop(columns=["id"]).to_json(orient="records"))
    assert len(found) == 1
    assert '"date":"2023-01-04"' in found.pop()


@pytest.mark.parametrize(
    ("own", "others", "documents"),
    [
        ({"date": "2023-01-04"}, [{"date": "2023-01-04"}], 1),
        ({"date": "2023-01-05"}, [{"date": "2023-01-04"}], 2),
        ({}, [{"date": "2023-01-04"}], 2),
        ({"date": "2023-01-04"}, [{"date": "2023-01-04"}, {"date": "2023-01-04", "issuer": "UBND huyện"}], 3),
        ({"date": "2023-01-04"}, [{"date": "2023-01-04", "issuer": "UBND tỉnh Phú Thử"}], 2),
        ({"number": "9/2022/NQ-HĐND"}, [{"number": "9/2022/NQ-HĐND", "issuer": "HĐND tỉnh", "date": "2022-07-01"}], 1),
    ],
)
def test_a_mention_without_an_issuer_follows_the_only_document_it_can_mean(
    tmp_path: Path, own: dict[str, Any], others: list[dict[str, Any]], documents: int
) -> None:
    bundles = [made_bundle("f" * 64, number="9/BC-UBND", citations=(made_citation(issuer=None, **own),))]
    bundles += [
        made_bundle(f"{number:064}", number=f"{number}/BC-UBND", citations=(made_citation(**other),))
        for number, other in enumerate(others)
    ]
    for number, order in enumerate(permutations(bundles)):
        with open_archive(tmp_path / f"{number}.db", write=True) as archive:
            for made in order:
                archive.ingest.store_report(made, f"/x/{made.sha256[:3]}.pdf", "t")
            assert len(archive.maintenance.table("cited_documents")) == documents
            assert archive.maintenance.table("citations")["cited_document_id"].nunique() == documents


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("Luật", "Luật Đất đai năm 2013", "Luật Đất đai 2013"),
        ("Luật", "Luật Đất đai, năm 2013", "luật đất đai 2013"),
    ],
)
def test_the_year_behind_a_name_does_not_part_one_law(kind: str, one: str, other: str) -> None:
    keys = {document_key(mention(kind=kind, text=text, year=2013), HOME).key for text in (one, other)}
    assert len(keys) == 1


def test_what_has_no_number_is_called_by_its_words(tmp_path: Path) -> None:
    citing = made_citation(type="Luật", number=None, date=None, issuer=None, year=2013)
    with open_archive(tmp_path / "a.db", write=True) as archive:
        archive.ingest.store_report(made_bundle(citations=(citing,)), "/x/a.pdf", "t")
        assert archive.maintenance.table("cited_documents")["name"].tolist() == [citing.text]
        assert archive.maintenance.table("v_register")["name"].tolist() == [citing.text]


@pytest.mark.parametrize("issuer", ["UBND huyện", None])
@pytest.mark.parametrize("held_first", [True, False])
def test_a_cited_report_that_is_loaded_is_held(tmp_path: Path, held_first: bool, issuer: str | None) -> None:
    """Also where the mention leaves its issuer out: a district's report means its own district's."""
    citing = made_citation(type="Báo cáo", number="164/BC-UBND", date="2023-12-05", issuer=issuer)
    bundles = [
        made_bundle("a" * 64, number="164/BC-UBND", citations=()),
        made_bundle("b" * 64, number="9/BC-UBND", citations=(citing,)),
    ]
    with open_archive(tmp_path / "a.db", write=True) as archive:
        for made in bundles if held_first else bundles[::-1]:
            archive.ingest.store_report(made, f"/x/{made.sha256[0]}.pdf", "t")
        held = archive.maintenance.table("cited_documents")["held_report_id"].tolist()
        reports = dict(archive.maintenance.table("reports")[["number", "id"]].values.tolist())
    assert held == [reports["164/BC-UBND"]]
