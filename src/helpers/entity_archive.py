"""Entities over many articles: which ids of single articles name one person, place or body, and on what evidence.

An id holds within its article; a full name has the same id everywhere. What is added here: a short name that has no
full one in its article (حفتر) is who other articles tie it to, where nearly all of them agree; full names that
differ in spelling alone are one. Two people of one name stay two where the articles that name them share no other
name and tell of different walks of life. Every link keeps its reason and the share of the articles that speak for
it.
"""

from collections import Counter, defaultdict
from functools import cache

import pandas as pd

from helpers import entity_forms, frames, lexicons, spelling
from helpers.entity_people import alike

SINGLE, OTHER = (3, 0.9), (2, 0.8)  # articles that must tie a short name to a full one; their share of all that tie it
COMMON = 0.02  # names in a larger share of the articles, and in more than ten, do not say whom an article tells of
TOLD = 2  # articles with one shared name or more that must tell a walk of life, for it to part two namesakes
RARER = 20  # a fuller name of several words may be so many times rarer than what it is short for
MANY = 40
LINKS = {"article": "str", "entity": "str", "whole": "str", "reason": "str", "share": "float64"}


def links(mentions: pd.DataFrame) -> pd.DataFrame:
    """For every entity of every article, which entity of the whole collection it is, and why.

    Parameters
    ----------
    mentions : DataFrame
        From `entities.resolve`, of many articles: article, text, type, entity; role where there is one.

    Returns
    -------
    DataFrame
        article, entity, whole (an id), reason ("same name", "short for ...; in 40 of 41 articles", "spelling of
        ...", "another walk of life: ..."), share (0 to 1, of the articles that speak for the link).

    >>> rows = [("a", "خليفة حفتر"), ("a", "حفتر"), ("b", "خليفة حفتر"), ("b", "حفتر"), ("c", "خليفة حفتر"),
    ...         ("c", "حفتر"), ("d", "حفتر")]
    >>> named = pd.DataFrame(rows, columns=["article", "text"]).assign(type="PER", entity="PER:خليفة حفتر")
    >>> named.loc[6, "entity"] = "PER:حفتر"
    >>> links(named).iloc[-1, :4].tolist()
    ['d', 'PER:حفتر', 'PER:خليفة حفتر', 'short for خليفة حفتر; in 3 of 3 articles']
    """
    frames.require(mentions, "mentions", ["article", "text", "type", "entity"])
    pairs = mentions.drop_duplicates(["article", "entity"])[["article", "entity", "type"]]
    if not len(pairs):
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in LINKS.items()})
    known = _Known(mentions, pairs)
    known.spellings()
    known.short_names()
    known.only_holders()
    known.heads()
    made = pairs.assign(
        whole=[known.root(entity) for entity in pairs["entity"]],
        reason=[known.why.get(entity, ("same name", 1.0))[0] for entity in pairs["entity"]],
        share=[known.why.get(entity, ("same name", 1.0))[1] for entity in pairs["entity"]],
    )
    if "role" in mentions:
        _namesakes(made, mentions)
    return made[list(LINKS)].reset_index(drop=True).astype(LINKS)


class _Known:
    """The ids of a collection, their keys, and the ties between them."""

    def __init__(self, mentions, pairs):
        self.articles = pairs["entity"].value_counts().to_dict()
        self.type = dict(zip(pairs["entity"], pairs["type"], strict=True))
        self.form = {entity: entity_forms.parse(entity.partition(":")[2]) for entity in self.articles}
        self.key = {entity: self._key(self.form[entity], self.type[entity]) for entity in self.articles}
        self.tied: dict[str, str] = {}
        self.why: dict[str, tuple[str, float]] = {}
        # In how many articles a name stands for an entity that has a fuller one.
        self.stands = defaultdict(Counter)
        forms = mentions.drop_duplicates(["article", "entity", "text"])
        counts = forms.groupby(["entity", "text"], sort=False).size()
        for (entity, text), count in counts.items():
            key = self._key(entity_forms.parse(text), self.type[entity])
            if key != self.key[entity]:
                self.stands[self.type[entity], key][entity] += int(count)

    @staticmethod
    def _key(form, type_):
        return " ".join(form.units) if type_ == "PER" else form.key

    def root(self, entity: str) -> str:
        while entity in self.tied:
            entity = self.tied[entity]
        return entity

    def tie(self, entity: str, other: str, why: str, share: float):
        other = self.root(other)
        if self.root(entity) == entity != other:
            self.tied[entity] = other
            self.why[entity] = (why, share)

    def short_names(self):
        """Ids whose name is, in other articles, a short form of an entity that has a fuller one."""
        for entity in sorted(self.articles, key=self.articles.get):
            found = self.stands.get((self.type[entity], self.key[entity]))
            if not found or entity.endswith(")"):
                continue
            best, count = max(found.items(), key=lambda item: (item[1], item[0]))
            whole = sum(found.values())
            single = self.type[entity] == "PER" and len(self.form[entity].units) == 1
            least, share = SINGLE if single else OTHER
            fuller = single or self.articles[best] * RARER >= self.articles[entity]
            if best != entity and count >= least and count >= share * whole and fuller:
                name = best.partition(":")[2]
                self.tie(entity, best, f"short for {name}; in {count} of {whole} articles", count / whole)

    def only_holders(self):
        """Surnames alone that one person of the collection bears in full and no other, and that are nobody's first."""
        holders, firsts = defaultdict(set), set()
        for entity, form in self.form.items():
            if self.type[entity] == "PER" and len(form.units) > 1:
                holders[form.units[-1]].add(self.root(entity))
                firsts.add(form.units[0])
        for entity, form in self.form.items():
            alone = self.type[entity] == "PER" and len(form.units) == 1 and entity not in self.tied
            surname = alone and form.units[0] not in firsts and not spelling.given(form.units[0])
            found = holders.get(form.units[0], ()) if surname else ()
            if len(found) == 1:
                (holder,) = found
                count = self.articles[holder]
                if count >= SINGLE[0]:
                    why = f"the only surname of {holder.partition(':')[2]}; in {count} of {count} articles"
                    self.tie(entity, holder, why, 1.0)

    def heads(self):
        """Organisations with and without a head that only says what they are: حزب التجديد المدني, التجديد المدني."""
        by_key = {self.key[entity]: entity for entity in self.articles if self.type[entity] == "ORG"}
        for entity in list(by_key.values()):
            rest = entity_forms.headless(self.form[entity].words, "organisation_heads")
            bare = by_key.get(spelling.joined(" ".join(rest))) if len(rest) > 1 else None
            if bare and entity not in self.tied and not self.form[bare].place:
                self.tie(entity, bare, f"same without the head as {bare.partition(':')[2]}", 1.0)

    def spellings(self):
        """Ids of one key, and full names of persons that are spellings of one another: to the more frequent."""
        seen, sounds = {}, defaultdict(list)
        for entity in sorted(self.articles, key=lambda entity: (-self.articles[entity], entity)):
            if entity.endswith(")"):
                continue
            type_, units = self.type[entity], self.form[entity].units
            first = seen.setdefault((type_, self.key[entity]), entity)
            if first != entity:
                self.tie(entity, first, f"spelling of {first.partition(':')[2]}", 1.0)
            elif type_ == "PER" and len(units) > 1:
                near = sounds[tuple(map(spelling.skeleton, units))]
                match = next((other for other in near[:MANY] if alike(units, self.form[other].units)), None)
                if match:
                    self.tie(entity, match, f"spelling of {match.partition(':')[2]}", 1.0)
                else:
                    near.append(entity)


