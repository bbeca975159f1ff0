"""Tables, keyword in context and the highlighted article, as HTML that a browser would read."""

import re
from collections import Counter

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import articles, cells, kwic, markup, paths, phrases, tables, wording, zones


def soup(shown):
    return BeautifulSoup(shown.html, "html.parser")


def rows(shown):
    return [[cell.get_text() for cell in row.find_all(["td", "th"])] for row in soup(shown).select("tbody tr")]


FRAME = pd.DataFrame(
    {
        "name": ["خليفة حفتر", "مجلس الأمن الدولي (UNSC)", "Reuters", None],
        "n": [1234567, 5, 2, -1],
        "rate": [12.5, 0.25, 1.5, float("nan")],
        "day": pd.to_datetime(["2018-11-08", "2018-11-12 14:30", None, "2018-11-13"], format="mixed"),
        "sure": [True, False, True, False],
    }
)
NAMES = {"name": "الاسم", "n": "العدد", "rate": "لكل ألف", "day": "اليوم", "sure": "مؤكد"}


def test_an_arabic_table_runs_from_right_to_left_with_its_cells_swapped():
    table = soup(tables.show(FRAME, NAMES, "ar")).table
    assert (table["dir"], table["lang"]) == ("rtl", "ar")
    assert [th.get_text() for th in table.select("thead th")] == list(NAMES.values())
    assert {th["scope"] for th in table.select("thead th")} == {"col"}


def test_an_english_table_runs_from_left_to_right_and_its_arabic_cells_do_not():
    table = soup(tables.show(FRAME, list(FRAME), "en")).table
    assert (table["dir"], table["lang"]) == ("ltr", "en")
    first = [row.td for row in table.select("tbody tr")]
    assert [cell.get("dir") for cell in first] == ["rtl", "rtl", None, None]
    assert first[0]["lang"] == "ar"


def test_numbers_days_and_truth_are_written_as_the_language_writes_them():
    assert rows(tables.show(FRAME, NAMES, "ar")) == [
        ["خليفة حفتر", "1,234,567", "12.50", "8 نوفمبر 2018", "نعم"],
        ["مجلس الأمن الدولي (UNSC)", "5", "0.25", "12 نوفمبر 2018، 14:30", "لا"],
        ["Reuters", "2", "1.50", "—", "نعم"],
        ["—", "−1", "—", "13 نوفمبر 2018", "لا"],
    ]
    assert rows(tables.show(FRAME, list(FRAME), "en"))[1][2:] == ["0.25", "12 November 2018, 14:30", "no"]


def test_arabic_indic_digits_reach_numbers_and_days():
    assert rows(tables.show(FRAME, NAMES, "ar", digits="arab"))[1][1:4] == ["٥", "٠٫٢٥", "١٢ نوفمبر ٢٠١٨، ١٤:٣٠"]


def test_numbers_and_latin_are_isolated():
    made = soup(tables.show(FRAME, NAMES, "ar"))
    assert [bdi.get_text() for bdi in made.select("td.kh-n bdi")][:2] == ["1,234,567", "12.50"]
    assert [bdi.get_text() for bdi in made.select('bdi[lang="en"]')] == ["UNSC", "Reuters"]
    # In an English sentence it is the Arabic that is isolated.
    note = soup(tables.show(FRAME, language="en", footnotes="Counts «خليفة حفتر» once")).select_one(".kh-notes p")
    assert (note["dir"], [bdi.get_text() for bdi in note.find_all("bdi")]) == ("ltr", ["خليفة حفتر"])


def test_whole_numbers_with_gaps_stay_whole_and_big_ones_exact():
    assert cells.column("n", pd.Series([1, None, 3], dtype="Int64"), "ar", "latn").text == ["1", "—", "3"]
    assert cells.column("n", pd.Series([2**53 + 1]), "ar", "latn").text == ["9,007,199,254,740,993"]
    assert cells.column("x", pd.Series([float("inf"), 0.004, 250.0]), "en", "latn").text == [
        "inf",
        "0.0040",
        "250.0000",
    ]


