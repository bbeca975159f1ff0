"""Building a store: every kind of source, everything that can be wrong with one, builds that are killed or raced."""

import csv
import gzip
import json
import multiprocessing
import os
import re
import signal
import time
import tracemalloc
import zipfile

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from datasketch import MinHashLSH

from helpers import corpus, lexicons, rtl, tables, wording
from helpers.corpus import building, cleaning, duplicates, mojibake, sorting
from helpers.corpus.__main__ import main as command
from helpers.corpus.seen import Seen
from helpers.corpus.store import Store

NEWS = "وصل المبعوث الأممي إلى طرابلس اليوم، وقال إن الحل بيد الليبيين أنفسهم وإن المجتمع الدولي موجود لمساعدتهم."


def text(n):
    """Texts that share no run of words: no near copies."""
    return " ".join([NEWS.split()[n % 9], *(f"كلمة{n}في{k}" for k in range(12))])


def rows(count=6, **more):
    return [
        {"id": f"a{n}", "title": f"خبر {n}", "date": f"2018-{n % 3 + 1:02d}-05", "outlet": "جريدة", "body": text(n)}
        | more
        for n in range(count)
    ]  # fmt: skip


def lines(records_):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in records_)


def build(source, tmp_path, **options):
    return corpus.build(source, tmp_path / "store", progress=False, **options)


def frames(store):
    read = {name: store.read(name) for name in store.files() if name != "signatures"}
    return {name: frame.sort_values(list(frame.columns[:2])).reset_index(drop=True) for name, frame in read.items()}


def write_jsonl(folder):
    (folder / "a.jsonl").write_text(lines(rows()), "utf-8")
    return folder / "a.jsonl"


def write_gzip(folder):
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(lines(rows()).encode()))
    return folder / "a.jsonl.gz"


def write_csv(folder, encoding="utf-8-sig"):
    with (folder / "a.csv").open("w", encoding=encoding, newline="") as file:
        table = csv.DictWriter(file, list(rows()[0]), delimiter=";")
        table.writeheader()
        table.writerows(rows())
    return folder / "a.csv"


def write_parquet(folder):
    pq.write_table(pa.Table.from_pylist(rows()), folder / "a.parquet")
    return folder / "a.parquet"


def write_zip(folder):
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("year/a.jsonl", lines(rows()))
    return folder / "a.zip"


@pytest.mark.parametrize("write", [write_jsonl, write_gzip, write_csv, write_parquet, write_zip])
def test_every_kind_of_table_gives_the_same_articles(write, tmp_path):
    store = build(write(tmp_path), tmp_path)
    articles = store.read("articles")
    assert store.about["counts"] == {"articles": 6, "rejects": 0, "duplicates": 0}
    assert articles.article.tolist() == ["a0", "a3", "a1", "a4", "a2", "a5"]  # by month, then by day and id
    assert articles.text.tolist()[0] == text(0)
    assert articles.source.unique().tolist() == ["جريدة"]
    assert articles.published.dt.month.tolist() == [1, 1, 2, 2, 3, 3]
    assert sorted({name.split("/")[1] for name in store.files()["articles"]}) == [
        "month=2018-01", "month=2018-02", "month=2018-03",
    ]  # fmt: skip


def test_folder_of_texts_with_a_manifest(tmp_path):
    folder = tmp_path / "news"
    (folder / "deep").mkdir(parents=True)
    (folder / "one.txt").write_text(NEWS, "utf-8")
    (folder / "deep" / "two.txt").write_bytes(NEWS.encode("cp1256"))
    (folder / "three.txt").write_text(NEWS + " جديد.", "utf-16")
    (folder / "notes.docx").write_bytes(b"x")
    (folder / "manifest.csv").write_text(
        "id,file,title,published,source,url\nfirst,one.txt,عنوان,2018-11-08,وكالات,\n", "utf-8"
    )
    store = build(folder, tmp_path)
    articles = store.read("articles").set_index("article")
    assert sorted(articles.index) == ["deep/two", "first", "three"]
    assert articles.loc["first", ["title", "source"]].tolist() == ["عنوان", "وكالات"]
    assert articles.loc["deep/two", "text"] == NEWS
    assert articles.loc["deep/two", "encoding"] == "cp1256"
    assert pd.isna(articles.loc["three", "published"])
    assert store.read("rejects").reason[0].startswith("the ending .docx is not one that is read")
    copies = store.read("duplicates")[["article", "original", "kind"]].values.tolist()
    assert copies == [["deep/two", "first", "exact"], ["three", "first", "near"]]


