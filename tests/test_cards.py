"""Bars that open on the sentences: counts, places, marks and text that does nothing, as a browser would read them."""

import re

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from helpers import analysis, articles, cards, markup, paths, wording
from helpers.clean import clean

FIRST = "وصل حفتر إلى موسكو، وقال حفتر إنه باق. "
TEXT = FIRST + "ثم غادر لموسكو\nأخرى."


def spans(text, **names):
    rows = [(found.start(), found.end(), entity) for entity, name in names.items() for found in re.finditer(name, text)]
    return pd.DataFrame(rows, columns=["start", "end", "entity"]).assign(article="a")


@pytest.fixture
def told():
    """The table of two entities, their namings, the tokens of two sentences, and the text."""
    named = spans(TEXT, **{"PER:خليفة حفتر": "حفتر", "LOC:موسكو": "موسكو"})
    table = pd.DataFrame(
        {"entity": ["PER:خليفة حفتر", "LOC:موسكو"], "name": ["خليفة حفتر", "موسكو"], "type": ["PER", "LOC"],
         "mentions": [2, 2], "role": ["المشير", ""]}
    )  # fmt: skip
    edge = len(FIRST)
    words = pd.DataFrame({"article": "a", "sentence": [0, 1], "start": [0, edge], "end": [edge - 1, len(TEXT)]})
    return table, named, words, pd.DataFrame({"article": ["a"], "text": [TEXT]})


def soup(shown):
    return BeautifulSoup(shown.html, "html.parser")


def texts(rows):
    return [" ".join(row.get_text(" ").split()) for row in rows]


def test_a_row_an_entity_with_its_sentences(told):
    made = soup(cards.entities(*told))
    assert (made.div["dir"], made.div["lang"]) == ("rtl", "ar")
    one, two = made.select("details")
    assert texts([one.summary, two.summary]) == ["خليفة حفتر شخص · المشير 2", "موسكو مكان 2"]
    assert len(one.select("li")) == 1 and [mark.get_text() for mark in one.select("mark")] == ["حفتر", "حفتر"]
    assert texts(two.select("li"))[1] == "ثم غادر ل موسكو أخرى. موضعه"
    assert "لموسكو أخرى" in two.select("li")[1].get_text()  # the letter before the name stays joined to it
    assert not one.has_attr("open")


def test_each_sentence_leads_to_the_first_naming_in_it(told):
    links = soup(cards.entities(*told)).select("li a")
    starts = [TEXT.index("حفتر"), TEXT.index("موسكو"), TEXT.rindex("موسكو")]
    assert [link["href"] for link in links] == [f"#{markup.anchor(start, 'a')}" for start in starts]


def test_bars_are_as_long_as_the_counts_and_in_the_colour_of_the_type(told):
    table, *rest = told
    made = soup(cards.entities(table.assign(mentions=[300, 71]), *rest))
    assert [bar["class"] for bar in made.select(".kh-bar")] == [
        ["kh-bar", "kh-per", "kh-t10", "kh-u0"], ["kh-bar", "kh-loc", "kh-t2", "kh-u4"],
    ]  # fmt: skip
    css = markup.css()
    assert all(f".kh-t{tens}{{--t:{tens}}}" in css for tens in range(1, 11))
    assert all(f".kh-u{units}{{--u:{units}}}" in css for units in range(1, 10))
    assert "style=" not in made.decode()