def test_kinds_of_things_are_said_in_the_language_and_ids_lose_their_type():
    frame = pd.DataFrame({"type": ["PER", "LOC"], "entity": ["PER:خليفة حفتر", "LOC:موسكو"], "zone": ["body", "promo"]})
    assert rows(tables.show(frame, language="ar")) == [
        ["شخص", "خليفة حفتر", "المتن"],
        ["مكان", "موسكو", "عناوين أخرى من الموقع"],
    ]
    made = soup(tables.show(frame, language="en"))
    assert [th.get_text() for th in made.select("thead th")] == ["type", "entity", "part of the page"]
    assert made.select_one("tbody td span")["class"] == ["kh-type", "kh-per"]


def test_sides_of_events_are_names_and_lists_have_the_commas_of_the_language():
    frame = pd.DataFrame(
        {"agent": ["PER:خليفة حفتر"], "place": ["LOC:موسكو"], "forms": ["الروسي | الروس"], "share": [0.564]}
    )
    for language, listed in (("ar", "الروسي، الروس"), ("en", "الروسي, الروس")):
        shown = tables.show(frame, language=language)
        assert rows(shown) == [["خليفة حفتر", "موسكو", listed, "56%"]]
        assert [kind["class"][1] for kind in soup(shown).select(".kh-type")] == ["kh-per", "kh-loc"]
    cell = soup(tables.show(pd.DataFrame({"link": ["surname of خليفة حفتر"]}), language="en")).select_one("tbody td")
    assert cell.get_text() == "surname of خليفة حفتر" and not cell.get("dir") and cell.bdi.get_text() == "خليفة حفتر"
    assert rows(tables.show(frame, ["share"], "ar", digits="arab")) == [["٥٦٪"]]


def test_headers_that_nobody_has_named_are_the_columns():
    assert [th.get_text() for th in soup(tables.show(pd.DataFrame({"x9": [1]}), language="ar")).select("th")] == ["x9"]


def test_what_is_left_out_and_what_was_counted_stand_below():
    frame = pd.DataFrame({"n": range(1500)})
    notes = soup(tables.show(frame, language="ar", limit=20, footnotes=["المتن وحده."])).select(".kh-notes p")
    assert [note.get_text() for note in notes] == ["الصفوف المعروضة 20 من 1,500.", "المتن وحده."]
    assert len(rows(tables.show(frame, limit=None))) == 1500
    assert not soup(tables.show(frame.head(3))).select(".kh-notes")


def test_a_frame_that_says_how_it_was_made_has_footnotes_of_its_own():
    tokens = pd.DataFrame({"article": "أ", "block": 0, "start": [0], "end": [5], "text": ["ليبيا"]})
    hits = kwic.find(tokens, "ليبيا", by="form")
    assert "«ليبيا»" in soup(tables.kwic(hits, "ar")).select_one(".kh-notes p").get_text()
    assert not soup(tables.kwic(hits, "ar", footnotes=[])).select(".kh-notes")


def test_a_long_table_scrolls_and_can_be_reached_by_keyboard():
    frame = soup(tables.show(pd.DataFrame({"n": range(30)}), caption="الأعداد")).select_one(".kh-scroll")
    assert "kh-tall" in frame["class"]
    assert (frame["tabindex"], frame["role"], frame["aria-label"]) == ("0", "group", "الأعداد")
    assert "kh-tall" not in soup(tables.show(pd.DataFrame({"n": range(3)}))).select_one(".kh-scroll")["class"]


def test_no_rows_say_so():
    made = tables.show(pd.DataFrame({"name": pd.Series(dtype="str"), "start": pd.Series(dtype="int64")}), language="en")
    assert rows(made) == []
    assert soup(made).select_one(".kh-notes").get_text() == "No rows: nothing was found."
    assert soup(tables.kwic(pd.DataFrame(columns=["before", "keyword", "after"]), "ar")).tbody.get_text() == ""