def test_planted_bad_input_is_listed_and_nothing_else_is_missing(tmp_path):
    folder = tmp_path / "bad"
    folder.mkdir()
    good = rows(20)
    whole = gzip.compress(
        lines(good[:10]).encode() + lines([{"id": f"z{n}", "body": NEWS * 40 + str(n)} for n in range(400)]).encode()
    )
    (folder / "cut.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    planted = [
        "{broken",
        "[1, 2]",
        json.dumps({"id": "e", "date": "2018-01-01", "body": "   "}),
        json.dumps({"id": "n", "date": "2018-01-01", "body": "English only"}),
        json.dumps({"id": "d", "date": "the fifth of May", "body": NEWS}),
        json.dumps({"id": "a15", "date": "2018-01-01", "body": NEWS}),
        json.dumps({"id": "m", "headline": "no text here"}),
        json.dumps({"id": "long", "body": "س" * 15_000_000}, ensure_ascii=False),
    ]
    data = (lines(good[10:]) + "\n".join(planted) + "\n").encode() + b'{"id": "x", "body": "\xff\xfe\x81"}\n'
    (folder / "lines.jsonl").write_bytes(data)
    (folder / "table.csv").write_text("id,body\nc1," + NEWS.replace("،", "") + "\nc2\n", "utf-8")
    (folder / "other.csv").write_text("id,nothing\nq1,x\n", "utf-8")
    with zipfile.ZipFile(folder / "tricks.zip", "w") as archive:
        archive.writestr("../../escaped.txt", NEWS)
        archive.writestr("/etc/passwd.txt", NEWS)
        archive.writestr("fine.txt", NEWS + " زيادة.")
        archive.writestr("empty.txt", "")
    store = build(folder, tmp_path)
    rejects = store.read("rejects")
    by_file = rejects.groupby("file").reason.apply(list)
    assert "cut or broken" in by_file["cut.jsonl.gz"][-1]
    expected = [
        "no JSON",
        "a JSON list",
        "text is empty",
        "no Arabic letter",
        "is no date",
        "stands already",
        "hold the text",
        "a line of more",
        "",
    ]
    assert len(by_file["lines.jsonl"]) == len(expected)
    assert all(part in reason for part, reason in zip(expected, by_file["lines.jsonl"], strict=True))
    assert rejects[rejects.file == "lines.jsonl"].line.tolist() == list(range(11, 20))
    assert by_file["table.csv"] == ["1 fields where the header has 2"]
    assert "No column is known to hold the text; the file has: id, nothing" in by_file["other.csv"][0]
    tricks = rejects[rejects.reason.str.contains("leaves the ZIP")].file
    assert set(tricks) == {"tricks.zip/../../escaped.txt", "tricks.zip//etc/passwd.txt"}
    assert by_file["tricks.zip/empty.txt"][0].startswith("is empty")
    articles = set(store.read("articles").article)
    assert {f"a{n}" for n in range(20)} | {"c1", "tricks.zip/fine"} <= articles
    assert not list(tmp_path.rglob("escaped.txt"))
    read = sum(entry.get("records", 0) for entry in store.steps())
    assert store.about["counts"]["articles"] + store.about["counts"]["rejects"] == read
    assert len(articles) == store.about["counts"]["articles"]


def test_tables_in_utf_16_are_read(tmp_path):
    folder = tmp_path / "wide"
    folder.mkdir()
    (folder / "a.csv").write_bytes(("id;body\n" + "".join(f"c{n};{text(n)}\n" for n in range(3))).encode("utf-16"))
    (folder / "b.jsonl").write_bytes(lines(rows(2)).encode("utf-16-be").join([b"\xfe\xff", b""]))
    (folder / "c.jsonl.gz").write_bytes(gzip.compress(lines([{"id": "g", "body": text(9)}]).encode("utf-16")))
    store = build(folder, tmp_path)
    articles = store.read("articles").set_index("article")
    assert store.about["counts"]["rejects"] == 0
    assert articles.text.to_dict() == {
        "a0": text(0), "a1": text(1), "c0": text(0), "c1": text(1), "c2": text(2), "g": text(9),
    }  # fmt: skip
    assert set(articles.encoding) == {"utf-16"}


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (1541635200, "2018-11-08"),
        ("1541635200", "2018-11-08"),
        (1541635200000, "2018-11-08"),
        (1541635200.0, "2018-11-08"),
        (20181108, "2018-11-08"),
        ("0001-01-01", "0001-01-01"),
        (float("inf"), None),
        ({"x": 1}, None),
    ],
)
def test_days_in_figures_and_of_any_year(value, day, tmp_path):
    (tmp_path / "a.jsonl").write_text(lines([{"id": "a", "date": value, "body": NEWS}]), "utf-8")
    store = build(tmp_path / "a.jsonl", tmp_path)
    if day is None:
        assert "is no date" in store.read("rejects").reason[0]
    else:
        assert f"{store.read('articles').published[0]:%m-%d}" == day[5:]
        assert store.files()["articles"] == [f"articles/month={day[:7]}/0000.parquet"]


