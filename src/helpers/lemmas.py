"""Lemmas, the dictionary forms of words: two engines behind one interface.

`light` is embedded: a lexicon of broken plurals and irregular verbs, and for all other words a learned choice among the
forms that endings and prefixes allow (helpers.lemma_model). `camel` is camel-tools' morphological disambiguation, when
its data are installed: `make camel-data`. Both look at a word by itself. Lemmas are in the standard normal form: nouns
in the singular without article, adjectives in the masculine, verbs in the third person of the past.
"""

from helpers import clitics, lemma_camel, lemma_model, normalise

ENGINES = ("light", "camel")


def check(engine: str | None) -> str | None:
    """Give the engine's name back if there is such an engine; None is no engine.

    Raises
    ------
    ValueError
        No engine is called that.
    """
    if engine is not None and engine not in ENGINES:
        raise ValueError(f"No lemma engine is called {engine!r}; there are: {', '.join(ENGINES)}. Pass None for none.")
    return engine


def of_words(words, stems, proclitics, kinds, engine="light", disambiguator=None) -> list[str]:
    """The lemma of each word in the standard normal form; of what is no word, the stem.

    Parameters
    ----------
    words, stems : list of str
        In the light normal form, with and without proclitics.
    proclitics, kinds : list of str
        As in the tokens frame.
    engine : {"light", "camel"}
    disambiguator
        For `camel`: one of camel-tools' disambiguators; by default the one that `make camel-data` installs.

    Raises
    ------
    ValueError
        No engine is called that.
    ImportError
        The data of `camel` are not installed.

    >>> of_words(["وزراء"], ["وزراء"], [""], ["word"]), of_words(["BBC"], ["BBC"], [""], ["latin"])
    (['وزير'], ['BBC'])
    """
    check(engine)
    made = list(stems)
    rows = [row for row, kind in enumerate(kinds) if kind == "word" and stems[row].isalpha()]
    if engine == "light":
        for row in rows:
            made[row] = lemma_model.choose(stems[row], proclitics[row][-1:])
    else:
        for row, lemma in zip(rows, lemma_camel.choose([words[row] for row in rows], disambiguator), strict=True):
            made[row] = lemma or stems[row]
    return normalise.many(made, normalise.standard)


def lemmatise(words: list[str], engine: str = "light", disambiguator=None) -> list[str]:
    """The lemma of each word as it is written.

    Parameters
    ----------
    words : list of str
        Words, particles attached or not.
    engine, disambiguator
        As for `of_words`.

    >>> lemmatise(["وبالعمليات", "يستخدمون", "دولتها", "وقالت", "الكبيرة", "للوزراء"])
    ['عملية', 'استخدم', 'دولة', 'قال', 'كبير', 'وزير']
    """
    light = normalise.many(list(words), normalise.light)
    parts = clitics.split_all(light)
    stems, proclitics = [part.stem for part in parts], [part.proclitics for part in parts]
    return of_words(light, stems, proclitics, ["word"] * len(light), engine, disambiguator)
