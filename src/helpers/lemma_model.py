"""The dictionary form of a stem: a log-linear choice among the ways of helpers.lemma_ways, and a lexicon.

What speaks for a way: how far ways of that name were right; how frequent the lemma is, with the article, with the
endings of verbs or of the feminine (all from wordfreq's Arabic list); whether the form is found with the article or
with س; and which particle stands before it. The weights are learned (data/models/lemmas.json and its card). Words of
data/lexicons/lemmas.csv, such as broken plurals and irregular verbs, have the lemma given there.
"""

import json
from functools import cache, lru_cache
from operator import mul

import pandas as pd
from babel import Locale

from helpers import clitics, frequencies, lemma_ways, lexicons, normalise, paths
from helpers.frequencies import UNSEEN

MODEL = paths.MODELS / "lemmas.json"
_LARGE = 300_000  # inhabitants
_FEMININE = ("{}ته", "{}تها", "{}ا", "{}ين", "{}ات", "ال{}", "ال{}ة")
_PLURAL = ("{}ته", "{}ه", "{}ة", "{}", "ال{}ة", "ال{}", "{}ا")
# Whose endings are asked for: those of ways that keep or lose ة or ات.
_ENDINGS = {"ة": (_FEMININE, ("same", "fem")), "ات": (_PLURAL, ("same", "plural ات", "plural ات of ة"))}
_BELIEVED = ("same", "kept", "fem", "tanwin", "plural ين", "plural ات", "ت ", "past ت", "past وا")
_HAMZA = {"ؤ": "ء", "ئ": "ء"}


def _pair(known, form):
    """log10 frequency, and a flag where there is none."""
    value = known(form, UNSEEN)
    return (value, 1.0) if value == UNSEEN else (value, 0.0)


def family(group: str, name: str) -> str:
    """Ways that share what their frequencies weigh."""
    if group == "verb":
        return "verb " + name.split()[0]
    return group + " " + ("plural" if "plural ف" in name or "plural أ" in name or "plural م" in name else name)


class Case:
    """A stem with the ways to read it, and what the model knows of each.

    Attributes
    ----------
    ways : list of tuple
        (group, name, lemma): group is noun, article or verb.
    """

    def __init__(self, stem: str, proclitics: str = "", pronoun: str = ""):
        self.definite = stem.startswith("ال") and len(stem) > 3
        form = stem[2:] if self.definite else stem[: len(stem) - len(pronoun)]
        known = frequencies.table()
        ways = [("noun", name, lemma) for name, lemma in self._nouns(form, bool(pronoun))]
        if self.definite:
            ways += [("article", "kept", stem)]
        elif form[-1] != "ة" and proclitics[-1:] not in ("ب", "ك"):
            ways += [("verb", name, lemma) for name, lemma in lemma_ways.verb_ways(form, bool(pronoun))]
        # A lemma that nobody wrote is believed only where an ending was taken off.
        self.ways = [way for way in ways if way[2] in known or way[1].startswith(_BELIEVED)]
        self._form, self._word = form, self._of_word(form, proclitics[-1:], bool(pronoun))

    def _nouns(self, form, bound):
        yield from lemma_ways.noun_ways(form, self.definite, bound)
        if bound and form[-1] in _HAMZA:  # «بنائه»: بناء
            for name, lemma in lemma_ways.noun_ways(form[:-1] + "ء", False, True):
                yield "hamza " + name, lemma
        elif bound and form[-1] == "ت" and len(form) > 2:  # «دولته»: دولة
            for name, lemma in lemma_ways.noun_ways(form[:-1] + "ة", False, True):
                if name in ("same", "fem") or "أفعلة" in name:
                    yield "ت " + name, lemma
        elif bound and form[-1] == "ا":  # «مستواه»: مستوى
            yield "ا of ى", form[:-1] + "ى"

    def _of_word(self, form, before, bound):
        """What is the same for all ways of a group."""
        known = frequencies.table().get
        found = {f"after {before}": 1.0, "definite" if self.definite else "bound" if bound else "bare": 1.0}
        if not self.definite:
            found["the"], found["no the"] = _pair(known, "ال" + form)
            found["will"], found["no will"] = _pair(known, "س" + form)
        endings = next((ending for ending in _ENDINGS if form.endswith(ending) and len(form) > 3), None)
        self._endings = None
        if endings:
            rest = form[: -len(endings)]
            values = [value for pattern in _ENDINGS[endings][0] for value in _pair(known, pattern.format(rest))]
            self._endings = endings, _ENDINGS[endings][1], values
        return found

    def features(self, way) -> dict[str, float]:
        """What the model knows of a way, by name: for learning."""
        group, name, lemma = way
        part = family(group, name)
        found = {f"{group}: {name}": 1.0}
        found.update({f"{part}, {key}": value for key, value in zip(NAMES, self.values(group, lemma), strict=False)})
        found.update({f"{group}, {key}": value for key, value in self._word.items()})
        if self._endings and name in self._endings[1] and group == "noun":
            found.update({f"{self._endings[0]} {name} {i}": value for i, value in enumerate(self._endings[2])})
        return found

    def values(self, group, lemma):
        """What is particular to a lemma, in the order of `NAMES`."""
        known, size = frequencies.table().get, min(len(lemma), 5)
        made = (*_pair(known, lemma), *_pair(known, "ال" + lemma), lemma[-1:] == "ي", size == 2, size == 3, size == 4)
        if group == "verb":
            return (*made, *_pair(known, lemma + "ت"), *_pair(known, lemma + "وا"))
        return (*made, *_pair(known, lemma + "ة"))

    def score(self, way, weights) -> float:
        """How likely a way is: the sum of `features` by their weights, without naming them one by one."""
        group, name, lemma = way
        part = weights.parts.get(family(group, name), ())
        total = weights.named.get(f"{group}: {name}", 0.0) + sum(map(mul, self.values(group, lemma), part))
        if self._endings and name in self._endings[1] and group == "noun":
            total += sum(map(mul, self._endings[2], weights.endings[f"{self._endings[0]} {name}"]))
        return total

    def best(self, weights) -> str:
        """The lemma of the likeliest way."""
        base = {}
        for group in {group for group, _, _ in self.ways}:
            base[group] = sum(weights.named.get(f"{group}, {key}", 0.0) * value for key, value in self._word.items())
        return max(self.ways, key=lambda way: self.score(way, weights) + base[way[0]])[2]


