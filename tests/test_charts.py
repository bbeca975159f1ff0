"""Charts: what stands where for an Arabic reader, what their words say, and what is written to a file."""

import base64
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import warnings
from pathlib import Path

import chart_gallery as gallery
import matplotlib
import numpy as np
import pandas as pd
import pypdfium2
import pytest
from matplotlib.figure import Figure
from matplotlib.path import Path as Path_
from matplotlib.text import Text
from PIL import Image
from test_rendering import OTHER, skip

from helpers import chart_style, charts, cooccurrence, land, markup, palette, paths, phrases, rtl

ALL = list(gallery.CHARTS)


def written(ax, gid=None):
    """The texts of a chart's figure that say something, or those of one kind."""
    ax.figure.draw_without_rendering()
    return [text for text in ax.figure.findobj(Text) if text.get_text() and gid in (None, text.get_gid())]


def box(artist):
    return artist.get_window_extent()


# Every chart


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("language, digits", [("ar", "latn"), ("ar", "arab"), ("en", "latn")])
def test_every_chart_is_whole(name, language, digits):
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph is a warning, and so is a layout without room
        ax = gallery.draw(name, language=language, digits=digits)
        texts = written(ax)
    page = ax.figure.bbox
    for text in texts:
        words, where = text.get_text(), box(text)
        assert where.x0 >= page.x0 - 1 and where.x1 <= page.x1 + 1, words
        assert where.y0 >= page.y0 - 1 and where.y1 <= page.y1 + 1, words
        # Whatever holds Arabic has been through rtl.label, once.
        assert not rtl.has_arabic(words) or words in rtl._made_from, words
    title = max(texts, key=lambda text: text.get_fontsize())
    assert title.get_ha() == ("right" if language == "ar" else "left")
    alt = charts.alt(ax)
    shown = " ".join(rtl._made_from.get(text.get_text(), (text.get_text(), ""))[0] for text in texts)
    for said in (alt, shown):
        said = re.sub(r"UN \(2018\)|يومي 12 و13 نوفمبر", "", said)  # names keep their own digits
        assert not re.search("[0-9]" if digits == "arab" else "[٠-٩]", said), said
    assert alt.endswith(".") and len(alt) > 30
    # A sentence in the chart's language: no letters of it but in names.
    assert rtl.has_arabic(re.sub(r"[«“].*?[»”]", "", alt)) or language == "en"


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_nothing_to_show_says_so(name, language):
    chart, frame, options = gallery.CHARTS[name]
    ax = chart(frame().iloc[:0], language=language, **options)
    told = phrases.say("nothing", language)
    assert charts.alt(ax).endswith(told)
    assert rtl.label(told, "rtl" if language == "ar" else "ltr") in [text.get_text() for text in written(ax)]


@pytest.mark.parametrize("name", ALL)
def test_on_axes_of_somebody_elses(name):
    figure = Figure(figsize=(14, 6), layout="constrained")
    left, right = figure.subplots(1, 2)
    assert gallery.draw(name, ax=right) is right
    assert gallery.draw(name, ax=left, language="en") is left
    assert charts.alt(figure) == charts.alt(left) + " " + charts.alt(right)
    figure.draw_without_rendering()
    assert right.get_title(loc="right") and left.get_title(loc="left")


@pytest.mark.parametrize("name", ALL)
def test_wrong_options_say_what_is_allowed(name):
    with pytest.raises(ValueError, match="pass 'ar'"):
        gallery.draw(name, language="fr")
    with pytest.raises(ValueError, match="pass 'latn'"):
        gallery.draw(name, digits="roman")


def test_a_column_that_is_not_there():
    with pytest.raises(
        ValueError, match=r"Column 'n' \(for x\) is missing; the frame has: entity, name, type, mentions"
    ):
        charts.ranked_bars(gallery.entities(), x="n")
    with pytest.raises(ValueError, match="'log_ratio' or 'keyness' or 'score'"):
        charts.keyness_bars(pd.DataFrame({"term": ["ليبيا"]}))
    with pytest.raises(ValueError, match="does not name two sources"):
        charts.keyness_bars(gallery.terms(), names="الجزيرة")


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_words_stand_on_others(name, language):
    boxes = []
    for text in written(gallery.draw(name, language=language)):
        where = box(text)
        middle, half = (
            (where.y0 + where.y1) / 2,
            text.get_fontsize() * 0.35,
        )  # where its letters are, without the leading
        boxes.append((text.get_text(), where.x0 + 1, where.x1 - 1, middle - half, middle + half))
    for at, (one, *a) in enumerate(boxes):
        for other, *b in boxes[at + 1 :]:
            apart = a[0] >= b[1] or b[0] >= a[1] or a[2] >= b[3] or b[2] >= a[3]
            assert apart, (one, other)


