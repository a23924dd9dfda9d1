"""Trims a noun phrase to the indicator: verbs, hedges, labels and times at its ends go.

Only whole words go, and never the last syllable of a compound: the ``mức`` of ``định mức``, the ``mới`` of ``số học
sinh tuyển mới``, the ``thực`` of ``lương thực``.
"""

from __future__ import annotations

import re

from extractors.text.characters import TOKEN_END

Span = tuple[int, int]
END = rf"{TOKEN_END}"

#: Nothing but hedges to the number: behind it the last verb is a verb, and no part of a name.
_TO_NUMBER = r"(?=(?: +(?:khoảng|gần|hơn|trên|được))*[ :(]*$)"

#: Verbs and hedges between a phrase and its value.
_TRAIL = re.compile(
    r"(?:[ ,:*(]+(?:ước tính|ước thực hiện|ước đạt|ước thu|ước|thực hiện được|thực hiện đạt|thực hiện là"
    r"|(?<!kinh phí )(?<!mức )(?<!nước ngoài )(?<!khối lượng )thực hiện|thu được|đạt được|đạt tỷ lệ|đạt tỉ lệ"
    r"|đạt mức|đạt khá|đạt|là|được|có|còn lại|còn|chỉ còn|(?<!chứng )(?<!địa )chỉ|khoảng|hơn|(?<!cấp )trên|gần|dưới"
    rf"|tăng thêm{_TO_NUMBER}|tăng lên|tăng(?! thêm {{0,2}}[^\W\d])|giảm xuống|giảm"
    r"|chiếm tỷ lệ|chiếm tỷ trọng|chiếm đa số|chiếm phần lớn|chiếm|chiến|bằng|với|(?<!trở )lên|xuống|đến|tới|ở mức"
    r"|mức tăng|(?<!định )mức|(?<!tăng )thêm|đã|đều|cũng|vượt|hụt|không (?:cao|thấp) hơn"
    r"|cao hơn|thấp hơn|nhiều nhất|ít nhất|cao nhất"
    r"|bình quân hàng năm|(?:trung bình|bình quân)(?= đạt)|khá cao|(?<!công nghệ )(?<!nâng )(?<!chất lượng )cao"
    r"|(?<!thu nhập )thấp|từ|xấp xỉ|tương đương|tương ứng"
    r"|lũy kế đạt|luỹ kế đạt|nâng|(?<!thực )(?<!phát )(?<!xuất )(?<!thể )(?<!biểu )hiện|sẽ|phấn đấu|tiếp tục|liên tục"
    r"|không ngừng|vẫn|đang|không vượt quá"
    r"|không quá"
    r"|đạt trung bình|đạt bình quân|phải|dự kiến|ước cả năm|cả năm|và|(?<!bắt )(?<!tạm )(?<!thu )giữ|duy trì"
    r"|hoàn thành|tăng trưởng bình quân"
    r"|(?<!lương )thực giảm"
    r"|(?<!lương )thực tăng|mới(?= +(?:đạt|chỉ|có|bằng|ở|giải ngân))|nay|rồi"
    r"|(?<!chiều )(?<!lâu )(?<!kéo )(?<!đường )dài|mở rộng"
    r"|(?<!chiều )(?<!mở )rộng|xảy ra|ghi nhận|lần lượt|lần đầu|vượt mốc|hết"
    rf"|nhưng|hay|hoặc|trong đó){END}|[ ,:*(+–-]+)+$",
    re.IGNORECASE,
)
_WHOLE_TRAIL = re.compile(_TRAIL.pattern.replace("[ ,:*(]+(?:", "[ ,:*(]*(?:", 1), re.IGNORECASE)

