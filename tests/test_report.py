"""Reports: notebooks run and rendered, cleaned, whole or not at all."""

import ast
import asyncio
import base64
import hashlib
import html
import re
import subprocess
import sys
from types import SimpleNamespace

import nbformat.v4 as v4
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from helpers import clean, corpus, findings, frames, markup, pages, paths, provenance, report, running

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()
TEXT = "زار غسان سلامة موسكو أمس.\nوقال سلامة إن الحل قريب.\nوغادر سلامة موسكو إلى تونس."


def soup(made):
    return BeautifulSoup(made, "html.parser")


def prose(text, *tags):
    return v4.new_markdown_cell(text, metadata={"tags": list(tags)})


def code(source, *outputs, tags=()):
    return v4.new_code_cell(source, outputs=list(outputs), metadata={"tags": list(tags)})


def shown(kind, data, **about):
    return v4.new_output("display_data", {kind: data}, metadata={kind: about} if about else {})


# What may stand on a page.


@pytest.mark.parametrize(
    "given, kept",
    [
        ("<script>x()</script>نص", "نص"),
        ("<style>@import 'http://e.org'</style>نص", "نص"),
        ('<p onclick="x()" onmouseover=x()>نص</p>', "<p>نص</p>"),
        ('<p style="background:url(http://e.org/a)">نص</p>', "<p>نص</p>"),
        ("<iframe src='http://e.org'>نص</iframe>", ""),
        (
            '<object data="x"></object><embed src="x"><link rel=stylesheet href=http://e.org><meta http-equiv=refresh>',
            "",
        ),
        ('<form action="http://e.org"><button>نص</button></form>', "نص"),
        ("<select><option>نص</option></select><textarea>نص</textarea>", ""),
        ('<a href="javascript:x()">نص</a>', "<a>نص</a>"),
        ('<a href="JaVaScRiPt&#58;x()">نص</a>', "<a>نص</a>"),
        ('<a href="data:text/html;base64,AA==">نص</a>', "<a>نص</a>"),
        ('<a href="//e.org/">نص</a>', "<a>نص</a>"),
        ('<a href="http://e.org/" target=_blank ping=http://e.org>نص</a>', "<a>نص</a>"),
        ('<a href="20_terms.html#c1-2">نص</a>', '<a href="20_terms.html#c1-2">نص</a>'),
        ('<img src="http://e.org/a.png" srcset="http://e.org/b.png 2x" alt="نص">', '<img alt="نص">'),
        ('<img src="//e.org/a.png">', "<img>"),
        ('<img src="data:text/html;base64,AA==">', "<img>"),
        (f'<img src="data:image/png;base64,{PNG}" alt="">', f'<img src="data:image/png;base64,{PNG}" alt="">'),
        (
            '<picture><source media="(max-width:40rem) and (x)" srcset="http://e.org/a.png 2x, //e.org"></picture>',
            "<picture><source></picture>",
        ),
        (
            f'<picture><source media="(max-width:40rem)" srcset="data:image/png;base64,{PNG}"></picture>',
            f'<picture><source media="(max-width:40rem)" srcset="data:image/png;base64,{PNG}"></picture>',
        ),
        (f'<source srcset="data:image/png;base64,{PNG}, http://e.org/a.png 2x">', "<source>"),
        ("<svg><image href=http://e.org/a.png></image><script>x()</script></svg>", ""),
        ("<math><mtext><style><img src=x onerror=x()></style></mtext></math>", ""),
        ("<!-- <b>نص</b> --><!--[if IE]>x<![endif]-->نص", "نص"),
        ("<input type=text name=q value=x onfocus=x() autofocus>", '<input type="checkbox">'),
        ('<input type="checkbox" checked class="kh-per">', '<input checked="" class="kh-per" type="checkbox">'),
        ("<details open><summary>عنوان</summary>نص</details>", '<details open=""><summary>عنوان</summary>نص</details>'),
        ('<td role="alertdialog" tabindex="5">نص</td>', "نص"),
        ('<div role="alert" tabindex="5" dir="x">نص</div>', "<div>نص</div>"),
        ("<video src=http://e.org autoplay></video><audio src=x></audio><base href=http://e.org>", ""),
        ("<noscript><p title='</noscript><img src=x onerror=x()>'>", "<img>'&gt;"),
        ("&lt;script&gt;نص", "&lt;script&gt;نص"),
    ],
)
def test_nothing_that_runs_or_asks_elsewhere_is_kept(given, kept):
    assert clean.clean(given) == kept
    assert clean.clean(kept) == kept