# Each chart


def test_bars_grow_from_the_right_and_the_largest_is_on_top():
    ax = gallery.draw("ranked_bars")
    bars, values = ax.patches, written(ax, "value")
    assert [round(bar.get_width()) for bar in bars] == [7, 5, 3, 2, 2, 1]
    assert all(box(one).y0 > box(two).y1 for one, two in zip(bars, bars[1:], strict=False))
    assert len({round(box(bar).x1) for bar in bars}) == 1
    assert [text.get_text() for text in values] == ["7", "5", "3", "2", "2", "1"]
    assert all(box(value).x1 < box(bar).x0 for value, bar in zip(values, bars, strict=True))
    names = written(ax, "name")
    assert all(box(name).x0 > box(bars[0]).x1 for name in names)
    assert len({round(box(name).x1) for name in names}) == 1


def test_bars_grow_from_the_left_in_english():
    ax = gallery.draw("ranked_bars", language="en")
    bars = ax.patches
    assert len({round(box(bar).x0) for bar in bars}) == 1
    assert all(box(value).x0 > box(bar).x1 for value, bar in zip(written(ax, "value"), bars, strict=True))
    assert all(box(name).x1 < box(bars[0]).x0 for name in written(ax, "name"))


def test_types_are_told_by_a_marker_too():
    ax = gallery.draw("ranked_bars")
    marks = [line for line in ax.lines if line.get_gid() == "type"]
    kinds = gallery.entities()["type"]
    assert [mark.get_marker() for mark in marks] == [chart_style.MARKERS[kind] for kind in kinds]
    assert [mark.get_color() for mark in marks] == [bar_colour(bar) for bar in ax.patches]
    legend = ax.figure.legends[0]
    marker, words = legend.legend_handles[-1], legend.get_texts()[-1]
    assert words.get_text() == rtl.label("أشخاص") and marker.get_marker() == chart_style.MARKERS["PER"]
    ax.figure.draw_without_rendering()
    assert box(marker).x0 > box(words).x1  # the marker to the right of its word
    assert len({chart_style.MARKERS[kind] for kind in ("PER", "LOC", "ORG", "MISC")}) == 4


def bar_colour(bar):
    return matplotlib.colors.to_hex(bar.get_facecolor())


def test_what_is_left_out_is_counted():
    ax = gallery.draw("ranked_bars", top=2, source="المتن")
    assert rtl.label("المتن. غير المعروض: 4 صفوف.") in [text.get_text() for text in written(ax)]
    ax = charts.trends(gallery.months(), top=1, language="en")
    assert "Not shown: 1 line. Without a known day: 1 row." in [text.get_text() for text in written(ax)]


def test_a_long_name_is_cut_and_whole_in_the_alternative_text():
    long = list(gallery.NAMES)[-1].split(":")[1]
    ax = gallery.draw("ranked_bars")
    drawn = [rtl._made_from[text.get_text()][0] for text in written(ax, "name")]
    assert " ".join(drawn[-2:]).endswith("…") and long.startswith(" ".join(drawn[-2:])[:-1])
    assert long in charts.alt(ax)
    assert all(box(text).width / 100 < 2.7 for text in written(ax, "name"))


def test_what_a_hostile_name_holds_is_drawn_as_it_is_and_quickly():
    names = ["$\\frac{1}{2}$", "خبر\u202e عاجل\u2066", "ا" * 100_000, "a\nb\tc", "<b>ليبيا</b>", "_^{}\\", "%s {0}"]
    ax = charts.ranked_bars(pd.DataFrame({"name": names, "mentions": range(len(names), 0, -1)}))
    drawn = [text.get_text() for text in written(ax, "name")]
    assert r"\$\frac{1}{2}\$" in drawn and "<b>" in " ".join(drawn) and len(charts.alt(ax)) < 2000
    assert not any(character in "".join(drawn) for character in "\u202e\u2066\n\t")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        charts.show(ax)


