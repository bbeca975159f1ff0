"""The table of entities, counted part by part: what is kept grows with the distinct names, not with the articles."""

from collections import Counter

import numpy as np
import pandas as pd

from helpers import entity_forms, entity_links, entity_salience, frames

MORE = {"articles": "int64", "role": "str", "spread": "float64", "salience": "float64"}
COLUMNS = [*frames.COLUMNS["entities"], *MORE]


class Tally:
    """Counts of namings by entity. A part holds whole articles, and the parts come in the order of the articles.

    Parameters
    ----------
    zones : sequence of str or None
        Which page parts count; None for all. Names are chosen from all parts.
    """

    def __init__(self, zones=("body",)):
        self.zones = zones
        self.names: dict[str, Counter] = {}  # entity -> its names, in the order in which they come up
        self.roles: Counter = Counter()
        self.rows: dict[str, list] = {}  # entity -> type, mentions, first, articles, sums of spread, salience

    def add(self, mentions: pd.DataFrame, blocks: pd.DataFrame | None = None) -> None:
        """Count a part: article, start, text, type, entity; name, role, block where there are any; its blocks."""
        frames.require(mentions, "mentions", ["article", "start", "text", "type", "entity"])
        if "name" not in mentions:
            mentions = mentions.assign(name=_bare(mentions))
        for entity, name, count in pairs(mentions, "entity", "name"):
            self.names.setdefault(entity, Counter())[name] += count
        if "role" in mentions:
            told = mentions[mentions["role"].fillna("") != ""]
            self.roles.update({(entity, role): count for entity, role, count in pairs(told, "entity", "role")})
        counted = frames.in_zones(mentions, self.zones)
        article = pd.factorize(counted["article"])[0]
        ordered = counted.iloc[np.lexsort((counted["start"].to_numpy(), article))]
        found = ordered.groupby("entity", sort=False).agg(
            type=("type", "first"),
            mentions=("start", "size"),
            first=("start", "first"),
            articles=("article", "nunique"),
        )
        weight = entity_salience.measure(mentions, self.zones, blocks).groupby("entity", sort=False)
        found = found.join(weight[["spread", "salience"]].sum(min_count=1))
        for entity, *values in zip(found.index.tolist(), *(found[name].tolist() for name in found), strict=True):
            kind, count, first, articles, spread, salience = values
            row = self.rows.setdefault(entity, [kind, 0, first, 0, 0.0, 0.0])
            for at, value in ((1, count), (3, articles), (4, spread), (5, salience)):
                row[at] += value

    def table(self) -> pd.DataFrame:
        """The frame entities; see `entities.table`."""
        told = self._roles()
        made = {name: [] for name in COLUMNS}
        ranked = sorted(self.rows.items(), key=lambda row: -row[1][1])
        for entity, (kind, count, first, articles, spread, salience) in ranked:
            names = list(self.names[entity].items())
            best = entity_links.display(names, kind)
            aliases = " | ".join(name for name, _ in sorted(names, key=lambda pair: -pair[1]) if name != best)
            values = (entity, best, kind, count, aliases, first, articles, told.get(entity, ""))
            for column, value in zip(made.values(), (*values, spread / articles, salience / articles), strict=True):
                column.append(value)
        return frames.make("entities", made, **MORE)

    def _roles(self) -> dict[str, str]:
        """For each entity the role told most often; one of several words before one of a single word (الرئيس)."""
        found: dict[str, tuple] = {}
        for (entity, role), count in self.roles.items():
            rank = (" " in role, count)
            if entity not in found or rank > found[entity][0]:
                found[entity] = (rank, role)
        return {entity: role for entity, (_, role) in found.items()}


def pairs(frame: pd.DataFrame, one: str, two: str):
    """The distinct pairs of two columns with how often each stands there, in the order in which they come up.

    >>> list(pairs(pd.DataFrame({"entity": ["ب", "أ", "ب"], "name": ["ج", "د", "ج"]}), "entity", "name"))
    [('ب', 'ج', 2), ('أ', 'د', 1)]
    """
    counts = Counter(zip(frame[one].tolist(), frame[two].tolist(), strict=True))
    return ((first, second, count) for (first, second), count in counts.items())


def _bare(mentions: pd.DataFrame) -> list[str]:
    """Names by themselves, where the resolver's own are not there."""
    forms = {text: entity_forms.parse(text) for text in mentions["text"].unique()}
    return [
        forms[text].text if kind == "PER" else forms[text].whole
        for text, kind in zip(mentions["text"], mentions["type"], strict=True)
    ]


class Across(Tally):
    """The entities of a whole collection: a tally under the ids of `entity_archive.links`, which are kept with it."""

    def __init__(self, zones=("body",)):
        super().__init__(zones)
        self.members: dict[str, dict[str, None]] = {}
        self.reasons: dict[str, dict[str, None]] = {}

    def add(self, mentions: pd.DataFrame, linked: pd.DataFrame, blocks: pd.DataFrame | None = None) -> None:
        """Count a part, its links and its blocks."""
        for whole, entity, reason in linked.drop_duplicates(["whole", "entity", "reason"])[
            ["whole", "entity", "reason"]
        ].itertuples(index=False):
            self.members.setdefault(whole, {})[entity] = None
            if reason != "same name":
                self.reasons.setdefault(whole, {})[reason] = None
        whole = mentions.merge(linked[["article", "entity", "whole"]], on=["article", "entity"], how="left")
        moved = whole["whole"] != whole["entity"]  # a place that the article took for a person is one
        whole.loc[moved, "type"] = whole.loc[moved, "whole"].str.split(":", n=1).str[0]
        super().add(whole.drop(columns="entity").rename(columns={"whole": "entity"}), blocks)

    def table(self) -> pd.DataFrame:
        found = super().table()
        members = []
        for entity in found["entity"]:
            ids = self.members[entity]
            members.append(" | ".join(sorted(ids, key=lambda one, entity=entity: one != entity)))
        reasons = [" | ".join(self.reasons.get(entity, ())) for entity in found["entity"]]
        return found.assign(members=members, link=reasons).astype({"members": "str", "link": "str"})
