"""The notebooks in a real JupyterLab, on loopback, as an analyst sees them."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request

import browsing
import pytest

from helpers import paths

pytestmark = [pytest.mark.jupyterlab, pytest.mark.browser, pytest.mark.xdist_group("jupyterlab")]
ARTEFACTS = paths.ROOT / "artifacts" / "jupyterlab"
TOKEN = "khabar"
CONFIG = """
c.ServerApp.ip = "127.0.0.1"
c.ServerApp.port = 0
c.ServerApp.open_browser = False
c.ServerApp.allow_root = True
c.ServerApp.terminals_enabled = False
c.IdentityProvider.token = "khabar"
c.LabApp.expose_app_in_browser = True
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
"""
SETTINGS = {"fetchNews": "false", "checkForUpdates": False}


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab on copies of the notebooks; its address."""
    home = tmp_path_factory.mktemp("lab")
    for name in ("config", "data", "runtime", "notebooks", "ipython", "settings/@jupyterlab/apputils-extension"):
        (home / name).mkdir(parents=True)
    (home / "config" / "jupyter_lab_config.py").write_text(CONFIG)
    (home / "settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings").write_text(json.dumps(SETTINGS))
    for notebook in paths.NOTEBOOKS.glob("*.ipynb"):
        shutil.copy(notebook, home / "notebooks")
    places = {"CONFIG_DIR": "config", "DATA_DIR": "data", "RUNTIME_DIR": "runtime"}
    environment = os.environ | {f"JUPYTER_{key}": str(home / name) for key, name in places.items()}
    environment |= {"IPYTHONDIR": str(home / "ipython"), "JUPYTERLAB_SETTINGS_DIR": str(home / "settings")}
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={home / 'notebooks'}"],
            env=environment, stdout=log, stderr=subprocess.STDOUT, cwd=home,
        )  # fmt: skip
    try:
        yield _address(home, server)
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def _address(home, server) -> str:
    until = time.monotonic() + 90
    while time.monotonic() < until and server.poll() is None:
        for file in (home / "runtime").glob("jpserver-*.json"):
            url = json.loads(file.read_text())["url"]
            try:
                urllib.request.urlopen(f"{url}api?token={TOKEN}", timeout=5).close()
                return url
            except OSError:
                pass
        time.sleep(0.2)
    pytest.fail("JupyterLab did not start:\n" + (home / "log").read_text()[-3000:])


@pytest.fixture(scope="module")
def browser(lab):
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


# Every code cell of the open notebook: whether it has run, and what went wrong.
CELLS = """() => {
    const panel = window.jupyterapp.shell.currentWidget;
    const cells = panel.content.widgets.filter(c => c.model.type === 'code').map(c => c.model);
    const outputs = cells.flatMap(c => c.sharedModel.getOutputs());
    return {
        left: cells.filter(c => c.executionCount === null && c.sharedModel.getSource().trim()).length,
        busy: panel.sessionContext.session?.kernel?.status !== 'idle',
        errors: outputs.filter(o => o.output_type === 'error').map(o => o.ename + ': ' + o.evalue),
        said: outputs.filter(o => o.name === 'stderr').map(o => o.text),
    };
}"""


def run(page, lab, name):
    """The notebook opened, its cells run, and its errors."""
    page.goto(f"{lab}lab/workspaces/{name}/tree/{name}.ipynb?token={TOKEN}&reset")
    page.wait_for_function(
        "() => { const w = window.jupyterapp?.shell.currentWidget;"
        " return w?.context?.isReady && w.sessionContext?.session?.kernel?.status === 'idle'; }"
    )
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(f"() => {{ const c = ({CELLS})(); return c.errors.length || (!c.left && !c.busy); }}")
    seen = page.evaluate(CELLS)
    assert seen["errors"] == [] and seen["said"] == []


def shot(page, name):
    browsing.photograph(page, ARTEFACTS / f"{name}.png")