def test_marks_stand_where_the_names_occur():
    ax = gallery.draw("occurrences")
    assert ax.get_xlim() == (1000, 0)
    marks = ax.collections[-1].get_segments()
    assert sorted(round(mark[0][0]) for mark in marks) == sorted(gallery.mentions()["start"])
    assert gallery.draw("occurrences", language="en").get_xlim() == (0, 1000)


def test_occurrences_on_the_calendar():
    frame = gallery.mentions().assign(published=pd.date_range("2018-02-01", periods=20, freq="11D"))
    ax = charts.occurrences(frame, x="published")
    assert ax.get_xlim()[0] > ax.get_xlim()[1]
    assert "على التقويم من 1 فبراير 2018 إلى 29 أغسطس 2018" in charts.alt(ax)


def test_heat_map_counts_and_runs_from_the_right():
    ax = gallery.draw("heatmap")
    table = gallery.mentions().groupby(["entity", "block"]).size()
    assert sorted(int(text.get_text()) for text in written(ax, "value")) == sorted(table)
    assert ax.get_xlim()[0] > ax.get_xlim()[1]
    assert "خريطة حرارية من 6 صفوف" in charts.alt(ax)


def test_heat_map_of_months_keeps_their_order():
    frame = pd.DataFrame({"month": ["2018-11", "2018-02", "2018-10"], "entity": "LOC:ليبيا", "articles": [1, 9, 5]})
    ax = charts.heatmap(frame, x="month", value="articles", unit="article", top=2, digits="arab")
    columns = [" ".join(rtl._made_from[text.get_text()][0].split()) for text in written(ax, "column")]
    assert " ".join(columns) == "فبراير ٢٠١٨ أكتوبر ٢٠١٨ نوفمبر ٢٠١٨"
    assert [text.get_text() for text in written(ax, "value")] == [rtl.label(number) for number in ("٩", "٥", "١")]
    assert "ليبيا في فبراير ٢٠١٨ (٩ مقالات)" in charts.alt(ax)


def test_who_with_whom_is_the_same_from_mentions_and_from_pairs():
    mentions = gallery.mentions()
    one, two = gallery.draw("together"), charts.heatmap(cooccurrence.pairs(mentions), entities=gallery.entities())
    assert charts.alt(one) == charts.alt(two)
    values = [text.get_text() for text in written(one, "value")]
    assert len(values) == 2 * len(cooccurrence.pairs(mentions))
    assert values == [text.get_text() for text in written(two, "value")]


def test_network_joins_those_named_together():
    mentions = gallery.mentions()
    links = cooccurrence.pairs(mentions)
    ax = gallery.draw("network")
    assert len([line for line in ax.lines if line.get_gid() == "link"]) == len(links)
    dots = [line for line in ax.lines if line.get_gid() == "type"]
    assert len(dots) == len({*links["a"], *links["b"]}) == len(gallery.NAMES)
    again = [line.get_xydata().tolist() for line in gallery.draw("network").lines]
    assert again == [line.get_xydata().tolist() for line in ax.lines]  # the same picture every time
    assert charts.alt(charts.network(links, entities=gallery.entities())) == charts.alt(ax)
    few = charts.network(links, min_count=2)
    assert len([line for line in few.lines if line.get_gid() == "link"]) == (links["count"] >= 2).sum()


def test_timeline_runs_from_the_right_with_the_publication_day():
    ax = gallery.draw("timeline")
    assert ax.get_xlim()[0] > ax.get_xlim()[1]
    days = [rtl._made_from.get(text.get_text(), (text.get_text(),))[0] for text in written(ax, "day")]
    assert days == ["2017", "7 نوفمبر 2018", "12–13 نوفمبر 2018"]
    assert [text.get_text() for text in written(ax, "published")] == [rtl.label("النشر: 8 نوفمبر 2018")]
    notes = [text.get_text() for text in written(ax)]
    assert rtl.label("بلا يوم معروف: تعبير واحد.") in notes
    yesterday = next(line for line in ax.lines if line.get_marker() == "o")
    assert yesterday.get_xdata()[0] < 0 < ax.get_xlim()[0] - ax.get_xlim()[1]


def test_timeline_without_a_publication_day_is_even():
    ax = charts.timeline(gallery.dates())
    assert not written(ax, "published")
    assert ax.get_xlim()[0] - ax.get_xlim()[1] == pytest.approx(682 * 1.08, rel=0.01)


