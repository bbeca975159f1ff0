"""What an article's analysis found, in four sentences for the cover of a report."""

import pandas as pd

from helpers import markup, phrases, wording

LONGEST = 31  # days; a span of time that is longer is no appointment
MOST = {"names": "mention", "quotes": "quote"}
NEWS = ("headline", "body", "heading")


def findings(analysis, language: str = "ar") -> list[tuple[str, str]]:
    """The key findings of one article as pairs: a number, and the sentence that goes below it.

    Parameters
    ----------
    analysis : Analysis
        Its frames entities, quotes, dates, tokens and articles are asked; an empty one says nothing.
    language : {"ar", "en"}

    Returns
    -------
    list of (str, str)
        Nouns agree with their numbers.
    """
    return [(number, sentence) for number, sentence, _ in _all(analysis, language)]


def show_findings(analysis, language: str = "ar") -> markup.Shown:
    """The key findings as cards; each leads to the notebook (in a report, the page) that explains it.

    Parameters
    ----------
    analysis : Analysis
    language : {"ar", "en"}

    Returns
    -------
    Shown
    """
    return _cards(_all(analysis, language), language)


def _cards(found: list, language: str) -> markup.Shown:
    cards = "".join(
        f'<li><a href="{notebook}.ipynb"><b>{markup.isolate(number)}</b> {markup.isolate(sentence, language)}</a></li>'
        for number, sentence, notebook in found
    )
    base = markup.attributes(class_="khabar kh-findings", dir=markup.LANGUAGES[language], lang=language)
    return markup.Shown(f"<ul{base}>{cards}</ul>" if cards else "", "\n".join(f"{n} {said}" for n, said, _ in found))


def _all(analysis, language: str) -> list[tuple[str, str, str]]:
    phrases.language_of(language)
    makers = {"30_entities": _names, "40_quotes": _quotes, "50_timeline": _day, "10_article": _furniture}
    found = [(make(analysis, language), notebook) for notebook, make in makers.items()]
    return [(*pair, notebook) for pair, notebook in found if pair]


def show_archive(articles, named, copies: int, language: str = "ar") -> markup.Shown:
    """The key findings of an archive as cards, like those of one article.

    Parameters
    ----------
    articles : DataFrame
        published, source.
    named : DataFrame
        name and articles (how many name it), the most named first; may be empty.
    copies : int
        How many articles are copies of others.
    language : {"ar", "en"}

    Returns
    -------
    Shown

    >>> page = pd.DataFrame({"published": pd.to_datetime(["2018-11-08", "2019-01-02"]), "source": ["أ", "ب"]})
    >>> print(show_archive(page, pd.DataFrame({"name": ["ليبيا"], "articles": [2]}), 0, "en"))
    2 articles from 2 sources
    November 2018 – January 2019 the time that the archive covers
    2 articles name ليبيا, more than any other
    """
    sources = phrases.counted(articles["source"].replace("", pd.NA).nunique(), "source", language, case="genitive")
    found = [(*_said("articles", len(articles), language, sources=sources), "60_corpus")]
    days = articles["published"].dropna()
    if len(days):
        found.append((months(days.min(), days.max(), language), wording.say("found_time", language), "60_corpus"))
    if len(named):
        first = named.iloc[0]
        found.append((*_said("naming", int(first["articles"]), language, name=first["name"]), "60_corpus"))
    if copies:
        found.append((*_said("copies", copies, language), "70_compare"))
    return _cards(found, language)


def months(first, last, language: str = "ar") -> str:
    """Two months, or one; the year once where it is the same.

    >>> months(pd.Timestamp("2018-06-02"), pd.Timestamp("2018-10-30"))
    'يونيو – أكتوبر 2018'
    """
    named = [markup.day(day.normalize(), language, form="MMMM") for day in (first, last)]
    if first.year != last.year:
        return f"{named[0]} {first.year} – {named[1]} {last.year}"
    return f"{' – '.join(dict.fromkeys(named))} {last.year}"


def _said(kind: str, count: int, language: str, **values) -> tuple[str, str]:
    category = phrases.plural(count)
    key = f"found_{kind}_{'other' if category == 'zero' else category}"
    return phrases.number(count), wording.say(key, language, **values)


def _names(analysis, language):
    often = analysis.entities[analysis.entities["mentions"] > 1].set_index("name")["mentions"]
    return _most("names", len(often), often, language) if len(often) else None


def _quotes(analysis, language):
    quotes = analysis.quotes
    if quotes.empty:
        return None
    # A direct statement inside a reported one is not said twice.
    order = quotes.sort_values(["start", "end"], ascending=[True, False])
    inside = order["end"] <= order["end"].cummax().shift(fill_value=-1)
    said = order.loc[~inside, "speaker"].fillna("")
    named = dict(zip(analysis.entities["entity"], analysis.entities["name"], strict=True))
    speakers = said[said != ""].map(lambda speaker: named.get(speaker) or speaker.partition(":")[2]).value_counts()
    return _most("quotes", len(said), speakers, language)


def _most(kind: str, count: int, counts, language: str):
    """The sentence that names who leads, if one or two do; else the one that names nobody."""
    leading = counts.index[counts == counts.max()].tolist()
    if not 0 < len(leading) <= 2:
        return _said(f"{kind}_plain", count, language)
    named = phrases.joined(leading, language)
    return _said(kind, count, language, name=named, most=phrases.counted(int(counts.max()), MOST[kind], language))


def _day(analysis, language):
    """The days that most time expressions mean, but for those that only place the news itself."""
    dates = analysis.dates.dropna(subset=["begin", "finish"])
    length = (dates["finish"] - dates["begin"]).dt.days
    dates = dates[(length >= 0) & (length < LONGEST) & ~dates["grain"].isin(["month", "year", "decade", "century"])]
    published = analysis.articles["published"].iloc[0]
    if pd.notna(published):
        dates = dates[dates["finish"] > published.normalize()]
    if dates.empty:
        return None
    begin, finish = dates["begin"].to_numpy(), dates["finish"].to_numpy()
    overlaps = ((begin[:, None] <= finish[None, :]) & (finish[:, None] >= begin[None, :])).sum(axis=1)
    dates = dates.assign(overlaps=overlaps, length=dates["finish"] - dates["begin"])
    best = dates.sort_values(["overlaps", "length", "start"], ascending=[False, False, True]).iloc[0]
    times = phrases.counted(int(best["overlaps"]), "time", language, case="accusative")
    return span(best["begin"], best["finish"], language), wording.say("found_day", language, times=times)


def span(begin, finish, language: str = "ar") -> str:
    """A day, or the first and last of several, in few words.

    >>> span(pd.Timestamp("2018-11-12"), pd.Timestamp("2018-11-13"))
    '12–13 نوفمبر'
    >>> span(pd.Timestamp("2018-11-30"), pd.Timestamp("2018-12-01"), "en")
    '30 November – 1 December'
    """
    last = markup.day(finish.normalize(), language, form="d MMMM")
    if begin.normalize() == finish.normalize():
        return last
    if begin.month == finish.month and begin.year == finish.year:
        return f"{begin.day}–{last}"
    return f"{markup.day(begin.normalize(), language, form='d MMMM')} – {last}"


def words(analysis, zones=("body",)) -> int:
    """How many words an analysis has in the zones asked for."""
    tokens = analysis.tokens
    return int((tokens["zone"].isin(zones) & tokens["kind"].isin(["word", "number", "latin"])).sum())


def _furniture(analysis, language):
    count = words(analysis, [zone for zone in analysis.tokens["zone"].unique() if zone not in NEWS])
    return _said("furniture", count, language) if count else None