# A notebook made into the content of a page.

NOTEBOOK = v4.new_notebook(
    cells=[
        prose("# The names\n\n**Who is named?**", "en"),
        prose('<div dir="rtl" lang="ar">\n\n# الأسماء\n\n**مَن ذُكر؟**\n\n</div>', "ar"),
        prose("تشغيل الدفتر", "notebook"),
        code("ARTICLE = 'x.txt'\nLANGUAGE = 'ar'", tags=["parameters"]),
        code("import helpers"),
        prose("#### Deep\n\n- one\n- [two](20_terms.ipynb)\n- [gone](99.ipynb) [far](https://e.org)", "en"),
        prose(
            "#### عميق\n\n- `make report`\n- [اثنان](20_terms.ipynb)\n\nUN only\n\n| a | b |\n|--|--|\n| نص | 2 |", "ar"
        ),
        code(
            "draw()  # رسم",
            shown("image/png", PNG, alt='يُظهر "الرسم" أن <b>', width=40),
            shown("text/html", "<p onclick=x()>نص</p>"),
            v4.new_output("stream", name="stdout", text="\x1b[31m<قال>\x1b[0m"),
            v4.new_output("stream", name="stderr", text="warned"),
            shown("application/vnd.jupyter.widget-view+json", {"model_id": "1"}),
            shown("image/svg+xml", "<svg><script>x()</script></svg>", alt="خط"),
            v4.new_output("execute_result", {"text/plain": "'<x>'"}),
        ),
        prose("# Again\n\n$\\alpha$ stays", "en"),
    ]
)


def test_a_page_has_the_prose_of_its_language_alone():
    arabic, english = (soup(pages.body(NOTEBOOK, language)[0]).get_text() for language in ("ar", "en"))
    assert "الأسماء" in arabic and "The names" not in arabic
    assert "The names" in english and "الأسماء" not in english
    assert "تشغيل الدفتر" not in arabic + english


def test_code_is_folded_and_runs_from_left_to_right():
    folds = soup(pages.body(NOTEBOOK, "ar")[0]).select("details.code")
    assert [fold.summary.get_text() for fold in folds] == ["شيفرة الإعداد", "الشيفرة التي أنتجت هذا الجزء"]
    assert not any(fold.has_attr("open") for fold in folds)
    assert {(pre["dir"], pre["lang"], pre["translate"]) for fold in folds for pre in fold.select("pre")} == {
        ("ltr", "en", "no")
    }
    # Two cells that show nothing are one fold.
    assert folds[0].get_text().strip().endswith("import helpers") and "ARTICLE" in folds[0].get_text()


def test_pictures_keep_their_words():
    images = soup(pages.body(NOTEBOOK, "ar")[0]).select("img")
    assert [image["alt"] for image in images] == ['يُظهر "الرسم" أن <b>', "خط"]
    assert {image["lang"] for image in images} == {"ar"}
    assert images[0]["width"] == "40"
    assert images[1]["src"].startswith("data:image/svg+xml;base64,")  # as an image it cannot run


def test_wide_pictures_without_a_narrow_one_scroll_and_the_cover_takes_the_narrow_one():
    source = f'<source media="(max-width:40rem)" width="370" height="200" srcset="data:image/png;base64,{PNG[:-4]}">'
    img = f'<img alt="رسم" width="750" height="300" src="data:image/png;base64,{PNG}">'
    outputs = [
        shown("text/html", html) for html in (f"<picture>{source}{img}</picture>", img, img.replace("750", "50"))
    ]
    made = pages.body(v4.new_notebook(cells=[code("draw()", *outputs)]), "ar")[0]
    assert [image.parent.name for image in soup(made).select("img")] == ["picture", "div", "div"]
    frames = soup(made).select(".plain[tabindex='0'][aria-label='رسم'] > img")
    assert [image["width"] for image in frames] == ["750"]
    first = soup(pages.first_picture(made)).img
    assert (first["width"], first["height"], first["alt"]) == ("370", "200", "رسم")
    assert first["src"].endswith(PNG[:-4]) and pages.first_picture("<p>نص</p>") == ""


