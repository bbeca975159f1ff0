"""Quote cards: one statement a speaker, in his words, with who he is in the text and the cue that introduces it."""

import pandas as pd

from helpers import frames, markup, phrases, wording


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
