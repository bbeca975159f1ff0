"""How well words are split and lemmatised, measured on a treebank: figures, and what kinds of errors there are."""

import numpy as np
import pandas as pd

from helpers import clitics, frequencies, lemmas, normalise, tokens, treebank


def segments(word: treebank.Word, split: clitics.Split) -> list[str]:
    """A word in its parts as they stand in the text, by a split of it.

    >>> word = treebank.Word("tune", 0, ("ل", "لأمم"), ("ADP", "NOUN"), ("ل", "أمة"))
    >>> segments(word, clitics.Split("ل", "الأمم", ""))
    ['ل', 'لأمم']
    """
    text = normalise.light(word.text)
    end = len(text) - len(split.enclitics)
    return [part for part in (*split.proclitics, text[len(split.proclitics) : end], split.enclitics) if part]


def likeliest(word: str) -> str:
    """The proclitics by frequency alone: log10 of the stem's frequency less 0.3 for each letter split off.

    >>> likeliest("وقال"), likeliest("ولد")
    ('و', '')
    """
    known, ways = frequencies.table(), [("", word)]
    longest = len(word) - len(word.lstrip("وفبكلس"))
    for cut in range(1, min(longest, 2, len(word) - 2) + 1):
        if cut == 1 or word[0] in "وف" and word[1] in "بكلس":
            rest = word[cut:]
            ways += [(word[:cut], rest), *([(word[:cut], "ا" + rest)] if word[cut - 1] + rest[0] == "لل" else [])]
    return max(ways, key=lambda way: known.get(way[1], frequencies.UNSEEN) - 0.3 * len(way[0]))[0]


def clitic_accuracy(words: list[treebank.Word]) -> pd.DataFrame:
    """Share of words split right, by half: proclitics alone, and all parts; beside it simpler ways.

    Returns
    -------
    DataFrame
        Index half; words; proclitics; likeliest stem and never split (the same by simpler ways); all parts; all parts,
        never split.
    """
    rows = []
    for half in treebank.HALVES:
        some = [word for word in words if word.half == half]
        gold, light = [word.proclitics for word in some], [normalise.light(word.text) for word in some]
        parts = [[normalise.light(part) for part in word.parts] for word in some]
        whole = clitics.split_all(light, enclitic=True)
        share = {
            "proclitics": [made.proclitics == right for made, right in zip(whole, gold, strict=True)],
            "likeliest stem": [likeliest(word) == right for word, right in zip(light, gold, strict=True)],
            "never split": [not right for right in gold],
            "all parts": [segments(*pair) == right for *pair, right in zip(some, whole, parts, strict=True)],
            "all parts, never split": [len(right) == 1 for right in parts],
        }
        rows.append({"half": half, "words": len(some), **{name: np.mean(right) for name, right in share.items()}})
    return pd.DataFrame(rows).set_index("half")


def lemmatisers() -> dict:
    """Lemmatisers and stemmers by name, each a function from words as written to as many lemmas or stems.

    snowball (snowballstemmer) and tashaphyne are packages of development: `pip install -e .[train]`.
    """
    import snowballstemmer
    from tashaphyne.stemming import ArabicLightStemmer

    snowball, tashaphyne = snowballstemmer.stemmer("arabic"), ArabicLightStemmer()
    return {
        "light": lemmas.lemmatise,
        "snowball": lambda words: [snowball.stemWord(word) for word in words],
        "tashaphyne": lambda words: [tashaphyne.light_stem(word) and tashaphyne.get_stem() for word in words],
        "the word itself": list,
    }


def _content(words, half):
    return [word for word in words if word.half == half and word.tags[word.stem] in treebank.CONTENT]


