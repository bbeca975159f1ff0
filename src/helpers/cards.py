"""Quote cards: one statement a speaker, in his words, with who he is in the text and the cue that introduces it.

And bars that open: an entity's bar, and under it every sentence that names the entity.
"""

from itertools import islice

import numpy as np
import pandas as pd

from helpers import frames, markup, phrases, sentences, wording


def quotes(
    said: pd.DataFrame, entities: pd.DataFrame | None = None, language: str = "ar", top: int = 8
) -> markup.Shown:
    """A card for each named speaker: the longest direct quotation, or indirect statement where there is none.

    Parameters
    ----------
    said : DataFrame
        kind, speaker, speaker_text, cue, text, start, as `quotes.find` makes them.
    entities : DataFrame, optional
        entity and name, for the names of speakers.
    language : {"ar", "en"}
        Of the words around the quotations.
    top : int
        How many cards, of those who say most.

    Returns
    -------
    Shown
        Quotations keep their marks and lead to their place in the text; indirect speech has no marks, and says so.

    >>> said = pd.DataFrame({"kind": ["direct"], "speaker": ["PER:غسان سلامة"], "speaker_text": ["المبعوث"],
    ...                      "cue": ["قال"], "text": ["الحل قريب"], "start": [4]})
    >>> print(quotes(said))
    «الحل قريب» غسان سلامة · المبعوث · «قال» · مباشر
    """
    phrases.language_of(language)
    frames.require(said, "quotes", ["kind", "speaker", "speaker_text", "cue", "text", "start"])
    named = {} if entities is None else dict(zip(entities["entity"], entities["name"], strict=True))
    rows = said[said["speaker"].fillna("") != ""].assign(length=said["text"].str.len())
    most = rows.groupby("speaker")["length"].sum().sort_values(ascending=False, kind="stable").index[:top]
    chosen = rows.sort_values(["kind", "length"], ascending=[True, False], kind="stable").drop_duplicates("speaker")
    chosen = chosen.set_index("speaker").loc[most].reset_index()
    cards, texts = [], []
    for row in chosen.itertuples():
        name = named.get(row.speaker, row.speaker.partition(":")[2])
        marked = f"«{row.text}»" if row.kind == "direct" else row.text
        role = row.speaker_text if row.speaker_text != name else ""
        about = [name, role, f"«{row.cue}»" if row.cue else "", wording.value("kind", row.kind, language)]
        texts.append(f"{marked} {' · '.join(filter(None, about))}")
        cards.append(_card(row, marked, list(filter(None, about)), language))
    base = markup.attributes(class_="khabar kh-cards", dir=markup.LANGUAGES[language], lang=language)
    empty = f"<p>{wording.say('empty', language)}</p>"
    return markup.Shown(f"<div{base}>{''.join(cards) or empty}</div>", "\n".join(texts))


def _card(row, marked: str, about: list[str], language: str) -> str:
    own = markup.attributes(**markup.own_words(marked, language))
    place = markup.anchor(row.start, getattr(row, "article", None))
    words = f'<p{own}><a href="#{place}">{markup.escape(marked)}</a></p>'
    name, *rest = (markup.isolate(part, language) for part in about)
    return f"<blockquote>{words}<footer><b>{name}</b>{''.join(f' · {part}' for part in rest)}</footer></blockquote>"


