"""Reading one article: what comes from the file, what from the manifest, and what is said of bad input."""

import hashlib

import pandas as pd
import pytest

from helpers import articles, encodings, frames, paths

PAGE = "وصل المبعوث إلى طرابلس اليوم."


@pytest.fixture
def page(tmp_path):
    def write(content=PAGE, name="page.txt", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def test_sample_is_read_as_it_came(sample_text):
    frame = articles.read(paths.SAMPLE)
    assert list(frame.columns) == list(frames.COLUMNS["articles"])
    row = frame.iloc[0]
    assert row.article == "libya-palermo-2018"
    assert row.text == sample_text
    assert row.published == pd.Timestamp("2018-11-08")
    assert row.sha256 == hashlib.sha256(paths.SAMPLE.read_bytes()).hexdigest()


def test_article_outside_any_manifest_has_no_day_and_no_title(page):
    row = articles.read(page()).iloc[0]
    assert (row.article, row.title, row.source) == ("page", "", "")
    assert row.published is pd.NaT


def test_what_is_said_wins_over_the_manifest():
    row = articles.read(paths.SAMPLE, published="2018-11-09", title="عنوان", source="مصدر").iloc[0]
    assert (row.published, row.title, row.source) == (pd.Timestamp("2018-11-09"), "عنوان", "مصدر")


def test_headline_becomes_the_title(page):
    path = page("المبعوث في طرابلس\nوصل المبعوث الأممي إلى العاصمة الليبية طرابلس صباح اليوم الخميس.")
    assert articles.read(path).title[0] == "المبعوث في طرابلس"


def test_newlines_of_any_kind_stay(page):
    assert articles.read(page("سطر\r\nسطر آخر\r\n")).text[0] == "سطر\r\nسطر آخر\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256", "iso8859_6"])
def test_encodings_are_found(page, encoding):
    text = (PAGE + " وأكد أن الحل بيد الليبيين أنفسهم، وأن المجتمع الدولي موجود لمساعدتهم.") * 3
    assert articles.read(page(text, encoding=encoding)).text[0] == text


def test_page_declaring_its_encoding():
    data = f'<meta charset="windows-1256"><p>{PAGE}'.encode("cp1256")
    assert encodings.decode(data) == (data.decode("cp1256"), "cp1256")


def test_saved_web_page(public_data):
    folder = public_data("html-page")
    row = articles.read(folder / "page.html").iloc[0]
    expected = (folder / "expected.txt").read_text("utf-8").split()
    assert len(set(expected) & set(row.text.split())) > 0.9 * len(set(expected))
    assert "<" not in row.text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"Only English here.", "no Arabic letter"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\xff\xfe\x00\x80", "is no text"),
        ("خبر".encode("utf-16")[:-1], "may be cut"),
    ],
)
def test_bad_content_is_named_with_what_to_do(page, content, says):
    path = page(content, "bad.txt")
    with pytest.raises(ValueError, match=says) as error:
        articles.read(path)
    assert "bad.txt" in str(error.value)
    assert "\n" not in str(error.value)


def test_missing_file_and_folder(tmp_path):
    with pytest.raises(FileNotFoundError, match="There is no file .*none.txt"):
        articles.read(tmp_path / "none.txt")
    with pytest.raises(IsADirectoryError, match="is a folder.*make corpus"):
        articles.read(tmp_path)


def test_table_of_articles_is_no_article(page):
    with pytest.raises(ValueError, match=r"is no single article \(.jsonl\).*make corpus SOURCE="):
        articles.read(page('{"text": "خبر"}', "many.jsonl"))


@pytest.mark.parametrize("day", ["gestern", "2018-13-01", "31/31/2018"])
def test_bad_day(day):
    with pytest.raises(ValueError, match="is no date. Write it as year-month-day"):
        articles.read(paths.SAMPLE, published=day)


def test_manifest_errors(tmp_path):
    (tmp_path / "manifest.csv").write_text("id,file\na,a.txt\n", "utf-8")
    with pytest.raises(ValueError, match="no column 'title'; it has: id, file"):
        articles.manifest(tmp_path)
    (tmp_path / "manifest.csv").write_text("id,file,title,published,source,url\na,a.txt,,,,\na,b.txt,,,,\n", "utf-8")
    with pytest.raises(ValueError, match="has the id 'a' twice"):
        articles.manifest(tmp_path)
