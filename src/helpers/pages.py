"""Pages: an executed notebook made into one HTML page that runs nothing, asks for nothing and opens from disk."""

import base64
import copy
import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache, partial

from helpers import markup, wording
from helpers.clean import clean

GENERATOR = "Khabar"
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
BLOCKS = [*HEADINGS, "p", "dt", "dd", "blockquote", "figcaption", "caption", "summary", "legend"]
WHOLES = ["ul", "ol", "dl", "table"]  # a list or table has one direction, with all that is in it
PARTS = ["li", "td", "th"]
_WIDE = 600  # pixels: a picture that a telephone would show too small


@dataclass
class Page:
    """A page of a report: its file, its title and what a reader asks of it; then its content."""

    file: str
    title: str
    question: str = ""
    body: str = ""
    toc: list = field(default_factory=list)
    picture: str = ""
    own: str = ""


def in_language(notebook, language: str):
    """A copy of a notebook without the prose of other languages, and with code that shows nothing put together.

    Parameters
    ----------
    notebook : NotebookNode
        Prose cells carry the tag `ar` or `en`; those that carry neither stay. The tag `notebook` keeps a cell out of
        reports.
    language : {"ar", "en"}

    >>> import nbformat.v4 as v4
    >>> said = {"ar": "خبر", "en": "News"}
    >>> cells = [v4.new_markdown_cell(text, metadata={"tags": [tag]}) for tag, text in said.items()]
    >>> [cell.source for cell in in_language(v4.new_notebook(cells=cells), "ar").cells]
    ['خبر']
    """
    others = set(markup.LANGUAGES) - {language} | {"notebook"}
    kept = []
    for cell in copy.deepcopy(notebook).cells:
        if others & set(cell.metadata.get("tags", [])):
            continue
        silent = cell.cell_type == "code" and not cell.outputs
        if silent and kept and kept[-1].cell_type == "code" and not kept[-1].outputs:
            kept[-1].source += "\n\n" + cell.source
        elif not (silent and not cell.source.strip()):
            kept.append(cell)
    made = copy.copy(notebook)
    made.cells = kept
    return made


def outline(notebook, language: str) -> tuple[str, str]:
    """A notebook's title and the question it answers: the first heading and the first paragraph in the language.

    >>> import nbformat.v4 as v4
    >>> outline(v4.new_notebook(cells=[v4.new_markdown_cell("# المقال\\n\\nما هذا *المقال*؟")]), "ar")
    ('المقال', 'ما هذا المقال؟')
    """
    soup = _soup("")
    for cell in in_language(notebook, language).cells[:4]:
        if cell.cell_type == "markdown":
            soup.append(_soup(_exporter(language).markdown(cell.source)))
    title, question = soup.find(HEADINGS), soup.find("p")
    return (title.get_text(" ", strip=True) if title else "", " ".join(question.get_text().split()) if question else "")


def body(notebook, language: str, files=()) -> tuple[str, list]:
    """The content of a page: the notebook's cells, each block in its direction, cleaned.

    Parameters
    ----------
    notebook : NotebookNode
        Executed.
    language : {"ar", "en"}
    files : sequence of str
        The report's pages: links to their notebooks lead to them, other links go.

    Returns
    -------
    (str, list of dict)
        HTML, and the headings as id, text, level.
    """
    made, _ = _exporter(language).from_notebook_node(in_language(notebook, language))
    soup = _soup(made)
    toc = _headings(soup, language)
    _links(soup, set(files))
    _turned(soup, language)
    _framed(soup, language)
    return clean(str(soup)), toc


def assemble(page: Page, pages: list, language: str, kind: str = "notebook") -> str:
    """The whole page as HTML: head, links to the others, content, and the policy that allows it nothing.

    Parameters
    ----------
    page : Page
    pages : list of Page
        All of the report, in order, the cover first.
    kind : str
        "notebook" or "cover".
    """
    at = [other.file for other in pages].index(page.file)
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    for other in pages:
        other.own = _own(other.title, language)
    return _environment().get_template("page.html.j2").render(
        page=page, pages=pages, file=page.file, kind=kind, language=language, direction=markup.LANGUAGES[language],
        title=page.title if kind == "cover" else f"{page.title} · {pages[0].title}",
        style=style, style_hash=f"sha256-{digest}", generator=GENERATOR, body=page.body,
        toc=[{**entry, "own": _own(entry["text"], language)} for entry in page.toc if entry["level"] > 1],
        before=pages[at - 1] if at else None, after=pages[at + 1] if at + 1 < len(pages) else None,
        say=lambda key: wording.say(key, language),
    )  # fmt: skip


def cover(page: Page, pages: list, language: str, **about) -> str:
    """The content of the cover: title, source, day, hash, findings, and what the other pages answer."""
    template = _environment().get_template("cover.html.j2")
    return clean(
        template.render(
            title=page.title,
            pages=pages,
            own=lambda text: _own(text, language),
            isolate=lambda text: markup.isolate(text, language),
            say=lambda key: wording.say(key, language),
            **about,
        )  # fmt: skip
    )


def resolve(pages: list, article: str) -> None:
    """Links to a place in an article's text made to lead there from whichever page, or to the nearest before.

    Parameters
    ----------
    pages : list of Page
        Their bodies are changed. Where a page does not show the text itself, the first that does is led to.
    article : str
        The report's own: links that name no article mean it.
    """
    own = markup.anchor(0, article)[:-1]
    places = {page.file: _places(page.body) for page in pages}
    for page in pages:
        page.body = _PLACE.sub(partial(_led, page.file, places, own), page.body)