def test_a_missing_column_and_an_unknown_language_are_told():
    with pytest.raises(ValueError, match="Column 'who' is missing from the table; it has: name, n, rate, day, sure"):
        tables.show(FRAME, ["who"])
    with pytest.raises(ValueError, match="'fr'"):
        tables.show(FRAME, language="fr")
    with pytest.raises(ValueError, match="'keyword'"):
        tables.kwic(pd.DataFrame({"before": [], "after": []}))


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> & \"'`$x$ [a](javascript:b) \u202eabc"


def test_text_is_shown_and_does_nothing():
    made = tables.show(pd.DataFrame({HOSTILE: [HOSTILE], "n": [1]}), caption=HOSTILE, footnotes=[HOSTILE])
    found = soup(made)
    assert not found.find_all(["script", "img", "a"])
    assert found.td.get_text() == HOSTILE.replace("\u202e", "U+202E")
    assert "\u202e" not in made.html
    assert not [name for tag in found.find_all(True) for name in tag.attrs if name.startswith("on")]
    article = soup(tables.article(HOSTILE, pd.DataFrame({"start": [0], "end": [8], "type": [HOSTILE]})))
    assert not article.find_all(["script", "img", "a"])


def test_rows_lead_to_their_place_in_the_text():
    frame = pd.DataFrame({"article": ["a", "b", "a"], "name": ["x", "y", "z"], "start": [3, 14, None]})
    links = [cell.a["href"] if cell.a else None for cell in soup(tables.show(frame, ["name"])).select("tbody td")]
    assert links == [f"#{markup.anchor(3, 'a')}", f"#{markup.anchor(14, 'b')}", None]
    assert not soup(tables.show(frame, ["name"], places=False)).select("a")
    long = soup(tables.show(frame.assign(name="قال إن الأمر كذا وكذا " * 9), ["name"])).td
    assert (long.a.get_text(), long.a["href"]) == ("موضعه", f"#{markup.anchor(3, 'a')}")


KWIC = pd.DataFrame(
    {
        "article": ["a", "a"],
        "start": [10, 50],
        "end": [15, 55],
        "before": ["الاثنين المقبل بزيارة ", "وقال مكتب حفتر إن\nاجتماع "],
        "keyword": ["موسكو", "موسكو"],
        "after": [" لتأكيد دعمها", ' "شمل بحث'],
    }
)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_keyword_is_in_the_middle_and_what_goes_before_at_its_right(language):
    table = soup(tables.kwic(KWIC, language)).table
    assert table["dir"] == "rtl"
    assert [th.get_text() for th in table.select("thead th")] == [
        wording.say(key, language) for key in ("row", "before", "keyword", "after")
    ]
    assert rows(tables.kwic(KWIC, language))[1] == ["2", "وقال مكتب حفتر إن اجتماع", "موسكو", '"شمل بحث']
    assert table.tbody.a["href"] == "#" + markup.anchor(10, "a")


def test_hits_in_several_articles_say_in_which():
    made = tables.kwic(KWIC.assign(article=["a", "b"]), "ar")
    assert [row[1] for row in rows(made)] == ["a", "b"]
    assert [th.get_text() for th in soup(made).select("thead th")][1] == "المقال"


def test_a_table_says_in_plain_text_what_it_shows():
    assert (
        repr(tables.show(FRAME.head(1), {"name": "who", "n": "times"}, "en")) == "who | times\nخليفة حفتر | 1,234,567"
    )
    assert repr(tables.kwic(KWIC.head(1))) == "الاثنين المقبل بزيارة [موسكو] لتأكيد دعمها"


# The article itself.


def shown_text(made):
    """What the page shows of an article's text, without white space."""
    found = soup(made)
    for label in found.select(".kh-filters, .kh-zone"):
        label.decompose()
    return re.sub(r"\s", "", found.get_text())


def spans(text, **found):
    return pd.DataFrame([(text.index(word), text.index(word) + len(word), kind) for word, kind in found.items()],
                        columns=["start", "end", "type"])  # fmt: skip