def test_a_stretch_of_time_is_said_as_shortly_as_can_be():
    spans = [
        ("2018-11-01", "2018-11-30", "نوفمبر 2018"), ("2018-10-01", "2018-11-30", "أكتوبر 2018 – نوفمبر 2018"),
        ("2011-01-01", "2018-12-31", "2011–2018"), ("2018-11-28", "2018-12-03", "28 نوفمبر 2018 – 3 ديسمبر 2018"),
    ]  # fmt: skip
    for begin, finish, words in spans:
        dates = pd.DataFrame({"text": ["س"], "begin": pd.to_datetime([begin]), "finish": pd.to_datetime([finish])})
        assert f"{words} «س»" in charts.alt(charts.timeline(dates, published="2018-11-08"))


def test_timeline_tells_the_words_around_a_date():
    text = "قال حفتر.\nوزار الوفد موسكو أمس لبحث الأزمة الليبية كلها، ثم عاد."
    at = text.index("أمس")
    found = pd.DataFrame({"article": ["a"], "start": [at], "end": [at + 3], "text": ["أمس"],
                          "begin": pd.to_datetime(["2018-11-07"])})  # fmt: skip
    ax = charts.timeline(found, published="2018-11-08", articles=pd.DataFrame({"article": ["a"], "text": [text]}))
    assert "«وزار الوفد موسكو أمس لبحث الأزمة الليبية كلها»" in charts.alt(ax)


def test_the_two_sources_stand_on_two_sides():
    for language, sign in (("ar", -1), ("en", 1)):
        ax = gallery.draw("keyness_bars", language=language)
        ax.figure.draw_without_rendering()
        middle = ax.transData.transform((0, 0))[0]
        sides = [np.sign((box(bar).x0 + box(bar).x1) / 2 - middle) * sign for bar in ax.patches]
        assert sides == [1, 1, -1, -1]
        assert [bar.get_hatch() for bar in ax.patches] == ["", "", "////", "////"]
        for name, bar in zip(written(ax, "name"), ax.patches, strict=True):
            assert np.sign((box(name).x0 + box(name).x1) / 2 - middle) == -np.sign(
                (box(bar).x0 + box(bar).x1) / 2 - middle
            )


def test_one_source_alone_takes_the_room_and_needs_no_legend():
    for sign, language in ((1, "ar"), (-1, "en")):
        ax = charts.keyness_bars(gallery.terms().assign(log_ratio=lambda f, sign=sign: f.log_ratio.abs() * sign),
                                 names=("أ", "ب"), language=language)  # fmt: skip
        names = written(ax, "name")
        assert not ax.figure.legends and max(box(bar).width for bar in ax.patches) > 0.6 * ax.figure.bbox.width
        assert all(ax.figure.bbox.x0 < box(name).x0 and box(name).x1 < ax.figure.bbox.x1 for name in names)
    assert gallery.draw("keyness_bars").figure.legends


def test_bars_say_what_is_most_frequent():
    titles = [charts.alt(charts.ranked_bars(frame, language="en")).split(".")[0] for frame in (
        gallery.entities(), pd.DataFrame({"term": ["ليبيا"], "count": [2]}), pd.DataFrame({"name": ["x"], "value": [2]})
    )]  # fmt: skip
    assert titles == ["Most frequent names", "Most frequent words", "The most frequent"]


def test_trends_fill_months_without_anything():
    ax = gallery.draw("trends")
    lines = [line.get_ydata().tolist() for line in ax.lines if line.get_marker() == "None"]
    assert lines == [[3, 1200, 11], [2, 0, 8]]
    assert ax.get_xlim()[0] > ax.get_xlim()[1] and ax.get_ylim()[0] == 0
    assert "ليبيا: أعلاها 1,200 مرة في مارس 2018، وأدناها 3 مرات في فبراير 2018." in charts.alt(ax)
    styles = {(line.get_linestyle(), line.get_color()) for line in ax.lines if line.get_marker() == "None"}
    assert len(styles) == 2 and len({style for style, _ in styles}) == 2
    days = pd.DataFrame({"published": pd.to_datetime(["2018-02-03", "2018-02-09", "2018-03-01"])})
    assert charts.trends(days).lines[0].get_ydata().tolist() == [2, 1]


