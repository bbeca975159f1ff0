"""Where numbers come from: the input's hash, the rows of each frame, the engines and the versions."""

import hashlib
import platform
from importlib import metadata

from helpers import markup, phrases, wording

PACKAGES = ("khabar", "pandas", "matplotlib", "camel-tools", "python-crfsuite", "wordfreq", "nbconvert")
SHORT = 12  # digits of a hash that are shown; the whole of it is in the tooltip


def provenance(analysis=None, *, articles=None, engines=None, rows=None, language="ar", **shown) -> markup.Shown:
    """The footer of a notebook: what went in, how many rows came out, which engines and versions did it.

    Parameters
    ----------
    analysis : Analysis, optional
        Its frames are counted and its engines named.
    articles : DataFrame, optional
        In its stead, for a notebook that has no whole analysis: article and sha256 (or text).
    engines : dict, optional
        Further engines, {"names": "light"}.
    rows : dict, optional
        Row counts by name, as a store tells them.
    language : {"ar", "en"}
    **shown : DataFrame or int
        Further frames, or row counts, by name.

    Returns
    -------
    Shown
        The same for the same input and versions: it holds no time and no path.

    Raises
    ------
    ValueError
        There are no articles to name.

    >>> import pandas as pd
    >>> one = pd.DataFrame({"article": ["a"], "title": ["خبر"], "text": ["وصل أمس"]})
    >>> print(provenance(articles=one, language="en").text.splitlines()[0])
    Input: خبر · text hash 459bbea204cb
    """
    phrases.language_of(language)
    articles = analysis.articles if articles is None and analysis is not None else articles
    if articles is None:
        raise ValueError("There is no input to name. Pass an analysis, or articles=frame.")
    counts = dict(analysis.rows()) if analysis is not None else {}
    counts |= dict(rows or {}) | {name: n if isinstance(n, int) else len(n) for name, n in shown.items()}
    named = dict(getattr(analysis, "engines", {})) | dict(engines or {})
    lines = [
        (wording.say("input", language), *_input(articles, language)),
        (wording.say("rows", language), *_listed(counts, language, phrases.number)),
        (wording.say("engines", language), *_listed(named, language, str)),
        (wording.say("versions", language), *_versions()),
    ]
    lines = [line for line in lines if line[1]]
    rows = "".join(f"<dt>{markup.escape(name)}</dt><dd>{inner}</dd>" for name, _, inner in lines)
    base = markup.attributes(class_="khabar kh-provenance", dir=markup.LANGUAGES[language], lang=language)
    title = f"<h2>{wording.say('provenance', language)}</h2>"
    return markup.Shown(f"<div{base}>{title}<dl>{rows}</dl></div>", "\n".join(f"{name}: {t}" for name, t, _ in lines))


def fingerprint(articles) -> str:
    """The hash of the input: of the file's bytes, or of the text where no file is known; of many, of their hashes.

    >>> import pandas as pd
    >>> fingerprint(pd.DataFrame({"text": ["خبر"]}))[:8]
    '44185590'
    """
    known = "sha256" in articles.columns and articles["sha256"].notna().all() and (articles["sha256"] != "").all()
    if known:
        hashes = articles["sha256"].tolist()
    else:
        hashes = [hashlib.sha256(str(text).encode("utf-8", "surrogatepass")).hexdigest() for text in articles["text"]]
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def _input(articles, language: str) -> tuple[str, str]:
    if len(articles) == 1:
        row = articles.iloc[0]
        title = row.get("title") if isinstance(row.get("title"), str) else ""
        name = title or str(row.get("article", ""))
    else:
        name = phrases.counted(len(articles), "article", language)
    whole, words = fingerprint(articles), wording.say("fingerprint", language)
    code = f'<bdi class="kh-code" title="{whole}">{whole[:SHORT]}</bdi>'
    name_html = f"<bdi{markup.attributes(**markup.direction(name, language))}>{markup.isolate(name)}</bdi>"
    return f"{name} · {words} {whole[:SHORT]}", f"{name_html} · {words} {code}"


def _listed(values: dict, language: str, shown) -> tuple[str, str]:
    said = [(wording.say(k, language) if wording.known(k) else k, shown(v)) for k, v in values.items()]
    text = " · ".join(f"{name} {value}" for name, value in said)
    return text, " · ".join(
        f"{markup.isolate(name, language)} <bdi>{markup.escape(value)}</bdi>" for name, value in said
    )


def _versions() -> tuple[str, str]:
    found = [("Python", platform.python_version())]
    for package in PACKAGES:
        try:
            found.append((package, metadata.version(package)))
        except metadata.PackageNotFoundError:
            continue
    text = " · ".join(f"{name} {version}" for name, version in found)
    return text, " · ".join(f'<bdi lang="en">{name} {markup.escape(version)}</bdi>' for name, version in found)
