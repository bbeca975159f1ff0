"""Labels as strings: what is added, escaped and left out. Whether they look right is tests/test_rendering.py."""

import pytest
from matplotlib.figure import Figure

from helpers import rtl


@pytest.fixture
def native(monkeypatch):
    """As with a matplotlib that shapes."""
    monkeypatch.setattr(rtl, "native", lambda: True)


@pytest.fixture
def drawn(monkeypatch):
    """As with a matplotlib that draws letter by letter."""
    monkeypatch.setattr(rtl, "native", lambda: False)


def test_behaviour_and_libraqm_agree():
    from matplotlib import ft2font

    assert rtl.native() == hasattr(ft2font, "__libraqm_version__")


@pytest.mark.usefixtures("native")
@pytest.mark.parametrize("text", ["خليفة حفتر", "مجلس الأمن (UN)", "12 نوفمبر", "45% من", "-5 درجات", "«نعم» قال"])
def test_text_that_starts_in_arabic_stays_as_it_is(text):
    assert rtl.label(text) == text


@pytest.mark.usefixtures("native")
@pytest.mark.parametrize("text", ["UN غسان", "(UN) مجلس", "٢٠١٨"])
def test_text_that_starts_otherwise_is_led_by_a_mark(text):
    assert rtl.label(text) == rtl.RLM + text


@pytest.mark.usefixtures("native")
def test_each_line_for_itself():
    assert rtl.label("مجلس الأمن\nUN في نيويورك") == "مجلس الأمن\n" + rtl.RLM + "UN في نيويورك"
    assert rtl.label("حفتر\r\nليبيا\u2028تونس") == "حفتر\nليبيا\nتونس"


@pytest.mark.usefixtures("native")
def test_a_sentence_from_left_to_right():
    assert rtl.label("حفتر: 7 times", "ltr") == rtl.LRM + "حفتر: 7 times"
    assert rtl.label("Mentions of حفتر", "ltr") == "Mentions of حفتر"


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize(
    "text, seen",
    [
        ("لا", "ﻻ"),
        ("UN لا", "ﻻ UN"),
        ("لا (UN)", "(UN) ﻻ"),
        ("لا [لا] 12", "12 [ﻻ] ﻻ"),
        ("«لا»", "«ﻻ»"),
        ("الله", "ﻪﻠﻟﺍ"),
        ("و\u200cو", "ﻭﻭ"),
    ],
)
def test_reshaped_and_reordered(text, seen):
    assert rtl.label(text) == seen


@pytest.mark.parametrize("text", ["UN 2018", "plain", "", "45%", "(a) [b]"])
def test_latin_is_left_alone(text):
    assert rtl.label(text) == text


def test_dollars_are_escaped_and_controls_left_out():
    assert rtl.label("$a$ 5") == r"\$a\$ 5"
    assert rtl.label("a\u202eb\u2066c\ufeffd\x07e") == "abcde"
    assert rtl.label("a\tb\u00a0c\u202fd") == "a b c d"
    assert rtl.label(2018) == "2018"


def test_a_direction_that_is_none():
    with pytest.raises(ValueError, match="No direction is called 'up'; pass 'rtl' or 'ltr'"):
        rtl.label("حفتر", "up")


@pytest.mark.parametrize("text", ["غسان سلامة", "UN غسان (12)", "قال «نعم»\nثم لا", "بين 100 $ و 200 $"])
def test_a_browser_gets_the_text_back_isolated(text):
    isolated = rtl.isolated(rtl.label(text))
    assert isolated == "\n".join(rtl.RLI + line + rtl.PDI for line in text.split("\n"))
    assert rtl.isolated(rtl.label(f"on {text}", "ltr")).startswith(rtl.LRI)
    assert rtl.isolated(rtl.label("5 $")) == "5 $"


def test_labels_are_remembered_within_bounds(monkeypatch):
    monkeypatch.setattr(rtl, "_REMEMBERED", 5)
    for number in range(20):
        rtl.label(f"لا {number}")
    assert len(rtl._made_from) <= 5
    assert rtl.isolated(rtl.label("لا 19")) == rtl.RLI + "لا 19" + rtl.PDI


def test_a_figure_is_as_before_when_it_has_been_written():
    figure = Figure()
    marked, plain = figure.text(0, 0, rtl.label("مُؤتمر")), figure.text(0, 1, rtl.label("مؤتمر"))
    before = [text.get_text() for text in figure.texts]
    with rtl.outlined(figure):
        assert [len(text.get_path_effects()) for text in (marked, plain)] == [1, 0]
    with rtl.laid_out_by_browser(figure):
        assert plain.get_text() == rtl.RLI + "مؤتمر" + rtl.PDI
    assert [text.get_text() for text in figure.texts] == before
    assert [text.get_path_effects() for text in figure.texts] == [[], []]
