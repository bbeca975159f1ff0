"""Which pronoun is attached behind a stem: «دولتها» is دولت + ها, «وجه» is no وج + ه. A log-linear choice.

A stem is left whole or loses one of the pronouns ه ها هم هن هما ك كم كن كما نا ي ني. What speaks for a way to split it:
the frequency of what is left (with ة where it ends in ت), of it with the other pronouns and with the article (all from
wordfreq's Arabic list), its length, and its last letter. The weights are learned: data/models/enclitics.json.
"""

import json
from functools import cache

from helpers import frequencies, paths
from helpers.frequencies import UNSEEN

MODEL = paths.MODELS / "enclitics.json"
PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "كم", "كن", "نا", "ني", "ه", "ك", "ي")
_OTHERS = ("ه", "ها", "هم", "نا")
_CLASS = {"ي": "ي", "ك": "ك", "نا": "نا", "ني": "ني", "ه": "ه"}


def ways(stem: str) -> list[str]:
    """The pronouns that a stem may end in, none first; a word with the article takes none.

    >>> ways("دولتها"), ways("الوجه")
    (['', 'ها'], [''])
    """
    if stem.startswith("ال") and len(stem) > 4:
        return [""]
    return ["", *(pronoun for pronoun in PRONOUNS if stem.endswith(pronoun) and len(stem) - len(pronoun) > 1)]


def features(stem: str, pronoun: str) -> dict[str, float]:
    """What the model knows of a stem that ends in a pronoun, or in none."""
    known = frequencies.table().get
    found = {f"pronoun {pronoun}": 1}

    def log(name, *forms):
        value = max(known(form, UNSEEN) for form in forms)
        found[name] = value
        found[f"no {name}"] = value == UNSEEN
        return value

    if not pronoun:
        log("whole", stem)
        log("whole with article", "ال" + stem)
        log("whole with ta marbuta", stem + "ة")
        found[f"whole of {min(len(stem), 6)}"] = 1
        return found
    rest, kind = stem[: -len(pronoun)], _CLASS.get(pronoun, "other")
    bound = rest[:-1] + "ة" if rest[-1] == "ت" else rest
    value = log("rest", rest, bound)
    found[f"rest before {kind}"] = value
    found[f"ta before {kind}"] = bound != rest and known(bound, UNSEEN) > known(rest, UNSEEN)
    for size in ("", " before " + kind):
        found[f"rest of {min(len(rest), 5)}{size}"] = 1
    others = sorted((known(rest + other, UNSEEN) for other in _OTHERS if other != pronoun), reverse=True)
    for rank, value in zip(("first", "second"), others, strict=False):
        found[rank], found[f"no {rank}"] = value, value == UNSEEN
    found[f"first before {kind}"] = others[0]
    log("rest with article", "ال" + rest, "ال" + bound)
    found[f"{rest[-1]} before {kind}"] = 1
    found[f"like a present verb before {kind}"] = rest[0] in "يتن"
    if kind == "نا":  # «وصلنا», we arrived: the subject of a verb, not an attached pronoun
        log("plural verb", rest + "وا")
        log("feminine verb", rest + "ت")
    return found


@cache
def _weights() -> dict[str, float]:
    return json.loads(MODEL.read_text("utf-8"))


def choose(stem: str, weights: dict[str, float] | None = None) -> str:
    """The pronoun attached behind a stem, empty where there is none.

    Parameters
    ----------
    stem : str
        A word without proclitics, in the light normal form.

    >>> choose("دولتها"), choose("وجه"), choose("وصلنا"), choose("حزبنا")
    ('ها', '', '', 'نا')
    """
    several = ways(stem)
    if len(several) == 1:
        return ""
    weights = _weights() if weights is None else weights

    def score(pronoun):
        return sum(weights.get(name, 0) * value for name, value in features(stem, pronoun).items())

    return max(several, key=score)