def entities(
    table: pd.DataFrame, mentions: pd.DataFrame, tokens: pd.DataFrame, texts: pd.DataFrame, language: str = "ar",
    *, zones=("body",), top: int = 25, each: int = 50, digits: str = "latn",
) -> markup.Shown:  # fmt: skip
    """A bar for each entity that opens, without any script, on the sentences that name it.

    Parameters
    ----------
    table : DataFrame
        entity, name, type, mentions; role where there is one: as `entities.table` makes it. Rows stay in order.
    mentions : DataFrame
        article, start, end, entity; zone where there is one.
    tokens : DataFrame
        article, sentence, start, end: where sentences are.
    texts : DataFrame
        article, text.
    language : {"ar", "en"}
        Of the words around the sentences; in Arabic bars grow from the right.
    zones : sequence of str or None
        Which page parts the table counts.
    top, each : int
        The most entities, and the most sentences of one, to show; a note says where there are more.
    digits : {"latn", "arab"}

    Returns
    -------
    Shown
        A sentence that names the entity twice stands there once, with both namings marked, and leads to the first.

    Raises
    ------
    ValueError
        A column is missing, an article has no text, or the language is unknown.

    >>> named = pd.DataFrame({"article": ["أ"], "start": [4], "end": [8], "entity": ["PER:حفتر"]})
    >>> table = pd.DataFrame({"entity": ["PER:حفتر"], "name": ["حفتر"], "type": ["PER"], "mentions": [1]})
    >>> words = pd.DataFrame({"article": "أ", "sentence": [0, 0], "start": [0, 4], "end": [3, 8]})
    >>> print(entities(table, named, words, pd.DataFrame({"article": ["أ"], "text": ["زار حفتر"]})))
    حفتر · شخص · 1
      زار [حفتر]
    """
    phrases.language_of(language)
    frames.require(table, "entities", ["entity", "name", "type", "mentions"])
    frames.require(mentions, "mentions", ["article", "start", "end", "entity"])
    frames.require(texts, "articles", ["article", "text"])
    shown = table.head(top)
    counted = frames.in_zones(mentions, zones)
    found = _sentences(counted[counted["entity"].isin(shown["entity"])], tokens, texts)
    roles = shown["role"].fillna("").tolist() if "role" in shown.columns else [""] * len(shown)
    most = max(1, shown["mentions"].max() if len(shown) else 1)
    several = len(counted["article"].unique()) > 1
    rows, lines = [], []
    for entity, name, kind, count, role in zip(
        *(shown[column].tolist() for column in ("entity", "name", "type", "mentions")), roles, strict=True
    ):
        said = found.get(entity, [])
        about = list(filter(None, [wording.value("type", kind, language), role]))
        head = _summary(name, kind, about, round(100 * count / most), phrases.number(count, digits), language)
        listed = "".join(_sentence(one, kind, language, several) for one in islice(said, each))
        rows.append(f"<details>{head}<ul>{listed}</ul>{_part(len(said), each, language, digits)}</details>")
        lines.append(" · ".join([name, *about, phrases.number(count, digits)]))
        lines += [f"  {_marked(one, '[', ']')}" for one in islice(said, each)]
    base = markup.attributes(class_="khabar kh-bars", dir=markup.LANGUAGES[language], lang=language)
    note = wording.say("bars" if rows else "empty", language)
    foot = _part(len(table), top, language, digits)
    return markup.Shown(f'<div{base}><p class="kh-notes">{note}</p>{"".join(rows)}{foot}</div>', "\n".join(lines))


def _sentences(mentions, tokens, texts) -> dict:
    """For each entity its sentences as (article, first naming, text, [(start, end) within the text])."""
    whole = dict(zip(texts["article"], texts["text"], strict=True))
    if lacking := set(mentions["article"]) - set(whole):
        raise ValueError(f"Article {min(lacking)!r} of the mentions is not in `texts`; pass the articles they are of.")
    place = sentences.around(mentions, tokens)
    columns = [
        mentions["entity"],
        mentions["article"],
        place["start"],
        place["end"],
        mentions["start"],
        mentions["end"],
    ]
    order = np.lexsort((mentions["start"].to_numpy(), pd.factorize(mentions["article"])[0]))
    found: dict = {}
    for entity, article, low, high, start, end in zip(*(c.iloc[order].tolist() for c in columns), strict=True):
        own = found.setdefault(entity, {})
        _, _, _, spans = own.setdefault((article, low), (article, start, whole[article][low:high], []))
        if not spans or start - low >= spans[-1][1]:
            spans.append((start - low, end - low))
    return {entity: list(own.values()) for entity, own in found.items()}


def _summary(name: str, kind: str, about: list[str], percent: int, count: str, language: str) -> str:
    class_ = f"kh-{kind.lower()} " if kind in frames.TYPES else ""
    bar = f'<span class="kh-bar {class_}kh-t{percent // 10} kh-u{percent % 10}"></span>'
    own = markup.direction(name, language)
    who = f"<b{markup.attributes(**own)}>{markup.isolate(name, own.get('lang', language))}</b>"
    small = " · ".join(markup.isolate(part, language) for part in about)
    run = f'<span class="kh-run">{bar}<bdi>{count}</bdi></span>'
    return f'<summary><span class="kh-who">{who} <small>{small}</small></span>{run}</summary>'


def _sentence(one, kind: str, language: str, several: bool) -> str:
    article, start, text, _ = one
    class_ = f"kh-name kh-{kind.lower()}" if kind in frames.TYPES else "kh-name"
    words = _marked(one, f'<mark class="{class_}">', "</mark>", markup.escape)
    own = markup.attributes(**markup.direction(text, language))
    place = markup.attributes(class_="kh-go", href=f"#{markup.anchor(start, article)}", **{"lang": language})
    of = f"<small>{markup.isolate(article)}</small> " if several else ""
    return f"<li{own}>{of}{words}&nbsp;<a{place}>{wording.say('to_place', language)}</a></li>"


def _marked(one, opening: str, closing: str, shown=str) -> str:
    _, _, text, spans = one
    made, at = [], 0
    for start, end in spans:
        made += [shown(text[at:start]), opening, shown(text[start:end]), closing]
        at = end
    return " ".join("".join([*made, shown(text[at:])]).split())


def _part(total: int, limit: int, language: str, digits: str) -> str:
    if total <= limit:
        return ""
    counts = {"shown": phrases.number(limit, digits), "total": phrases.number(total, digits)}
    return f'<p class="kh-notes">{wording.say("part", language, **counts)}</p>'