def lemma_accuracy(words: list[treebank.Word]) -> pd.DataFrame:
    """Share of content words with the treebank's lemma, both without diacritics and in the standard normal form.

    Returns
    -------
    DataFrame
        Index half and by (`lemmatisers`); words; all; all but names; then one column a part of speech.
    """
    rows = []
    for half in treebank.HALVES:
        some = _content(words, half)
        tags = np.array([word.tags[word.stem] for word in some])
        gold = [treebank.lemma(word) for word in some]
        for name, function in lemmatisers().items():
            made = normalise.many(function([word.text for word in some]), normalise.standard)
            right = np.array([lemma == one for lemma, one in zip(made, gold, strict=True)])
            parts = {tag: right[tags == tag].mean() for tag in sorted(treebank.CONTENT)}
            whole = {"all": right.mean(), "all but names": right[tags != "PROPN"].mean()}
            rows.append({"half": half, "by": name, "words": len(some), **whole, **parts})
    return pd.DataFrame(rows).set_index(["half", "by"])


def _kind(tag: str, form: str, gold: str, made: str, split_right: bool) -> str:
    """What went wrong with a lemma; the first that fits."""
    if tag == "PROPN":
        return "a name: the treebank's lemma is another word" if made == form else "a name taken apart"
    if not split_right:
        return "particles or pronoun split wrongly"
    if normalise.heavy(gold) == normalise.heavy(made):
        return "the same word in another spelling"
    if made == gold + "ة" or gold == made + "ة":
        return "ة kept" if made > gold else "ة dropped"
    if tag == "VERB":
        if made in ("ا" + gold, "ا" + gold[1:]) or gold in ("ا" + made, "ا" + made[1:]):
            return "a verb of another form: فعل, أفعل"
        return "a verb left in the present or plural" if made == form else "another verb"
    if made == form:
        return "an ending or a broken plural left" if gold[0] == made[0] or made[0] == "ا" else "another word"
    if form[0] in "يتنا" and made in (form[1:], "ا" + form[1:]):
        return "a noun taken for a verb"
    return "cut too far" if len(made) < len(gold) else "another singular"


def lemma_errors(words: list[treebank.Word], half: str = "tune", examples: int = 4) -> pd.DataFrame:
    """Kinds of errors of the light lemmatiser, the most frequent first.

    Returns
    -------
    DataFrame
        kind; words; share (of all errors); examples: «word: the treebank's lemma, ours», the most frequent.
    """
    some = _content(words, half)
    parts = clitics.split_all([normalise.light(word.text) for word in some], enclitic=True)
    made = lemmas.lemmatise([word.text for word in some])
    rows = []
    for word, part, lemma in zip(some, parts, made, strict=True):
        gold, form = treebank.lemma(word), normalise.standard(part.stem)
        if lemma != gold:
            right = part.proclitics == word.proclitics and part.enclitics == normalise.light(word.enclitics)
            bare = form[2:] if form.startswith("ال") else form
            rows.append((_kind(word.tags[word.stem], bare, gold, lemma, right), f"{word.text}: {gold}, {lemma}"))
    frame = pd.DataFrame(rows, columns=["kind", "examples"])
    table = frame.groupby("kind")["examples"].agg(
        words="size", examples=lambda shown: " · ".join(shown.value_counts().index[:examples])
    )
    table.insert(1, "share", table["words"] / len(frame))
    return table.sort_values("words", ascending=False).reset_index()


def sentence_breaks(folder=None) -> pd.DataFrame:
    """PUD's sentences put together to documents: how many breaks there are, are found, and how many found are right."""
    text, document, breaks = {}, "", {}
    for line in treebank.path(folder).read_text("utf-8").splitlines():
        if line.startswith("# newdoc id"):
            document = line.split("= ", 1)[1]
        elif line.startswith("# text ="):
            before = text.get(document, "")
            breaks.setdefault(document, set()).add(len(before))
            text[document] = before + line.split("= ", 1)[1].strip() + " "
    blocks = pd.DataFrame({"article": list(text), "block": 0, "start": 0, "text": list(text.values())})
    frame = tokens.tokenise(blocks, lemmas=None)
    first = frame[~frame.duplicated(["article", "sentence"]) & (frame["start"] > 0)]
    found = set(zip(first["article"], first["start"], strict=True))
    gold = {(document, at) for document, places in breaks.items() for at in places if at}
    right = len(found & gold)
    return pd.DataFrame({"breaks": [len(gold)], "found": [right / len(gold)], "right": [right / len(found)]})