def test_the_sample_is_shown_whole_with_its_furniture_set_apart(sample_text):
    blocks = zones.split(articles.read(paths.SAMPLE))
    for given_blocks in (blocks, None):
        assert shown_text(tables.article(sample_text, blocks=given_blocks)) == re.sub(r"\s", "", sample_text)
    aside = soup(tables.article(sample_text, blocks=blocks)).select(".kh-aside")
    assert any("خاشقجي" in part.get_text() for part in aside)
    assert not any("استبق" in part.get_text() for part in aside)


def test_a_name_is_marked_without_what_is_joined_to_it():
    text = "وقال لموسكو إن حفتر وصل"
    made = tables.article(text, spans(text, موسكو="LOC", حفتر="PER"))
    marks = soup(made).select(".kh-text mark")
    assert [(mark.get_text(), mark["class"], mark["title"]) for mark in marks] == [
        ("موسكو", ["kh-name", "kh-loc"], "مكان"),
        ("حفتر", ["kh-name", "kh-per"], "شخص"),
    ]
    # Padding, borders or margins beside a mark would break the joining of the letters around it.
    for rule in re.findall(r"\.khabar mark[^{]*\{([^}]*)\}", markup.css()):
        assert not re.search(r"(?:border|padding|margin)-(?:inline|left|right)", rule)
        assert {value.split()[0] for value in re.findall(r"(?:padding|margin|border):([^;]*)", rule)} <= {"0"}


def test_findings_may_overlap():
    text = "قال حفتر أمس في موسكو نعم"
    at = text.index
    quotes = pd.DataFrame({"start": [at("أمس")], "end": [len(text)]})
    dates = pd.DataFrame({"start": [at("أمس")], "end": [at("أمس") + 3]})
    mentions = pd.DataFrame({"start": [at("حفتر"), at("موسكو")], "end": [at("أمس") + 2, at("نعم") + 1],
                             "type": ["PER", "LOC"], "entity": ["PER:خليفة حفتر", "LOC:موسكو"]})  # fmt: skip
    made = tables.article(text, mentions, quotes, dates)
    assert [(mark.get_text(), " ".join(mark["class"])) for mark in soup(made).select(".kh-text mark")] == [
        ("حفتر ", "kh-name kh-per"),
        ("أم", "kh-name kh-date kh-per kh-quote"),
        ("س", "kh-date kh-quote"),
        (" في ", "kh-quote"),
        ("موسكو ن", "kh-name kh-loc kh-quote"),
        ("عم", "kh-quote"),
    ]
    assert soup(made).select_one(".kh-text mark.kh-per")["title"] == "شخص · خليفة حفتر"
    assert shown_text(made) == re.sub(r"\s", "", text)


def test_a_quotation_over_two_paragraphs_is_marked_in_both():
    text = "قال: أول\nثان قال"
    made = soup(tables.article(text, quotes=pd.DataFrame({"start": [5], "end": [12]})))
    assert [mark.get_text() for mark in made.select(".kh-text mark")] == ["أول", "ثان"]
    assert [p.get_text() for p in made.select(".kh-text p")] == text.split("\n")


def test_every_word_is_a_place_that_a_table_can_lead_to(sample_text):
    blocks = zones.split(articles.read(paths.SAMPLE))
    mentions = spans(sample_text, حفتر="PER", موسكو="LOC").assign(article="libya-palermo-2018")
    made = soup(tables.article(sample_text, mentions, blocks=blocks))
    ids = [element["id"] for element in made.select(".kh-text [id]")]
    assert len(ids) == len(set(ids))
    offsets = {int(id_.rsplit("-", 1)[1]): id_ for id_ in ids}
    assert offsets[0] == markup.anchor(0, "libya-palermo-2018")
    starts = {match.start() for match in re.finditer(r"\S+", sample_text)}
    assert set(offsets) == starts | set(mentions["start"])
    for element in made.select(".kh-text [id]"):
        at = int(element["id"].rsplit("-", 1)[1])
        assert sample_text[at:].startswith(element.get_text().split()[0])


