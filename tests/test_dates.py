"""Dates: time expressions found and valued."""

import time

import pandas as pd
import pytest
from babel.dates import get_month_names
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import date_values, date_words, dates, frames, lexicons, paths, zones

DAY = "2018-11-08"  # a Thursday


def blocks_of(*texts):
    return pd.DataFrame({"article": [str(n) for n in range(len(texts))], "start": 0, "text": list(texts)})


def find(*texts, published=DAY):
    blocks = blocks_of(*texts)
    articles = pd.DataFrame({"article": blocks["article"], "published": pd.to_datetime([published] * len(texts))})
    return dates.find(blocks, articles)


def days(row):
    return tuple("" if pd.isna(day) else day.date().isoformat() for day in (row.begin, row.finish))


def only(text, published=DAY):
    found = find(text, published=published)
    assert len(found) == 1, found[["text", "value"]]
    return next(found.itertuples())


@pytest.mark.parametrize(
    ("text", "words", "begin", "finish", "grain"),
    [
        ("اجتمعوا أمس هنا", "أمس", "2018-11-07", "2018-11-07", "day"),
        ("يعود بعد غد الجمعة", "بعد غد الجمعة", "2018-11-09", "2018-11-09", "day"),
        ("وصل أول أمس", "أول أمس", "2018-11-06", "2018-11-06", "day"),
        ("وصل أمس الأول", "أمس الأول", "2018-11-06", "2018-11-06", "day"),
        ("قال اليوم الخميس إنه", "اليوم الخميس", "2018-11-08", "2018-11-08", "day"),
        ("قال الأربعاء إنه", "الأربعاء", "2018-11-07", "2018-11-07", "day"),
        ("سيلتقي الأربعاء نظيره", "الأربعاء", "2018-11-14", "2018-11-14", "day"),
        ("قال الخميس إنه", "الخميس", "2018-11-08", "2018-11-08", "day"),
        ("ينعقد الاثنين المقبل", "الاثنين المقبل", "2018-11-12", "2018-11-12", "day"),
        ("ينعقد الخميس المقبل", "الخميس المقبل", "2018-11-15", "2018-11-15", "day"),
        ("انعقد الخميس الماضي", "الخميس الماضي", "2018-11-01", "2018-11-01", "day"),
        ("يومي الاثنين والثلاثاء المقبلين", "يومي الاثنين والثلاثاء المقبلين", "2018-11-12", "2018-11-13", "day"),
        ("يومي 12 و13 تشرين الثاني الجاري", "يومي 12 و13 تشرين الثاني الجاري", "2018-11-12", "2018-11-13", "day"),
        ("من 12 إلى 15 من الشهر الجاري", "12 إلى 15 من الشهر الجاري", "2018-11-12", "2018-11-15", "day"),
        ("بين 10 و15 مايو الماضي", "10 و15 مايو الماضي", "2018-05-10", "2018-05-15", "day"),
        ("أيام 13 و14 و15 نوفمبر", "أيام 13 و14 و15 نوفمبر", "2018-11-13", "2018-11-15", "day"),
        ("في ٢٠ تشرين الثاني ٢٠١٨", "٢٠ تشرين الثاني ٢٠١٨", "2018-11-20", "2018-11-20", "day"),
        ("في الخامس عشر من آذار/مارس 2011", "الخامس عشر من آذار/مارس 2011", "2011-03-15", "2011-03-15", "day"),
        ("قمة 27 أبريل نيسان بينهما", "27 أبريل نيسان", "2018-04-27", "2018-04-27", "day"),
        ("في الـ12 من نوفمبر", "الـ12 من نوفمبر", "2018-11-12", "2018-11-12", "day"),
        ("في 20 فيفري 2018", "20 فيفري 2018", "2018-02-20", "2018-02-20", "day"),
        ("في 14 غشت", "14 غشت", "2018-08-14", "2018-08-14", "day"),
        ("بتاريخ 2018/11/12 صدر", "2018/11/12", "2018-11-12", "2018-11-12", "day"),
        ("بتاريخ 13-11-2018 صدر", "13-11-2018", "2018-11-13", "2018-11-13", "day"),
        ("في 15 رمضان 1439 هـ", "15 رمضان 1439 هـ", "2018-05-30", "2018-05-30", "day"),
        ("خلال شهر رمضان", "شهر رمضان", "2018-05-16", "2018-06-14", "month"),
        ("عام 1440 هـ", "عام 1440 هـ", "2018-09-11", "2019-08-30", "year"),
        ("في أكتوبر الماضي", "أكتوبر الماضي", "2018-10-01", "2018-10-31", "month"),
        ("في نوفمبر الماضي", "نوفمبر الماضي", "2017-11-01", "2017-11-30", "month"),
        ("مطلع شهر مارس الماضي", "مطلع شهر مارس الماضي", "2018-03-01", "2018-03-31", "month"),
        ("في الأسبوع الماضي", "الأسبوع الماضي", "2018-10-29", "2018-11-04", "week"),
        ("نهاية الشهر المقبل", "نهاية الشهر المقبل", "2018-12-01", "2018-12-31", "month"),
        ("خسر العام الماضي", "العام الماضي", "2017-01-01", "2017-12-31", "year"),
        ("خسر هذا العام", "هذا العام", "2018-01-01", "2018-12-31", "year"),
        ("منذ 2011", "2011", "2011-01-01", "2011-12-31", "year"),
        ("في عام ألفين وثمانية عشر", "عام ألفين وثمانية عشر", "2018-01-01", "2018-12-31", "year"),
        ("بين عامي 2003 و2011", "عامي 2003 و2011", "2003-01-01", "2011-12-31", "year"),
        ("موسم 2017/18", "2017/18", "2017-01-01", "2018-12-31", "year"),
        ("في ثمانينيات القرن الماضي", "ثمانينيات القرن الماضي", "1980-01-01", "1989-12-31", "decade"),
        ("في القرن التاسع عشر", "القرن التاسع عشر", "1801-01-01", "1900-12-31", "century"),
        ("النصف الأول من عام 2018", "النصف الأول من عام 2018", "2018-01-01", "2018-06-30", "half"),
        ("الربع الثالث من العام الجاري", "الربع الثالث من العام الجاري", "2018-07-01", "2018-09-30", "quarter"),
        ("قبل خمسة وتسعين عاما", "قبل خمسة وتسعين عاما", "1923-01-01", "1923-12-31", "year"),
        ("قبل نحو شهرين", "قبل نحو شهرين", "2018-09-01", "2018-09-30", "month"),
        ("خلال السنوات الخمس الماضية", "السنوات الخمس الماضية", "2013-11-08", "2018-11-08", "year"),
        ("الشتاء المقبل", "الشتاء المقبل", "2018-12-01", "2019-02-28", "season"),
        ("وقع مساء الأحد", "مساء الأحد", "2018-11-04", "2018-11-04", "time"),
        ("الليلة الماضية", "الليلة الماضية", "2018-11-07", "2018-11-07", "time"),
        ("الأشهر التسعة الأولى من العام", "الأشهر التسعة الأولى من العام", "2018-01-01", "2018-09-30", "month"),
        ("أول ستة أشهر من 2017", "أول ستة أشهر من 2017", "2017-01-01", "2017-06-30", "half"),
        ("الربع الأخير من العام الماضي", "الربع الأخير من العام الماضي", "2017-10-01", "2017-12-31", "quarter"),
        ("أرباح الربع الماضي", "الربع الماضي", "2018-07-01", "2018-09-30", "quarter"),
        ("مبيعات العام الحالي 240 مليون طن", "العام الحالي", "2018-01-01", "2018-12-31", "year"),
        ("صدر في 1988 بعدما تأخر", "1988", "1988-01-01", "1988-12-31", "year"),
        ("عددهم في أيلول سبتمبر 1994", "أيلول سبتمبر 1994", "1994-09-01", "1994-09-30", "month"),
        ("مطلع تشرين أول 2017", "مطلع تشرين أول 2017", "2017-10-01", "2017-10-31", "month"),
        ("في ستينيات القرن الـ19", "ستينيات القرن الـ19", "1860-01-01", "1869-12-31", "decade"),
        ("كأس آسيا 2007 لمشاركتها فيها", "2007", "2007-01-01", "2007-12-31", "year"),
        ("وصل اليوم (الخميس) وفد", "اليوم (الخميس)", "2018-11-08", "2018-11-08", "day"),
        ("عادت الجولة الأولى إلى الحادي عشر من مايو الماضي", "الحادي عشر من مايو الماضي",
         "2018-05-11", "2018-05-11", "day"),
    ],
)  # fmt: skip
def test_expressions_and_their_days(text, words, begin, finish, grain):
    row = only(text)
    assert (row.text, *days(row), row.grain) == (words, begin, finish, grain)
    assert row.depends == ""