NAMES = ("log", "unseen", "the", "no the", "in ي", "of 2", "of 3", "of 4", "one", "no one", "two", "no two")


class Weights:
    """Learned weights by name, and gathered into rows for quick sums."""

    def __init__(self, named: dict[str, float]):
        self.named = named
        parts = {key.rpartition(", ")[0] for key in named if ", " in key}
        self.parts = {part: tuple(named.get(f"{part}, {name}", 0.0) for name in NAMES) for part in parts}
        self.endings = {
            f"{ending} {way}": tuple(named.get(f"{ending} {way} {i}", 0.0) for i in range(2 * len(patterns)))
            for ending, (patterns, ways) in _ENDINGS.items()
            for way in ways
        }


@cache
def weights() -> Weights:
    """The weights of the model file."""
    return Weights(json.loads(MODEL.read_text("utf-8")))


@cache
def _lexicon() -> dict[str, tuple[str, str]]:
    rows = lexicons.read("lemmas")
    return dict(zip(rows["word"], zip(rows["lemma"], rows["kind"], strict=True), strict=True))


@cache
def _places() -> frozenset[str]:
    """Countries (Babel) and large cities, which keep their endings: روما is no form of روم."""
    cities = lexicons.read("cities")
    large = cities[pd.to_numeric(cities["population"]) >= _LARGE]
    named = {name for variants in large["variants"] for name in variants.split("|")}
    named.update(name for code, name in Locale("ar").territories.items() if len(code) == 2)
    return frozenset(normalise.light(name) for name in named if " " not in name and len(name) > 3)


def _listed(forms, verbs: bool):
    for form in forms:
        lemma, kind = _lexicon().get(form, ("", ""))
        if lemma and (verbs or kind != "verb"):
            return lemma
    return ""


@lru_cache(maxsize=1 << 19)
def choose(stem: str, before: str = "") -> str:
    """The lemma of a stem, in the light normal form.

    Parameters
    ----------
    stem : str
        A word without proclitics, in the light normal form.
    before : str
        The last letter of its proclitics: no verb stands behind ب and ك.

    >>> choose("العمليات"), choose("يستخدمون"), choose("دولتها"), choose("وزراء")
    ('عملية', 'استخدم', 'دولة', 'وزير')
    """
    definite = stem.startswith("ال") and len(stem) > 3
    verbs = not definite and before not in ("ب", "ك")
    found = _listed((stem, stem[2:]) if definite else (stem,), verbs)
    if not found and not definite and stem in _places():
        return stem
    if found:
        return found
    pronoun = clitics.pronoun(stem)
    if pronoun:
        rest = stem[: -len(pronoun)]
        found = _listed((rest, rest[:-1] + {"ت": "ة", **_HAMZA}.get(rest[-1], rest[-1])), verbs)
    return found or Case(stem, before, pronoun).best(weights())