def test_in_a_very_long_text_findings_and_blocks_are_places():
    text = "كلمة " * 6000 + "\nحفتر هنا"
    made = soup(tables.article(text, spans(text, حفتر="PER")))
    assert [element["id"] for element in made.select(".kh-text [id]")] == ["c0", f"c{text.index('حفتر')}"]


def test_the_legend_counts_and_switches_each_kind(sample_text):
    mentions = pd.DataFrame({"start": [0, 5, 9], "end": [3, 8, 12], "type": ["PER", "PER", "ORG"]})
    found = soup(tables.article(sample_text, mentions, dates=pd.DataFrame({"start": [], "end": []}), language="en"))
    boxes = found.select(".kh-filters input")
    assert [(box["class"], box["type"], box.has_attr("checked")) for box in boxes] == [
        (["kh-per"], "checkbox", True), (["kh-org"], "checkbox", True), (["kh-date"], "checkbox", True),
    ]  # fmt: skip
    assert [box.parent.get_text() for box in boxes] == ["person2", "organisation1", "time0"]
    for box in boxes:
        assert f"input.{box['class'][0]}:not(:checked)" in markup.css()
    assert not soup(tables.article("نص")).select("fieldset")


def test_an_article_view_is_of_one_article():
    frame = pd.DataFrame({"article": ["a", "b"], "start": [0, 0], "end": [1, 1], "type": ["PER", "PER"]})
    with pytest.raises(ValueError, match="2 articles"):
        tables.article("نص", frame)
    with pytest.raises(ValueError, match="'type'"):
        tables.article("نص", frame[["start", "end"]])


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="ابتلمو سكé<>&\"'A1 \n\r\t\u202e\u2067\u200c\u064b\u2028", max_size=60),
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 20), st.sampled_from(["PER", "LOC", "quote", "date"])), max_size=6
    ),
)
def test_whatever_is_marked_the_text_is_all_there(text, found):
    clip = [(min(start, len(text)), min(start + length, len(text)), kind) for start, length, kind in found]
    by = {kind: pd.DataFrame([span for span in clip if span[2] in kind], columns=["start", "end", "type"])
          for kind in (("PER", "LOC"), ("quote",), ("date",))}  # fmt: skip
    made = tables.article(text, by["PER", "LOC"], by["quote",], by["date",])
    visible = re.sub("[\u202e\u2067]", lambda m: f"U+{ord(m[0]):04X}", text)
    assert shown_text(made) == re.sub(r"\s", "", visible)
    ids = Counter(re.findall(r' id="([^"]+)"', made.html))
    assert not ids or max(ids.values()) == 1


def test_the_style_asks_for_nothing_and_is_scoped():
    css = re.sub(r"/\*.*?\*/", "", markup.css(), flags=re.S)
    assert not re.search(r"url\(|@import|@font-face|expression|</", css)
    selectors = re.findall(r"(?:^|[{}])\s*([^{}@]+)\{", css)
    for selector in selectors:
        for part in re.split(r",(?![^(]*\))", selector):
            assert ".khabar" in part, part


def test_words_of_pages_are_there_in_both_languages():
    for name in ("page_wording", "headers", "values"):
        table = wording.lexicons.read(name)
        for language in markup.LANGUAGES:
            assert (table[language].str.strip() != "").all(), name
        placeholders = [table[language].str.findall(r"\{\w+\}").map(sorted) for language in ("ar", "en")]
        if name == "page_wording":
            assert table["key"].is_unique
            # A name may be left out of a sentence in one language only where its number says the same.
            assert all(set(en) <= {*ar, "{most}"} for ar, en in zip(*placeholders, strict=True))


def test_decimals_show_the_smallest():
    assert [phrases.number(0.012, decimals=markup.decimals([0.012, 3.5]))] == ["0.012"]
    assert markup.decimals([]) == 0
    assert markup.decimals([float("nan"), 0]) == 0
