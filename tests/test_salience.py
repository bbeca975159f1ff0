"""Salience, spread and roles in the table of entities: worked by hand, and what must hold whatever is named."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import analysis, articles, entities, entity_salience, entity_tally, footnotes, paths


def placed(*rows):
    """Namings as (article, block, zone, entity), each after the one before."""
    named = pd.DataFrame(rows, columns=["article", "block", "zone", "entity"])
    kinds, names = named["entity"].str.partition(":")[0], named["entity"].str.partition(":")[2]
    return named.assign(type=kinds, text=names, name=names, start=range(0, 10 * len(named), 10))


def paragraphs(**counts):
    return pd.DataFrame(
        [(a, at, "body") for a, n in counts.items() for at in range(1, n + 1)], columns=["article", "block", "zone"]
    )


def salience(named, **options):
    found = entity_salience.measure(named, **options).round(3)
    return dict(zip(found.entity, zip(found.spread, found.salience, strict=True), strict=True))


LEAD, LATE, LEDE = "PER:ا ب", "LOC:ت", "ORG:ث"


def test_salience_by_hand():
    body = [(1, LEAD), (2, LEAD), (2, LATE), (4, LATE), (4, LATE), (4, LATE)]
    named = placed(*(("a", block, "body", entity) for block, entity in body))
    # 0.5 x 2/4 + 0.3 x 1 + 0.2 x 2/5 and 0.5 x 4/4 + 0.3 x 1/2 + 0.2 x 2/5
    assert salience(named, blocks=paragraphs(a=5)) == {LEAD: (0.4, 0.63), LATE: (0.4, 0.73)}
    # Without the blocks the paragraphs are those that name anyone: 3.
    assert salience(named) == {LEAD: (0.667, 0.683), LATE: (0.667, 0.783)}


def test_the_headline_comes_first_and_is_no_paragraph():
    named = placed(
        ("a", 0, "headline", LATE), ("a", 1, "body", LEAD), ("a", 3, "body", LATE), ("a", 9, "caption", LEDE)
    )
    page = pd.concat([paragraphs(a=4), pd.DataFrame({"article": ["a"], "block": [0], "zone": ["headline"]})])
    assert salience(named, blocks=page) == {LEAD: (0.25, 0.85), LATE: (0.25, 0.85)}
    both = salience(named, blocks=page, zones=("headline", "body"))
    assert both == {LEAD: (0.25, 0.6), LATE: (0.25, 0.85)}  # LATE is now named twice
    only = placed(("a", 0, "headline", LATE), ("a", 1, "body", LEAD))
    assert salience(only, blocks=paragraphs(a=4), zones=("headline", "body"))[LATE] == (0.0, 0.8)
    assert salience(only, zones=["headline"]) == {LATE: (0.0, 0.8)}


def test_salience_of_an_archive_is_the_mean_of_the_articles_that_name_it():
    rows = [("a", 1, LEAD), ("a", 2, LATE), ("b", 2, LEAD), ("b", 2, LEAD), ("b", 1, LATE), ("c", 1, LEDE)]
    named = placed(*((article, block, "body", entity) for article, block, entity in rows))
    page = paragraphs(a=2, b=4, c=1)
    made = entities.table(named, blocks=page).set_index("entity").round(4)
    assert made.loc[LEAD, ["spread", "salience"]].tolist() == [0.375, 0.8]  # of (0.5, 0.9) and (0.25, 0.7)
    assert made.loc[LATE, ["spread", "salience"]].tolist() == [0.375, 0.675]  # of (0.5, 0.75) and (0.25, 0.6)
    assert made.loc[LEDE, ["spread", "salience"]].tolist() == [1, 1]
    tally = entity_tally.Tally()
    for article in "abc":
        tally.add(named[named.article == article], page[page.article == article])
    pd.testing.assert_frame_equal(tally.table(), entities.table(named, blocks=page))
    across = entities.across(named, blocks=page).set_index("entity")
    assert across.salience.round(4).to_dict() == made.salience.to_dict()


def test_without_paragraphs_salience_is_not_known():
    named = placed(("a", 1, "body", LEAD), ("b", 1, "body", LEAD)).drop(columns=["block", "zone"])
    made = entities.table(named)
    assert made[["mentions", "articles"]].values.tolist() == [[2, 2]]
    assert made[["spread", "salience"]].isna().all(axis=None)
    with pytest.raises(ValueError, match="'block' is missing from the blocks frame"):
        entities.table(placed(("a", 1, "body", LEAD)), blocks=pd.DataFrame({"article": ["a"]}))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 5), st.sampled_from(["body", "headline"]),
                       st.sampled_from([LEAD, LATE, LEDE])), min_size=1, max_size=20)
)  # fmt: skip
def test_salience_is_a_share_whatever_is_named(rows):
    found = entity_salience.measure(placed(*rows), zones=None)
    assert ((found[["spread", "salience"]] >= 0) & (found[["spread", "salience"]] <= 1)).all(axis=None)
    assert len(found) == len({(article, entity) for article, _, _, entity in rows})


def test_the_footnote_states_the_weights_that_are_used():
    assert sum(entity_salience.WEIGHTS.values()) == 1
    told = footnotes.salience("en")[0]
    assert re.findall(r"(\d+)% for (?:how often|the place|spread)", told) == ["50", "30", "20"]
    assert re.findall(r"[٠-٩]+٪", footnotes.salience("ar", "arab")[0]) == ["٥٠٪", "٣٠٪", "٢٠٪"]


def test_roles_and_salience_of_the_sample():
    made = analysis.analyse(articles.read(paths.SAMPLE)).entities.set_index("name")
    assert made.role[made.role != ""].to_dict() == {
        "خليفة حفتر": "اللواء المنشق",
        "غسان سلامة": "المبعوث الدولي إلى ليبيا",
        "خميس الجهيناوي": "وزير الخارجية",
        "سيرغي شويغو": "وزير الدفاع",
    }
    assert made.salience.idxmax() == "خليفة حفتر" and round(made.salience.max(), 3) == 0.892
    assert round(made.spread["خليفة حفتر"], 3) == 0.462  # 6 of 13 paragraphs
    assert made.salience["باليرمو"] > made.salience["خميس الجهيناوي"]  # named less often, but in the first paragraph


def test_of_several_roles_the_one_that_says_most_is_shown():
    named = placed(*[("a", at, "body", LEAD) for at in range(4)]).assign(role=["الرئيس", "الرئيس", "وزير الدفاع", ""])
    assert entities.table(named).role.tolist() == ["وزير الدفاع"]
    assert entities.table(named.drop(columns="role")).role.tolist() == [""]
