"""Notebooks run side by side, with their parameters, in as many kernels as there are jobs."""

import ast
import asyncio
import copy
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from helpers import paths

TIMEOUT = 600  # seconds that one cell may take
# Else a kernel warns of its own sockets and of being stopped, and writes the cells to a file.
QUIET = ["--log-level=CRITICAL", "--HistoryManager.hist_file=:memory:"]
CLEAR = "%reset -f"  # between two notebooks in one kernel


class NotebookError(RuntimeError):
    """A cell failed; the message says which, why and what to do."""


def read(path):
    """A notebook from its file.

    Raises
    ------
    ValueError
        The file is no notebook.

    >>> read("no.ipynb")
    Traceback (most recent call last):
    ...
    FileNotFoundError: There is no notebook no.ipynb. The notebooks are in notebooks.
    """
    import nbformat  # nearly a second, and only who builds a report needs it

    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(
            f"There is no notebook {paths.shown(path)}. The notebooks are in {paths.shown(paths.NOTEBOOKS)}."
        )
    try:
        return nbformat.read(path, as_version=4)
    except (nbformat.reader.NotJSONError, AttributeError, KeyError) as error:
        raise ValueError(f"{paths.shown(path)} is no notebook ({error}). Name a file that ends in .ipynb.") from None


def parameters(notebook) -> list[str]:
    """The names that a notebook's `parameters` cell sets.

    >>> import nbformat.v4 as v4
    >>> cell = v4.new_code_cell("ARTICLE = None\\nLANGUAGE = 'ar'", metadata={"tags": ["parameters"]})
    >>> parameters(v4.new_notebook(cells=[cell]))
    ['ARTICLE', 'LANGUAGE']
    """
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            targets = [t for node in ast.parse(cell.source).body for t in getattr(node, "targets", [])]
            return [target.id for target in targets if isinstance(target, ast.Name)]
    return []


def run(notebooks: dict, values: dict, *, jobs: int = 2, progress: bool = False, folder=paths.NOTEBOOKS) -> dict:
    """Notebooks executed, as many at a time as there are jobs.

    Parameters
    ----------
    notebooks : dict of str to NotebookNode
        By name; they are not changed.
    values : dict
        Parameters; each notebook is given those that its `parameters` cell sets.
    jobs : int
    progress : bool
        Whether a bar on stderr counts the cells.
    folder : path
        Where the kernels stand.

    Returns
    -------
    dict
        The same names, executed.

    Raises
    ------
    NotebookError
        A cell failed. No other is started then, and all kernels are stopped.
    """
    from tqdm import tqdm

    ready = {name: _parameterised(notebook, values) for name, notebook in notebooks.items()}
    cells = sum(cell.cell_type == "code" for notebook in ready.values() for cell in notebook.cells)
    with tqdm(total=cells, disable=not progress, unit="cell", leave=False) as bar:
        return _await(_all(ready, jobs, bar, folder))


def _await(coroutine):
    """The coroutine's result, also where a loop is running already: in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def _parameterised(notebook, values: dict):
    from papermill.parameterize import parameterize_notebook

    own = {name: values[name] for name in parameters(notebook) if name in values}
    notebook = copy.deepcopy(notebook)
    notebook.metadata.setdefault("papermill", {})  # which papermill's own reader sees to, and its parameters rely on
    for cell in notebook.cells:
        cell.metadata.setdefault("tags", [])
    return parameterize_notebook(notebook, own, kernel_name="python3", language="python") if own else notebook


async def _all(notebooks: dict, jobs: int, bar, folder) -> dict:
    waiting, made = list(notebooks.items()), {}
    try:
        async with asyncio.TaskGroup() as workers:
            for _ in range(max(min(jobs, len(waiting)), 1)):
                workers.create_task(_worker(waiting, made, bar, folder))
    except ExceptionGroup as group:  # the first failure cancels the others
        told = [error for error in group.exceptions if isinstance(error, NotebookError)]
        raise (told or group.exceptions)[0] from None
    return {name: made[name] for name in notebooks}


async def _worker(waiting: list, made: dict, bar, folder) -> None:
    """One kernel, for one notebook after the other: what they import is loaded once, their names are not shared."""
    from jupyter_client.manager import start_new_async_kernel

    manager, client = await start_new_async_kernel(kernel_name="python3", cwd=str(folder), extra_arguments=QUIET)
    try:
        while waiting:
            name, notebook = waiting.pop(0)
            await client.execute_interactive(CLEAR, silent=True, store_history=False, allow_stdin=False)
            made[name] = await _one(name, notebook, bar, manager, client)
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)


async def _one(name: str, notebook, bar, manager, client):
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    def done(cell, cell_index, **_):
        bar.set_description(Path(name).stem, refresh=False)
        bar.update()

    runner = NotebookClient(
        notebook, km=manager, timeout=TIMEOUT, on_cell_executed=done, record_timing=False, coalesce_streams=True
    )
    runner.kc = client
    try:
        return await runner.async_execute()
    except CellExecutionError as error:
        at = next((at for at, cell in enumerate(notebook.cells) if _failed(cell)), 0)
        said = " ".join(f"{error.ename}: {error.evalue}".split())
        raise NotebookError(_told(name, notebook, at, said)) from None
    except CellTimeoutError:
        at = max((at for at, cell in enumerate(notebook.cells) if cell.get("execution_count")), default=-1) + 1
        raise NotebookError(_told(name, notebook, at, f"it took more than {TIMEOUT} seconds")) from None
    except DeadKernelError:
        raise NotebookError(f"{name}: the kernel died, perhaps for want of memory. Try again with --jobs 1.") from None


def _failed(cell) -> bool:
    return any(output.output_type == "error" for output in cell.get("outputs", []))


def _told(name: str, notebook, at: int, said: str) -> str:
    """The cell's number as JupyterLab shows it: without the parameters put in."""
    put_in = sum("injected-parameters" in cell.metadata.get("tags", []) for cell in notebook.cells[:at])
    return (
        f"{name}, cell {at + 1 - put_in}: {said}. Open the notebook (make lab), run it to that cell and mend it there."
    )
