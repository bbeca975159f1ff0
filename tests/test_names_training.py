"""How the name tagger is made: annotation laid over texts, knowledge from unlabelled text, training, validation."""

import hashlib

import numpy as np
import pandas as pd
import pytest

from helpers import name_contexts, name_corpora, name_learning, name_topics, name_training
from helpers.name_decode import decode
from helpers.name_lists import Lists
from helpers.name_model import Knowledge

PLACES = ["موسكو", "تونس", "باريس", "لندن", "بيروت", "دمشق"]
PEOPLE = ["حفتر", "سلامة", "شويغو", "بوتين", "ماكرون", "عباس"]
TEXT = "زار ماكرون لندن.\nوقال لبوتين إن #باريس_الكبرى بعيدة."
SPANS = [("text", 4, 10, "PER"), ("text", 11, 15, "LOC"), ("text", 23, 28, "PER"), ("text", 33, 46, "LOC")]


def sentences(times=6):
    """Short made-up sentences of one pattern, with their tags."""
    made = []
    for k in range(times):
        for i, place in enumerate(PLACES):
            made.append(
                (["زار", PEOPLE[(i + k) % 6], "مدينة", place, "أمس", "."], ["O", "B-PER", "O", "B-LOC", "O", "O"])
            )
            made.append((["وصل", "الوفد", "إلى", place, "."], ["O", "O", "O", "B-LOC", "O"]))
    return made


@pytest.fixture(scope="module")
def tagged():
    return name_corpora.tagged(sentences())[0]


@pytest.fixture(scope="module")
def news(tagged):
    sentence = np.repeat(np.arange(len(tagged.lengths)), tagged.lengths)
    return tagged.words, tagged.ids, sentence, sentence


def annotation(text=TEXT):
    digest = hashlib.sha256(text.encode()).hexdigest()
    read = pd.DataFrame({"article": ["a"], "read": [len(TEXT)], "sha256": [digest]})
    spans = pd.DataFrame(SPANS, columns=["field", "start", "end", "type"]).assign(article="a")
    return pd.DataFrame({"article": ["a"], "title": ["خبر"], "text": [TEXT]}), read, spans


def test_annotation_is_laid_over_particles_and_hashtags():
    made = name_corpora.annotated(*annotation())
    words = [(made.words[i][0], label) for i, label in zip(made.ids, made.labels, strict=True) if label != "O"]
    assert words == [
        ("ماكرون", "B-PER"), ("لندن", "B-LOC"), ("لبوتين", "B-PER"), ("باريس", "B-LOC"), ("الكبري", "I-LOC"),
    ]  # fmt: skip


def test_annotation_of_another_text_is_refused():
    with pytest.raises(ValueError, match="The text of a is missing or another than the one annotated"):
        name_corpora.annotated(*annotation("نص آخر"))


def test_a_file_that_is_missing_or_another_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="missing. data/README.md says where"):
        name_corpora.checked(tmp_path, name_corpora.ANERCORP)
    (tmp_path / "anercorp-train").mkdir()
    (tmp_path / name_corpora.ANERCORP).write_text("x", "utf-8")
    with pytest.raises(ValueError, match="is another file than the model was made from: SHA-256"):
        name_corpora.checked(tmp_path, name_corpora.ANERCORP)


def test_wikipedia_has_four_types(tmp_path):
    (tmp_path / "aqmar").mkdir()
    lines = ["الذرة O", "بور B-PER", "الأردن IO", "", "كوانتم B-MIS1", "قديم I-MIS1", "ناسا B--ORG", "-- O"]
    (tmp_path / "aqmar" / "Atom.txt").write_text("\n".join(lines), "utf-8")
    assert [tags for _, tags in name_corpora.read_aqmar(tmp_path)] == [
        ["O", "B-PER", "O"], ["B-MISC", "I-MISC", "B-ORG", "O"],
    ]  # fmt: skip
    with pytest.raises(FileNotFoundError, match="has no texts"):
        name_corpora.read_aqmar(tmp_path / "aqmar")


def test_corpus_tokens_cut_in_several_come_back_as_one():
    whole = [(["(رويترز)", "باريس"], ["B-ORG", "B-LOC"])]
    cut, sentence, token = name_corpora.tagged(whole)
    assert len(cut.ids) == 4 and token.tolist() == [0, 0, 0, 1]
    assert name_corpora.back(np.array(["O", "B-ORG", "O", "B-LOC"]), sentence, token, whole) == [["B-ORG", "B-LOC"]]