@cache
def _walks() -> dict[str, str]:
    """The titles of titles.csv that tell a walk of life, folded, to that walk."""
    table = lexicons.read("titles")
    walks = lexicons.read("walks").set_index("kind")["walk"]
    rows = zip(table.title, table.kind, strict=True)
    return {spelling.fold(title): walks[kind] for title, kind in rows if kind in walks.index}


def walk(role: str) -> str:
    """The walk of life that a role tells of, or "".

    >>> walk("وزير الخارجية التونسي"), walk("المهاجم البرازيلي"), walk("السيد")
    ('state', 'stage and sport', '')
    """
    words = spelling.fold(role).split()
    heads = (" ".join(words[:length]) for length in range(min(len(words), 4), 0, -1))
    return next((_walks()[head] for head in heads if head in _walks()), "")


def _namesakes(made: pd.DataFrame, mentions: pd.DataFrame):
    """Part, in place, the persons of one name whose articles share no other name and tell of other walks of life."""
    told = mentions.loc[
        (mentions["type"] == "PER") & (mentions["role"].fillna("") != ""), ["article", "entity", "role"]
    ]
    walks = {role: walk(role) for role in told["role"].unique()}
    told = told.assign(walk=told["role"].map(walks))
    told = told[told["walk"] != ""].merge(made[["article", "entity", "whole"]], on=["article", "entity"])
    told = told.drop_duplicates(["article", "whole", "walk"])
    often = told.groupby(["whole", "walk"]).size()
    several = often[often >= TOLD].groupby("whole").size()
    several = [person for person in several.index[several > 1] if len(entity_forms.parse(person[4:]).units) > 1]
    if not several:
        return
    counts = made.drop_duplicates(["article", "whole"])["whole"].value_counts()
    rare = made[made["whole"].map(counts <= max(COMMON * made["article"].nunique(), 10))]
    beside = rare.groupby("article")["whole"].agg(set).to_dict()
    for person in several:
        at = made.index[made["whole"] == person]
        articles = made.loc[at, "article"].tolist()
        of = told[told["whole"] == person].groupby("article")["walk"].agg(lambda said: said.mode()[0]).to_dict()
        groups = _components({article: beside.get(article, set()) - {person} for article in articles})
        lives = defaultdict(list)
        for group in groups:
            counts = Counter(of[article] for article in group if article in of)
            alone = len(counts) == 1 and sum(counts.values()) >= TOLD
            lives[max(counts, key=counts.get) if alone else ""].extend(group)
        parts = sorted((life for life in lives if life), key=lambda life: -len(lives[life]))
        for number, life in enumerate(parts[1:], start=2):
            rows = at[made.loc[at, "article"].isin(lives[life])]
            made.loc[rows, "whole"] = f"{person} ({number})"
            made.loc[rows, "reason"] = f"another walk of life; {life}"


def _components(names: dict[str, set]) -> list[list[str]]:
    """Articles in groups that are tied by names they share."""
    held: dict[str, str] = {}
    first = {article: article for article in names}

    def root(article):
        while first[article] != article:
            article = first[article]
        return article

    for article, others in names.items():
        for name in others:
            if name in held:
                first[root(article)] = root(held[name])
            held[name] = article
    found = defaultdict(list)
    for article in names:
        found[root(article)].append(article)
    return list(found.values())
