"""Zones: the parts of the sample, furniture as other sites print it, and words that only look like furniture."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import articles, frames, keywords, paths, zones

PARAGRAPH = "وقال المتحدث باسم الوزارة إن الاجتماع المقبل سيبحث الأوضاع الأمنية في البلاد خلال الأيام القادمة."


def split(text, title=""):
    frame = zones.split(pd.DataFrame({"article": ["a"], "title": [title], "text": [text]}))
    return list(zip(frame.zone, frame.text, strict=True))


@pytest.fixture(scope="module")
def sample():
    return zones.split(articles.read(paths.SAMPLE))


def test_sample_zones(sample):
    assert sample.zone.value_counts().to_dict() == {
        "body": 13, "keywords": 6, "promo": 2, "caption": 1, "heading": 1, "source": 1, "related": 1,
    }  # fmt: skip
    assert list(sample.columns[:6]) == list(frames.COLUMNS["blocks"])


def test_sample_caption_and_heading_share_a_line(sample):
    assert sample[sample.zone == "caption"].text.item() == "الليبيون يتطلعون لوقف مسلسل العنف والصراع (الأناضول)"
    assert sample[sample.zone == "heading"].text.item() == "مؤتمر باليرمو"


def test_sample_keywords_are_what_the_body_names(sample):
    assert sample[sample.zone == "keywords"].text.tolist() == [
        "ليبيا", "خليفة حفتر", "مؤتمر باليرمو", "موسكو", "غسان سلامة", "مجلس الأمن",
    ]  # fmt: skip


def test_sample_furniture_is_not_body(sample):
    body = " ".join(sample[sample.zone == "body"].text)
    for word in ("خاشقجي", "جنين", "اليمن", "وكالات", "الاعلان", "الأناضول", "كلمات مفتاحية"):
        assert word not in body
    assert body.endswith("ومبادراته لتنشيط الوضع الاقتصادي.")
    runs = sample[sample.zone.isin(["related", "promo"]) & (sample.label != "الاعلان")]
    assert runs.note.tolist() == ["headlines without separators"] * 2


def test_blocks_cut_the_text_in_order(sample, sample_text):
    assert all(sample_text[r.start : r.end] == r.text for r in sample.itertuples())
    assert (sample.start.to_numpy()[1:] >= sample.end.to_numpy()[:-1]).all()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("تعليق على الصورة: رجال إطفاء في موقع الحريق", [("caption", "رجال إطفاء في موقع الحريق")]),
        ("المصدر: رويترز", [("source", "رويترز")]),
        ("*نقلا عن الأهرام المصرية", [("source", "*نقلا عن الأهرام المصرية")]),
        ("إقرأ أيضاً: تعثر المحادثات في جنيف", [("related", "تعثر المحادثات في جنيف")]),
        ("الأكثر قراءة فوز المنتخب باللقب", [("promo", "فوز المنتخب باللقب")]),
        ("جميع الحقوق محفوظة 2018", [("promo", "جميع الحقوق محفوظة 2018")]),
        ("متظاهرون في وسط العاصمة (رويترز-أرشيف)", [("caption", "متظاهرون في وسط العاصمة (رويترز-أرشيف)")]),
        ("الكلمات الدلالية: الوزارة، الأوضاع الأمنية", [("keywords", "الوزارة"), ("keywords", "الأوضاع الأمنية")]),
    ],
)
def test_furniture_of_other_sites(line, expected):
    assert split(f"{PARAGRAPH}\n{line}") == [("body", PARAGRAPH), *expected]


@pytest.mark.parametrize(
    "line",
    [
        "المصدر: لم نتلق أي رد من الوزارة على أسئلتنا حتى الآن رغم مرور أيام طويلة على إرسالها.",
        "آخر الأخبار تشير إلى أن المحادثات تعثرت.",
        "جاء إعلان حالة الطوارئ بعد اجتماع للحكومة.",
        "ونقلت وكالة (رويترز) عن مصدر قوله إن المحادثات ستستأنف الأسبوع المقبل في العاصمة.",
        "وقالت الوزارة: إعلان النتائج غدا.",
    ],
)
def test_sentences_that_only_look_like_furniture_are_body(line):
    assert split(f"{PARAGRAPH}\n{line}") == [("body", PARAGRAPH), ("body", line)]


def test_furniture_glued_to_the_last_paragraph():
    assert split(f"{PARAGRAPH} المصدر: وكالات الكلمات المفتاحية: الوزارة البلاد") == [
        ("body", PARAGRAPH), ("source", "وكالات"), ("keywords", "الوزارة"), ("keywords", "البلاد"),
    ]  # fmt: skip


def test_label_alone_opens_a_list_of_headlines_that_a_paragraph_ends():
    text = f"{PARAGRAPH}\nاقرأ أيضا:\nتعثر المحادثات في جنيف\nعودة الهدوء إلى العاصمة\n{PARAGRAPH}"
    assert [zone for zone, _ in split(text)] == ["body", "related", "related", "body"]


def test_headline_by_title_or_by_its_look():
    line = "اجتماع جديد لبحث الأوضاع الأمنية"
    assert split(f"{line}\n{PARAGRAPH}")[0] == ("headline", line)
    assert split(f"{line}\n{PARAGRAPH}", title=line)[0] == ("headline", line)
    assert split(f"{line}\n{PARAGRAPH}", title="عودة الهدوء إلى العاصمة")[0] == ("body", line)


def test_heading_needs_a_paragraph_after_it():
    assert [zone for zone, _ in split(f"{PARAGRAPH}\nمواقف متباينة\n{PARAGRAPH}\nمواقف متباينة")] == [
        "body", "heading", "body", "body",
    ]  # fmt: skip


def test_text_wrapped_by_hand_is_joined_into_paragraphs():
    words = (PARAGRAPH[:-1] + " ") * 3
    lines = [words[i : i + 60] for i in range(0, 240, 60)]
    text = "\n".join(lines) + ".\n\n" + "\n".join(lines) + "."
    assert [zone for zone, _ in split(text)] == ["body", "body"]


def test_line_of_dashes_makes_no_block_and_nothing_else_is_lost():
    assert split(f"{PARAGRAPH}\n-----\n{PARAGRAPH}") == [("body", PARAGRAPH)] * 2


def test_keywords_unknown_to_the_body_stay_together():
    line = "ليبيا فلان الفلاني حفتر"
    assert [line[a:b] for a, b in keywords.cut(line, "حفتر في ليبيا")] == ["ليبيا", "فلان الفلاني", "حفتر"]


def test_many_articles_and_no_article():
    frame = pd.DataFrame({"article": ["a", "b", "c"], "text": [PARAGRAPH, "", PARAGRAPH]})
    assert zones.split(frame)[["article", "block"]].values.tolist() == [["a", 0], ["c", 0]]
    assert list(zones.split(frame.iloc[:0]).columns[:6]) == list(frames.COLUMNS["blocks"])


def test_missing_column_says_what_there_is():
    with pytest.raises(ValueError, match="Column 'text' is missing from the articles frame; it has: article, body"):
        zones.split(pd.DataFrame({"article": ["a"], "body": ["نص"]}))


@given(st.text(alphabet='ابتة .:()،\n\r"«»-المصدركلتفيحة', max_size=200))
def test_any_text_keeps_its_words(text):
    frame = zones.split(pd.DataFrame({"article": ["a"], "text": [text]}))
    assert all(text[r.start : r.end] == r.text for r in frame.itertuples())
    assert (frame.start.to_numpy()[1:] >= frame.end.to_numpy()[:-1]).all()
    kept = sum(len(t.split()) for t in frame.text)
    labels = sum(len(label.split()) for label in frame.label)
    bare = [w for w in text.split() if any(c.isalnum() for c in w)]
    assert len(bare) <= kept + labels + 1
