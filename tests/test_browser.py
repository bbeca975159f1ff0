"""The pages of a report in chromium: readable by everyone, in every form, and asking for nothing."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import browsing
import pytest
from PIL import Image

from helpers import paths, pictures, running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
ARTEFACTS = paths.ROOT / "artifacts" / "pages"
LANGUAGES = {"ar": "rtl", "en": "ltr"}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The sample's report in both languages: its pages by language."""
    folder = tmp_path_factory.mktemp("reports")
    return {language: browsing.report(folder / language, "--language", language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def browser(built):
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def all_pages(built):
    return [(language, file) for language, files in built.items() for file in files]


def test_a_report_has_its_pages_and_is_light(built):
    asked = {Path(name).with_suffix(".html").name for name in ("00_start_here", "10_article", "30_entities")}
    for files in built.values():
        assert asked | {"index.html"} <= {file.name for file in files}
        assert sum(file.stat().st_size for file in files) < 4_000_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(built, page, scheme):
    from axe_playwright_python.sync_playwright import Axe

    axe, found = Axe(), []
    page.emulate_media(color_scheme=scheme)
    for language, file in all_pages(built):
        page.goto(file.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        # What the scheme changes is colour; all else is looked at once.
        options = {} if scheme == "light" else {"runOnly": ["color-contrast", "link-in-text-block"]}
        response = axe.run(page, options=options).response
        assert response["passes"]
        found += [
            (language, file.name, violation["id"], [node["html"][:200] for node in violation["nodes"]][:3])
            for violation in response["violations"]
        ]
    assert found == []


# What sticks out at a side of the page, scrollable tables and what is for readers of screens apart.
OVERFLOW = """() => {
    const width = document.documentElement.clientWidth, out = [];
    if (document.documentElement.scrollWidth > width) out.push(['page', document.documentElement.scrollWidth]);
    for (const element of document.body.querySelectorAll('*')) {
        if (element.closest('.kh-scroll, .plain, .skip, .quiet')) continue;
        const box = element.getBoundingClientRect();
        const tell = (...what) => out.push([element.outerHTML.slice(0, 150), ...what]);
        if (box.width && (box.left < -1 || box.right > width + 1)) tell(box.left, box.right);
        if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible')
            tell(element.scrollWidth, element.clientWidth);
    }
    return out;
}"""


VIEWS = [(media, scheme, width) for media, scheme in (("screen", "light"), ("screen", "dark"), ("print", "light"))
         for width in (390, 1280)]  # fmt: skip


@pytest.mark.parametrize("media, scheme, width", VIEWS)
def test_nothing_sticks_out(built, browser, media, scheme, width):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.emulate_media(media=media, color_scheme=scheme)
    found = []
    for language, file in all_pages(built):
        page.goto(file.as_uri())
        name = f"{language}-{file.stem}-{media}-{scheme}-{width}.png"
        browsing.photograph(page, ARTEFACTS / name, full_page=True)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found += [(language, file.name, *what) for what in page.evaluate(OVERFLOW)]
    context.close()
    assert found == []


BLOCKS = """language => {
    const arabic = /[\\u0620-\\u064a\\u0671-\\u06d3]/g, latin = /[A-Za-z]/g, out = [];
    const count = (text, letters) => (text.match(letters) || []).length;
    const blocks = 'p,h1,h2,h3,h4,h5,h6,li,td,th,caption,figcaption,summary,blockquote,dt,dd,pre,legend,label';
    for (const block of document.querySelectorAll(blocks)) {
        const text = block.textContent, ours = count(text, arabic), theirs = count(text, latin);
        const dir = getComputedStyle(block).direction, lang = block.closest('[lang]').lang;
        const tell = why => out.push([why, dir, lang, block.outerHTML.slice(0, 200)]);
        if (block.matches('.highlight pre')) {
            if (dir !== 'ltr') tell('code');
        } else if (ours && (language === 'ar' || !theirs)) {
            // An English table keeps a header of its own language; an Arabic cell in it is Arabic.
            if (dir !== 'rtl' || lang !== 'ar') tell('Arabic');
        } else if (theirs && !ours) {
            // Within a list or a right-to-left table the letters are turned, not the bullet or the cell.
            const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                if (!/[A-Za-z]/.test(node.data)) continue;
                const around = node.parentElement.closest('bdi, code, [dir]');
                if (getComputedStyle(around).direction !== 'ltr' && !node.parentElement.closest('li')) tell('Latin');
                if (node.parentElement.closest('[lang]').lang !== 'en') tell('Latin lang');
            }
        }
    }
    return out;
}"""


def test_every_block_has_its_direction_and_language(built, page):
    found = []
    for language, file in all_pages(built):
        page.goto(file.as_uri())
        root = page.evaluate("[getComputedStyle(document.documentElement).direction, document.documentElement.lang]")
        assert root == [LANGUAGES[language], language]
        found += [(language, file.name, *what) for what in page.evaluate(BLOCKS, language)]
    assert found == []


def test_the_prose_of_the_other_language_is_not_there(built, page):
    for language, file in all_pages(built):
        page.goto(file.as_uri())
        prose = page.evaluate("[...document.querySelectorAll('section.prose')].map(s => s.innerText)")
        for text in prose:
            arabic, latin = (len(re.findall(letters, text)) for letters in ("[\u0620-\u064a]", "[A-Za-z]"))
            assert (arabic > latin) == (language == "ar"), (file.name, text[:200])


def watched(page):
    """What a page asks for, says in a dialogue or fails at, as it happens."""
    seen = {"requests": [], "dialogs": [], "console": []}
    page.on("request", lambda request: seen["requests"].append(request.url))
    page.on("dialog", lambda dialog: (seen["dialogs"].append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: seen["console"].append(message.text))
    page.context.route(re.compile("^(?!file:|data:)"), lambda route: route.abort())
    return seen


def left(requests, folder):
    return [url for url in requests if not url.startswith(("data:", folder.as_uri()))]


def test_no_request_leaves_a_page(built, page):
    seen = watched(page)
    for _, file in all_pages(built):
        page.goto(file.as_uri())
        page.mouse.wheel(0, 20_000)
        assert page.evaluate("[...document.scripts].length") == 0
        assert (
            page.evaluate("performance.getEntriesByType('resource').filter(r => !r.name.startsWith('data:')).length")
            == 0
        )
        assert left(seen["requests"], file.parent.parent) == []
    assert seen["dialogs"] == seen["console"] == []


def test_pictures_have_words_and_are_seen(built, page):
    count = 0
    for language, file in all_pages(built):
        page.goto(file.as_uri())
        for alt, lang, width in page.evaluate(
            "[...document.images].map(i => [i.alt, i.closest('[lang]').lang, i.naturalWidth])"
        ):
            count += 1
            assert width > 100
            assert len(alt) > 20 and (lang == language or language == "en"), (file.name, alt)
    assert count >= 6


@pytest.mark.parametrize("width, narrow", [(390, True), (1280, False)])
def test_a_telephone_is_shown_the_narrow_picture(built, browser, width, narrow):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(next(file for file in built["ar"] if file.name.startswith("30_")).as_uri())
    shown = page.evaluate("""() => [...document.querySelectorAll('picture')].map(p => [
        p.querySelector('img').currentSrc === p.querySelector('source').srcset,
        p.querySelector('img').getBoundingClientRect().width / p.querySelector('img').naturalWidth * 2])""")
    assert len(shown) == 5 and {which for which, _ in shown} == {narrow}
    # Of the smallest letters, drawn 8.5 points high at 100 pixels an inch, in pixels of the screen.
    assert min(scale for _, scale in shown) * 8.5 / 72 * 100 >= 11
    page.close()


def test_a_number_leads_to_its_place_on_the_page(built, page):
    for language, files in built.items():
        page.goto(next(file for file in files if file.name.startswith("30_")).as_uri())
        row = page.locator(".kh-kwic tbody tr").nth(1)
        word = row.locator(".kh-key").inner_text()
        row.locator("a").click()
        page.wait_for_url("**/*.html#c*")
        target = page.locator(":target")
        assert word in target.inner_text(), language
        box = target.bounding_box()
        assert 0 <= box["y"] <= 900
        assert target.evaluate("e => getComputedStyle(e).backgroundColor") not in ("rgba(0, 0, 0, 0)", "transparent")


def test_a_bar_opens_by_keyboard_on_sentences_that_lead_to_the_article(built, page):
    for language, files in built.items():
        page.goto(next(file for file in files if file.name.startswith("30_")).as_uri())
        bars = page.locator(".kh-bars .kh-bar").evaluate_all("bars => bars.map(bar => bar.getBoundingClientRect())")
        numbers = [int(number) for number in page.locator(".kh-bars .kh-run bdi").all_inner_texts()]
        assert len(bars) == len(numbers) > 10
        assert all(
            abs(bar["width"] / bars[0]["width"] - n / numbers[0]) < 0.01 for bar, n in zip(bars, numbers, strict=True)
        )
        side = "right" if language == "ar" else "left"
        assert len({round(bar[side]) for bar in bars}) == 1, "they grow from one side"
        row = page.locator(".kh-bars details").first
        assert not row.locator("li").first.is_visible()
        row.locator("summary").focus()
        page.keyboard.press("Enter")
        assert row.locator("li mark").count() == numbers[0] and row.locator("li").first.is_visible()
        word = row.locator("mark").first.inner_text().split()[0]
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/*.html#c*")
        assert page.locator(":target").inner_text().startswith(word), language


def test_kinds_are_switched_by_style_alone(built, page):
    page.goto(next(file for file in built["ar"] if file.name.startswith("00_")).as_uri())
    style = "e => getComputedStyle(e).borderBottomStyle"
    person = page.locator(".kh-text mark.kh-per").first
    place = page.locator(".kh-text mark.kh-loc").first
    assert (person.evaluate(style), place.evaluate(style)) == ("solid", "dashed")
    page.get_by_label("شخص").uncheck()
    assert (person.evaluate(style), place.evaluate(style)) == ("none", "dashed")
    assert page.locator(".kh-text .kh-aside").first.is_visible()
    page.get_by_label("خارج المتن").uncheck()
    assert not page.locator(".kh-text .kh-aside").first.is_visible()


def test_a_letter_before_a_name_is_joined_to_it(built, page):
    """The mark must not part «لموسكو»: the line is as wide as without marks."""
    page.goto(next(file for file in built["ar"] if file.name.startswith("00_")).as_uri())
    widths = page.evaluate("""() => [...document.querySelectorAll('.kh-text > p')].slice(0, 6).map(p => {
        const copy = document.createElement('p'), old = p.cloneNode(true);
        copy.textContent = p.textContent;
        return [old, copy].map(line => {
            line.style.cssText = 'position:absolute;white-space:nowrap';
            line.querySelectorAll('mark').forEach(m => m.title = '');
            p.parentElement.append(line);
            const width = line.getBoundingClientRect().width;
            line.remove();
            return width;
        });
    })""")
    assert len(widths) == 6
    for marked, plain in widths:
        assert marked == pytest.approx(plain, abs=1)


def test_on_paper_a_page_is_a4_without_code(built, page, tmp_path):
    for language, file in all_pages(built):
        page.goto(file.as_uri())
        target = ARTEFACTS / f"{language}-{file.stem}.pdf"
        target.parent.mkdir(parents=True, exist_ok=True)
        page.pdf(path=target, prefer_css_page_size=True)
        boxes = set(re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)[.\d]*\]", target.read_bytes()))
        assert boxes == {(b"594", b"841")}, file.name
        page.emulate_media(media="print")
        assert page.locator("details.code >> visible=true").count() == 0
        cut = page.evaluate(
            "[...document.querySelectorAll('tr')].filter(r => getComputedStyle(r).breakInside !== 'avoid').length"
        )
        assert cut == 0
        page.emulate_media(media="screen")
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", ARTEFACTS / "en-index.pdf", "-"], capture_output=True, text=True).stdout
        assert "In this report" in text


def test_pictures_for_the_readme_are_small(built, browser, tmp_path):
    made = pictures.photograph(browser, built["ar"][0].parent, tmp_path)
    assert [path.name for path in made] == ["cover.png", "article.png", "names.png"]
    for path in made:
        picture = Image.open(path)
        assert picture.width == 1000 and 300 < picture.height < 1200, path.name
        assert path.stat().st_size < 120_000


@pytest.mark.parametrize("missing", ["chromium", "playwright"])
def test_without_a_browser_a_test_is_skipped_but_never_in_ci(monkeypatch, capsys, missing):
    if missing == "chromium":
        monkeypatch.setattr(pictures.shutil, "which", lambda name: None)
    else:
        monkeypatch.setattr(pictures.shutil, "which", lambda name: "/usr/bin/chromium")
        monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    for ci, outcome in (("", pytest.skip.Exception), ("true", pytest.fail.Exception)):
        monkeypatch.setenv("CI", ci)
        with pytest.raises(outcome, match=f"There is no {missing} here. Install it: "), browsing.chromium():
            pass
    assert pictures.main() == 2
    assert capsys.readouterr().err.startswith(f"There is no {missing} here. Install it: ")


HOSTILE = """قال <script>window.ran = 1; alert(1)</script> خليفة حفتر "نعم" في موسكو أمس.
<img src=x onerror="window.ran = 2"> <img src="http://example.org/a.png"> وقال غسان سلامة إن <b>الحل</b> قريب.
</script><style>@import "http://example.org/a.css"; body{display:none}</style> وصل سلامة إلى ليبيا.
<a href="javascript:window.ran=3">انقر هنا</a> [هنا](javascript:window.ran=4) ![صورة](http://example.org/b.png) في تونس.
<iframe src="http://example.org/"></iframe><form action="http://example.org"><input autofocus onfocus="window.ran=5">
<svg onload="window.ran=6"><use href="http://example.org/x.svg#a"/></svg> <base href="http://example.org/"> قال حفتر.
\u202eهذا نص مقلوب\u202c و\u2067معزول\u2069 و$\\frac{1}{2}$ و`رمز` و# عنوان و**غامق**.
<!-- تعليق --> و&lt;script&gt; و]]> و{{7*7}} في ليبيا.
- \" onmouseover=\"window.ran=7\" x=\" و' onclick='window.ran=8' قال خليفة حفتر في موسكو.
"""
TITLE = 'عنوان "بين" علامتين\' <script>window.ran=9</script> & $x$'


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "x.txt").write_text(HOSTILE, "utf-8")
    quoted = TITLE.replace('"', '""')
    row = f'"<i>\'id"" x","x.txt","{quoted}",2018-11-08,"<img src=x onerror=window.ran=10>","javascript:window.ran=11"'
    (folder / "manifest.csv").write_text(f"id,file,title,published,source,url\n{row}\n", "utf-8")
    return browsing.report(folder / "out", "--article", folder / "x.txt")


FORBIDDEN = (
    "script, iframe, form, object, svg, base, [onclick], [onerror], [onload], [style], a[href^=javascript], body style,"
    "input:not([type=checkbox])"
)


@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without it"])
def test_a_hostile_article_is_plain_text(hostile, page, tmp_path, policy):
    seen = watched(page)
    for file in hostile:
        made = file.read_text("utf-8")
        if not policy:  # the cleaning has to be enough by itself
            made, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", made)
            assert count == 1
        target = tmp_path / file.name
        target.write_text(made, "utf-8")
        page.goto(target.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        page.mouse.move(200, 300)
        assert page.evaluate("window.ran") is None
        assert page.evaluate("s => document.querySelectorAll(s).length", FORBIDDEN) == 0, file.name
        assert page.evaluate("document.querySelectorAll('style').length") == 1
        assert page.locator("body").is_visible()
        assert left(seen["requests"], tmp_path) == []
    assert seen["dialogs"] == []


def test_a_hostile_article_is_shown_as_it_came(hostile, page):
    files = {file.stem: file for file in hostile}
    page.goto(files["index"].as_uri())
    assert page.locator("h1").inner_text() == page.title() == TITLE
    page.goto(files["10_article"].as_uri())
    shown = re.sub(r"\s", "", page.locator(".kh-text").first.inner_text())
    for line in HOSTILE.splitlines():
        visible = re.sub("[\u202a-\u202e\u2066-\u2069]", lambda match: f"U+{ord(match[0]):04X}", line)
        assert re.sub(r"\s", "", visible) in shown


def test_the_notebooks_asked_for_are_those_on_the_cover(built, page):
    for language, files in built.items():
        page.goto(next(file for file in files if file.name == "index.html").as_uri())
        links = page.evaluate("[...document.querySelectorAll('.contents h3 a')].map(a => a.getAttribute('href'))")
        assert sorted([*links, "index.html"]) == [file.name for file in files], language
        for link in links:
            assert "ARTICLE" in running.parameters(
                running.read(paths.NOTEBOOKS / Path(link).with_suffix(".ipynb").name)
            )