def test_map_is_true_and_never_mirrored():
    for language in ("ar", "en"):
        ax = gallery.draw("map", language=language)
        dots = {tuple(line.get_xydata()[0]) for line in ax.lines if line.get_gid() == "place"}
        assert dots == {(13.2, 32.9), (13.4, 38.1), (37.6, 55.75)}
        assert ax.get_xlim()[0] < 13.2 < 37.6 < ax.get_xlim()[1] and ax.get_ylim()[0] < 32.9 < 55.75 < ax.get_ylim()[1]
        assert ax.get_aspect() == pytest.approx(1 / np.cos(np.radians((32.9 + 55.75) / 2)))
    note = "Without a known position: 1 place. Coasts: Natural Earth."
    assert note in [text.get_text() for text in written(ax)]


def land_at(ax, east, north):
    """Whether a map has land at a point."""
    land = next(patch for patch in ax.get_children() if patch.get_gid() == "land")
    rings = land.get_path().to_polygons()
    return sum(Path_(ring).contains_point((east, north)) for ring in rings) % 2 == 1  # a sea within land is a ring too


def test_map_shows_land_and_sea_and_the_countries_around():
    ax = gallery.draw("map")
    assert land_at(ax, 20, 28) and land_at(ax, 14.2, 37.5) and not land_at(ax, 18, 35)  # Libya, Sicily, the sea
    assert ax.get_xlim()[1] > 52 and not land_at(ax, 50.5, 42)  # the Caspian, a hole in Asia
    around = {rtl._made_from[text.get_text()][0] for text in written(ax, "country")}
    assert {"أوكرانيا", "تركيا"} <= around and not {"ليبيا", "روسيا"} & around
    english = {text.get_text() for text in written(gallery.draw("map", language="en"), "country")}
    assert {"Ukraine", "Türkiye"} <= english
    across = ax.get_xlim()[1] - ax.get_xlim()[0]
    (bar,) = (line for line in ax.lines if line.get_gid() == "scale")
    told = rtl._made_from[next(text.get_text() for text in written(ax, "scale"))][0]
    degrees = abs(np.diff(bar.get_xdata())[0])
    assert degrees * 111.2 / ax.get_aspect() == pytest.approx(float(told.split()[0])) and degrees < across / 4


def places(*rows):
    return pd.DataFrame(rows, columns=["name", "latitude", "longitude", "mentions"])


def test_map_runs_on_beyond_180_degrees():
    ax = charts.map(places(("فيجي", -18.1, 178.4, 3), ("ساموا", -13.8, -171.8, 2)))
    low, high = ax.get_xlim()
    assert high - low < 40 and low < 178.4 < 180 < 188.2 < high
    assert land_at(ax, 178.0, -17.8) and land_at(ax, -172.4 + 360, -13.65)
    assert charts.map(places(("واشنطن", 38.9, -77.0, 3), ("بكين", 39.9, 116.4, 2))).get_xlim()[0] < -77


def test_map_goes_no_farther_than_the_poles_and_has_coast_or_countries_in_it():
    ax = charts.map(places(("أمندسن سكوت", -89.9, 0, 1), ("هالي", -75.6, -26.2, 1)))
    assert ax.get_ylim()[0] == pytest.approx(-90) and land_at(ax, 0, -85)
    inland = charts.map(places(("نجامينا", 12.1, 15.0, 1)))
    assert len(written(inland, "country")) >= 2
    assert inland.get_xlim()[1] - inland.get_xlim()[0] < 30


def test_a_name_without_room_is_left_out_and_told():
    crowd = places(*((f"مدينة اسمها طويل {at}", 33 + at / 1e4, 35.0, 30 - at) for at in range(20)))
    ax = charts.map(crowd)
    names = written(ax, "name")
    notes = [rtl._made_from.get(text.get_text(), ("",))[0] for text in written(ax)]
    assert 3 <= len(names) < 20
    assert any(f"بلا اسم على الخريطة لضيق المكان: {20 - len(names)}" in note for note in notes)
    pair = charts.map(places(("مدينة", 33.0, 35.0, 2), ("س" * 60, 33.0, 35.0, 1)), language="en")
    assert len(written(pair, "name")) == 2 and "Without its name" not in " ".join(t.get_text() for t in written(pair))
    assert [line.get_gid() for line in pair.lines].count(
        "leader"
    ) == 1  # two dots on one spot: the farther name has a line


def test_two_marks_on_one_spot_are_both_seen():
    ax = gallery.draw("map")
    city, country = (line for line in ax.lines if tuple(line.get_xydata()[0]) == (37.6, 55.75))
    assert city.get_markersize() * 0.7 > country.get_markersize() >= 3