_SHOWN = re.compile(r'<(?:span|mark|p)[^<>]* id="(c(?:[0-9a-f]{7}-)?)(\d+)"')
_PLACE = re.compile(r'(<a(?: [a-z-]+="[^"]*")*?) href="#(c(?:[0-9a-f]{7}-)?)(\d+)"')


def _places(body: str) -> dict:
    """The offsets of each article's text that a page shows, in order: by the beginning of their ids."""
    found = {}
    for text, at in _SHOWN.findall(body):
        found.setdefault(text, set()).add(int(at))
    return {text: sorted(offsets) for text, offsets in found.items()}


def _led(file: str, places: dict, own: str, match: re.Match) -> str:
    named, at = match[2], int(match[3])
    wanted = [named] if named != "c" else ["c", own]  # a frame without the column `article` means the page's text
    homes = [(file, text) for text in wanted] + [(other, text) for text in wanted for other in places]
    home, text = next((home for home in homes if home[1] in places[home[0]]), (None, ""))
    if home is None:
        return match[1]
    offsets = places[home][text]
    nearest = offsets[max(bisect_right(offsets, at) - 1, 0)]
    return f'{match[1]} href="{"" if home == file else home}#{text}{nearest}"'


def _soup(made: str):
    from bs4 import BeautifulSoup  # heavy, and only a report needs it

    return BeautifulSoup(made, "html.parser")


@lru_cache(maxsize=2)
def _exporter(language: str):
    from nbconvert.exporters import HTMLExporter
    from nbconvert.exporters.html import IPythonRenderer, MarkdownWithMath

    class Exporter(HTMLExporter):
        def markdown(self, source: str) -> str:
            return MarkdownWithMath(renderer=IPythonRenderer(escape=False, exclude_anchor_links=True)).render(source)

    made = Exporter(
        template_name="khabar", extra_template_basedirs=[str(markup.TEMPLATES.parent)], exclude_anchor_links=True
    )
    made.log.setLevel("ERROR")  # it warns of each image without words; a page that has one fails its test
    made.register_filter("say", lambda key: wording.say(key, language))
    return made


@lru_cache(maxsize=1)
def _environment():
    from jinja2 import Environment, FileSystemLoader

    return Environment(loader=FileSystemLoader(markup.TEMPLATES), autoescape=True, trim_blocks=True)


@lru_cache(maxsize=1)
def _style() -> str:
    return markup.small(markup.css() + markup.read("page.css"))


def _own(text: str, language: str) -> str:
    own = markup.own_words(text, language)
    return markup.attributes(**own) if own["lang"] != language else ""


def _headings(soup, language: str) -> list:
    """One h1, no level left out, each with an id; gives the headings for the table of contents."""
    toc, level = [], 0
    for count, heading in enumerate(soup.find_all(HEADINGS)):
        wanted = max(int(heading.name[1]), 2) if toc else 1
        level = min(wanted, level + 1)
        heading.name = f"h{level}"
        heading["id"] = f"s{count}"
        if level <= 3 and not heading.find_parent(class_="khabar"):
            toc.append({"id": heading["id"], "text": " ".join(heading.get_text().split()), "level": level})
    return toc


def _links(soup, files: set) -> None:
    for link in soup.find_all("a", href=True):
        file, mark, place = link["href"].partition("#")
        file = re.sub(r"^(?:\./)?([\w-]+)\.ipynb$", r"\1.html", file)
        if file and file not in files:
            link.unwrap()
        else:
            link["href"] = file + mark + place


def _turned(soup, language: str) -> None:
    """Each block in its direction: by its own letters, unless it says so itself; code always from left to right."""
    for block in soup.find_all([*WHOLES, *PARTS, *BLOCKS]):
        inside = block.name in BLOCKS and block.find_parent(PARTS)
        if inside or block.find_parent(class_="khabar"):
            continue
        found = markup.direction(block.get_text(), language)
        if block.name == "li":  # its direction is the list's, or its bullet would stand alone on the other side
            found = {"lang": found["lang"]} if found else {}
        _turn(block, found)
    for pre in soup.find_all("pre"):
        if "out" in pre.get("class", []):
            _turn(pre, markup.direction(pre.get_text(), language))
        else:
            pre["dir"], pre["lang"], pre["translate"] = "ltr", "en", "no"
    for code in soup.find_all("code"):
        if not code.find_parent("pre"):
            code["dir"], code["translate"] = "ltr", "no"


def _turn(block, found: dict) -> None:
    if block.has_attr("dir"):
        return
    for name, value in found.items():
        block[name] = value


def _framed(soup, language: str) -> None:
    """Foreign tables and wide images without a narrow one get a frame that scrolls; images say their language."""
    for wide in soup.select("table:not(.khabar table), img[width]:not(picture img)"):
        if wide.name == "img" and int("0" + re.sub(r"\D", "", wide["width"])) <= _WIDE:
            continue
        said = wording.say("table" if wide.name == "table" else "picture", language)
        wide.wrap(soup.new_tag("div", attrs={"class": "plain", "tabindex": "0", "role": "group", "aria-label": said}))
    for image in soup.select("img:not([lang])"):
        if own := markup.direction(image.get("alt", ""), language):
            image["lang"] = own["lang"]


def first_picture(made: str) -> str:
    """The first image of a page as HTML, the narrow one where there are two; "" if it has none.

    >>> first_picture('<p>خبر</p><img alt="نص" src="data:image/png;base64,AA==">')
    '<img alt="نص" src="data:image/png;base64,AA==">'
    """
    found = re.search(r"<(?:img|source) [^>]*>|$", made)
    if not found[0].startswith("<source"):
        return found[0]
    both = _soup(made[found.start() : made.index("</picture>", found.start())])
    both.img.attrs |= {"src": both.source["srcset"], "width": both.source["width"], "height": both.source["height"]}
    return str(both.img)
