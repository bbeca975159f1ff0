"""Entities over many articles: which ids of single articles name one person, place or body, and on what evidence.

An id holds within its article; a full name has the same id everywhere. What is added here: a short name that has no
full one in its article (حفتر) is who other articles tie it to, where nearly all of them agree; full names that
differ in spelling alone are one. Two people of one name stay two where the articles that name them share no other
name and tell of different walks of life. Every link keeps its reason and the share of the articles that speak for
it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

import pandas as pd

from helpers import entity_context, entity_forms, frames, spelling
from helpers.entity_namesakes import Namesakes
from helpers.entity_people import alike
from helpers.entity_tally import pairs

SINGLE, OTHER = (3, 0.9), (2, 0.8)  # articles that must tie a short name to a full one; their share of all that tie it
RARER = 20  # a fuller name of several words may be so many times rarer than what it is short for
SELDOM = 5  # articles on a person of which one may have another name for him or her, if it is a place after all
MANY = 40
SAME = ("same name", 1.0)
LINKS = {"article": "str", "entity": "str", "whole": "str", "reason": "str", "share": "float64"}


class Links:
    """For every entity of every article, which entity of the whole collection it is, and why.

    Parameters
    ----------
    parts : callable
        Gives an iterator over the mentions of `entities.resolve`, part by part: article, text, type, entity; role where
        there is one. An article stands in one part as a whole. It is asked four times; what is kept grows with the
        distinct names, not with the articles.

    Raises
    ------
    ValueError
        A column is missing.
    """

    def __init__(self, parts: Callable[[], Iterable[pd.DataFrame]]):
        self.known = known = _Known()
        for mentions in parts():
            frames.require(mentions, "mentions", ["article", "text", "type", "entity"])
            known.add(mentions)
        known.settle()
        self.namesakes = Namesakes()
        for mentions in parts():
            self.namesakes.count(self._pairs(mentions), _roles(mentions))
        self.namesakes.group((self._pairs(mentions), _roles(mentions)) for mentions in parts())

    def _pairs(self, mentions: pd.DataFrame) -> pd.DataFrame:
        pairs = mentions.drop_duplicates(["article", "entity"])[["article", "entity"]]
        return pairs.assign(whole=[self.known.root(entity) for entity in pairs["entity"]])

    def of(self, mentions: pd.DataFrame) -> pd.DataFrame:
        """The links of one part; see `links`."""
        pairs = self._pairs(mentions)
        why = [self.known.why.get(entity, SAME) for entity in pairs["entity"]]
        made = pairs.assign(reason=[reason for reason, _ in why], share=[share for _, share in why])
        parted = self.namesakes.parted(pairs)
        if parted:
            found = [
                parted.get(pair, (0, "")) for pair in zip(made["whole"].tolist(), made["article"].tolist(), strict=True)
            ]
            made["reason"] = [
                f"another walk of life; {life}" if number else reason
                for (number, life), reason in zip(found, made["reason"], strict=True)
            ]
            made["whole"] = [
                f"{person} ({number + 1})" if number else person
                for (number, _), person in zip(found, made["whole"], strict=True)
            ]
        return made[list(LINKS)].reset_index(drop=True).astype(LINKS)


def links(mentions: pd.DataFrame) -> pd.DataFrame:
    """`Links` of one frame.

    Returns
    -------
    DataFrame
        article, entity, whole (an id), reason ("same name", "short for ...; in 40 of 41 articles", "spelling of
        ...", "a place; in 40 of 60 articles", "another walk of life; ..."), share (0 to 1, of the articles that speak
        for the link).

    >>> rows = [("a", "خليفة حفتر"), ("a", "حفتر"), ("b", "خليفة حفتر"), ("b", "حفتر"), ("c", "خليفة حفتر"),
    ...         ("c", "حفتر"), ("d", "حفتر")]
    >>> named = pd.DataFrame(rows, columns=["article", "text"]).assign(type="PER", entity="PER:خليفة حفتر")
    >>> named.loc[6, "entity"] = "PER:حفتر"
    >>> links(named).iloc[-1, :4].tolist()
    ['d', 'PER:حفتر', 'PER:خليفة حفتر', 'short for خليفة حفتر; in 3 of 3 articles']
    """
    return Links(lambda: iter([mentions])).of(mentions)


def _roles(mentions: pd.DataFrame) -> pd.DataFrame:
    """The roles told of persons."""
    if "role" not in mentions:
        return pd.DataFrame({"article": [], "entity": [], "role": []}, dtype="str")
    told = (mentions["type"] == "PER") & (mentions["role"].fillna("") != "")
    return mentions.loc[told, ["article", "entity", "role"]]


class _Known:
    """The ids of a collection, their keys, and the ties between them."""

    def __init__(self):
        self.articles: Counter = Counter()
        self.type: dict[str, str] = {}
        self.form, self.key = {}, {}
        self.tied: dict[str, str] = {}
        self.why: dict[str, tuple[str, float]] = {}
        # In how many articles a name stands for an entity that has a fuller one.
        self.stands = defaultdict(Counter)

    def add(self, mentions: pd.DataFrame):
        """Count the names of a part."""
        forms = mentions.drop_duplicates(["article", "entity", "text"])
        once = forms.drop_duplicates(["article", "entity"])
        for entity, type_ in zip(once["entity"].tolist(), once["type"].tolist(), strict=True):
            if entity not in self.type:
                self.type[entity] = type_
                self.form[entity] = entity_forms.parse(entity.partition(":")[2])
                self.key[entity] = self._key(self.form[entity], type_)
            self.articles[entity] += 1
        for entity, text, count in pairs(forms, "entity", "text"):
            key = self._key(entity_forms.parse(text), self.type[entity])
            if key != self.key[entity]:
                self.stands[self.type[entity], key][entity] += count

    def settle(self):
        """Find who is who."""
        self.order = sorted(self.articles, key=lambda entity: (-self.articles[entity], entity))
        self.spellings()
        self.short_names()
        self.fuller_names()
        self.only_holders()
        self.heads()
        self.places()

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
        for entity in reversed(self.order):
            found = self.stands.get((self.type[entity], self.key[entity]))
            if not found or entity.endswith(")"):
                continue
            best, count = max(found.items(), key=lambda item: (item[1], item[0]))
            whole = sum(found.values())
            single = self.type[entity] == "PER" and len(self.form[entity].units) == 1
            least, share = SINGLE if single else OTHER
            fuller = single or self.articles[best] * RARER >= self.articles[entity]
            if (
                best != entity
                and count >= least
                and count >= share * whole
                and fuller
                and not self._within(best, entity)
            ):
                name = best.partition(":")[2]
                self.tie(entity, best, f"short for {name}; in {count} of {whole} articles", count / whole)

    def _within(self, entity: str, other: str) -> bool:
        """Whether a name is a shorter one than the other and its beginning: «البنك المركزي», «البنك المركزي المصري»."""
        words, longer = self.form[entity].words, self.form[other].words
        return len(words) < len(longer) and longer[: len(words)] == words

    def fuller_names(self):
        """Full names that are one other person's less a part: مون جاي for مون جاي إن, عمر البشير for عمر حسن البشير."""
        fuller = defaultdict(set)
        people = [entity for entity in self.order if self.type[entity] == "PER" and len(self.form[entity].units) > 1]
        for entity in people:
            units = self.form[entity].units
            if len(units) > 2 and self.articles[entity] >= OTHER[0]:
                shorter = {units[:-1], *(units[:at] + units[at + 1 :] for at in range(1, len(units) - 1))}
                for short in shorter:
                    fuller[short].add(self.root(entity))
        for entity in people:
            units = self.form[entity].units
            found = fuller.get(units, set()) - {self.root(entity)}
            if len(found) != 1 or entity in self.tied or all(map(spelling.given, units)):
                continue
            (one,) = found
            if self.articles[one] * RARER >= self.articles[entity]:
                self.tie(entity, one, f"short form of {one.partition(':')[2]}, and of nobody else", 1.0)

    def only_holders(self):
        """Surnames alone that one person of the collection bears in full and no other, and that are nobody's first."""
        holders, firsts = defaultdict(set), set()
        for entity in self.order:
            form = self.form[entity]
            if self.type[entity] == "PER" and len(form.units) > 1:
                holders[form.units[-1]].add(self.root(entity))
                firsts.add(form.units[0])
        for entity in self.order:
            form = self.form[entity]
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
        by_key = {self.key[entity]: entity for entity in reversed(self.order) if self.type[entity] == "ORG"}
        for entity in list(by_key.values()):
            rest = entity_forms.headless(self.form[entity].words, "organisation_heads")
            bare = by_key.get(spelling.joined(" ".join(rest))) if len(rest) > 1 else None
            if bare and entity not in self.tied and not self.form[bare].place:
                self.tie(entity, bare, f"same without the head as {bare.partition(':')[2]}", 1.0)

    def places(self):
        """Names that some articles take for a person's, and as many or more for a place's: «مرسى الحور».

        Not where lists know a given name in them, nor where the articles often call the person otherwise too.
        """
        called = Counter()
        for found in self.stands.values():
            called.update(found)
        by_key = {self.form[entity].key: entity for entity in reversed(self.order) if self.type[entity] == "LOC"}
        for entity in self.order:
            place = by_key.get(self.form[entity].key) if self.type[entity] == "PER" else None
            if place is None or entity in self.tied or entity_context.person(self.form[entity].units):
                continue
            count = self.articles[place]
            whole = count + self.articles[entity]
            seldom = SELDOM * called[entity] <= self.articles[entity]
            if seldom and count >= SINGLE[0] and 2 * count >= whole:
                self.tie(entity, place, f"a place; in {count} of {whole} articles", count / whole)

    def spellings(self):
        """Ids of one key, and full names of persons that are spellings of one another: to the more frequent."""
        seen, sounds = {}, defaultdict(list)
        for entity in self.order:
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
