"""Two people of one name: parted where their articles share no other name and tell of different walks of life.

Nothing grows with the number of articles but by the names in them: what is kept of each person is which of the names
beside him or her stand together, and what walks of life are told there.
"""

from collections import Counter, defaultdict
from functools import cache

import pandas as pd

from helpers import entity_forms, lexicons, spelling

COMMON = 0.02  # names in a larger share of the articles, and in more than ten, do not say whom an article tells of
TOLD = 2  # articles with one shared name or more that must tell a walk of life, for it to part two namesakes


@cache
def _walks() -> dict[str, str]:
    """The titles of titles.csv that tell a walk of life, folded, to that walk."""
    table = lexicons.read("titles")
    walks = lexicons.read("walks").set_index("kind")["walk"]
    rows = zip(table.title, table.kind, strict=True)
    return {spelling.fold(title): walks[kind] for title, kind in rows if kind in walks.index}


@cache
def walk(role: str) -> str:
    """The walk of life that a role tells of, or "".

    >>> walk("وزير الخارجية التونسي"), walk("المهاجم البرازيلي"), walk("السيد")
    ('state', 'stage and sport', '')
    """
    words = spelling.fold(role).split()
    heads = (" ".join(words[:length]) for length in range(min(len(words), 4), 0, -1))
    return next((_walks()[head] for head in heads if head in _walks()), "")


class Namesakes:
    """The persons of a collection whose name two or more bear: `count` all parts, then `group` all, then ask `life`.

    A part holds whole articles: its links are pairs (article, entity, whole), its roles the mentions that tell one.
    """

    def __init__(self):
        self.articles = 0
        self.named: Counter = Counter()  # whole -> articles
        self.often: Counter = Counter()  # (whole, walk) -> articles
        self.lives: dict[str, dict[str, int]] = {}  # person -> a name beside him or her -> which namesake, from 0

    def count(self, pairs: pd.DataFrame, roles: pd.DataFrame) -> None:
        self.articles += pairs["article"].nunique()
        self.named.update(pairs.drop_duplicates(["article", "whole"])["whole"].value_counts().to_dict())
        told = _told(pairs, roles).drop_duplicates(["article", "whole", "walk"])
        self.often.update(zip(told["whole"], told["walk"], strict=True))

    def several(self) -> set[str]:
        """Persons named in full of whom more than one walk of life is told."""
        lives = Counter(person for (person, _), count in self.often.items() if count >= TOLD)
        return {
            person
            for person, count in lives.items()
            if count > 1 and person.startswith("PER:") and len(entity_forms.parse(person[4:]).units) > 1
        }

    def group(self, parts) -> None:
        """Part the namesakes; `parts` gives the pairs and roles of each part once more."""
        several = self.several()
        if not several:
            return
        tied: dict[str, dict[str, str]] = {person: {} for person in several}
        told: dict[str, Counter] = {person: Counter() for person in several}  # (a name, walk) -> articles
        size: dict[str, Counter] = {person: Counter() for person in several}  # a name -> articles
        for pairs, roles in parts:
            walks = _told(pairs, roles)
            walks = walks[walks["whole"].isin(several)].groupby(["whole", "article"])["walk"]
            walks = walks.agg(lambda said: said.mode()[0]).to_dict()
            for person, article, beside in self._beside(pairs, several):
                if not beside:
                    continue  # an article that shares no name with another says nothing of whom it means
                first = beside[0]
                for name in beside:
                    _tie(tied[person], first, name)
                size[person][first] += 1
                if (person, article) in walks:
                    told[person][first, walks[person, article]] += 1
        for person in sorted(several):
            found = self._lives(tied[person], told[person], size[person])
            if found:
                self.lives[person] = found

    @staticmethod
    def _lives(tied, told, size) -> dict[str, int]:
        walks, articles, lives = defaultdict(Counter), Counter(), defaultdict(set)
        for (name, said), count in told.items():
            walks[_root(tied, name)][said] += count
        for name, count in size.items():
            articles[_root(tied, name)] += count
        for root, said in walks.items():
            if len(said) == 1 and sum(said.values()) >= TOLD:
                lives[next(iter(said))].add(root)
        order = sorted(lives, key=lambda life: (-sum(articles[root] for root in lives[life]), life))
        number = {root: (at, life) for at, life in enumerate(order) for root in lives[life]}
        return {name: number[_root(tied, name)] for name in tied if number.get(_root(tied, name), (0,))[0]}

    def _beside(self, pairs: pd.DataFrame, persons):
        """The persons, each article that names them, and the names in it that are not everywhere, in order."""
        articles = pairs.loc[pairs["whole"].isin(persons), "article"].unique()
        some = pairs[pairs["article"].isin(articles)].drop_duplicates(["article", "whole"])
        most = max(COMMON * self.articles, 10)
        for article, wholes in some.groupby("article", sort=False)["whole"]:
            names = wholes.tolist()
            rare = sorted(name for name in names if self.named[name] <= most)
            for person in names:
                if person in persons:
                    yield person, article, [name for name in rare if name != person]

    def parted(self, pairs: pd.DataFrame) -> dict[tuple[str, str], tuple[int, str]]:
        """Of a part: (person, article) of those who are not the first of their name, to their number and walk."""
        found = {}
        for person, article, beside in self._beside(pairs, self.lives.keys()):
            if beside and beside[0] in self.lives[person]:
                found[person, article] = self.lives[person][beside[0]]
        return found


def _told(pairs: pd.DataFrame, roles: pd.DataFrame) -> pd.DataFrame:
    """Roles that tell a walk of life, with the person of the whole collection: article, whole, walk."""
    walks = {role: walk(role) for role in roles["role"].unique()}
    told = roles.assign(walk=roles["role"].map(walks).astype("str"))
    told = told.loc[told["walk"] != "", ["article", "entity", "walk"]]
    return told.merge(pairs[["article", "entity", "whole"]], on=["article", "entity"])


def _root(tied: dict[str, str], name: str) -> str:
    while tied[name] != name:
        tied[name] = name = tied[tied[name]]
    return name


def _tie(tied: dict[str, str], one: str, two: str) -> None:
    one, two = (_root(tied, name) if tied.setdefault(name, name) != name else name for name in (one, two))
    tied[max(one, two)] = min(one, two)