def test_the_coasts_are_whole():
    rings = land.rings()
    points = np.vstack(rings)
    assert all((ring[0] == ring[-1]).all() for ring in rings) and len(rings) == 1420
    assert points[:, 1].min() == -90 and points[:, 1].max() < 84 and abs(points[:, 0]).max() < 191
    assert max(abs(np.diff(ring[:, 0])).max() for ring in rings if ring[:, 1].min() > -90) < 6  # none jumps
    digest = hashlib.sha256(land.LAND.read_bytes()).hexdigest()
    assert digest in (paths.DATA / "README.md").read_text("utf-8")
    around = Path_(max(rings, key=len))
    assert around.contains_points([(20, 28), (105, 60), (187, 66)]).all() and not around.contains_point((18, 35))


def test_the_middles_of_countries_are_on_land():
    table = land.countries()
    assert len(table) > 200 and table["country"].is_unique and (table["room"] >= 0).all()
    assert (table[["ar", "en"]] != "").all(axis=None)
    assert table["longitude"].between(-180, 180).all() and table["latitude"].between(-90, 90).all()
    known = table.set_index("country")
    assert known.loc["NA", "en"] == "Namibia"  # and no missing value
    large = table[table["room"] > 1]
    on_land = np.zeros(len(large), bool)
    for ring in land.rings():
        on_land |= Path_(ring).contains_points(large[["longitude", "latitude"]])
    assert on_land.all()


def test_a_broken_file_of_land_says_where_to_get_it(tmp_path):
    (tmp_path / "land.json").write_text('{"type": "Topology"}', "utf-8")
    with pytest.raises(ValueError, match=r"land.json is no TopoJSON file with a layer 'land'.*npm pack world-atlas"):
        land._shapes(tmp_path / "land.json", "land")


def test_the_table_of_countries_is_made_from_a_file_of_countries(tmp_path, monkeypatch):
    square = [[0, 0], [4, 0], [0, 4], [-4, 0], [0, -4]]
    shape = {"type": "Polygon", "arcs": [[0]]}
    topology = {"transform": {"scale": [1, 1], "translate": [10, 20]}, "arcs": [square], "objects": {"countries": {
        "geometries": [{**shape, "id": "434"}, {**shape, "id": "999"}, shape]}}}  # fmt: skip
    (tmp_path / "countries.json").write_text(json.dumps(topology), "utf-8")
    monkeypatch.setattr(land, "COUNTRIES", tmp_path / "countries.csv")
    assert land.main([str(tmp_path / "countries.json")]) == 0
    lines = (tmp_path / "countries.csv").read_text("utf-8").splitlines()
    assert lines[0] == "country,ar,en,longitude,latitude,room" and len(lines) == 2
    assert lines[1].startswith("LY,ليبيا,Libya,12.0,21.87,1.86")  # of a triangle 4 wide and high


# Out of the house


def test_shown_in_a_notebook_with_its_alternative_text():
    ax = gallery.draw("ranked_bars", title='قال "نعم" <b>')
    picture = charts.show(ax)
    data, metadata = picture._repr_mimebundle_()
    png = base64.b64decode(data["image/png"])
    size = Image.open(io.BytesIO(png)).size
    about = metadata["image/png"]
    assert about["alt"] == charts.alt(ax) == data["text/plain"]
    assert size == (2 * about["width"], 2 * about["height"]) and about["width"] == 750
    assert 'lang="ar"' in data["text/html"] and "&quot;نعم&quot; &lt;b&gt;" in data["text/html"]
    assert "<b>" not in data["text/html"]


def narrow(name, **options):
    return gallery.draw(name, **options).khabar_narrow()


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_chart_is_whole_on_a_telephone(name, language):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        wide, ax = gallery.draw(name, language=language), narrow(name, language=language)
        texts = written(ax)
    assert ax.figure.get_size_inches()[0] == chart_style.NARROW and charts.alt(ax) == charts.alt(wide)
    page = ax.figure.bbox
    boxes = []
    for text in texts:
        where = box(text)
        assert where.x0 >= page.x0 - 1 and where.x1 <= page.x1 + 1, text.get_text()
        assert where.y0 >= page.y0 - 1 and where.y1 <= page.y1 + 1, text.get_text()
        # In CSS pixels on a screen 390 wide, of which the page leaves 358 to the chart.
        assert text.get_fontsize() / 72 * 100 * 358 / (100 * chart_style.NARROW) >= 11, text.get_text()
        boxes.append((text.get_text(), where.x0 + 1, where.x1 - 1, where.y0, where.y1, text.get_fontsize() * 0.35))
    for at, (one, *a, a_half) in enumerate(boxes):
        for other, *b, b_half in boxes[at + 1 :]:
            up_and_down = abs((a[2] + a[3]) - (b[2] + b[3])) / 2 >= a_half + b_half
            assert a[0] >= b[1] or b[0] >= a[1] or up_and_down, (one, other)


