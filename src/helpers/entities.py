"""Which namings of an article are one person, place or organisation, and the table of them.

`resolve` gives every naming an id and the reason for it; `table` counts them. Only namings of one article are
linked; the id is made of the type and the fullest name, so that a person named in full has one id in all articles.
"""

import numpy as np
import pandas as pd

from helpers import aliases as alias_table
from helpers import entity_archive, entity_context, entity_forms, entity_links, entity_roles, frames
from helpers.entity_tally import Across, Tally


def resolve(mentions: pd.DataFrame, tokens: pd.DataFrame | None = None, aliases=None) -> pd.DataFrame:
    """Give every naming the id of its entity, the type that the article supports best, and the reason for the link.

    Parameters
    ----------
    mentions : DataFrame
        article, start, end, text, type; score (how sure the tagger was) where there is one. Many articles may share
        it.
    tokens : DataFrame, optional
        article, start, end, text, of the same articles: needed to see brackets («منظمة الصحة العالمية (WHO)») and
        words such as «المعروف باسم» between two names, and that «لعراق» after ل is «العراق» (its column
        proclitics).
    aliases : path, DataFrame or None
        The analyst's table (variant, name, type), which overrules every rule; None is data/lexicons/aliases.csv.

    Returns
    -------
    DataFrame
        The rows as they came with `entity` ("PER:خليفة حفتر"; distinct within an article), `type`, `link` (why:
        "full name", "surname of خليفة حفتر", "spelling of ...", "alias table" ...), `name`, the naming by itself:
        without titles, # and quotation marks, its article restored; and `role`, what the words beside a person's name
        say that he or she is («وزير الخارجية»), which needs tokens.

    Raises
    ------
    ValueError
        A column is missing, a type is none of PER, LOC, ORG, MISC, or a row of the aliases is wrong.

    >>> rows = [("حفتر", 0), ("خليفة حفتر", 20), ("المشير حفتر", 50), ("سرت", 70)]
    >>> found = pd.DataFrame([{"article": "a", "start": at, "end": at + len(name), "text": name,
    ...                        "type": "LOC" if name == "سرت" else "PER"} for name, at in rows])
    >>> resolve(found)[["text", "entity", "link"]].values.tolist()
    [['حفتر', 'PER:خليفة حفتر', 'surname of خليفة حفتر'], ['خليفة حفتر', 'PER:خليفة حفتر', 'full name'],
     ['المشير حفتر', 'PER:خليفة حفتر', 'title; surname of خليفة حفتر'], ['سرت', 'LOC:سرت', 'name']]
    """
    frames.require(mentions, "mentions", ["article", "start", "end", "text", "type"])
    wrong = set(mentions["type"]) - set(frames.TYPES)
    if wrong:
        allowed = ", ".join(frames.TYPES)
        raise ValueError(f"A naming has the type {wrong.pop()!r}; it can be {allowed}. Correct the column 'type'.")
    known = alias_table.read(aliases)
    out = mentions.copy()
    if not len(out):
        made = ["entity", "link", "name", "role"]
        return out.assign(**dict.fromkeys(made, "")).astype(dict.fromkeys(made, "str"))
    codes = pd.factorize(out["article"])[0]
    order = np.lexsort((out["end"].to_numpy(), out["start"].to_numpy(), codes))
    names = entity_context.restored(out, tokens)
    forms = {text: entity_forms.parse(text) for text in dict.fromkeys(names)}
    pairs = entity_context.beside(out.iloc[order], tokens) if tokens is not None and len(tokens) else {}
    near = entity_context.placed(out.iloc[order], tokens) if tokens is not None and len(tokens) else [0.0] * len(out)
    weights = (
        np.full(len(out), 1.0) if "score" not in out else out["score"].fillna(1.0).clip(lower=0.05).to_numpy(float)
    )
    entity, kind, why = [""] * len(out), [""] * len(out), [""] * len(out)
    types, order = out["type"].tolist(), order.tolist()
    cuts = np.flatnonzero(np.diff(codes[order], prepend=-1, append=-1)).tolist()
    for first, last in zip(cuts, cuts[1:], strict=False):
        rows = order[first:last]
        parsed = [forms[names[row]] for row in rows]
        joins = [(at - first, at - first + 1, pairs[at]) for at in range(first, last - 1) if at in pairs]
        found = entity_links.link(
            parsed,
            [types[row] for row in rows],
            [weights[row] for row in rows],
            [_alias(form, known) for form in parsed],
            joins,
            near[first:last],
        )
        for row, form, (one, two, three) in zip(rows, parsed, found, strict=True):
            titled = two == "PER" and form.title and three != "alias table"
            entity[row], kind[row], why[row] = one, two, f"title; {three}" if titled else three
    shown = [forms[name].text if two == "PER" else forms[name].whole for name, two in zip(names, kind, strict=True)]
    out = out.assign(entity=entity, type=kind, link=why, name=shown)
    return out.assign(role="" if tokens is None else entity_roles.find(out, tokens))