def test_like_words_fall_into_one_class_and_contexts_tell_places_from_people(tagged, news):
    sport = np.zeros(len(tagged.lengths), bool)
    knowledge = name_training.known_words(news, sport, tagged, sizes=(3,))
    classes = {word: knowledge(word)["c3"] for word in (*PLACES, *PEOPLE)}
    assert len({classes[place] for place in PLACES}) == 1 and classes["لندن"] != classes["حفتر"]
    learned = name_learning.learn([tagged], news, knowledge)
    assert int(learned("لندن")["xLOC"]) > 9 > int(learned("حفتر")["xLOC"])
    assert int(learned("حفتر")["xPER"]) > 9 > int(learned("مدينة")["xPER"])


def test_a_model_out_of_training_tags_as_the_library_does(tagged):
    knowledge = Knowledge(["مدينة"], {}, np.array([2.0]), Lists({("مدينة", "تونس"): ("city",), ("حفتر",): ("family",)}))
    rows = name_training.described(tagged, knowledge)
    assert any("gI2city" in row for sentence in rows for row in sentence)
    tagger = name_training.fit(rows, [tags for _, tags in tagged.sentences()], max_iterations=20)
    model = name_training.exported(tagger, knowledge)
    scores = model.emissions(tagged.words, tagged.ids, tagged.lengths)
    labels, _ = decode(scores, model.transitions, tagged.lengths)
    assert [model.labels[i] for i in labels] == [tag for row in rows for tag in tagger.tag(row)]
    assert name_training.labelled(tagger, rows) == [tagger.tag(row) for row in rows]


def test_cross_validation_predicts_only_the_folds_asked_for(tagged, news):
    parts = name_learning.sixths(tagged.lengths)
    rows = name_learning.crosswise([tagged], [parts % 2], news, Knowledge([], {}))
    (labels,) = name_learning.validated([tagged], rows, [parts], (1,), max_iterations=20)
    assert [i for i, tags in enumerate(labels) if tags is not None] == np.flatnonzero(parts == 1).tolist()
    assert name_learning.scored(tagged, labels)["ALL"][2] > 95
    (both,) = name_learning.validated([tagged], rows, [parts], (0, 1), max_iterations=20)
    assert [i for i, tags in enumerate(both) if tags is not None] == np.flatnonzero(parts <= 1).tolist()
    assert [both[i] for i in np.flatnonzero(parts == 1)] == [labels[i] for i in np.flatnonzero(parts == 1)]
    (blind,) = name_learning.validated([tagged], rows, [parts], (1,), ("s=", "n=", "b=", "p", "l=", "al=", "s"))
    assert name_learning.scored(tagged, blind)["ALL"][2] < name_learning.scored(tagged, labels)["ALL"][2] + 1


def test_errors_are_counted_with_what_stood_in_their_place(tagged):
    labels = [tags[:] for _, tags in tagged.sentences()]
    first = next(i for i, tags in enumerate(labels) if "B-PER" in tags)
    labels[first][labels[first].index("B-PER")] = "B-ORG"
    errors = name_learning.errors(tagged, labels)
    assert len(errors) == 1 and errors["wanted"][0].endswith("PER") and errors["found"][0].endswith("ORG")


def test_contexts_leave_the_word_itself_out():
    kept = name_contexts.only(["n=تونس", "s=تونس", "c64=3", "-1s=في", "+1c64=7", "B-في|تونس", "E3|7", "al=0"])
    assert kept == ["-1s=في", "+1c64=7", "E3|7", "al=0"]


def test_a_sentence_is_about_sport_by_its_words():
    words = [(word, word, "", "word") for word in ("هدف", "وزير", "من")]
    ids = np.tile([0, 2], 10).tolist() + np.tile([1, 2], 10).tolist()
    article = np.repeat(np.arange(20), 2)
    odds = name_topics.leanings(words, np.array(ids), article, article[::2] < 10, ["هدف", "وزير", "من"])
    assert odds[0] > 1 > -1 > odds[1] and abs(odds[2]) < 0.1
    assert name_topics.buckets(odds, np.array([0, 0, 1, 1, 2]), np.array([2, 2, 1])).tolist() == [3, 0, 2]


def test_the_longest_known_name_of_a_kind_is_seen_with_its_particles():
    lists = Lists({("ريال", "مدريد"): ("club",), ("مدريد",): ("club", "city"), ("وول", "ستريت"): ("street",)})
    words = [("لريال", "ريال", "ل", "word"), ("مدريد", "مدريد", "", "word"), ("وول", "ول", "و", "word")]
    words += [("ستريت", "ستريت", "", "word")]
    found = lists.find(words, np.array([0, 1, 1, 2, 3, 0]), np.array([3, 2, 1]))
    clubs = [(0, "gB2club"), (1, "gI2club"), (1, "gB1city"), (2, "gB1club"), (2, "gB1city")]
    assert list(zip(*found, strict=True)) == [*clubs, (3, "gB2street"), (4, "gI2street")]
