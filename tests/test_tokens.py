"""Tokens: camel-tools' words with their places; repairs, kinds and sentences; counting without a token frame."""

import re
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from camel_tools.tokenizers.word import simple_word_tokenize
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import frames, repairs, spans, tokens

WORDS = """
ليبيا وقال للأمم الـ40 بـ1.6 1.6 2,069,427 97،08 12/11/2018 18:30 نوفمبر/تشرين الثاني تشرين الأول/أكتوبر
آب / #عاصي_الحلاني @UN https://t.co/x1 info@x.org سي.إن.إن العربية.نت « » " .
.. ... ؟ ! ، ( ) 😀 👨‍👩‍👧 1️⃣ 🇱🇾 ℹ © # * ﻻ كِتَاب BBC د. -
"""
SPACES = ["\n", "\t", "\u00a0", "\u2028", "\x1c", " ", "  "]
PIECES = st.sampled_from([*WORDS.split(), "\u200f", "\u200d", "\ue000", *SPACES])
texts = st.lists(PIECES | st.text(st.characters(exclude_categories=["Cs"]), max_size=4), max_size=12).map("".join)


def frame(*texts, **more):
    return pd.DataFrame({"article": "a", "block": range(len(texts)), "start": 0, "text": list(texts), **more})


def tokenise(text):
    return tokens.tokenise(frame(text), lemmas=None)


def whole(text):
    """The tokens that a repair keeps whole, with its name."""
    made = tokenise(text)
    return made.loc[made["repair"] != "", ["text", "repair"]].values.tolist()


@given(texts)
@settings(max_examples=500, deadline=None)
def test_spans_give_the_text_back_and_nothing_is_lost(text):
    made = tokenise(text)
    assert [text[start:end] for start, end in zip(made["start"], made["end"], strict=True)] == made["text"].tolist()
    assert (made["end"] > made["start"]).all() and (made["start"].iloc[1:].values >= made["end"].iloc[:-1].values).all()
    covered = "".join(re.sub(r"\s", "", word) for word in made["text"])
    assert covered == re.sub(r"\s", "", text)


@given(texts)
@settings(max_examples=500, deadline=None)
def test_words_are_those_of_camel_tools(text):
    untouched = tokens.camel(text)
    assert untouched["text"].tolist() == simple_word_tokenize(text)
    assert [text[start:end] for start, end in untouched[["start", "end"]].values] == untouched["text"].tolist()
    made = tokenise(text)
    apart = [simple_word_tokenize(word) if repair else [word] for word, repair in made[["text", "repair"]].values]
    assert [word for words in apart for word in words] == simple_word_tokenize(text)


@given(st.lists(texts, max_size=5))
@settings(max_examples=200, deadline=None)
def test_the_same_words_with_a_token_frame_and_without(several):
    made = tokens.tokenise(frame(*several), lemmas=None)
    words, word, row = tokens.numbered(frame(*several))
    assert words["text"].iloc[word].tolist() == made["text"].tolist()
    assert row.tolist() == made["block"].tolist()
    counts = tokens.counts(frame(*several))
    assert Counter(
        dict(zip(zip(counts["text"], counts["repair"], strict=True), counts["count"], strict=True))
    ) == Counter(zip(made["text"], made["repair"], strict=True))
    for column in ("kind", "norm", "proclitics", "stem"):
        assert words[column].iloc[word].tolist() == made[column].tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # From the sample article.
        ("يومي 12 و13 نوفمبر/تشرين الثاني الجاري، وتشارك فيه", [["نوفمبر/تشرين الثاني", "months"]]),
        ("تراجع إيرادات ليبيا النفطية إلى 1.6 مليار دولار", [["1.6", "decimal"]]),
        # From ant-news-2018.
        ("للمرة الأولى منذ الفترة بين آب/أغسطس وتشرين الأول/أكتوبر 2015 (12 مباراة).",
         [["آب/أغسطس", "months"], ["وتشرين الأول/أكتوبر", "months"]]),
        ("واتفق الجانبان في ديسمبر/ كانون الأول بأديس أبابا", [["ديسمبر/ كانون الأول", "months"]]),
        ("اعتقل في حزيران / يونيو 2012 بعد ان ظل فارا", [["حزيران / يونيو", "months"]]),
        ("يتم حظر إدخالها في الأسواق المغربية وبيعها.يناير/فبراير", []),
        ("تخصيص الأموال بـ97،08 بالمئة من الأصوات", [["بـ97،08", "decimal"]]),
        ("أسفرت عن فوز أوليفييه فور بـ49,75 بالمئة", [["بـ49,75", "decimal"]]),
        ("ويسكنها 800 ألف تشيكي و 2,800,000 شخص", [["2,800,000", "thousands"]]),
        ("هبطت من 2.069.427 خلال شهر مايو، إلى 1.988.370 في يونيو",
         [["2.069.427", "thousands"], ["1.988.370", "thousands"]]),
        ("فهناك حوالي 23،000 من الأقمار الصناعية", [["23،000", "thousands"]]),
        ("بحلول الساعة 08:11 (ت.غ).", [["08:11", "time"]]),
        ("يوم 30/5/2018 وتاريخ ٢٦/٧/٢٠١٨ و22-6-2018.",
         [["30/5/2018", "date"], ["٢٦/٧/٢٠١٨", "date"], ["و22-6-2018", "date"]]),
        ("كما أطلق عليها #عاصي_الحلاني، حيث انضمت #إليسا إلى",
         [["#عاصي_الحلاني", "hashtag"], ["#إليسا", "hashtag"]]),
        ("قال فيها :\" الجبلاية @EFA تزيل أسباب الخلاف مع @MoSalah وترفع",
         [["@EFA", "mention"], ["@MoSalah", "mention"]]),
        ("بالمنطقة الخضراء للعربية.نت، عن تواجد", [["للعربية.نت", "url"]]),
        ("(https://eservices.haj.gov.sa/eservices3).", [["https://eservices.haj.gov.sa/eservices3", "url"]]),
        ("على البريد Communicate@pta.gov.sa.", [["Communicate@pta.gov.sa", "email"]]),
        ("واتهمت واشنطن زد.تي.إي بانتهاك اتفاقية", [["زد.تي.إي", "acronym"]]),
        # What is left as camel-tools has it.
        ("فوز فريقه 4-2 في موسم 2017-2018 ونسخة 192.168.0.1", []),
        ("منافسات المجموعة الثامنة في مونديال روسيا.وهو ما منح", []),
        ("ملايين شخص و#1 و # وحده و@ وحدها", []),
    ],
)  # fmt: skip
def test_repairs(text, expected):
    assert whole(text) == expected