def _alias(form, known):
    return (known.get(form.key) or known.get(" ".join(form.units))) if known else None


def table(mentions: pd.DataFrame, zones=("body",), *, blocks: pd.DataFrame | None = None) -> pd.DataFrame:
    """The entities that the namings name, the most often named first.

    Parameters
    ----------
    mentions : DataFrame
        What `resolve` gives: article, start, text, type, entity; name, role and block where there are any.
    zones : sequence of str or None
        Which page parts count; None for all. Names are chosen from all parts, so that a person whom only the caption
        names in full is shown in full.
    blocks : DataFrame, optional
        article, block, zone of the same articles: the paragraphs that spread is a share of. Without it those count
        that name anyone.

    Returns
    -------
    DataFrame
        entity, name (the fullest of the frequent forms), type, mentions, aliases (other forms, the most frequent
        first, joined by " | "), first (offset of the first naming, in the first article that has one), articles
        (how many name it), role (the one told most often, one of several words first, where the mentions have roles),
        spread (the share of an article's paragraphs that name it) and salience (how much an article is about it, from
        0 to 1: see `entity_salience.measure`), both on average of the articles that name it; missing where the
        mentions have no column block.

    >>> rows = [("حفتر", 0), ("خليفة حفتر", 20), ("حفتر", 50)]
    >>> found = pd.DataFrame([{"article": "a", "start": at, "end": at + len(name), "text": name, "type": "PER"}
    ...                       for name, at in rows])
    >>> table(resolve(found))[["entity", "name", "mentions", "aliases", "first"]].values.tolist()
    [['PER:خليفة حفتر', 'خليفة حفتر', 3, 'حفتر', 0]]
    """
    tally = Tally(zones)
    tally.add(mentions, blocks)
    return tally.table()


def across(
    mentions: pd.DataFrame, zones=("body",), *, linked: pd.DataFrame | None = None, blocks: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The entities of many articles, each person, place and organisation one row.

    Parameters
    ----------
    mentions : DataFrame
        From `resolve`, of many articles. `entity_archive.links` says for each article which entity is which.
    zones : sequence of str or None
        Which page parts count.
    linked : DataFrame, optional
        What `entity_archive.links` gave for these mentions, where it is at hand.
    blocks : DataFrame, optional
        As in `table`.

    Returns
    -------
    DataFrame
        The columns of `table`, and members (the ids of single articles that the row holds, joined by " | ") and
        link (the reasons why they are one, joined by " | "; "same name" goes without saying).

    >>> rows = [("a", "خليفة حفتر"), ("a", "حفتر"), ("b", "خليفة حفتر"), ("b", "حفتر"), ("c", "خليفة حفتر"),
    ...         ("c", "حفتر"), ("d", "حفتر")]
    >>> named = pd.DataFrame(rows, columns=["article", "text"]).assign(type="PER", start=0)
    >>> named["end"] = named["text"].str.len()
    >>> across(resolve(named))[["name", "mentions", "articles", "members"]].values.tolist()
    [['خليفة حفتر', 7, 4, 'PER:خليفة حفتر | PER:حفتر']]
    """
    found = Across(zones)
    found.add(mentions, entity_archive.links(mentions) if linked is None else linked, blocks)
    return found.table()