def test_half_characters_are_replaced_and_said(tmp_path):
    (tmp_path / "a.jsonl").write_text(f'{{"id": "x\\ud800", "body": "{NEWS} \\ud83d\\ude00 \\udead"}}\n', "utf-8")
    row = build(tmp_path / "a.jsonl", tmp_path).read("articles").iloc[0]
    assert [row.article, row.text, row.repair] == ["x\ufffd", f"{NEWS} 😀 \ufffd", "half characters replaced"]


def test_what_is_too_large_left_open_or_packed_twice_is_rejected(tmp_path):
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "long.csv").write_text(f"id,body\nlong,{'س' * 15_000_000}\nafter,{NEWS}\n", "utf-8")
    (folder / "open.csv").write_text(f'id,body\nfine,{text(1)}\nopen,"{text(2)}\nlost,{text(3)}\n', "utf-8")
    with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", " " * 50_000_000)
        archive.writestr("inner.zip", b"PK")
    store = build(folder, tmp_path)
    rejects = store.read("rejects").set_index(["file", "line"]).reason
    assert len(rejects) == 4
    assert rejects["long.csv", 2].startswith("a text of more than 16,777,216 bytes")
    assert "unexpected end of data" in rejects["open.csv", 3]
    assert "more than 16,777,216 bytes" in rejects["a.zip/bomb.txt", 0]
    assert rejects["a.zip/inner.zip", 0] == "a ZIP inside a ZIP is not read; take it out"
    assert set(store.read("articles").article) == {"after", "fine"}