def test_an_article_before_digits_is_one_number():
    made = tokenise("من الـ40 إلى الـ 700 والـ12 وبـ5 و2018")
    numbers = made[made["kind"] == "number"]
    assert numbers["text"].tolist() == ["الـ40", "700", "والـ12", "وبـ5", "و2018"]
    assert numbers["norm"].tolist() == ["ال40", "700", "وال12", "وب5", "و2018"]
    assert numbers["proclitics"].tolist() == ["", "", "و", "وب", "و"]
    assert numbers["stem"].tolist() == ["ال40", "700", "ال12", "5", "2018"]


def test_kinds():
    made = tokenise("قال لـBBC: 12 #وسم @us x@y.org 😀 ؟ www.un.org 13th Ялта ½ م2 ©")
    assert dict(zip(made["text"], made["kind"], strict=True)) == {
        "قال": "word", "لـBBC": "latin", ":": "punctuation", "12": "number", "#وسم": "hashtag", "@us": "mention",
        "x@y.org": "url", "😀": "emoji", "؟": "punctuation", "www.un.org": "url", "13th": "latin", "Ялта": "word",
        "½": "number", "م2": "word", "©": "punctuation",
    }  # fmt: skip
    assert set(made["kind"]) <= set(repairs.KINDS)


def test_columns_of_the_contract():
    text = "«وللأمم المتحدة» رأي"
    made = tokens.tokenise(pd.DataFrame({"article": ["x"], "block": [4], "start": [100], "text": [text]}))
    assert made.columns.tolist() == [*frames.COLUMNS["tokens"], "repair"]
    assert made.dtypes.astype(str).tolist()[:-1] == list(frames.COLUMNS["tokens"].values())
    row = made.iloc[1]
    assert (row["article"], row["block"], row["token"], row["start"], row["end"]) == ("x", 4, 1, 101, 107)
    assert (row["norm"], row["proclitics"], row["stem"], row["lemma"], row["zone"]) == (
        "وللامم", "ول", "الامم", "امة", "body",
    )  # fmt: skip


