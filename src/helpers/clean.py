"""HTML cleaned: what may stand on a page of a report is listed here, and nothing else reaches it."""

import re

import nh3

_BLOCKS = "article aside blockquote div figcaption figure footer header hr main nav p pre section"
_LISTS = "dl dd dt li ol ul h1 h2 h3 h4 h5 h6"
_INLINE = "a abbr b bdi br cite code del em i img ins kbd mark picture q s samp small source span strong sub sup time u"
_TABLE = "caption col colgroup table tbody td tfoot th thead tr"
_FOLDS = "details summary fieldset legend label input"
TAGS = {"var", "wbr", *_BLOCKS.split(), *_LISTS.split(), *_INLINE.split(), *_TABLE.split(), *_FOLDS.split()}
# These go with what is in them; of other tags that are not listed the words stay.
SILENT = {"script", "style", "iframe", "object", "embed", "template", "noscript", "svg", "math", "select", "textarea"}
ATTRIBUTES = {
    "*": {"id", "class", "dir", "lang", "title", "role", "tabindex", "aria-label", "aria-labelledby", "aria-hidden",
          "aria-current", "translate"},
    "a": {"href"}, "img": {"src", "alt", "width", "height"}, "input": {"checked"}, "details": {"open"},
    "source": {"media", "srcset", "width", "height"},
    "ol": {"start", "reversed"}, "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope", "headers"},
    "col": {"span"}, "colgroup": {"span"}, "time": {"datetime"},
}  # fmt: skip
_HREF = re.compile(r"(?:[\w-]+\.html)?(?:#[\w.=-]*)?", re.ASCII)
_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]+")
_MEDIA = re.compile(r"\(max-width: ?[0-9]+rem\)")
_ROLES = {"group", "note", "img", "list", "listitem"}


def clean(html: str) -> str:
    """HTML with nothing in it that runs, asks for anything from elsewhere, or sends anything.

    Kept are text, tables, images that are in the page itself, links within the report, folds, and check boxes (which
    only the page's style looks at). Not kept: scripts, handlers, frames, forms, styles, addresses elsewhere, comments.

    Parameters
    ----------
    html : str
        A fragment, of any origin.

    Notes
    -----
    The work is nh3's (ammonia): it parses as browsers do and writes out what it has parsed.

    >>> clean('<p onclick="x()">خبر<script>x()</script> <a href="//example.org">هنا</a> <img src="http://example.org/a.png"></p>')
    '<p>خبر <a>هنا</a> <img></p>'
    >>> clean('<form><input type="text" name="q" checked>نعم</form><a href="javascript:x()">لا</a>')
    '<input checked="" type="checkbox">نعم<a>لا</a>'
    """
    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags=SILENT,
        attributes=ATTRIBUTES,
        attribute_filter=_allowed,
        set_tag_attribute_values={"input": {"type": "checkbox"}},
        url_schemes={"data"},
        link_rel=None,
    )


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        return value if _HREF.fullmatch(value) else None
    if attribute in ("src", "srcset"):  # one image: no list of them has this form
        return value if _IMAGE.fullmatch(value) else None
    if attribute == "media":
        return value if _MEDIA.fullmatch(value) else None
    if attribute == "dir":
        return value if value in ("rtl", "ltr", "auto") else None
    if attribute == "role":
        return value if value in _ROLES else None
    if attribute == "tabindex":
        return value if value in ("0", "-1") else None
    return value