def test_what_cells_say_is_shown_as_text_and_widgets_are_not():
    found = soup(pages.body(NOTEBOOK, "ar")[0])
    assert [(pre.get_text(), pre.get("dir")) for pre in found.select("pre.out")] == [
        ("<قال>", "rtl"), ("warned", "ltr"), ("'<x>'", "ltr"),
    ]  # fmt: skip
    assert found.select_one("details.said pre").get_text() == "warned"
    assert "model_id" not in found.get_text()


def test_each_block_has_its_direction():
    found = soup(pages.body(NOTEBOOK, "ar")[0])
    heading = found.find("h2")
    assert (heading.get_text(), heading["dir"], heading["lang"]) == ("عميق", "rtl", "ar")
    assert (found.ul["dir"], [item.get("dir") for item in found.select("li")]) == ("rtl", [None, None])
    assert found.ul.code["dir"] == "ltr"
    latin = found.find("p", string="UN only")
    assert (latin["dir"], latin["lang"]) == ("ltr", "en")
    assert (found.table["dir"], found.table.parent["class"], found.table.parent["tabindex"]) == ("rtl", ["plain"], "0")
    assert soup(pages.body(NOTEBOOK, "en")[0]).find("p")["dir"] == "ltr"


def test_headings_begin_with_one_and_leave_no_level_out():
    made, toc = pages.body(NOTEBOOK, "en")
    headings = soup(made).find_all(re.compile("^h[1-6]$"))
    assert [(h.name, h.get_text()) for h in headings] == [("h1", "The names"), ("h2", "Deep"), ("h2", "Again")]
    assert [(entry["text"], entry["level"]) for entry in toc] == [("The names", 1), ("Deep", 2), ("Again", 2)]
    assert [entry["id"] for entry in toc] == [h["id"] for h in headings]


def test_links_lead_within_the_report_or_nowhere():
    links = soup(pages.body(NOTEBOOK, "en", ["index.html", "20_terms.html"])[0]).select("a[href]")
    assert [(link.get_text(), link["href"]) for link in links] == [("two", "20_terms.html")]


def test_mathematics_is_left_as_it_was_typed():
    assert "$\\alpha$ stays" in soup(pages.body(NOTEBOOK, "en")[0]).get_text()


def test_a_notebook_tells_its_title_and_question():
    assert pages.outline(NOTEBOOK, "ar") == ("الأسماء", "مَن ذُكر؟")
    assert pages.outline(NOTEBOOK, "en") == ("The names", "Who is named?")
    assert pages.outline(v4.new_notebook(), "en") == ("", "")


def test_links_to_the_text_lead_to_the_page_that_shows_it():
    at, other = markup.anchor(0, "a")[:-1], markup.anchor(0, "b")[:-1]
    text = f'<span id="{at}0">x</span><mark class="kh-name" id="{at}7">y</mark> &lt;p id="{at}99"'
    one = pages.Page("1.html", "", body=f'<a href="#{at}9">1</a><a href="#c7">2</a><a href="#{other}3">3</a>')
    two = pages.Page("2.html", "", body=f'{text}<a class="k" href="#{at}6">4</a> text href="#{at}0"')
    pages.resolve([one, two], "a")
    assert one.body == f'<a href="2.html#{at}7">1</a><a href="2.html#{at}7">2</a><a>3</a>'
    assert two.body == f'{text}<a class="k" href="#{at}0">4</a> text href="#{at}0"'