@pytest.mark.parametrize(
    ("text", "begin", "depends"),
    [
        ("ينبغي أن تغادر السفينة الأحد", "2018-11-11", ""),
        ("قد تغلق المدارس الاثنين", "2018-11-12", ""),
        ("النتائج مقررة الثلاثاء", "2018-11-13", ""),
        ("المعرض الذي يستمر حتى السبت", "2018-11-10", ""),
        ("دعت النقابة العمال إلى الإضراب حتى السبت", "2018-11-10", ""),
        ("المباراة التي يستضيفها الفريق على ملعب «النور»، الثلاثاء", "2018-11-06", "direction"),
        ("كان من المقرر أن يسافر الوفد الثلاثاء", "2018-11-06", "direction"),
        ("بلغ عدد القتلى حتى الثلاثاء", "2018-11-06", "direction"),
        ("حددت اللجنة الثلاثاء موعدا للجلسة", "2018-11-06", "direction"),
        ("دعا الناس إلى مسيرة الثلاثاء", "2018-11-06", "direction"),
        ("تتوقف الرحلات اعتبارا من الثلاثاء", "2018-11-13", ""),
        ("ستنظر المحكمة في قضية السفينة التي غرقت الثلاثاء", "2018-11-06", "direction"),
        ("سيزور المدينة، وفقا لما أعلنت الشركة الثلاثاء", "2018-11-06", ""),
        ("أعلنت الشركة، التي تدير الميناء، الثلاثاء", "2018-11-06", ""),
        ("فحصوا القارب قبل أن يغادر الثلاثاء", "2018-11-06", "direction"),
        ("قال «سنعود» ثم غادر الثلاثاء", "2018-11-06", ""),
        ("لو فاز الفريق الثلاثاء لتصدر", "2018-11-06", "direction"),
    ],
)  # fmt: skip
def test_a_bare_weekday_looks_back_or_ahead_as_its_sentence_says(text, begin, depends):
    row = find(text).iloc[-1]
    assert (days(row)[0], row.depends) == (begin, depends)
    if depends:
        assert row.possible == "2018-11-06 | 2018-11-13"


