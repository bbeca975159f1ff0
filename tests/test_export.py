"""Files for a spreadsheet: letters, direction, formulas, and whole or not at all."""

import csv
import os
import stat

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook

from helpers import export, frames

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0", "＝1+1", " =1+1"]


@pytest.fixture
def hits():
    row = {"article": "أ", "start": 4, "end": 9, "before": "زار ", "keyword": "ليبيا", "after": " أمس"}
    return frames.make("kwic", [row])


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_csv_has_a_byte_order_mark_and_the_columns_in_order(tmp_path, hits):
    path = export.csv(hits, tmp_path / "kwic.csv", headers={"keyword": "الكلمة"})
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert rows_of(path) == [
        ["article", "start", "end", "before", "الكلمة", "after"], ["أ", "4", "9", "زار ", "ليبيا", " أمس"],
    ]  # fmt: skip


def test_csv_keeps_quotes_commas_and_line_breaks(tmp_path):
    texts = ['قال "نعم"', "واحد، اثنان, ثلاثة", "سطر\nسطر"]
    assert [row[0] for row in rows_of(export.csv(pd.DataFrame({"t": texts}), tmp_path / "t.csv"))[1:]] == texts


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_is_a_formula(tmp_path, text):
    frame = pd.DataFrame({"term": [text, "ليبيا"]})
    cell = rows_of(export.csv(frame, tmp_path / "t.csv"))[1][0]
    assert cell == "'" + text
    sheet = load_workbook(export.xlsx(frame, tmp_path / "t.xlsx")).active
    assert sheet["A2"].data_type == "s" and sheet["A2"].quotePrefix
    assert not sheet["A3"].quotePrefix


def test_headings_are_no_formulas_either(tmp_path):
    frame = pd.DataFrame({"=1+1": ["خبر"]})
    assert rows_of(export.csv(frame, tmp_path / "t.csv"))[0] == ["'=1+1"]
    assert load_workbook(export.xlsx(frame, tmp_path / "t.xlsx")).active["A1"].data_type == "s"


def test_numbers_stay_numbers(tmp_path):
    frame = pd.DataFrame(
        {"n": [-1, 2], "x": [-0.5, np.nan], "inf": [np.inf, -np.inf], "when": pd.to_datetime(["2018-11-08", None])}
    )
    assert rows_of(export.csv(frame, tmp_path / "t.csv"))[1:] == [
        ["-1", "-0.5", "∞", "2018-11-08"],
        ["2", "", "−∞", ""],
    ]
    sheet = load_workbook(export.xlsx(frame, tmp_path / "t.xlsx")).active
    assert [cell.value for cell in sheet[2]][:3] == [-1, -0.5, "∞"] and sheet["D2"].is_date
    assert [cell.value for cell in sheet[3]] == [2, None, "−∞", None]


def test_days_before_excels_first_are_text(tmp_path):
    frame = pd.DataFrame({"when": pd.to_datetime(["1798-07-01"]).astype("datetime64[s]")})
    assert load_workbook(export.xlsx(frame, tmp_path / "t.xlsx")).active["A2"].value == "1798-07-01"


def test_the_sheet_runs_from_the_right(tmp_path, hits):
    sheet = load_workbook(export.xlsx(hits, tmp_path / "kwic.xlsx")).active
    assert sheet.sheet_view.rightToLeft
    assert [cell.value for cell in sheet[1]] == list(
        frames.COLUMNS["kwic"]
    )  # A is the rightmost: read before, keyword, after
    assert [sheet[f"{column}2"].alignment.horizontal for column in "DEF"] == ["left", "center", "right"]
    assert {sheet[f"{column}2"].alignment.readingOrder for column in "ADEF"} == {2}
    assert sheet.freeze_panes == "A2"
    english = load_workbook(export.xlsx(hits, tmp_path / "en.xlsx", language="en")).active
    assert not english.sheet_view.rightToLeft
    with pytest.raises(ValueError, match="pass 'ar'"):
        export.xlsx(hits, tmp_path / "fr.xlsx", language="fr")


def test_controls_that_xml_cannot_hold_are_made_visible(tmp_path):
    sheet = load_workbook(export.xlsx(pd.DataFrame({"t": ["خ\x00بر\x1f"]}), tmp_path / "t.xlsx")).active
    assert sheet["A2"].value == "خ\ufffdبر\ufffd"


def test_what_excel_cannot_hold_is_said_not_cut(tmp_path, monkeypatch):
    with pytest.raises(ValueError, match=r"Column 'text' has a text of 32,768 characters in row 1 .* export.csv"):
        export.xlsx(pd.DataFrame({"text": ["", "ا" * 32_768]}), tmp_path / "t.xlsx")
    monkeypatch.setattr(export, "ROWS", 2)
    with pytest.raises(ValueError, match="3 rows and a sheet holds 2; write it with export.csv"):
        export.xlsx(pd.DataFrame({"n": range(3)}), tmp_path / "t.xlsx")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("write", [export.csv, export.xlsx])
def test_written_whole_or_not_at_all(tmp_path, monkeypatch, write):
    path = write(pd.DataFrame({"t": ["أول"]}), tmp_path / "t")
    before = path.read_bytes()

    class Broken:
        def __str__(self):
            raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        write(pd.DataFrame({"t": ["ثان", Broken()]}), path)

    def full(*_):
        raise OSError("no space left on device")

    monkeypatch.setattr(type(path), "replace", full)
    with pytest.raises(OSError, match="no space"):
        write(pd.DataFrame({"t": ["ثالث"]}), path)
    assert path.read_bytes() == before and [file.name for file in tmp_path.iterdir()] == ["t"]


@pytest.mark.skipif(os.name == "nt", reason="rights of a file as on Unix")
@pytest.mark.parametrize("write", [export.csv, export.xlsx])
def test_others_may_read_the_file_as_any_other(tmp_path, write):
    (tmp_path / "plain").write_text("")
    path = write(pd.DataFrame({"t": ["خبر"]}), tmp_path / "t")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)


@pytest.mark.parametrize("write", [export.csv, export.xlsx])
def test_errors_say_what_to_do(tmp_path, hits, write):
    with pytest.raises(FileNotFoundError, match="make it first"):
        write(hits, tmp_path / "none" / "t")
    with pytest.raises(ValueError, match="No column is called 'term'; the frame has: article"):
        write(hits, tmp_path / "t", headers={"term": "الكلمة"})


@pytest.mark.parametrize("write", [export.csv, export.xlsx])
def test_an_empty_frame_has_its_headings(tmp_path, write):
    path = write(frames.make("terms"), tmp_path / "t.xlsx")
    heads = rows_of(path)[0] if write is export.csv else [cell.value for cell in load_workbook(path).active[1]]
    assert heads == list(frames.COLUMNS["terms"])
