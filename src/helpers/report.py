"""Reports: the notebooks run on an article and rendered to pages that open from disk, in Arabic or English.

From a shell: `python -m helpers.report --article my.txt --language ar`.
"""

import argparse
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from helpers import articles, markup, pages, paths, phrases, running, wording
from helpers.findings import findings, show_archive, show_findings, words
from helpers.provenance import fingerprint, provenance

__all__ = ["build", "findings", "provenance", "show_findings"]

INDEX = "index.html"
INPUTS = {"ARTICLE": "article", "STORE": "store"}  # a notebook's parameter, and what it is called here


def build(article=None, language="ar", out=paths.REPORTS, notebooks=None, *, store=None, jobs=2, progress=True) -> Path:
    """Run the notebooks and write a cover and a page for each: all of them, or nothing.

    Parameters
    ----------
    article : path, optional
        The article's file; the sample where neither this nor a store is given.
    language : {"ar", "en"}
        Of prose, tables and charts; the prose of the other is not in the pages.
    out : path
        The folder to write. An earlier report in it is replaced, other files stay.
    notebooks : sequence of path, optional
        In order. By default those in notebooks/ whose parameters ask for what is given: ARTICLE, or STORE.
    store : path, optional
        A corpus store, for the notebooks that ask for one.
    jobs : int
        How many notebooks run at a time.
    progress : bool
        Whether a bar on stderr counts the cells.

    Returns
    -------
    Path
        The cover, index.html.

    Raises
    ------
    ValueError, OSError
        The input cannot be used; nothing was run.
    running.NotebookError
        A cell failed; nothing was written.
    """
    phrases.language_of(language)
    given = {"STORE": str(Path(store).resolve())} if store else {}
    if article or not store:
        given["ARTICLE"] = str(paths.found(article or paths.SAMPLE).resolve())
    page = articles.read(given["ARTICLE"]) if "ARTICLE" in given else None
    if store:
        from helpers import corpus  # Dask and DuckDB, for a corpus alone

        corpus.connect(store).close()
    chosen = _chosen(notebooks, given)
    out = _writable(Path(out), {INDEX, *(Path(name).with_suffix(".html").name for name in chosen)})
    with ThreadPoolExecutor(1) as aside:  # the cover's own analysis runs while the kernels do
        told = aside.submit(_cover, page, store, language)
        done = running.run(chosen, given | {"LANGUAGE": language}, jobs=jobs, progress=progress)
        cover, about = told.result()
    return _write(_rendered(done, cover, about, page, language), out)


def _writable(out: Path, names: set) -> Path:
    """The folder, if writing pages of these names there destroys nothing but an earlier report."""
    if out.exists() and not out.is_dir():
        raise NotADirectoryError(f"{paths.shown(out)} is a file. Name a folder for the report.")
    for file in sorted(out.iterdir()) if out.is_dir() else ():
        if file.name in names and not _ours(file):
            raise FileExistsError(
                f"{paths.shown(file)} is no page of an earlier report, and a page would take its place. "
                "Name another folder."
            )
    return out


def _ours(file: Path) -> bool:
    if file.suffix != ".html" or not file.is_file():
        return False
    with file.open("rb") as opened:
        return f'<meta name="generator" content="{pages.GENERATOR}">'.encode() in opened.read(2000)


def _chosen(notebooks, given: dict) -> dict:
    """The notebooks by file name; by default those of the repository that ask for what is given and nothing else."""
    files = sorted(paths.NOTEBOOKS.glob("[0-9]*.ipynb")) if notebooks is None else list(map(Path, notebooks))
    read = {file: running.read(file) for file in files}
    if notebooks is None:
        asked = {file: set(running.parameters(notebook)) & set(INPUTS) for file, notebook in read.items()}
        read = {file: notebook for file, notebook in read.items() if asked[file] and asked[file] <= set(given)}
    if not read:
        raise ValueError("There is no notebook to run. Name some, or look whether notebooks/ has any.")
    return {file.name: notebook for file, notebook in read.items()}


