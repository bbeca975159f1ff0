"""Footnotes: every frame of words says how it was made, in both languages."""

import pandas as pd
import pytest

from helpers import collocations, footnotes, frames, keyness, kwic, lexicons, ngrams, terms, tokens


@pytest.fixture(scope="module")
def words():
    lines = ["زار حفتر موسكو. وقال حفتر إن الحل في ليبيا", "حفتر في روما"]
    return tokens.tokenise(pd.DataFrame({"article": "أ", "block": [0, 1], "start": [0, 100], "text": lines}))


@pytest.fixture(scope="module")
def made(words):
    return {
        "terms": terms.count(words, min_count=2),
        "dropped": terms.dropped(words),
        "ngrams": ngrams.count(words, n=(2, 3), min_count=1),
        "collocations": collocations.around(words, "حفتر", window=(1, 2), min_count=1),
        "pairs": collocations.pairs(words, window=2, min_count=1),
        "keyness": keyness.compare(words, words, min_count=1),
        "general": keyness.against_general(words, min_count=1),
        "kwic": kwic.find(words, "حفتر", zones=None),
    }


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("digits", ["latn", "arab"])
def test_every_frame_has_its_footnotes(made, language, digits):
    assert set(made) == set(footnotes._LINES)
    for what, frame in made.items():
        lines = footnotes.of(frame.head(1), language, digits)  # rows may be left out, the notes stay
        assert lines and frame.attrs["what"] == what
        assert not any("{" in line or "None" in line for line in lines), what


def test_what_was_counted_is_said(words, made):
    assert footnotes.of(made["terms"], "en") == [
        "Counted: 12 words in body, a word with attached و ف ب ل ك being the same word.",
        "Per 1000 of all these words, stop words among them.",
        "Dispersion: 0 spread evenly over 2 paragraphs, 1 as clumped as can be "
        "(normalised DP, Gries 2008, Lijffijt & Gries 2012).",
        "Stop words left out: those of data/lexicons/stopwords.csv.",
        "What occurs fewer than twice is left out.",
    ]
    near = footnotes.of(made["collocations"], "en")[0]
    assert near.startswith("Around «حفتر» (3 mentions): 1 word before and 2 words after in the same sentence")
    assert footnotes.of(made["kwic"], "ar") == ["الاستعلام «حفتر» في الصفحة كلها، والكلمة واحدة وإن سبقتها و ف ب ل ك."]


def test_stop_words_and_cut_offs_are_said_as_they_are(words):
    def notes(**options):
        return footnotes.of(terms.count(words, **options), "en")

    assert "No stop words are left out." in notes(stopwords=None)
    assert "Stop words left out, of a list of one's own: 2 words." in notes(stopwords=["في", "قال"])
    assert not any(line.startswith("What occurs fewer") for line in notes(min_count=1))
    assert "1 paragraph" not in " ".join(notes()) and "2 articles" not in " ".join(notes())
    assert notes(parts="article")[2] == "Dispersion cannot be told from one part."
    assert notes(zones=("headline", "body"), by="form")[0].endswith("in headline and body, each form as it is written.")


def test_a_frame_that_does_not_say_how_it_was_made(made):
    merged = made["terms"].merge(made["terms"], on="term")
    merged.attrs = {}
    for frame in (merged, frames.make("terms")):
        with pytest.raises(ValueError, match="does not say how it was made"):
            footnotes.of(frame)


def test_the_lexicon_has_both_languages_with_the_same_values():
    table = lexicons.read("footnotes")
    assert table["key"].is_unique and (table[["ar", "en"]] != "").all().all()
    inside = table["ar"].str.findall(r"\{(\w+)\}").map(set), table["en"].str.findall(r"\{(\w+)\}").map(set)
    assert inside[0].tolist() == inside[1].tolist()