def test_a_month_half_a_year_away_says_that_its_year_is_open():
    row = only("افتتح الجسر في مايو")
    assert (row.value, row.depends, row.possible) == ("2018-05", "year", "2018-05-01 | 2019-05-01")
    assert only("سيفتتح الجسر في مايو").depends == ""
    assert only("افتتح الجسر في سبتمبر").depends == ""


def test_the_end_of_a_year_hardly_begun_may_be_the_last_ones():
    row = only("نما الإنتاج نهاية العام", published="2018-01-20")
    assert (row.depends, row.possible) == ("direction", "2017-01-01 | 2018-01-01")
    assert only("سينمو الإنتاج نهاية العام", published="2018-01-20").depends == ""
    assert only("نما الإنتاج نهاية العام", published="2018-07-20").depends == ""


def test_a_weekday_that_does_not_fit_its_day_is_in_doubt():
    assert days(only("زاره أمس الثلاثاء")) == ("2018-11-06",) * 2  # stamped a day later than written
    row = only("يصل بعد غد الثلاثاء")
    assert (*days(row), row.depends, row.possible) == ("", "", "weekday", "2018-11-10 | 2018-11-13")


def test_parts_of_a_day_by_themselves_leave_the_day_open():
    row = only("استمر القصف حتى الفجر")
    assert (row.text, row.value, row.type, row.depends) == ("الفجر", "XXXX-XX-XXTDA", "TIME", "day")
    assert only("عاد السكان بعد الظهر").value == "XXXX-XX-XXTAF"
    assert only("سكتت المدافع عند منتصف الليل").modifier == "MID"
    assert find("كتبت صحيفة الصباح عن حركة الفجر").empty
    found = find("وصل أمس وبدأ العمل في المساء")
    assert list(found["value"]) == ["2018-11-07", "2018-11-07TEV"]