@pytest.mark.parametrize("name", ["10_article", "20_terms", "30_entities"])
def test_a_notebook_runs_and_its_first_chart_and_table_are_seen(lab, page, name):
    run(page, lab, name)
    table = page.locator(".jp-OutputArea-output .khabar table").first
    table.scroll_into_view_if_needed()
    shot(page, f"{name}-table")
    assert table.evaluate("t => getComputedStyle(t).direction") == "rtl"
    boxes = [cell.bounding_box() for cell in table.locator("thead th").all()[:2]]
    assert boxes[0]["x"] > boxes[1]["x"], "the first column is at the right"
    # The style came with the output: JupyterLab's own would set cells to the right on grey stripes.
    assert table.locator("tbody td").first.evaluate("c => getComputedStyle(c).borderBottomStyle") == "solid"
    assert "Naskh" in table.evaluate("t => getComputedStyle(t).fontFamily")
    chart = page.locator(".jp-OutputArea-output img[alt]").first
    chart.scroll_into_view_if_needed()
    shot(page, f"{name}-chart")
    assert chart.evaluate("i => i.complete && i.naturalWidth") > 400
    assert len(chart.get_attribute("alt")) > 20
    assert chart.bounding_box()["width"] > 300


def test_a_bar_opens_on_the_sentences(lab, page):
    run(page, lab, "30_entities")
    row = page.locator(".kh-bars details").first
    row.scroll_into_view_if_needed()
    assert row.locator(".kh-bar").bounding_box()["width"] > 200
    assert not row.locator("li").first.is_visible()
    row.locator("summary").click()
    assert row.locator("li").first.is_visible()
    shot(page, "30_entities-bars")


def test_arabic_prose_is_at_the_right(lab, page):
    run(page, lab, "10_article")
    prose = page.locator(".jp-RenderedMarkdown [dir=rtl] p").first
    prose.scroll_into_view_if_needed()
    assert prose.evaluate("p => [getComputedStyle(p).direction, getComputedStyle(p).textAlign]") == ["rtl", "start"]


def test_the_article_is_shown_as_in_a_report(lab, page):
    run(page, lab, "00_start_here")
    text = page.locator(".jp-OutputArea-output .kh-text").first
    text.scroll_into_view_if_needed()
    person = page.locator(".kh-text mark.kh-per").first
    style = "e => getComputedStyle(e).borderBottomStyle"
    assert person.evaluate(style) == "solid"
    page.get_by_label("شخص").first.uncheck()
    assert person.evaluate(style) == "none"
    shot(page, "00_start_here-article")
    assert text.locator("p").first.evaluate("p => getComputedStyle(p).direction") == "rtl"
    paper, ink = (
        "getComputedStyle(document.querySelector('.jp-Notebook')).backgroundColor",
        "e => getComputedStyle(e).color",
    )
    light = page.evaluate(paper), text.evaluate(ink)
    page.evaluate("window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})")
    page.wait_for_function("document.body.dataset.jpThemeLight === 'false'")
    page.wait_for_function(f"was => {paper} !== was", arg=light[0])
    assert sum(map(int, re.findall(r"\d+", text.evaluate(ink)))) > 600 > sum(map(int, re.findall(r"\d+", light[1])))
    page.locator("#jupyterlab-splash").wait_for(state="detached")
    shot(page, "00_start_here-dark")


def test_a_word_typed_into_the_concordance_changes_its_table(lab, page):
    run(page, lab, "20_terms")
    box = page.locator(".jp-OutputArea-output input[type=text]").first
    box.scroll_into_view_if_needed()
    for word in ("ليبيا", "مؤتمر"):
        box.fill(word)
        box.press("Enter")
        key = page.locator(
            ".jp-OutputArea-output .widget-html .kh-kwic td.kh-key, .jp-OutputArea-output .kh-kwic td.kh-key"
        )
        key.filter(has_text=word).first.wait_for()
        shot(page, f"20_terms-{word}")