def test_long_names_stand_above_their_bars_on_a_telephone():
    ax = narrow("ranked_bars")
    bars, names = ax.patches, written(ax, "name")
    middles = [(box(name).y0 + box(name).y1) / 2 for name in names[:2]]
    assert middles[0] > box(bars[0]).y1 > box(bars[0]).y0 > middles[1] > box(bars[1]).y1
    assert max(box(bar).width for bar in bars) > 0.8 * ax.figure.bbox.width
    short = charts.ranked_bars(pd.DataFrame({"term": ["ليبيا", "تونس"], "count": [3, 2]})).khabar_narrow()
    assert all(box(name).x0 > box(bar).x1 for name, bar in zip(written(short, "name"), short.patches, strict=True))


def test_who_with_whom_has_numbers_for_columns_on_a_telephone():
    ax = narrow("together")
    rows = [" ".join(rtl._made_from[text.get_text()][0].split()) for text in written(ax, "name")]
    assert rows[0] == "1. ليبيا" and not written(ax, "column")
    ticks = [text.get_text() for text in sorted(written(ax, "tick"), key=lambda text: -box(text).x0)]
    assert ticks == [str(number) for number in range(1, 7)]


def test_a_picture_for_telephones_goes_with_the_other():
    data, _ = charts.show(gallery.draw("ranked_bars"))._repr_mimebundle_()
    shown = data["text/html"]
    source = re.search(
        r'<source media="\(max-width:40rem\)" width="370" height="(\d+)" srcset="data:image/png;base64,', shown
    )
    encoded = shown.split('srcset="data:image/png;base64,')[1].split('"')[0]
    small = Image.open(io.BytesIO(base64.b64decode(encoded)))
    assert small.size == (740, 2 * int(source[1])) and shown.startswith("<picture>") and shown.count(" alt=") == 1


def test_no_picture_for_telephones_where_it_could_not_be_true_or_read():
    ax = gallery.draw("ranked_bars")
    ax.axvline(3)  # not in the frame: drawn anew it would be lost
    assert charts.show(ax).narrow is None
    figure = Figure(figsize=(9, 4))
    assert charts.show(gallery.draw("ranked_bars", ax=figure.subplots())).narrow is None
    frame = pd.DataFrame({"source": [f"صحيفة الأنباء المستقلة {at}" for at in range(9)], "entity": "LOC:ليبيا"})
    assert charts.show(charts.heatmap(frame, x="source")).narrow is None
    assert charts.show(charts.heatmap(frame.iloc[:1], x="source")).narrow is not None


def test_shown_once(monkeypatch):
    import matplotlib.pyplot as plt

    figure, ax = plt.subplots()
    charts.show(gallery.draw("ranked_bars", ax=ax))
    assert not plt.fignum_exists(figure.number)


def test_written_as_png_svg_and_pdf(tmp_path):
    ax = gallery.draw("ranked_bars")
    alt = charts.alt(ax)
    png = Image.open(charts.save(ax, tmp_path / "a.png"))
    assert png.size[0] == 1500 and png.text["Description"] == alt
    svg = charts.save(ax, tmp_path / "a.svg").read_text("utf-8")
    assert "<text" not in svg and "خليفة حفتر (7 مرات)" in svg
    assert svg == charts.save(ax, tmp_path / "b.svg").read_text("utf-8")
    pdf = pypdfium2.PdfDocument(charts.save(ax, tmp_path / "a.pdf"))
    assert pdf.get_metadata_value("Subject") == alt and len(pdf) == 1
    text = charts.save(ax, tmp_path / "t.svg", text=True).read_text("utf-8")
    assert rtl.RLI + "خليفة حفتر" + rtl.PDI in text
    with pytest.raises(ValueError, match=r"'a.docx'; give a path that ends in .png, .svg or .pdf"):
        charts.save(ax, tmp_path / "a.docx")