def test_values_are_written_as_timex3_has_them():
    for text, value in [
        ("النصف الثاني من عام 2017", "2017-H2"),
        ("الأشهر الثلاثة الأولى من العام الجاري", "2018-Q1"),
        ("نتائج الربع الثالث", "XXXX-Q3"),
        ("عامي 2015 و2016", "2015/2016"),
        ("يوليو وأغسطس 2018", "2018-07/2018-08"),
        ("ليل السبت الأحد", "2018-11-03TNI"),
        ("بعد ظهر الأحد", "2018-11-04TAF"),
        ("فصل الشتاء", "XXXX-WI"),
        ("حتى اليوم", "PRESENT_REF"),
        ("الآونة الأخيرة", "PAST_REF"),
        ("الفترة المقبلة", "FUTURE_REF"),
        ("قبل أيام قليلة", "PAST_REF"),
    ]:
        assert only(text).value == value, text


def test_hours_of_four_digits_and_short_names_of_greenwich():
    row = only("بحلول الساعة 1738 بتوقيت غرينتش")
    assert (row.clock, row.timezone) == ("17:38", "+00:00")
    assert find("الساعة 1775 بتوقيت غرينتش").query("clock != ''").empty
    assert only("الخامسة بعد الظهر").clock == "17:00"
    assert only("الساعة الثالثة والنصف فجرا").clock == "03:30"
    found = find("أقلعت الساعة 22:45 (21:45 ت غ) في الثاني من أكتوبر")
    assert list(found["value"]) == ["2018-10-02T22:45", "2018-10-02T21:45Z", "2018-10-02"]


def test_days_apart_are_two_rows():
    found = find("يومي 12 و20 نوفمبر")
    assert [days(row) for row in found.itertuples()] == [("2018-11-12",) * 2, ("2018-11-20",) * 2]


def test_the_sample():
    articles = pd.DataFrame(
        {"article": ["s"], "text": [paths.SAMPLE.read_text("utf-8")], "published": pd.to_datetime([DAY])}
    )
    found = dates.find(zones.split(articles), articles)
    valued = found[found["begin"].notna()]
    assert valued[["text", "value"]].values.tolist() == [
        ["الاثنين المقبل", "2018-11-12"],
        ["أمس", "2018-11-07"],
        ["العام الماضي", "2017"],
        ["أمس", "2018-11-07"],
        ["اليوم", "2018-11-08"],
        ["يومي 12 و13 نوفمبر/تشرين الثاني الجاري", "2018-11-12/2018-11-13"],
    ]
    assert set(found.loc[found["begin"].isna(), "grain"]) == {"vague"}
    text = articles["text"][0]
    assert all(text[row.start : row.end] == row.text for row in found.itertuples())


def test_attached_letters_stay_out():
    found = find("وأمس وبالأمس وللاثنين")
    assert list(found["text"]) == ["أمس", "الأمس", "لاثنين"]


def test_without_a_publication_day_the_expression_stays_and_says_what_it_depends_on():
    row = only("اجتمعوا أمس هنا", published=None)
    assert days(row) == ("", "") and row.depends == "published" and row.anchor == "published"
    assert only("ينعقد الاثنين المقبل", published=None).value == "XXXX-WXX-1"
    assert only("يومي 12 و13 نوفمبر", published=None).value == "XXXX-11-12/XXXX-11-13"
    assert dates.find(blocks_of("أمس"))["begin"].isna().all()


