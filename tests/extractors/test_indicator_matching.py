"""Tables of phrases: which indicator each names, and phrases that only look like one; and checks of the data files."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest

from corpus.syllables import is_syllable
from db.indicator_catalogue import indicator_list
from extractors.data import read_rows
from extractors.lexicon import indicator_matching
from extractors.lexicon.indicator_matching import MIN_SURE_SCORE, Match, match_indicator, match_phrase

#: code → phrases, one a line
NAMED = {
    "product": "Tổng sản phẩm trên địa bàn (GRDP)|GRDP|Quy mô GRDP năm 2023",
    "product_constant": "Tổng giá trị sản phẩm (giá so sánh 2010)|Tổng giá trị sản phẩm theo giá so sánh năm 2010",
    "output_constant": "Tổng giá trị sản xuất (giá so sánh 2010) 6 tháng|Giá trị sản xuất (theo giá so sánh năm 2010)",
    "output_current": "Tổng giá trị sản xuất (giá thực tế)",
    "output_industry": "GTSX CN - TTCN|Giá trị sản xuất công nghiệp (GTSXCN)|Giá trị sản xuất của ngành công nghiệp",
    "output_construction": "Giá trị sản xuất công nghiệp, xây dựng|GTSX ngành công nghiệp và xây dựng",
    "output_agriculture": "Giá trị sản xuất nông - lâm - thủy sản|giá trị sản xuất ngành nông, lâm nghiệp, thuỷ sản",
    "output_services": "Giá trị sản xuất thương mại và dịch vụ|GTSX TM-DV",
    "output_growth": "Tốc độ tăng trưởng giá trị sản xuất",
    "product_per_head": "GRDP bình quân đầu người",
    "share_services": "Tỷ trọng ngành thương mại - dịch vụ|Tỉ trọng dịch vụ",
    "income": "Thu nhập bình quân đầu người/năm|Thu nhập BQ đầu người đến năm 2025",
    "revenue": "Thu NSNN trên địa bàn huyện|Ước tổng thu ngân sách nhà nước trên địa bàn|Thu ngân sách trên địa bàn xã",
    "revenue_domestic": "Thu nội địa 9 tháng",
    "revenue_local": "Tổng thu ngân sách huyện",
    "revenue_local_total": "Tổng thu NSĐP",
    "revenue_nonstate": "Thuế CTN - NQD|Thu thuế ngoài quốc doanh|Thuế công thương nghiệp - ngoài quốc doanh",
    "revenue_land": "Riêng thu tiền sử dụng đất|Thu tiền sử dụng đất năm 2022",
    "revenue_land_rent": "Tiền thuê mặt đất, mặt nước|Thu tiền thuê đất",
    "revenue_registration": "Thu lệ phí trước bạ",
    "revenue_income_tax": "Thuế TNCN",
    "revenue_fees": "Thu phí và lệ phí",
    "revenue_trade": "Thu thuế xuất, nhập khẩu",
    "revenue_transfer": "Thu bổ sung từ ngân sách cấp trên",
    "revenue_transfer_target": "Bổ sung có mục tiêu từ ngân sách cấp trên",
    "expenditure_education": "Chi sự nghiệp GD-ĐT|Chi sự nghiệp giáo dục, đào tạo",
    "expenditure_construction": "Chi đầu tư XDCB",
    "policy_credit": "Tổng dư nợ NHCSXH của huyện",
    "public_investment": "Tổng nguồn vốn đầu tư công năm 2023",
    "disbursement_rate": "Tỷ lệ giải ngân vốn đầu tư công",
    "programmes": "Vốn 3 chương trình MTQG|Tổng nguồn vốn của ba chương trình MTQG năm 2023 phân bổ về huyện",
    "programme_new_rural": "Chương trình MTQG xây dựng NTM",
    "programme_minorities": "Chương trình MTQG phát triển KT-XH vùng đồng bào DTTS và miền núi",
    "crop_area": "Diện tích gieo trồng cây hằng năm",
    "rice_area": "Tổng diện tích lúa cả năm|Diện tích gieo cấy lúa",
    "rice_spring_area": "Diện tích gieo sạ lúa vụ Đông - Xuân|Diện tích lúa Đông Xuân",
    "rice_summer_yield": "Năng suất lúa bình quân vụ Hè Thu",
    "rice_main_output": "Sản lượng lúa mùa|Tổng sản lượng thóc vụ Mùa",
    "rice_yield": "Năng suất bình quân lúa cả năm",
    "grain": "Sản lượng lương thực có hạt (quy thóc)",
    "maize_output": "Sản lượng bắp|Tổng sản lượng ngô",
    "cassava_area": "Diện tích trồng khoai mì",
    "peanut_yield": "Năng suất đậu phộng",
    "vegetables_area": "Diện tích rau đậu các loại",
    "pigs": "Tổng đàn lợn (không kể lợn con theo mẹ)|Tổng số heo",
    "livestock_large": "Tổng đàn trâu, bò hiện có",
    "meat": "Sản lượng thịt hơi xuất chuồng các loại",
    "aquaculture": "Sản lượng thuỷ sản nuôi trồng",
    "forest_planted": "Trồng mới rừng tập trung",
    "forest_cover": "Tỷ lệ che phủ của rừng",
    "new_rural": "Số xã đạt chuẩn NTM",
    "new_rural_advanced": "Số xã đạt chuẩn NTM nâng cao",
    "new_rural_criteria": "Số tiêu chí nông thôn mới bình quân/xã",
    "ocop_three": "Sản phẩm OCOP đạt từ 3 sao trở lên",
    "retail": "Tổng mức bán lẻ hàng hoá và doanh thu dịch vụ",
    "tourism_revenue": "Tổng doanh thu từ hoạt động du lịch",
    "enterprises_new": "Số DN thành lập mới",
    "cooperatives": "Tổng số HTX",
    "poverty": "Tỉ lệ hộ nghèo toàn huyện|Tỷ lệ hộ nghèo năm 2023 (theo chuẩn mới)",
    "poor_households": "Tổng số hộ nghèo",
    "near_poor_households": "Số hộ cận nghèo",
    "poor_minority": "Tỷ lệ hộ nghèo DTTS",
    "jobs": "Tạo việc làm mới trong năm",
    "labour_export": "XKLĐ|Đưa lao động đi làm việc ở nước ngoài",
    "health_insurance": "Tỷ lệ bao phủ BHYT toàn dân",
    "health_insured": "Số người tham gia BHYT",
    "doctors": "Số bác sỹ/vạn dân|Bác sĩ/1 vạn dân|Số bác sĩ trên 10.000 dân",
    "malnutrition": "Tỷ lệ trẻ em dưới 05 tuổi SDD thể nhẹ cân",
    "stunting": "Tỷ lệ suy dinh dưỡng thể thấp còi",
    "schools": "Số trường đạt chuẩn Quốc gia",
    "schools_rate": "Tỷ lệ trường học đạt chuẩn quốc gia",
    "graduation": "Tỷ lệ tốt nghiệp THPT",
    "tap_water": "Tỷ lệ hộ dân sử dụng nước sạch",
    "cultural_villages": "Tỷ lệ thôn, làng văn hoá",
    "accidents": "Số vụ TNGT",
    "par_index": "Chỉ số CCHC|Chỉ số cải cách hành chính (PAR INDEX)",
    "files_on_time": "Tỷ lệ hồ sơ TTHC giải quyết đúng hạn",
    "party_members_new": "Kết nạp đảng viên mới",
}

#: Nothing, though it looks like something: a sub-group, a part, a plan, a place, a rate of a rate, a neighbour.
ALIKE = """thu ngân sách ngoài quốc doanh và xổ số
dự toán thu ngân sách
kế hoạch thu ngân sách trên địa bàn
tỷ lệ tăng thu ngân sách bình quân hàng năm
bội chi ngân sách nhà nước
thu tiền sử dụng đất dừng
thu dầu thô
nợ tiền sử dụng đất
các khoản thu còn lại
thu trên địa bàn
chi trả nợ và viện trợ
tiến độ chi đầu tư phát triển
diện tích
diện tích lúa bị thiệt hại
diện tích lúa thu hoạch bằng máy
diện tích lúa chưa thu hoạch
diện tích lúa xã Phú Mỹ
diện tích lúa của xã Phú Mỹ
diện tích lúa chất lượng cao vụ Đông Xuân
diện tích dứa
diện tích bắp cải
diện tích cây
lúa vụ đông xuân
năng suất bình quân
năng suất chè
sản lượng cây trồng chính
sản lượng dừa
sản lượng lương thực bình quân hàng năm
tổng đàn gia súc, gia cầm
đàn bò lai
đàn lợn bị tiêu hủy
giá thịt lợn
diện tích rừng bị cháy
diện tích trồng rừng thay thế
tỷ lệ che phủ rừng tự nhiên
giá trị sản xuất toàn ngành
giá trị sản xuất dệt may
ngành công nghiệp - xây dựng
dịch vụ
tỷ trọng GTSXCN
tốc độ tăng GDP
tốc độ tăng trưởng GDP
hộ nghèo
số hộ nghèo dân tộc Kinh
số hộ nghèo có thành viên là người có công
tỷ lệ hộ nghèo thị trấn An Hòa
tỷ lệ hộ nghèo không có đất sản xuất
tỷ lệ hộ không nghèo
tỷ lệ hộ tái nghèo
tỷ lệ hộ nghèo phụ nữ làm chủ hộ
số lao động
lao động nữ được giải quyết việc làm
chi bảo hiểm y tế
bảo hiểm y tế
số tiền nợ bảo hiểm y tế
tỷ lệ học sinh tham gia bảo hiểm y tế
tỷ lệ trẻ em 3-5 tuổi đến trường
số trường chưa đạt chuẩn quốc gia
trường đạt chuẩn quốc gia mức độ 2
số học sinh bỏ học
học sinh nữ
tỷ lệ hộ chưa sử dụng nước sạch
tỷ lệ hộ dân được sử dụng nước sạch, hợp vệ sinh
số xã đạt tiêu chí giao thông
xã nông thôn
tỷ lệ thôn đạt chuẩn nông thôn mới
giải ngân vốn vay chính sách xã hội của hộ nghèo
vốn đầu tư nước ngoài thực hiện
vốn đầu tư công chưa giải ngân
vốn sự nghiệp giáo dục
doanh thu du lịch cộng đồng
doanh thu
số doanh nghiệp giải thể
tai nạn giao thông nghiêm trọng
số vụ cháy rừng
hồ sơ
tỷ lệ hồ sơ chưa giải quyết
đảng viên
đảng viên nữ
Công nghệ thông tin
huyện Đăk Tô""".splitlines()

#: Slips: a word that cannot be Vietnamese, or a lost blank.
SLIPS = [
    ("Tổng thu ngân sácg", "revenue"),
    ("thu ngân sáchnhà nước trên địa bàn", "revenue"),
    ("Sản luợng lúa vụ Đông Xuân", "rice_spring_output"),
    ("Tỷ lệ hộ nghèoo", "poverty"),
    ("Tổng giá trị sản xuẫt công nghiệp", "output_industry"),
]


@pytest.mark.parametrize(
    ("phrase", "code"), [(phrase, code) for code, phrases in NAMED.items() for phrase in phrases.split("|")]
)
def test_named(phrase: str, code: str) -> None:
    match = match_phrase(phrase)
    assert match is not None
    assert (match.code, match.score >= MIN_SURE_SCORE) == (code, True)
    assert match_indicator(unicodedata.normalize("NFD", phrase)) == code


@pytest.mark.parametrize("phrase", ALIKE)
def test_only_alike(phrase: str) -> None:
    assert match_phrase(phrase) is None


@pytest.mark.parametrize(("phrase", "code"), SLIPS)
def test_slips_are_fuzzy(phrase: str, code: str) -> None:
    match = match_phrase(phrase)
    assert match is not None
    assert (match.code, match.how) == (code, "fuzzy")
    assert MIN_SURE_SCORE <= match.score < 100


def test_the_score_says_how_a_phrase_was_matched() -> None:
    assert match_phrase("Tổng đàn bò") == Match("cattle", 100.0, "exact")
    assert match_phrase("Ước tổng sản lượng lương thực có hạt") == Match("grain", 99.0, "fuzzy")


@pytest.mark.parametrize(
    "phrase", ["", " ", "()", "%", "–", "Tổng", "ước thực hiện", "x" * 5000, "năm 2023", "((", "ước " * 9999]
)
def test_odd_phrases(phrase: str) -> None:
    assert match_phrase(phrase) is None


@pytest.mark.parametrize(
    ("word", "possible"),
    [
        *[(word, True) for word in ("nghiêng", "quốc", "gì", "thuở", "giếng", "oanh", "khuya", "quỳnh")],
        *[(word, False) for word in ("nghiêp", "truờng", "sácg", "grdp", "nhànước")],
    ],
)
def test_what_can_be_a_syllable(word: str, possible: bool) -> None:
    assert is_syllable(word) is possible


ROWS = read_rows("indicators")


def test_codes_are_unique_and_natures_known() -> None:
    assert len({row["code"] for row in ROWS}) == len(ROWS)
    assert {row["nature"] for row in ROWS} == {"flow", "stock", "rate"}


@pytest.mark.parametrize("field", ["code", "name", "name_en", "group", "unit", "nature", "source"])
def test_no_field_is_empty(field: str) -> None:
    assert [row["code"] for row in ROWS if not row[field].strip()] == []


def test_an_official_code_names_its_decree() -> None:
    assert [row["code"] for row in ROWS if row["official_code"] and "(code" not in row["source"]] == []


def test_a_wording_is_of_one_indicator() -> None:
    owners: dict[tuple[str, ...], set[str]] = {}
    for row in ROWS:
        for phrase in (row["name"], *filter(None, row["synonyms"].split("|"))):
            plain = indicator_matching._without_asides(phrase)
            for words in (indicator_matching._normal(phrase), plain, indicator_matching._essential(plain)):
                owners.setdefault(words, set()).add(row["code"])
    assert {words: codes for words, codes in owners.items() if len(codes) > 1} == {}


def test_no_synonym_stands_twice() -> None:
    for row in ROWS:
        said = Counter(phrase.casefold() for phrase in (row["name"], *row["synonyms"].split("|")) if phrase)
        assert [phrase for phrase, times in said.items() if times > 1] == []


def test_every_wording_finds_its_own_indicator() -> None:
    for row in ROWS:
        for phrase in (row["name"], *filter(None, row["synonyms"].split("|"))):
            assert match_indicator(phrase) == row["code"], phrase


def test_asides_have_a_kind_and_a_source() -> None:
    rows = read_rows("indicator_asides")
    assert {row["kind"] for row in rows} == {"short", "spelling", "start", "end", "any", "bracket"}
    assert [row["words"] for row in rows if not row["source"]] == []
    assert [row["words"] for row in rows if (row["kind"] in ("short", "spelling")) != bool(row["means"])] == []


def test_the_list_gives_official_codes() -> None:
    listed = indicator_list()
    assert listed["population"].official_code == "0201"
    assert (listed["revenue"].official_code, listed["revenue"].nature) == (None, "flow")
