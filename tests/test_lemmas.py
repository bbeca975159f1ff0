"""Lemmas: the light engine's rules, lexicon and measure; camel-tools' engine on a small database of its own format."""

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import lemma_model, lemma_ways, lemmas, lexicons, normalise, tokens, treebank

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        # Nouns and adjectives lose article, particles and endings; nouns keep their ة, adjectives do not.
        ("المدينة", "مدينة"),
        ("الجديدة", "جديد"),
        ("وبالعمليات", "عملية"),
        ("القرارات", "قرار"),
        ("والمسؤولين", "مسؤول"),
        ("اللاجئون", "لاجئ"),
        ("كثيرا", "كثير"),
        ("دولتها", "دولة"),
        ("لبلاده", "بلاد"),
        ("بنائها", "بناء"),
        ("السنوات", "سنة"),
        ("الالتزام", "التزام"),
        ("للاجئين", "لاجئ"),
        # Broken plurals, of the lexicon and by pattern.
        ("الوزراء", "وزير"),
        ("أعمالهم", "عمل"),
        ("مدارس", "مدرسة"),
        ("الحقوق", "حق"),
        ("رسائل", "رسالة"),
        # Verbs come to the third person of the past.
        ("وقالت", "قال"),
        ("يقول", "قال"),
        ("يستخدمون", "استخدم"),
        ("ويعلن", "اعلن"),
        ("كانوا", "كان"),
        ("سيحضر", "حضر"),
        ("يجتمع", "اجتمع"),
        ("تصل", "وصل"),
        ("نشرتها", "نشر"),
        ("التقى", "التقي"),
        # Names and particles stay as they are.
        ("ليبيا", "ليبيا"),
        ("واشنطن", "واشنطن"),
        ("وفي", "في"),
        ("التي", "التي"),
    ],
)
def test_light(word, lemma):
    assert lemmas.lemmatise([word]) == [lemma]


def test_forms_of_a_word_come_together():
    forms = ["الليبيون", "الليبيين", "ليبية", "والليبي", "لليبيين"]
    assert set(lemmas.lemmatise(forms)) == {"ليبي"}


def test_a_verb_does_not_stand_behind_a_preposition():
    # «بيع»: sold, or sale; behind ب it is the sale.
    assert lemma_model.choose("يعد", "") == "عد"
    assert all(way[0] != "verb" for way in lemma_model.Case("عمل", "ب").ways)
    assert any(way[0] == "verb" for way in lemma_model.Case("عمل", "و").ways)


def test_features_and_quick_sums_agree():
    weights = lemma_model.weights()
    for stem, before, pronoun in (("المدينة", "", ""), ("عمليات", "ب", ""), ("دولتها", "", "ها"), ("يقولون", "س", "")):
        case = lemma_model.Case(stem, before, pronoun)
        slow = {
            way[2]: sum(weights.named.get(name, 0) * value for name, value in case.features(way).items())
            for way in case.ways
        }
        assert case.best(weights) == max(case.ways, key=lambda way, slow=slow: slow[way[2]])[2]


@given(st.text(st.sampled_from("ابتنيوىةءأإؤئسملرقده"), min_size=1, max_size=9), st.booleans())
@settings(max_examples=300, deadline=None)
def test_ways_are_words_and_named(form, bound):
    for ways in (
        lemma_ways.noun_ways(form, False, bound),
        lemma_ways.plural_ways(form),
        lemma_ways.verb_ways(form, bound),
    ):
        assert all(name and lemma for name, lemma in ways)
    assert ("same", form) in list(lemma_ways.noun_ways(form))
    assert ("past", form) in list(lemma_ways.verb_ways(form))


@given(st.lists(st.text(st.sampled_from("وبالأمتنيىةهـ\u064eقدرسA1"), max_size=8), max_size=5))
@settings(max_examples=200, deadline=None)
def test_any_word_has_a_lemma_in_the_standard_form(words):
    made = lemmas.lemmatise(words)
    assert len(made) == len(words)
    assert made == [normalise.standard(lemma) for lemma in made]
    assert all(bool(lemma) == bool(normalise.standard(word)) for word, lemma in zip(words, made, strict=True))


def test_the_lexicon_is_one_row_a_word():
    rows = lexicons.read("lemmas")
    assert not rows["word"].duplicated().any()
    assert set(rows["kind"]) == {"noun", "verb", "word"}
    for column in ("word", "lemma"):
        assert [normalise.light(word) for word in rows[column]] == rows[column].tolist()
    assert (rows["lemma"] != "").all()


def test_the_column_of_the_tokens():
    text = "وأعلنت الوزارات 12 قرارا لـBBC."
    made = tokens.tokenise(pd.DataFrame({"article": ["a"], "block": [0], "start": [0], "text": [text]}))
    assert made["lemma"].tolist() == ["اعلن", "وزارة", "12", "قرار", "BBC", "."]


def test_no_such_engine():
    with pytest.raises(ValueError, match="No lemma engine is called 'farasa'; there are: light, camel"):
        lemmas.lemmatise(["خبر"], engine="farasa")


def in_process(code: str, data: Path) -> str:
    """What a process prints whose camel-tools looks for its data in a folder: camel-tools settles that on import."""
    environment = {**os.environ, "CAMELTOOLS_DATA": str(data), "PYTHONPATH": str(HERE.parent / "src")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120)
    return done.stdout + done.stderr


def test_camel_by_its_own_loader():
    words = ["والكتب", "كتبت", "للأمم", "وزراء", "كل", "غسان"]
    code = (
        "import sys, pandas as pd\n"
        "from helpers import lemmas, tokens\n"
        f"print(lemmas.lemmatise({words}, engine='camel'))\n"
        "blocks = pd.DataFrame({'article': ['a'], 'block': [0], 'start': [0], 'text': ['كتبت BBC: «الكتب» 12']})\n"
        "print(tokens.tokenise(blocks, lemmas='camel')['lemma'].tolist(), 'torch' in sys.modules)\n"
    )
    assert in_process(code, HERE / "morphology").splitlines() == [
        "['كتاب', 'كتب', 'امة', 'وزير', 'كل', 'غسان']",
        "['كتب', 'BBC', ':', '«', 'كتاب', '»', '12'] False",
    ]


@pytest.mark.parametrize("files", [{}, {"catalogue.json": '{"version": "1.6", "packages": {}, "components": {}}'}])
def test_camel_without_its_data_names_the_command(tmp_path, files):
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    shown = in_process("from helpers import lemmas\nlemmas.lemmatise(['خبر'], engine='camel')", tmp_path)
    assert "ImportError: The engine 'camel' needs camel-tools' morphology" in shown
    assert "Run 'make camel-data' once, or use engine='light'" in shown
    assert "camel-data:" in (HERE.parent / "Makefile").read_text("utf-8")


@pytest.mark.public
def test_a_treebank_that_nothing_was_tuned_on(public_data):
    public_data("ud-arabic-pud")
    held = [word for word in treebank.words() if word.half == "held" and word.tags[word.stem] in treebank.CONTENT]
    made = lemmas.lemmatise([word.text for word in held])
    right = [lemma == treebank.lemma(word) for lemma, word in zip(made, held, strict=True)]
    assert sum(right) / len(right) >= 0.91