def test_every_reason_is_said_in_the_language_of_the_page(tmp_path):
    folder = tmp_path / "bad"
    folder.mkdir()
    whole = gzip.compress(lines(rows(400)).encode())
    binary = bytes(range(128, 256)) * 9 + b"\x00"
    planted = {
        "a.csv": f"id,body\n1\n2,\n3,news\n4,{NEWS}\n4,{NEWS}\n",
        "b.csv": "",
        "c.csv": "id,nothing\n",
        "d.csv": f'id,body\n1,"{NEWS}\n',
        "f.jsonl": '{broken\n[1]\n{"text": "x", "day": 1}\n' + "9" * 5000 + "\n" + "[" * 200_000 + "\n",
        "g.jsonl": lines([{"id": "7", "date": "the fifth of May", "body": NEWS}]) + " " * 17_000_000 + "\n",
        "h.csv": f"id,body\n8,{'س' * 8_500_000}\n",
        "i.txt": " ",
        "j.txt": "news",
        "k.txt": " " * 17_000_000,
        "l.docx": "x",
        "noending": "x",
        "m.parquet": "PAR1 broken",
        "n.jsonl.gz": whole[: len(whole) // 2],
        "o.zip": "PK broken",
        "p.txt": binary,
        "q.txt": b"\xff\xfe\x00",
        "e2.csv": b"id,body\n5," + b"x" * 2**20 + b"\xff\xfe\n",
    }
    for name, data in planted.items():
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    with zipfile.ZipFile(folder / "z.zip", "w") as archive:
        archive.writestr("../out.txt", NEWS)
        archive.writestr("inner.zip", b"PK")
        archive.writestr("broken.txt", NEWS)
        archive.writestr("locked.txt", NEWS)
    data = bytearray((folder / "z.zip").read_bytes())
    at = data.find(NEWS.encode())
    data[at : at + 4] = b"cut "  # of the first with this text, which leaves the ZIP
    at = data.find(NEWS.encode(), data.find(b"broken.txt"))
    data[at : at + 4] = b"cut "
    at = data.rfind(b"locked.txt") - 46  # its entry in the ZIP's list; byte 8 is its flags
    data[at + 8] |= 1
    (folder / "z.zip").write_bytes(bytes(data))
    reasons = set(build(folder, tmp_path).read("rejects").reason)
    columns = building.Columns({"title": "headline", "text": "text"})
    for has in (["text"], ["headline"]):
        with pytest.raises(ValueError, match="is missing") as error:
            columns.match(has)
        reasons.add(str(error.value))
    said = {reason: wording.value("reason", reason, "ar") for reason in reasons}
    assert [reason for reason, arabic in said.items() if not rtl.has_arabic(arabic.split()[0])] == []
    assert all(wording.value("reason", reason, "en") == reason for reason in reasons)
    assert said["1 fields where the header has 2"] == "عدد الحقول 1، وفي رأس الجدول 2"
    assert said["the id '4' stands already on an earlier record"] == "المعرّف '4' لسجل سابق"
    whole = lexicons.read("values").query("column == 'reason'")["value"]
    whole = whole[~whole.str.contains("{(?:name|walk|whole)}")]  # why names of two articles are one
    filled = whole[whole.str.contains("{", regex=False)].map(lambda one: re.sub(r"\\{\w+\\}", ".*", re.escape(one)))
    assert [one for one in filled if not any(re.fullmatch(one, reason) for reason in reasons)] == []
    shown = tables.show(pd.DataFrame({"reason": sorted(reasons)}), language="ar").html
    assert "fields where" not in shown and "عدد الحقول" in shown


def test_a_build_that_lost_an_article_says_so(tmp_path, monkeypatch):
    usual = sorting._of_month
    monkeypatch.setattr(sorting, "_of_month", lambda *given: usual(*given).slice(1))
    with pytest.raises(RuntimeError, match="has 3 articles and 0 rejects of 6 records: the build is wrong"):
        build(write_jsonl(tmp_path), tmp_path)


def test_copies_are_marked_and_kept(tmp_path):
    other = "أعلنت وزارة المالية أن إيرادات النفط تراجعت خلال العام الماضي بسبب إغلاق الموانئ في شرق البلاد."
    wire = " ".join(f"{NEWS} الفقرة {n} من الخبر." for n in range(8))
    texts = [wire, wire.replace(".", " ."), wire + " للمزيد من الأخبار.", other]
    table = [{"id": f"w{n}", "date": f"2018-01-0{n + 1}", "body": body} for n, body in enumerate(texts)]
    (tmp_path / "a.jsonl").write_text(lines(table), "utf-8")
    store = build(tmp_path / "a.jsonl", tmp_path)
    assert store.about["counts"]["articles"] == 4
    found = store.read("duplicates")
    assert found[["article", "original", "kind"]].values.tolist() == [["w1", "w0", "exact"], ["w2", "w0", "near"]]
    assert 0.8 <= found.similarity[1] < 1


def test_near_copies_of_a_near_copy_have_one_original():
    wire = [f"كلمة{n}" for n in range(100)]
    texts = [" ".join(wire[k:] + [f"زيادة{j}" for j in range(k)]) for k in (0, 3, 6)]
    signed = duplicates.signatures(pd.DataFrame({"article": list("abc"), "text": texts}))
    found = duplicates.find(signed, threshold=0.7)
    assert set(found.original) == {"a"}


def test_near_copies_are_those_that_every_pair_with_a_band_in_common_would_give():
    lsh = MinHashLSH(threshold=0.8, num_perm=duplicates.PERMUTATIONS)
    bands = [slice(lsh.r * band, lsh.r * (band + 1)) for band in range(lsh.b)]
    words = [f"كلمة{n}" for n in range(120)]
    changed = [words[: 120 - cut] + [f"غير{n}و{k}" for k in range(cut)] for n in range(5) for cut in (0, 2, 5, 60)]
    texts = [" ".join(text) for text in changed] + [text(n) for n in range(30)]
    signed = duplicates.signatures(pd.DataFrame({"article": [f"{n:02d}" for n in range(50)], "text": texts}))
    values = [np.frombuffer(raw, np.uint32) for raw in signed.minhash]
    expected, root = [], {}
    for n, (exact, value) in enumerate(zip(signed.exact, values, strict=True)):
        same = [m for m in range(n) if signed.exact[m] == exact]
        near = {m: (values[m] == value).mean() for m in range(n)}
        near = {
            m: similarity
            for m, similarity in near.items()
            if similarity >= 0.8 and any((values[m][band] == values[n][band]).all() for band in bands)
        }
        if same or near:
            closest = same[0] if same else max(near, key=lambda m: (near[m], -m))
            root[n] = root.get(closest, closest)
            expected.append([f"{n:02d}", f"{root[n]:02d}"])
    whole = duplicates.find(signed)
    assert whole[["article", "original"]].values.tolist() == expected
    assert set(whole.kind) == {"exact", "near"}
    parts = [signed.iloc[:7], signed.iloc[7:8], signed.iloc[8:]]
    pd.testing.assert_frame_equal(duplicates.find(lambda: iter(parts)), whole)


def test_a_text_that_stands_a_thousand_times_is_not_held_against_all(monkeypatch):
    wire = [f"كلمة{n}" for n in range(200)]
    texts = [" ".join([*wire, f"زيادة{n}"]) for n in range(300)]
    held = []
    usual = duplicates._Kept.similarity
    monkeypatch.setattr(
        duplicates._Kept, "similarity", lambda kept, one, two: held.append(len(one)) or usual(kept, one, two)
    )
    found = duplicates.find(
        duplicates.signatures(pd.DataFrame({"article": [f"{n:03d}" for n in range(300)], "text": texts}))
    )
    assert set(found.original) == {"000"} and len(found) == 299
    assert sum(held) < 300 * (duplicates.MANY + 1) * 10 < 300 * 299 / 2 * 10


def test_a_month_larger_than_what_is_held_is_sorted_all_the_same(tmp_path, monkeypatch):
    table = [{"id": f"a{n * 7 % 60:02d}", "date": f"2018-01-{n * 11 % 28 + 1:02d}", "body": text(n)} for n in range(60)]
    table += [{"id": f"u{n * 3 % 20:02d}", "body": text(100 + n)} for n in range(20)]
    (tmp_path / "a.jsonl").write_text(lines(table), "utf-8")
    whole = build(tmp_path / "a.jsonl", tmp_path).read("articles")
    monkeypatch.setattr(building, "PIECE_RECORDS", 9)
    monkeypatch.setattr(building, "PIECE_CHARACTERS", 4 * len(text(1)))
    stretched = []
    usual = sorting._parted
    monkeypatch.setattr(sorting, "_parted", lambda *given: stretched.append(usual(*given)) or stretched[-1])
    store = corpus.build(tmp_path / "a.jsonl", tmp_path / "small", progress=False)
    assert [len(files) for files in stretched] == [8, 3]  # stretches of eight texts
    assert len(store.files()["articles"]) == 20
    pd.testing.assert_frame_equal(store.read("articles"), whole)
    assert whole.article.tolist()[60:] == sorted(whole.article[60:])
    assert not (store.path / "staged").exists()


def test_marking_copies_holds_some_numbers_an_article():
    count = 20_000
    random = np.random.default_rng(0).integers(0, 2**32, (count, duplicates.PERMUTATIONS), dtype=np.uint32)

    def parts():
        for first in range(0, count, 500):
            rows = range(first, first + 500)
            marks = {"article": [f"article-{row}" for row in rows], "exact": list(map(str, rows))}
            yield pd.DataFrame(marks | {"minhash": [random[row].tobytes() for row in rows]})

    duplicates.find(parts)
    tracemalloc.start()
    assert len(duplicates.find(parts)) == 0
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    stretch = 2 * duplicates.STRETCH * 4 * duplicates.PERMUTATIONS  # is held once, however many articles there are
    assert peak - stretch < 100 * count


def test_seen_is_a_set_of_ids():
    seen, expected = Seen(batch=8), set()
    for n in range(1000):
        name = f"خبر {n * n % 700}"
        assert (name in seen) == (name in expected)
        seen.add(name)
        expected.add(name)
    sizes = [len(known) for known in seen.sorted]
    assert all(one >= 2 * two for one, two in zip(sizes, sizes[1:], strict=False))


def test_columns_are_named_guessed_or_asked_for(tmp_path):
    (tmp_path / "a.jsonl").write_text(lines([{"nass": NEWS, "id": "1"}]), "utf-8")
    store = build(tmp_path / "a.jsonl", tmp_path, text_column="nass")
    assert store.read("articles").text.tolist() == [NEWS]
    with pytest.raises(ValueError, match="There is no option 'txt_column'; the options are: article_column"):
        corpus.build(tmp_path / "a.jsonl", tmp_path / "other", txt_column="nass")


def test_command_says_what_was_read_guessed_and_not_read(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(corpus, "analyse", lambda *given, **options: None)
    (tmp_path / "a.jsonl").write_text(lines(rows(3)) + "{broken\n" * 7, "utf-8")
    assert command([str(tmp_path / "a.jsonl"), str(tmp_path / "store"), "--title-column", "outlet"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"3 articles, 7 rejects, 0 duplicates in {tmp_path / 'store'}"
    assert told[1].startswith("columns: article = id (guessed), title = outlet, published = date (guessed), ")
    assert told[2].startswith("not read: a.jsonl:4: no JSON: ")
    assert len(told) == 8 and told[-1].startswith("not read: 2 more; all of them: corpus.rejects(")


@pytest.mark.parametrize("given", [("", ""), ("none.csv", "store"), ("a.jsonl", "taken")])
def test_command_says_what_is_wrong_in_one_line(given, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_jsonl(tmp_path)
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "thesis.txt").write_text("x")
    assert command(list(given)) == 2
    said = capsys.readouterr()
    assert said.out == "" and len(said.err.strip().splitlines()) == 1


@pytest.mark.parametrize("was", ["utf-8", "cp1256"])
def test_mojibake_is_mended_and_said(was):
    wrong = NEWS.encode(was).decode("latin-1")
    assert mojibake.mend(wrong) == (NEWS, f"{was} read as latin-1")
    assert mojibake.mend(NEWS) == (NEWS, "")
    assert mojibake.mend("Café à la carte, naïve Ümlaut") == ("Café à la carte, naïve Ümlaut", "")


def test_bad_sources_and_stores(tmp_path):
    with pytest.raises(FileNotFoundError, match="There is no source"):
        build(tmp_path / "none", tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match="holds no file"):
        build(tmp_path / "empty", tmp_path)
    with pytest.raises(FileNotFoundError, match="There is no store at .*make corpus"):
        Store(tmp_path / "nowhere")
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "thesis.txt").write_text("x")
    with pytest.raises(ValueError, match="is no store and is not empty"):
        corpus.build(write_jsonl(tmp_path), tmp_path / "taken")
    assert (tmp_path / "taken" / "thesis.txt").read_text() == "x"


def test_built_store_stays_and_another_source_is_refused(tmp_path):
    source = write_jsonl(tmp_path)
    store = build(source, tmp_path)
    before = frames(store)
    again = build(source, tmp_path)
    assert all(frame.equals(before[name]) for name, frame in frames(again).items())
    source.write_text(lines(rows(3)), "utf-8")
    with pytest.raises(ValueError, match="was built from .*another or has changed"):
        build(source, tmp_path)
    (tmp_path / "store" / "store.json").write_text('{"version": 99}')
    with pytest.raises(ValueError, match="a store of version 99; this is 1"):
        Store(tmp_path / "store")


def test_two_builds_at_once_are_refused(tmp_path):
    source = write_jsonl(tmp_path)
    first = Store(tmp_path / "store", create=True)
    with first.locked(), pytest.raises(RuntimeError, match=rf"Another build \(process {os.getpid()}\)"):
        build(source, tmp_path)
    assert build(source, tmp_path).about["state"] == "built"


def slow_build(source, store):
    building.PIECE_RECORDS = 5
    read = cleaning.clean

    def slowly(record):
        time.sleep(0.002)
        return read(record)

    cleaning.clean = slowly
    corpus.build(source, store, progress=False)


def test_killed_builds_go_on_and_end_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(building, "PIECE_RECORDS", 5)
    source = tmp_path / "a.jsonl"
    source.write_text(lines(rows(60)) + "{broken\n" + lines(rows(2)), "utf-8")
    whole = frames(corpus.build(source, tmp_path / "whole", progress=False))
    context = multiprocessing.get_context("fork")
    killed = 0
    for moment in [0.01, 0.03, 0.05, 0.02, 0.08, 0.04, 0.06, 0.09, 0.07, 0.1]:
        process = context.Process(target=slow_build, args=(source, tmp_path / "store"))
        process.start()
        time.sleep(moment)
        if process.is_alive():
            os.kill(process.pid, signal.SIGKILL)
            killed += 1
        process.join()
        readable = Store(tmp_path / "store", create=True)
        assert all(len(readable.read(name)) for name in readable.files() if name == "articles")
    resumed = frames(corpus.build(source, tmp_path / "store", progress=False))
    assert killed >= 5
    assert list(resumed) == list(whole)
    assert all(resumed[name].equals(whole[name]) for name in whole)