def test_sentences_and_tokens_count_within_the_article():
    blocks = pd.DataFrame(
        {"article": ["a", "b", "a"], "block": [0, 0, 1], "start": [0, 0, 50], "text": ["أ ب. ج", "د", "ه و"]}
    )
    blocks["zone"] = ["headline", "body", "caption"]
    made = tokens.tokenise(blocks, clitics=False, lemmas=None)
    assert made["token"].tolist() == [0, 1, 2, 3, 0, 4, 5]
    assert made["zone"].tolist() == ["headline"] * 4 + ["body"] + ["caption"] * 2
    assert made["proclitics"].eq("").all() and made["stem"].equals(made["norm"]) and made["lemma"].equals(made["stem"])


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("جاء الوفد. ثم غادر.", ["جاء الوفد.", "ثم غادر."]),
        ("هل جاء؟ نعم! جاء؟! وغادر", ["هل جاء؟", "نعم!", "جاء؟!", "وغادر"]),
        ("حرب اليمن .. توصية.. وتفاصيل… لاحقا ... انتهى", ["حرب اليمن .. توصية.. وتفاصيل… لاحقا ... انتهى"]),
        ("بلغت 1.6 مليار. ثم 2.5", ["بلغت 1.6 مليار.", "ثم 2.5"]),
        ("قال د. أحمد. ثم صمت", ["قال د. أحمد.", "ثم صمت"]),
        ("قال Dr. Smith اليوم. ثم صمت", ["قال Dr. Smith اليوم.", "ثم صمت"]),
        ("في U.S. وفي روسيا. ثم", ["في U.S. وفي روسيا.", "ثم"]),
        ('قال "هل نذهب؟ نعم. لا" ومضى. وعاد', ['قال "هل نذهب؟ نعم. لا" ومضى.', "وعاد"]),
        ('قال "لن نذهب." وأضاف', ['قال "لن نذهب."', "وأضاف"]),
        ('سأل "متى نذهب؟" وأضاف', ['سأل "متى نذهب؟" وأضاف']),
        ("قال «لن نذهب. سنبقى». وأضاف", ["قال «لن نذهب. سنبقى».", "وأضاف"]),
        ('قال "لن نذهب. وأضاف. ثم', ['قال "لن نذهب.', "وأضاف.", "ثم"]),
        ("في مونديال روسيا.وهو ما منح", ["في مونديال روسيا.", "وهو ما منح"]),
        ("سطر أول\nسطر ثان", ["سطر أول", "سطر ثان"]),
        ("1. ليبيا\n2. مصر", ["1. ليبيا", "2. مصر"]),
        ("تم (انتهى.) وبعد", ["تم (انتهى.)", "وبعد"]),
    ],
)  # fmt: skip
def test_sentences(text, sentences):
    made = tokenise(text)
    places = made.groupby("sentence").agg(start=("start", "min"), end=("end", "max"))
    assert [text[start:end] for start, end in places.values] == sentences


@given(texts)
@settings(max_examples=200, deadline=None)
def test_sentences_follow_each_other(text):
    sentence = tokenise(text)["sentence"].to_numpy()
    assert len(sentence) == 0 or sentence[0] == 0
    assert set(np.diff(sentence)) <= {0, 1}


def test_nothing_in_nothing_out():
    for blocks in (frame(), frame("", " \n")):
        made = tokens.tokenise(blocks.astype({"text": "str"}))
        assert made.empty and list(made.columns) == [*frames.COLUMNS["tokens"], "repair"]
        assert tokens.counts(blocks.astype({"text": "str"})).empty
    assert tokens.camel("").empty


def test_bad_input():
    with pytest.raises(ValueError, match="Column 'start' is missing from the blocks frame"):
        tokens.tokenise(frame("نص").drop(columns="start"))
    with pytest.raises(ValueError, match="Row 1 of the blocks frame has nan as its text; a str is needed"):
        tokens.tokenise(frame("نص", None))
    with pytest.raises(ValueError, match="No lemma engine is called 'deep'; there are: light, camel"):
        tokens.tokenise(frame("نص"), lemmas="deep")


def test_batches_do_not_show(monkeypatch):
    several = ["ليبيا 1.6 قال. نعم", "ومصر 😀", "", "نوفمبر/تشرين الثاني"] * 5
    together = tokens.tokenise(frame(*several))
    monkeypatch.setattr(spans, "BATCH", 10)
    pd.testing.assert_frame_equal(tokens.tokenise(frame(*several)), together)


LONG = ["ا" * 10**6, *(piece * 10**5 for piece in ("1.", "/", "#_", "a@", "كانون/", '"'))]


@pytest.mark.parametrize("text", LONG)
def test_long_texts_take_linear_time(text):
    from time import process_time

    def seconds(text):
        begin = process_time()
        tokenise(text)
        return process_time() - begin

    seconds(text[:1000])
    assert seconds(text) < 40 * max(seconds(text[: len(text) // 10]), 0.02)


@pytest.mark.public
def test_every_article_has_the_words_of_camel_tools(public_data):
    import gzip
    import json
    from itertools import islice

    with gzip.open(public_data("ant-news-2018") / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        several = [json.loads(line)["text"] or "" for line in islice(lines, 0, None, 100)]
    words, word, row = tokens.numbered(frame(*several), clitics=False)
    apart = [simple_word_tokenize(text) if repair else [text] for text, repair in words[["text", "repair"]].values]
    for number, text in enumerate(several):
        assert [part for one in word[row == number] for part in apart[one]] == simple_word_tokenize(text)