def test_weekday_and_day_leave_only_some_years():
    assert only("الاثنين 12 نوفمبر", published=None).possible == "2012-11-12 | 2018-11-12"
    assert days(only("الاثنين 12 نوفمبر", published="2012-11-01")) == ("2012-11-12",) * 2
    assert only("29 فبراير", published=None).possible == "2012-02-29 | 2016-02-29 | 2020-02-29 | 2024-02-29"


@pytest.mark.parametrize("text", ["31 فبراير", "يوم 31 فبراير 2018", "29 فبراير 2018", "32 نوفمبر", "نوفمبر/مارس 2018"])
def test_impossible_dates_have_no_value(text):
    row = only(text)
    assert days(row) == ("", "") and row.depends == "impossible"


@pytest.mark.parametrize(
    "text",
    [
        "99/99/9999", "عام 0000", "قتل 2000 شخص", "خسر 2000 دولار", "الأمين العام الحالي", "عمره 4000 عام",
        "اليوم الأول", "قوى 14 آذار", "فاز 3 - صفر", "الرئيس رجب طيب أردوغان", "تيريزا ماي",
        "مارس ضغوطا", "من باب آخر", "كل يوم",         "الساعة 25:99",
        "سنة بعد سنة", "من أجل غد أفضل", "رفع الرئيس رسالة إلى ماي",
        "هبط السعر إلى صفر", "زار مفاعل تموز", "اليوم الذي ولد فيه",
        "رجل في الثلاثينيات من عمره", "النصف الثاني", "عام 240 مليون",
    ],
)  # fmt: skip
def test_what_is_no_date(text):
    assert find(text).empty


def test_doubt_is_said():
    assert only("الخميس 7 نوفمبر 2018").depends == "weekday"
    order = only("05/06/2018", published=None)
    assert (order.depends, order.possible) == ("order", "2018-06-05 | 2018-05-06")
    assert only("هجمات 11 سبتمبر").depends == "year"
    assert (only("حرب أكتوبر").value, only("حرب أكتوبر").depends) == ("XXXX-10", "year")
    assert only("عام 1440").depends == "calendar"
    assert only("في اليوم التالي").depends == "context"
    assert only("في 3 محرم 1200 هـ").depends == "calendar"


def test_a_publication_day_in_the_future_or_far_away():
    assert days(only("أمس", published="2090-01-01")) == ("2089-12-31",) * 2
    assert days(only("العام الماضي", published="1700-06-01")) == ("1699-01-01", "1699-12-31")


def test_clock_times_take_the_day_beside_them():
    clock = next(find("عند الساعة العاشرة بتوقيت غرينتش من صباح أمس").itertuples())
    assert (clock.clock, clock.timezone) == ("10:00", "+00:00")
    found = find("ينعقد الاثنين المقبل الساعة 20:30").iloc[1]
    assert (found["value"], found["anchor"], found["grain"]) == ("2018-11-12T20:30", "context", "time")
    alone = only("الساعة العاشرة مساء")
    assert (alone.value, alone.depends, days(alone)) == ("XXXX-XX-XXT22:00", "day", ("", ""))


def test_inside_quotation_marks_it_is_the_speakers():
    found = find("قال أمس «سنعود غدا»")
    assert list(zip(found["text"], found["quoted"], strict=True)) == [("أمس", False), ("غدا", True)]


def test_since_until_and_phases_are_kept():
    assert only("منذ 2011").bound == "since"
    assert only("حتى نهاية الشهر").bound == "until"
    assert only("مطلع 2018").modifier == "START"


def test_vague_expressions_have_no_days():
    found = find("وصل مؤخرا وهو الآن هنا وسيعود قريبا")
    assert list(found["value"]) == ["PAST_REF", "PRESENT_REF", "FUTURE_REF"]
    assert found["begin"].isna().all() and set(found["grain"]) == {"vague"}