@pytest.mark.xdist_group("rendering 3.10")
def test_drawn_by_matplotlib_3_10_as_well(tmp_path):
    if not OTHER.exists():
        skip("needs a second environment with matplotlib 3.10: run `make test`, or see requirements-mpl310.in")
    where = "import matplotlib; print(matplotlib.__path__[0])"
    site = subprocess.run([OTHER, "-c", where], capture_output=True, text=True, check=True).stdout.strip()
    paths = [str(p) for p in (Path(site).parent, Path(gallery.__file__).parents[1] / "src")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    told = subprocess.run(
        [sys.executable, gallery.__file__, tmp_path], capture_output=True, env=environment, timeout=300
    )
    assert told.returncode == 0, told.stderr.decode()
    assert len(list(tmp_path.iterdir())) == 3 * len(ALL)


# Looks


def simulated(colour, kind):
    """A colour as people with a kind of colour blindness see it (Machado, Oliveira and Fernandes 2009, severity 1)."""
    matrix = {
        "none": np.eye(3),
        "protanopia": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
        "deuteranopia": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
        "tritanopia": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
    }[kind]
    return np.clip(np.array(matrix) @ linear(colour), 0, 1)


def linear(colour):
    rgb = np.array(matplotlib.colors.to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    xyz = np.array([[0.4125, 0.3576, 0.1804], [0.2127, 0.7152, 0.0722], [0.0193, 0.1192, 0.9503]]) @ rgb
    x, y, z = np.cbrt(xyz / [0.9505, 1, 1.089])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("kind", ["none", "protanopia", "deuteranopia", "tritanopia"])
@pytest.mark.parametrize("colours", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
def test_types_have_colours_that_nobody_confuses(kind, colours):
    seen = [lab(simulated(colour, kind)) for colour in colours.values()]
    apart = [np.linalg.norm(one - two) for at, one in enumerate(seen) for two in seen[at + 1 :]]
    assert min(apart) > 15  # of the difference between two colours (CIE 1976), 2.3 can just be seen


def contrast(*colours):
    dark, light = sorted(linear(colour) @ [0.2126, 0.7152, 0.0722] + 0.05 for colour in colours)
    return light / dark


GROUNDS = {"light": (chart_style.PAPER, chart_style.CARD, "#f6f4ee", chart_style.LAND), "dark": ("#14181c", "#20272e")}


@pytest.mark.parametrize("ground", GROUNDS["light"])
@pytest.mark.parametrize("colour", [*chart_style.COLOURS.values(), chart_style.SOFT, chart_style.INK])
def test_colours_can_be_read_on_paper(colour, ground):
    assert contrast(colour, ground) > 4.5  # WCAG 2.2, 1.4.3


@pytest.mark.parametrize("colour", palette.DARK.values())
def test_colours_can_be_read_in_the_dark(colour):
    assert min(contrast(colour, ground) for ground in GROUNDS["dark"]) > 4.5


def test_charts_tables_and_pages_have_one_palette():
    css = markup.css() + markup.read("page.css")
    assert "@light" not in css and "@dark" not in css
    for kind, colour in palette.LIGHT.items():
        assert chart_style.colour_of(kind) == colour
        assert set(re.findall(rf"--kh-{kind.lower()}:(#\w+)", css)) == {colour, palette.DARK[kind]}
    assert all(
        ground in css
        for grounds in GROUNDS.values()
        for ground in grounds
        if ground not in (chart_style.LAND, chart_style.CARD)
    )


def test_fonts_are_chosen_from_what_is_installed(monkeypatch):
    chosen = chart_style.fonts()
    assert chart_style.LAST_FONT in chosen and len(set(chosen)) == len(chosen)
    monkeypatch.setattr(chart_style, "_font_file", lambda family: None)
    with pytest.warns(UserWarning, match="Install one, such as fonts-noto-core"):
        assert chart_style.fonts.__wrapped__() == (chart_style.LAST_FONT,)


def test_a_font_that_matplotlib_has_not_cached_is_found(monkeypatch):
    from matplotlib import font_manager

    if "Noto Sans Arabic" not in chart_style.fonts():
        skip("needs an Arabic font: apt-get install fonts-noto-core")
    known = font_manager.fontManager.ttflist
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [font for font in known if "Noto" not in font.name])
    chart_style._uncached.cache_clear()
    assert chart_style._font_file("Noto Sans Arabic").endswith(("ttf", "otf"))
    assert any(font.name == "Noto Sans Arabic" for font in font_manager.fontManager.ttflist)
    chart_style._uncached.cache_clear()