#: What stands ahead of a phrase and isn't of it: bullets, connectives, times, verbs that move a measure.
_LEAD = re.compile(
    r"(?:[ ,;:.…*•+–)/“\"-]+"
    r"|(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+)[.)] +"  # a label
    r"|\(\d{1,2}\) *"  # (2)
    r"|\([^()]*\)[ ,;]+"  # a bracket that belongs to what was before
    r"|[a-zđ]\) *"
    r"|\(?(?:trong số (?:đó|này)|trong đó|bao gồm|gồm|cụ thể|cụ thể như sau|như|nhưng|và|còn|riêng|với|ngoài ra"
    r"|đồng thời|bên cạnh đó"
    r"|nhờ đó|do đó|do vậy|như vậy|vì vậy|tuy|mặc dù|nên|thì|đặc biệt|tuy nhiên|trong lúc đó"
    rf"|kết quả|theo đó|nhìn chung|trong khi|song|hay|về|thực hiện được|đã|có|tiếp tục|trở lên|đạt|chỉ có|chỉ(?! tiêu"
    rf"| số| đạo| thị)){END}"
    r"|qua \d{1,2} (?:năm|tháng)(?: qua)?, "
    r"|phấn đấu (?=[^\W\d])|(?:toàn|trong) (?:huyện|xã|tỉnh) (?:đã )?(?=giải ngân|gieo)|bình quân mỗi (?:tháng"
    r"|năm) (?=thu )"
    r"|cắt giảm (?=thời gian|chi phí|số)|trên (?=tổng )|do (?=giá(?!\w))|vào (?=(?:tháng|quý|năm) )"
    r"|(?:cao|thấp|nặng|nhiều|lớn) nhất là(?: các)? (?=\S)"
    r"|(?:(?:để|phấn đấu) )?(?:đạt được|đưa|nâng|giảm|tăng|hạ|kéo giảm)"
    r" (?=(?:tổng|số|tỷ lệ|tỉ lệ|tỷ suất|diện tích|sản lượng|độ|mức|mục tiêu|chỉ tiêu|năng suất|giá trị)(?!\w))"
    r"|(?:ước )?(?:trong(?! nước)|đến|tính đến|tính chung|lũy kế|luỹ kế|năm|hiện|hiện nay|đến nay|từ|sau|kết thúc"
    r"|cuối|đầu"
    r"|tháng|quý|6 tháng|cùng kỳ"
    r"|9 tháng|cả năm|ước)(?: (?:thời điểm|cuối|đầu|hết|nay|kỳ|giai đoạn))*"
    r"(?: ?(?:đến|ngày|tháng|năm|quý|giai đoạn|kỳ|đầu|cuối|vừa|qua|[IVX]+(?:/\d{4})?(?!\w)|\d[\d./–-]*|nay|này|hết"
    r"|là|trước|cùng))*(?: *,| +(?=[A-ZĐ]|tổng|toàn)))",
    re.IGNORECASE,
)

#: A period that closes a phrase: đất nông nghiệp, năm 2010; giải ngân đến 30/9; lượng xe tồn đến 20h00 ngày 23/1/2024.
_CLOSING_TIME = re.compile(
    r",? *(?:trong |của )?\d{1,2} tháng (?:đầu|cuối) năm(?: \d{4})?$|"
    # one month of a year stays whole: its value is no value of the period of the report
    r"(?<!tháng \d)(?<!tháng \d\d)(?<!tháng \d )(?<!tháng \d\d ),? *"
    r"(?:(?:tính )?đến |trong )?(?:hết |cuối |đầu )?(?:năm|tháng) \d{1,4}(?:/\d{4})?$|, (?:đến nay|hiện nay)$"
    r"|,? *(?:tính )?(?:đến|trong)(?: hết)?(?: \d{1,2}(?:g|h)\d{0,2})?(?: ngày)? \d{1,2}/\d{1,2}(?:/\d{4})?$"
    r"|,? *(?:(?:tính )?đến )(?:(?:ngày )?\d{1,2}|hết|cuối|đầu) tháng \d{1,2}(?: năm \d{4})?$"
)
#: Tổng dư nợ | ước thực hiện đến 30/9: a verb that the period has hidden
_ESTIMATED = re.compile(r" ước(?: tính)?(?: thực hiện| đạt| thu| chi)?$")
#: The letters and digits that a time can end with (năm, nay, cùng kỳ, quý IV): a look at one spares two searches.
_CLOSES = frozenset("0123456789myỳýIVX")
#: A time ahead of the verb: … quý I, … 9 tháng; kept when nothing else is left.
_TIME_TAIL = re.compile(r",? *(?:\(?cùng kỳ|(?:hết )?quý [IVX\d]+(?:/\d{4})?)$")


#: Verbs and hedges take up no more than this: no need to search a long sentence from its beginning.
_MAX_TRAIL_CHARS = 64
_REMAINS = re.compile(r" còn lại(?!\w)")
_SOME = re.compile(r"[ ,;:.•*+–-]*(?:các|những|Các|Những) ")


def trim(text: str, start: int, stop: int) -> Span:
    """``text[start:stop]`` without the verbs at its end and the connectives, labels and times ahead of it."""
    piece = text[start:stop]
    whole = _WHOLE_TRAIL.fullmatch(piece) if len(piece) < _MAX_TRAIL_CHARS else None
    trail = whole or _TRAIL.search(piece, max(0, len(piece) - _MAX_TRAIL_CHARS))
    if trail:
        stop = start + trail.start()
    if trail and _REMAINS.match(text, start + trail.start()) and _SOME.match(text, start):
        stop = start + trail.start() + len(" còn lại")  # các khoản thu còn lại: which of them
    while True:
        lead = _LEAD.match(text, start, stop)
        if lead is None or lead.end() == start:
            break
        start = lead.end()
    return start, start + len(text[start:stop].rstrip(" ,:*–-"))


def without_time(text: str, start: int, stop: int) -> int:
    """The end of the phrase without the period that closes it."""
    if stop <= start or text[stop - 1] not in _CLOSES:
        return stop
    near = max(start, stop - 2 * _MAX_TRAIL_CHARS)  # a period is shorter; what stands further ahead doesn't matter
    shorter = near + len(_CLOSING_TIME.sub("", text[near:stop]))
    shorter = near + len(_ESTIMATED.sub("", text[near:shorter])) if shorter < stop else stop
    return near + len(_TIME_TAIL.sub("", text[near:shorter])) if shorter > start else stop