def test_stretches_counted_from_publication_are_durations():
    row = only("منذ ثلاث سنوات")
    assert (row.type, *days(row)) == ("DURATION", "2015-11-08", "2018-11-08")


def test_empty_frames_have_all_columns():
    for found in (find("لا شيء"), dates.find(blocks_of())):
        assert found.empty
        assert list(found.columns[:7]) == list(frames.COLUMNS["dates"])
        assert found["begin"].dtype == "datetime64[s]"


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="'start'"):
        dates.find(pd.DataFrame({"article": ["a"], "text": ["أمس"]}))


@pytest.mark.parametrize("locale", ["ar", "ar_EG", "ar_LB", "ar_SY", "ar_IQ", "ar_MA", "ar_DZ", "ar_TN", "ar_SA"])
def test_babels_month_names_are_known(locale):
    for number, name in get_month_names("wide", locale=locale).items():
        row = only(f"يوم 5 {name} 2018")
        assert days(row)[0] == f"2018-{number:02d}-05", name


def test_months_lexicon_is_whole():
    table = lexicons.read("months")
    assert set(table["calendar"]) == {"gregorian", "hijri"}
    for calendar in ("gregorian", "hijri"):
        assert set(table.loc[table["calendar"] == calendar, "number"].astype(int)) == set(range(1, 13))


def test_values_of_written_numbers():
    for text, value in [
        ("قبل ثلاثة عشر عاما", 2005),
        ("قبل مئة عام", 1918),
        ("قبل خمسين عاما", 1968),
        ("قبل ألف عام", 1018),
    ]:
        assert only(text).begin.year == value


def test_future_verbs_are_told_from_words_with_an_s():
    assert date_words.is_future("سيلتقي") and date_words.is_future("ستعقد")
    assert not any(map(date_words.is_future, ["سيارة", "سياسة", "سيناء", "ستيفن", "سيطرة"]))


def test_iso_values():
    assert date_values.iso(date_values.month(2018, 2)) == "2018-02"
    assert date_values.iso(date_values.unit("week", date_values.date(2018, 1, 1))) == "2018-W01"
    assert date_values.iso(date_values.century(20)) == "19"


SENTENCE = (
    "12 31 فبراير نوفمبر تشرين الثاني الاثنين أمس يوم عام 2018 و إلى / - المقبل الماضي رمضان 1440 هـ القرن العشرين قبل "
    "خمسة سنوات الساعة العاشرة : 30 ألف 9999 مساء منذ الربع الأول من هذا الأسبوع ."
)
WORDS = SENTENCE.split()


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from([None, DAY, "2090-12-31", "0900-01-01"]))
def test_any_words_give_sensible_rows(words, published):
    text = " ".join(words)
    found = find(text, published=published)
    for row in found.itertuples():
        assert text[row.start : row.end] == row.text
        assert pd.isna(row.begin) == pd.isna(row.finish)
        assert pd.isna(row.begin) or row.begin <= row.finish
        assert not pd.isna(row.begin) or row.depends
        assert row.grain in (*date_values.GRAINS, "half", "quarter")


def seconds(text):
    blocks = blocks_of(text)
    begin = time.process_time()
    dates.find(blocks)
    return time.process_time() - begin


@pytest.mark.parametrize("piece", ["12 نوفمبر و", "خمسة ", "عام 2018 - ", "كلمة أخرى "])
def test_time_grows_in_proportion(piece):
    find("أمس")
    small, large = piece * (30_000 // len(piece)), piece * (240_000 // len(piece))
    shortest = max(0.01, min(seconds(small) for _ in range(3)))
    assert any(seconds(large) < 20 * shortest for _ in range(3))  # eight times the text


def test_two_words_that_are_no_month_have_no_value():
    for text in ("في 3 ذو الثانية 1439", "شهر ربيع الحجة الماضي", "تشرين القعدة"):
        assert all(row.depends for row in find(text).itertuples() if pd.isna(row.begin))