def test_only_the_parts_that_count_are_listed(told):
    table, named, *rest = told
    zones = ["body", "caption"] * (len(named) // 2)
    assert [
        len(row.select("mark"))
        for row in soup(cards.entities(table, named.assign(zone=zones), *rest)).select("details")
    ] == [1, 1]
    all_ = soup(cards.entities(table, named.assign(zone=zones), *rest, zones=None))
    assert len(all_.select("mark")) == len(named)


def test_in_english_the_words_around_are_english(told):
    made = soup(cards.entities(*told, "en"))
    assert made.div["dir"] == "ltr" and made.select_one(".kh-notes").get_text() == wording.say("bars", "en")
    assert texts(made.select("summary"))[0] == "خليفة حفتر person · المشير 2"
    item = made.li
    assert (item["dir"], item["lang"], item.a.get_text(), item.a["lang"]) == ("rtl", "ar", "its place", "en")


def test_what_is_left_out_is_told(told):
    made = soup(cards.entities(*told, top=1, each=1))
    assert len(made.select("details")) == 1 and made.select(".kh-notes")[-1].get_text() == "الصفوف المعروضة 1 من 2."
    few = soup(cards.entities(*told, each=1, digits="arab")).select("details")[1]
    assert few.select_one(".kh-notes").get_text() == "الصفوف المعروضة ١ من ٢."


def test_sentences_of_several_articles_say_of_which(told):
    table, named, words, page = told
    both = [pd.concat([frame, frame.assign(article="b")], ignore_index=True) for frame in (named, words, page)]
    made = soup(cards.entities(table, *both))
    assert [small.get_text() for small in made.select("details")[0].select("li small")] == ["a", "b"]
    assert made.select("li a")[1]["href"].startswith("#" + markup.anchor(0, "b")[:-1])


def test_hostile_names_and_texts_do_nothing():
    bad = '"><script>x()</script><img src=x onerror=x()>\u202e'
    text = f"قال {bad} <b>نعم</b> & مضى"
    named = pd.DataFrame({"article": bad, "start": [4], "end": [4 + len(bad)], "entity": [f"PER:{bad}"]})
    table = pd.DataFrame({"entity": [f"PER:{bad}"], "name": [bad], "type": ["<i>"], "mentions": [1], "role": [bad]})
    words = pd.DataFrame({"article": [bad], "sentence": [0], "start": [0], "end": [len(text)]})
    shown = cards.entities(table, named, words, pd.DataFrame({"article": [bad], "text": [text]}))
    made = soup(shown)
    assert not made.select("script, img, i") and [b.get_text()[:3] for b in made.select("b")] == ['"><']
    assert not re.search(r"<[^>]*\sonerror", shown.html) and "\u202e" not in shown.html
    assert made.mark.get_text() == bad.replace("\u202e", "U+202E") and made.mark["class"] == ["kh-name"]


def test_a_report_keeps_all_of_it(told):
    shown = cards.entities(*told)
    kept = BeautifulSoup(clean(shown.html), "html.parser")
    for name in ("details", "summary", "mark", "li", "a[href]", ".kh-bar"):
        assert len(kept.select(name)) == len(soup(shown).select(name)) > 0, name


def test_nothing_and_bad_input(told):
    table, named, words, page = told
    assert wording.say("empty", "ar") in cards.entities(table.iloc[:0], named, words, page).html
    alone = soup(cards.entities(table, named, words.iloc[:0], page))
    assert [texts([mark])[0] for mark in alone.select("mark")] == ["حفتر", "حفتر", "موسكو", "موسكو"]
    with pytest.raises(ValueError, match="Column 'mentions' is missing from the entities frame"):
        cards.entities(table.drop(columns="mentions"), named, words, page)
    with pytest.raises(ValueError, match="Article 'a' of the mentions is not in `texts`"):
        cards.entities(table, named, words, page.iloc[:0])
    with pytest.raises(ValueError, match="'fr'"):
        cards.entities(*told, "fr")


def test_on_the_sample_every_counted_naming_is_marked():
    page = articles.read(paths.SAMPLE)
    a = analysis.analyse(page)
    rows = soup(cards.entities(a.entities, a.mentions, a.tokens, page)).select("details")
    assert [len(row.select("mark")) for row in rows] == a.entities.mentions.tolist()
    assert [row.bdi.get_text() for row in rows] == [str(count) for count in a.entities.mentions]
    for row, names in zip(rows, a.entities.aliases.str.split(" | ", regex=False), strict=True):
        assert {mark.get_text() for mark in row.select("mark")} <= {row.b.get_text(), *names}