def _cover(page, store, language: str) -> tuple[pages.Page, dict]:
    """The cover's page, without the list of the others, and what it says of the input."""
    if page is None:
        return _corpus_cover(store, language)
    from helpers import analysis  # loads the lexicons; only a report on an article needs them here

    found = analysis.analyse(page)
    row = page.iloc[0]
    title = markup.line(row["title"]) or f"{wording.say('untitled', language)} ({row['article']})"
    published = row["published"]
    day = (
        wording.say("unknown_day", language)
        if published != published
        else markup.day(published, language, form="EEEE d MMMM y")
    )
    counted = wording.say("body_words", language, words=phrases.counted(words(found), "word", language))
    code = fingerprint(page)
    mark = f'{wording.say("fingerprint", language)} <bdi class="kh-code" title="{code}">{code[:8]}</bdi>'
    source = [markup.isolate(row["source"], language)] if row["source"] else []
    about = {
        "kicker": wording.say("report", language), "about": [*source, day, counted, mark],
        "findings": show_findings(found, language).html, "provenance": provenance(found, language=language).html,
    }  # fmt: skip
    return pages.Page(INDEX, title), about


def _corpus_cover(path, language: str) -> tuple[pages.Page, dict]:
    from helpers import corpus

    store, archive = corpus.Store(path), corpus.connect(path)
    read, counts = store.read("articles", ["article", "published", "source", "sha256"]), store.rows()
    ready = "mentions_per_month" in archive.sql("SELECT view_name FROM duckdb_views()").df()["view_name"].tolist()
    counted = "SELECT name, sum(articles) AS articles FROM mentions_per_month GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT 1"
    named = archive.sql(counted).df() if ready else read.iloc[:0]
    code = fingerprint(read)
    about = {
        "kicker": wording.say("corpus_report", language),
        "about": [f'{wording.say("fingerprint", language)} <bdi class="kh-code" title="{code}">{code[:8]}</bdi>'],
        "findings": show_archive(read, named, counts.get("duplicates", 0), language).html,
        "provenance": provenance(articles=read, rows=counts, language=language).html,
    }
    return pages.Page(INDEX, wording.say("archive", language, name=markup.line(Path(path).resolve().name))), about


def _rendered(done: dict, cover: pages.Page, about: dict, page, language: str) -> dict:
    """The files of the report, by name."""
    files = {name: Path(name).with_suffix(".html").name for name in done}
    made = []
    for name, notebook in done.items():
        title, question = pages.outline(notebook, language)
        made.append(pages.Page(files[name], title or Path(name).stem, question))
    for one, notebook in zip(made, done.values(), strict=True):
        one.body, one.toc = pages.body(notebook, language, [INDEX, *files.values()])
        one.picture = pages.first_picture(one.body)
    cover.body = pages.cover(cover, made, language, **about)
    everything = [cover, *made]
    pages.resolve(everything, page["article"].iloc[0] if page is not None else "")
    return {
        one.file: pages.assemble(one, everything, language, "cover" if one is cover else "notebook")
        for one in everything
    }


def _write(files: dict, out: Path) -> Path:
    """All files made in a new folder, which then takes the place of the old one; what else is there is kept."""
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    old = fresh.with_name(fresh.name + "-old")
    try:
        for name, text in files.items():
            (fresh / name).write_text(text, "utf-8")
        fresh.chmod(0o755)
        if out.exists():
            out.rename(old)
        fresh.rename(out)
        for file in old.iterdir() if old.exists() else ():
            if not _ours(file):
                file.rename(out / file.name)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        if old.exists() and not out.exists():
            old.rename(out)
    return out / INDEX


def main(arguments=None) -> int:
    """The command: 0 when the report stands, 1 when a notebook failed, 2 when the input cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m helpers.report", description="Write the report on an article.")
    parser.add_argument("--article", help="a text file (default: the sample)")
    parser.add_argument("--language", default="ar", help="ar (Arabic, default) or en (English)")
    parser.add_argument("--out", default=str(paths.REPORTS), help="the folder to write (default: reports)")
    parser.add_argument("--store", help="a corpus store: the report on a corpus")
    parser.add_argument("--jobs", type=int, default=2, help="notebooks at a time (default: 2)")
    parser.add_argument("--quiet", action="store_true", help="no progress bar")
    parser.add_argument("notebooks", nargs="*", help="notebooks to run (default: those that fit the input)")
    asked = parser.parse_args(arguments)
    try:
        cover = build(
            asked.article, asked.language, asked.out, asked.notebooks or None,
            store=asked.store, jobs=asked.jobs, progress=not asked.quiet,
        )  # fmt: skip
    except (ValueError, OSError) as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return 2
    except running.NotebookError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"The report is at {paths.shown(cover)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
