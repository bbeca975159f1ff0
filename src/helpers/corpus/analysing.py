"""The same analysis on each part of a store: in this process, on this machine's cores, or on a Dask cluster."""

import logging

from tqdm import tqdm

from helpers import paths
from helpers.corpus.store import Store

ANALYSIS = 3  # raised when a frame has other columns, or the same text gives other rows
SMALL = 2000  # articles that a notebook may analyse again by itself
FRAMES = ("blocks", "tokens", "mentions", "quotes", "dates", "events")


def analyse(
    store,
    client=None,
    *,
    processes: int | None = None,
    progress: bool = True,
    wait: bool = False,
    again: bool = False,
) -> Store:
    """Analyse every part of a store that is not analysed yet, then link entities across its articles.

    Parameters
    ----------
    store : str or Path
        A store that `build` has finished.
    client : str or dask.distributed.Client, optional
        A Dask cluster, by the address of its scheduler ("tcp://host:8786") or a client of it. Its workers need Khabar
        installed and the store's folder under the same path (a shared disk). A worker that dies is replaced: its parts
        are done again by others.
    processes : int, optional
        Without a cluster: how many processes of this machine; 1 stays in this process. By default, one a core.
    progress : bool
        Show a bar.
    wait : bool
        Wait for another process that holds the store, instead of refusing.
    again : bool
        Do again what another version of the analysis did, instead of refusing.

    Returns
    -------
    Store
        With the frames blocks, tokens, mentions, quotes, dates and events of every article, and entities (one row a
        person, place, organisation over the whole store) with links (article, entity, whole, reason: which entity of an
        article is which of the whole store, and why).

    Raises
    ------
    FileNotFoundError, RuntimeError
        No store; a build that has not ended; another process that holds the store; a part that failed, named.
    ValueError
        Another version analysed the store, and `again` is not said.
    """
    opened = Store(store)
    with opened.locked(wait=wait):
        if opened.about.get("state") != "built":
            raise RuntimeError(f"The build of {opened.path} has not ended. Run it again: it goes on where it stopped.")
        if again and outdated(opened):
            opened.forget("analysed", "entities")
        current(opened)
        opened.about = opened.about | {"analysis": ANALYSIS}
        parts = [name.removeprefix("articles/").removesuffix(".parquet") for name in opened.files().get("articles", [])]
        todo = [part for part in parts if not opened.done(f"analysed/{part}")]
        with tqdm(
            total=len(parts), initial=len(parts) - len(todo), desc="analysing", unit=" parts", disable=not progress
        ) as bar:
            for part, files in _results(str(opened.path.resolve()), todo, client, processes):
                opened.finish(f"analysed/{part}", files)
                bar.update()
        _link(opened)
    return opened


def outdated(store: Store) -> bool:
    """Whether another version of the analysis made frames that the store has."""
    analysed = any((store.log / "analysed").rglob("*.json")) or store.done("entities") is not None
    return analysed and store.about.get("analysis") != ANALYSIS


def current(store: Store) -> Store:
    """The store, if its frames are those of this version, or it has none yet.

    Raises
    ------
    ValueError
        Another version made them: what it was, what this is, and what to do.
    """
    if outdated(store):
        version, shown = store.about.get("analysis"), paths.shown(store.path)
        made = f"version {version} of the analysis" if version else "a version of the analysis before 2"
        source = store.about.get("source", "its source")
        raise ValueError(
            f"The frames of the store {shown} were made by {made}; this is version {ANALYSIS}, whose columns or rows "
            f"are others. Analyse it again, without reading its source anew: make corpus SOURCE={source} "
            f"STORE={shown}, or corpus.analyse({shown!r}, again=True)."
        )
    return store


def ready(store, source) -> Store:
    """A store to ask: the one that is there, or else one built from the source and analysed in this process.

    For notebooks, two of which may ask for the same store at once: one makes it, the other waits.

    Parameters
    ----------
    store : str or Path
        A store that stands is taken as it is, whatever it was built from; a small one that another version analysed is
        analysed again.
    source : str or Path
        What to build it from where there is none.

    Raises
    ------
    ValueError
        Another version analysed the store, and it is too large to do that again here.
    """
    from helpers.corpus.building import build

    folder = paths.found(store)
    if not (folder / "store.json").is_file() or Store(folder).about.get("state") != "built":
        folder = folder if folder.exists() else paths.ROOT / store
        folder.parent.mkdir(parents=True, exist_ok=True)
        build(paths.found(source), folder, progress=False, wait=True)
    opened = Store(folder)
    small = opened.about["counts"]["articles"] <= SMALL
    if not opened.done("entities") or (small and outdated(opened)):
        analyse(folder, processes=1, progress=False, wait=True, again=small)
    return current(opened)


def analyse_part(store: str, part: str) -> dict[str, list[str]]:
    """Analyse the articles of one part and write its frames; gives the files made. Runs wherever the part is sent.

    Parameters
    ----------
    store : str
        The store's folder.
    part : str
        A part's name, such as "month=2018-11/0000".
    """
    from helpers import analysis  # here, so that reading a source loads no engine

    opened = Store(store)
    found = analysis.analyse(opened.read("articles", files=[f"articles/{part}.parquet"]))
    return {name: [opened.write(getattr(found, name), f"{name}/{part}.parquet")] for name in FRAMES}


def _results(store: str, parts: list[str], client, processes: int | None):
    """Parts as they are finished, with their files."""
    if not parts:
        return
    if client is None and processes == 1:
        for part in parts:
            yield part, analyse_part(store, part)
        return
    from dask.distributed import Client, LocalCluster, as_completed

    cluster = None
    if client is None:
        cluster = LocalCluster(
            n_workers=processes,
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",
            memory_limit=0,
            silence_logs=logging.CRITICAL,
        )
    mine = client is None or isinstance(client, str)
    connected = Client(cluster if cluster is not None else client) if mine else client
    try:
        # The largest months first would be a scheduler of our own; Dask's order does.
        futures = {connected.submit(analyse_part, store, part, pure=False, retries=3): part for part in parts}
        failed = {}
        for future in as_completed(futures):
            if future.status == "finished":
                yield futures[future], future.result()
            else:
                failed[futures[future]] = future.exception()
        if failed:
            part, error = next(iter(sorted(failed.items())))
            raise RuntimeError(f"{len(failed)} of {len(parts)} parts failed; the first, {part}: {error!r}.") from error
    finally:
        if mine:
            connected.close()
        if cluster is not None:
            cluster.close()


def _link(store: Store) -> None:
    """Entities over the whole store; made again when parts were added."""
    from helpers import entity_archive, entity_tally

    files = store.files().get("mentions", [])
    done = store.done("entities")
    if not files or (done and done["of"] == files):
        return
    wanted = ["article", "start", "text", "type", "entity", "block", "zone", "role", "name"]

    def parts():
        """One after the other, so that no more of a large store is held than of a small one."""
        return (store.read("mentions", columns=wanted, files=[name]) for name in files)

    def paragraphs(name):
        return store.read("blocks", columns=["article", "block", "zone"], files=[name.replace("mentions", "blocks", 1)])

    links, table = entity_archive.Links(parts), entity_tally.Across(zones=("headline", "body"))

    def linked():
        for name, mentions in zip(files, parts(), strict=True):
            found = links.of(mentions)
            table.add(mentions, found, paragraphs(name))
            yield found

    written = {"links": [store.write_all(linked(), "links/all.parquet")]}
    written["entities"] = [store.write(table.table(), "entities/all.parquet")]
    store.finish("entities", written, of=files)