def test_a_page_allows_itself_nothing_but_its_own_style():
    page = pages.Page("1.html", 'عنوان "<b>"', body="<p>نص</p>", toc=[{"id": "s1", "text": "<i>", "level": 2}] * 2)
    made = pages.assemble(page, [pages.Page("index.html", "الغلاف"), page], "ar")
    found = soup(made)
    policy = found.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    style = re.search(r"<style>(.*?)</style>", made, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert (
        policy == f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert (found.html["lang"], found.html["dir"]) == ("ar", "rtl")
    assert found.title.get_text() == 'عنوان "<b>" · الغلاف'
    assert not found.find_all(["script", "iframe", "form", "object"])
    assert not re.search(r"https?://|url\(|@import|src=\"//", made)
    assert [link["href"] for link in found.header.find_all("a")] == ["index.html", "1.html"]
    assert found.header.find("a", attrs={"aria-current": "page"}).get_text() == 'عنوان "<b>"'
    assert "@media print" in style and "prefers-color-scheme:dark" in style and "size:A4" in style


# Notebooks run.


def test_parameters_are_those_that_a_notebook_asks_for():
    assert running.parameters(NOTEBOOK) == ["ARTICLE", "LANGUAGE"]
    assert running.parameters(v4.new_notebook(cells=[code("ARTICLE = 1")])) == []


def test_notebooks_run_side_by_side_with_their_parameters(tmp_path, capsys):
    # Each waits for the other's file: one after the other they would both fail.
    wait = (
        "import pathlib, time\n"
        "pathlib.Path({0!r}).touch()\n"
        "until = time.monotonic() + 60\n"
        "while not pathlib.Path({1!r}).exists():\n"
        "    assert time.monotonic() < until\n"
        "    time.sleep(.05)\n"
        "LANGUAGE"
    )
    notebooks = {
        name: v4.new_notebook(cells=[code("LANGUAGE = 'ar'", tags=["parameters"]), code(wait.format(name, other))])
        for name, other in (("a", "b"), ("b", "a"))
    }  # fmt: skip
    done = running.run(notebooks, {"LANGUAGE": "en", "UNUSED": 1}, jobs=2, progress=True, folder=tmp_path)
    assert [notebook.cells[-1].outputs[0].data["text/plain"] for notebook in done.values()] == ["'en'", "'en'"]
    assert "UNUSED" not in str(done)
    assert "/6" in capsys.readouterr().err
    assert len(notebooks["a"].cells) == 2


def test_one_kernel_runs_one_notebook_after_the_other_without_its_names(tmp_path):
    asks = code("import os\nos.getpid(), 'secret' in dir(), _")
    notebooks = {
        "a": v4.new_notebook(cells=[code("secret = 1\n'x'"), asks]),
        "b": v4.new_notebook(cells=[code("'y'"), asks]),
    }
    done = running.run(notebooks, {}, jobs=1, folder=tmp_path)
    first, second = (ast.literal_eval(n.cells[1].outputs[0].data["text/plain"]) for n in done.values())
    assert first[0] == second[0]
    assert (first[1:], second[1:]) == ((True, "x"), (False, "y"))


def test_a_kernel_that_dies_is_told(tmp_path):
    dead = v4.new_notebook(cells=[code("import os\nos._exit(3)")])
    with pytest.raises(running.NotebookError, match=r"^x\.ipynb: the kernel died"):
        running.run({"x.ipynb": dead}, {}, folder=tmp_path)


def test_notebooks_run_where_a_loop_runs_already(tmp_path):
    async def inside():
        return running.run({"x": v4.new_notebook(cells=[code("6 * 7")])}, {}, folder=tmp_path)

    assert asyncio.run(inside())["x"].cells[0].outputs[0].data["text/plain"] == "42"


def test_a_failing_cell_is_named_and_the_others_stop(tmp_path):
    bad = v4.new_notebook(cells=[prose("نص"), code("1 / 0")])
    slow = v4.new_notebook(cells=[code("import time; time.sleep(50)"), code("open('late', 'w')")])
    with pytest.raises(
        running.NotebookError, match=r"^bad\.ipynb, cell 2: ZeroDivisionError: division by zero\. Open "
    ):
        running.run({"slow.ipynb": slow, "bad.ipynb": bad}, {}, folder=tmp_path)
    assert not (tmp_path / "late").exists()


def test_what_is_no_notebook_is_told(tmp_path):
    (tmp_path / "x.ipynb").write_text("نص")
    with pytest.raises(ValueError, match=r"x\.ipynb is no notebook"):
        running.read(tmp_path / "x.ipynb")


# The whole report.


@pytest.fixture
def small(tmp_path):
    """An article, a notebook that shows it, and a folder for the report."""
    (tmp_path / "مقال.txt").write_text(TEXT, "utf-8")
    cells = [
        prose("# The text\n\nWhat does it say?", "en"),
        prose("# النص\n\nماذا يقول؟", "ar"),
        code("ARTICLE = ''\nLANGUAGE = 'ar'", tags=["parameters"]),
        code("from helpers import articles, tables\npage = articles.read(ARTICLE)"),
        code("tables.article(page.text[0], language=LANGUAGE)"),
        code("import pandas as pd\ntables.show(pd.DataFrame({'name': ['سلامة'], 'start': [9]}), language=LANGUAGE)"),
    ]  # fmt: skip
    made = tmp_path / "10_text.ipynb"
    import nbformat

    nbformat.write(v4.new_notebook(cells=cells), made)
    return SimpleNamespace(article=tmp_path / "مقال.txt", notebook=made, out=tmp_path / "out", folder=tmp_path)


def build(small, **more):
    return report.build(small.article, out=small.out, notebooks=[small.notebook], progress=False, **more)


def test_a_report_is_a_cover_and_a_page_for_each_notebook(small):
    assert build(small) == small.out / "index.html"
    assert sorted(file.name for file in small.out.iterdir()) == ["10_text.html", "index.html"]
    cover = soup((small.out / "index.html").read_text("utf-8"))
    assert cover.h1.get_text() == "مقال بلا عنوان (مقال)"
    code = hashlib.sha256(TEXT.encode()).hexdigest()
    assert cover.select_one("p.meta bdi.kh-code").get_text() == code[:8]
    assert "تاريخ النشر غير معروف" in cover.get_text()
    assert [(a.get_text(), a["href"]) for a in cover.select(".contents h3 a")] == [("النص", "10_text.html")]
    assert cover.select_one(".contents p").get_text() == "ماذا يقول؟"
    page = soup((small.out / "10_text.html").read_text("utf-8"))
    assert page.select_one("tbody a")["href"] == "#c9"
    assert page.select_one("#c9").get_text() == "سلامة"
    # Built again in English it takes the place of the first, and of nothing else.
    build(small, language="en")
    page = soup((small.out / "10_text.html").read_text("utf-8"))
    assert (page.html["lang"], page.html["dir"], page.h1.get_text()) == ("en", "ltr", "The text")
    assert not [file.name for file in small.folder.iterdir() if file.name.startswith(".out")]


def test_a_failing_notebook_leaves_the_old_report_as_it_was(small, capsys):
    build(small)
    before = {file.name: file.read_bytes() for file in small.out.iterdir()}
    notebook = running.read(small.notebook)
    notebook.cells.append(code("raise RuntimeError('لا')"))
    import nbformat

    nbformat.write(notebook, small.notebook)
    arguments = ["--article", str(small.article), "--out", str(small.out), "--quiet", str(small.notebook)]
    assert report.main(arguments) == 1
    said = capsys.readouterr().err
    assert said.startswith("10_text.ipynb, cell 7: RuntimeError: لا. Open the notebook") and said.count("\n") == 1
    assert {file.name: file.read_bytes() for file in small.out.iterdir()} == before


def test_other_files_in_the_folder_stay_and_pages_of_an_earlier_report_go(small):
    build(small)
    (small.out / "words.xlsx").write_bytes(b"1")
    (small.out / "folder").mkdir()
    (small.out / "10_text.html").rename(small.out / "99_gone.html")
    build(small)
    assert sorted(file.name for file in small.out.iterdir()) == ["10_text.html", "folder", "index.html", "words.xlsx"]


def test_somebody_elses_page_is_not_overwritten(small, monkeypatch):
    monkeypatch.setattr(running, "run", lambda *_, **__: pytest.fail("a notebook was run"))
    small.out.mkdir()
    (small.out / "index.html").write_text("<p>مهم</p>")
    with pytest.raises(FileExistsError, match=r"index\.html is no page of an earlier report"):
        build(small)
    with pytest.raises(NotADirectoryError, match="is a file"):
        report.build(small.article, out=small.article, notebooks=[small.notebook])


def test_a_report_that_cannot_be_written_leaves_the_old_one(small, monkeypatch):
    build(small)
    before = {file.name: file.read_bytes() for file in small.out.iterdir()}
    monkeypatch.setattr(report.pages, "assemble", lambda page, *_: "\ud800" if page.file == "10_text.html" else "")
    with pytest.raises(UnicodeEncodeError):
        build(small, language="en")
    assert {file.name: file.read_bytes() for file in small.out.iterdir()} == before
    assert not [file.name for file in small.folder.iterdir() if file.name.startswith(".out")]


@pytest.mark.parametrize(
    "case, message",
    [
        ("absent.txt", "There is no file"),
        ("empty.txt", "is empty"),
        ("latin.txt", "holds no Arabic letter"),
        ("folder", "is a folder"),
    ],
)
def test_bad_input_is_one_line_and_no_report(small, monkeypatch, capsys, case, message):
    (small.folder / "empty.txt").write_text("")
    (small.folder / "latin.txt").write_text("News only, 2018.")
    (small.folder / "folder").mkdir()
    monkeypatch.setattr(running, "run", lambda *_, **__: pytest.fail("a notebook was run"))
    assert report.main(["--article", str(small.folder / case), "--out", str(small.out)]) == 2
    said = capsys.readouterr()
    assert message in said.err and said.err.count("\n") == 1 and "Traceback" not in said.err
    assert not small.out.exists()


def test_an_unknown_language_and_notebook_are_told(small, capsys):
    assert report.main(["--article", str(small.article), "--language", "fr", "--out", str(small.out)]) == 2
    assert "'fr'; pass 'ar' (Arabic) or 'en' (English)" in capsys.readouterr().err
    assert report.main(["--article", str(small.article), "--out", str(small.out), "no.ipynb"]) == 2
    assert "There is no notebook no.ipynb" in capsys.readouterr().err
    assert report.main(["--store", str(small.folder / "no"), "--out", str(small.out)]) == 2
    assert "There is no store" in capsys.readouterr().err
    assert not small.out.exists()


def test_the_command_says_in_one_line_what_is_wrong():
    made = subprocess.run(
        [sys.executable, "-m", "helpers.report", "--article", "no such.txt"], capture_output=True, text=True
    )
    assert (made.returncode, made.stdout) == (2, "")
    assert re.fullmatch(r"There is no file no such\.txt\. [^\n]*\n", made.stderr)


def test_notebooks_of_the_repository_are_chosen_by_what_they_ask_for():
    chosen = report._chosen(None, {"ARTICLE": "x"})
    assert {"00_start_here.ipynb", "10_article.ipynb", "30_entities.ipynb"} <= set(chosen)
    assert all("ARTICLE" in running.parameters(notebook) for notebook in chosen.values())
    assert list(chosen) == sorted(chosen)


def test_the_cover_of_a_corpus_says_how_much_it_holds(tmp_path):
    pages_of_it = pd.DataFrame(
        {
            "id": ["a", "b", "c"],
            "title": ["", "", ""],
            "text": [TEXT, TEXT, "وصل خليفة حفتر إلى باليرمو اليوم للمشاركة في المؤتمر الدولي."],
            "published": ["2018-11-08", "2018-11-09", "2018-12-01"],
            "source": ["أ", "ب", "ب"],
        }
    )
    pages_of_it.to_csv(tmp_path / "in.csv", index=False)
    corpus.build(tmp_path / "in.csv", tmp_path / "store")
    cover, about = report._corpus_cover(tmp_path / "store", "ar")
    assert cover.title == "الأرشيف store"
    found = [" ".join(card.get_text().split()) for card in soup(about["findings"]).select("li")]
    assert found == ["3 مقالات من مصدرين", "نوفمبر – ديسمبر 2018 المدة التي يغطيها الأرشيف", "1 نسخة من مقال آخر"]
    assert "المقالات 3" in soup(about["provenance"]).get_text()


# What the cover says.


def analysed(names=(), speakers=(), dates=(), aside=0, published="2018-11-08"):
    rows = [{"entity": f"PER:{name}", "name": name, "type": "PER", "mentions": n, "first": 0} for name, n in names]
    days = [{"start": at, "end": at, "begin": pd.Timestamp(begin), "finish": pd.Timestamp(finish), "grain": grain}
            for at, (begin, finish, grain) in enumerate(dates)]  # fmt: skip
    article = {"article": "a", "title": "خبر", "published": pd.Timestamp(published), "text": TEXT, "sha256": ""}
    tokens = pd.DataFrame({"zone": ["body"] + ["promo"] * aside, "kind": ["word"] * (aside + 1)})
    return SimpleNamespace(
        articles=frames.make("articles", [article]),
        entities=frames.make("entities", rows),
        quotes=frames.make(
            "quotes", [{"speaker": who, "start": at * 9, "end": at * 9 + 5} for at, who in enumerate(speakers)]
        ),
        dates=frames.make("dates", days),
        tokens=tokens,
        engines={"names": "light"},
        rows=lambda: {"articles": 1, "tokens": len(tokens)},
    )


@pytest.mark.parametrize(
    "count, noun",
    [(1, "اسم يتكرر ذكره، هو"), (2, "اسمان يتكرر ذكرهما"), (3, "أسماء"), (11, "اسما"), (100, "اسم ")],
)
def test_nouns_agree_with_their_numbers(count, noun):
    found = findings.findings(
        analysed(names=[("اسم0", 9)] + [(f"اسم{n}", 2) for n in range(1, count)] + [("مرة", 1)]), "ar"
    )
    assert found[0][0] == str(count)
    assert found[0][1].startswith(noun) and "اسم0" in found[0][1]


def test_a_statement_inside_a_reported_one_counts_once():
    given = analysed(speakers=["PER:حفتر", "PER:حفتر"])
    given.quotes["start"], given.quotes["end"] = [0, 5], [20, 15]
    assert findings.findings(given, "en") == [("1", "quotation of حفتر")]


def test_findings_name_the_speaker_the_days_and_what_was_left_out():
    given = analysed(
        names=[("حفتر", 7), ("سلامة", 5)],
        speakers=["PER:سلامة"] * 3 + ["PER:حفتر", ""],
        dates=[
            ("2018-11-07", "2018-11-07", "day"),
            ("2018-11-07", "2018-11-07", "day"),
            ("2018-11-12", "2018-11-12", "day"),
            ("2018-11-12", "2018-11-13", "day"),
            ("2018-01-01", "2018-12-31", "year"),
        ],
        aside=24,
    )  # fmt: skip
    assert findings.findings(given, "ar") == [
        ("2", "اسمان يتكرر ذكرهما، أكثرهما حفتر (7 مواضع)"),
        ("5", "أقوال منقولة، وأكثر من نُقل عنه سلامة (3 أقوال)"),
        ("12–13 نوفمبر", "أكثر المواعيد ذكرا في الخبر: مرتين"),
        ("24", "كلمة من أثاث الصفحة لم تُحسب"),
    ]
    assert findings.findings(given, "en")[2] == ("12–13 November", "the time that the news points to most: twice")
    links = [link["href"] for link in soup(findings.show_findings(given, "en").html).select("a")]
    assert links == ["30_entities.ipynb", "40_quotes.ipynb", "50_timeline.ipynb", "10_article.ipynb"]


def test_what_was_not_found_is_not_said():
    assert findings.findings(analysed(names=[("حفتر", 1)]), "ar") == []
    assert findings.show_findings(analysed(), "ar").html == ""
    assert findings.findings(analysed(speakers=["", ""]), "ar") == [("2", "قولان منقولان")]
    # Three who are named equally often: nobody leads.
    assert findings.findings(analysed(names=[("أ", 2), ("ب", 2), ("ج", 2)]), "en")[0][1].endswith(
        "named more than once"
    )
    assert findings.findings(analysed(names=[("أ", 2), ("ب", 2)]), "ar")[0][1].endswith("أكثرهما أ وب (موضعان)")


def test_provenance_names_input_rows_engines_and_versions():
    more = {"engines": {"lemmas": "light"}, "kwic": pd.DataFrame({"x": [1, 2]})}
    made = provenance.provenance(analysed(), language="en", **more)
    lines = dict(line.split(": ", 1) for line in made.text.splitlines())
    code = hashlib.sha256(TEXT.encode()).hexdigest()
    assert lines["Input"] == f"خبر · text hash {code[:12]}"
    assert lines["Rows"] == "articles 1 · tokens 1 · hits 2"
    assert lines["Engines"] == "names light · lemmas light"
    assert f"Python {sys.version.split()[0]}" in lines["Versions"] and f"pandas {pd.__version__}" in lines["Versions"]
    assert soup(made.html).select_one("bdi.kh-code")["title"] == code
    assert made.html == provenance.provenance(analysed(), language="en", **more).html


def test_the_hash_of_many_articles_is_of_their_hashes():
    many = pd.DataFrame({"article": ["a", "b"], "sha256": ["1", "2"], "text": ["x", "y"]})
    assert provenance.fingerprint(many) == hashlib.sha256(b"1\n2").hexdigest()
    assert "2 articles" in provenance.provenance(articles=many, language="en").text
    assert "tokens 1,234" in provenance.provenance(articles=many, rows={"tokens": 1234}, language="en").text
    with pytest.raises(ValueError, match="no input"):
        provenance.provenance()


def test_templates_are_found_where_the_package_is():
    assert {"conf.json", "index.html.j2", "page.html.j2", "cover.html.j2", "page.css", "parts.css"} <= {
        file.name for file in markup.TEMPLATES.iterdir()
    }
    assert markup.TEMPLATES.is_relative_to(paths.ROOT)
    assert html.escape(pages.GENERATOR) == pages.GENERATOR
