"""Quotes: direct and indirect speech, cues, speakers, and quotation marks."""

import gc
import re
import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import cues, frames, lexicons, paths, quote_marks, quotes, scan, speaker_mentions, speaker_roles, zones

NAMES = {
    "PER:غسان سلامة": ("PER", "غسان سلامة|سلامة"),
    "PER:خليفة حفتر": ("PER", "خليفة حفتر|حفتر"),
    "PER:خميس الجهيناوي": ("PER", "خميس الجهيناوي|الجهيناوي"),
    "PER:سيرغي شويغو": ("PER", "سيرغي شويغو"),
    "PER:سيرغي لافروف": ("PER", "سيرغي لافروف|لافروف"),
    "PER:هيذر ناورت": ("PER", "هيذر ناورت|ناورت"),
    "PER:مايكل كوهين": ("PER", "مايكل كوهين|كوهين"),
    "PER:دونالد ترامب": ("PER", "دونالد ترامب|ترامب"),
    "ORG:رويترز": ("ORG", "رويترز"),
    "ORG:وزارة الدفاع": ("ORG", "وزارة الدفاع"),
    "ORG:الحشد الشعبي": ("ORG", "الحشد الشعبي"),
    "ORG:الكرملين": ("ORG", "الكرملين"),
    "LOC:موسكو": ("LOC", "موسكو"),
    "LOC:ليبيا": ("LOC", "ليبيا"),
}


def mentions(article, text):
    rows = []
    for entity, (kind, pattern) in NAMES.items():
        for match in re.finditer(pattern, text):
            rows.append((article, match.start(), match.end(), match.group(), kind, entity))
    return pd.DataFrame(rows, columns=["article", "start", "end", "text", "type", "entity"])


def blocks_of(*paragraphs, article="a"):
    rows, start = [], 0
    for number, text in enumerate(paragraphs):
        rows.append((article, number, start, start + len(text), text))
        start += len(text) + 1
    return pd.DataFrame(rows, columns=["article", "block", "start", "end", "text"])


def find(*paragraphs):
    return quotes.find(blocks_of(*paragraphs), mentions("a", "\n".join(paragraphs)))


def said(*paragraphs):
    frame = find(*paragraphs)
    return list(zip(frame["kind"], frame["speaker"], frame["text"], strict=True))


@pytest.fixture(scope="module")
def sample():
    text = paths.SAMPLE.read_text("utf-8")
    blocks = zones.split(pd.DataFrame({"article": ["s"], "text": [text]}))
    return text, quotes.find(blocks, mentions("s", text))


SAMPLE = [
    ("indirect", "PER:غسان سلامة", "أكد", "حل الأزمة"),
    ("direct", "PER:غسان سلامة", "أكد", "بيد الليبيين أنفسهم"),
    ("indirect", "", "قالت", "وزير الدفاع سيرغي شويغو التقى"),
    ("indirect", "", "نقلت", "الوزير وحفتر بحثا"),
    ("indirect", "PER:خليفة حفتر", "قال", "اجتماع موسكو"),
    ("direct", "PER:خليفة حفتر", "قال", "شمل بحث سبل"),
    ("direct", "PER:غسان سلامة", "حث", "استلام زمام المبادرة"),
    ("direct", "PER:غسان سلامة", "قال", "ما لم يقرر الليبيون"),
    ("direct", "PER:غسان سلامة", "قائلا", "نحن وكل المجتمع الدولي"),
    ("indirect", "PER:غسان سلامة", "تمنى", "تسهم الإحاطة"),
    ("indirect", "PER:خميس الجهيناوي", "عبر", "يكون مؤتمر باليرمو"),
    ("indirect", "PER:خميس الجهيناوي", "لفت", "بحث مع المبعوث الأممي"),
]


def test_every_quote_of_the_sample_has_its_speaker(sample):
    _, found = sample
    assert len(found) == len(SAMPLE)
    for row, (kind, speaker, cue, begins) in zip(found.itertuples(), SAMPLE, strict=True):
        assert (row.kind, row.speaker, row.cue) == (kind, speaker, cue)
        assert row.text.startswith(begins)


def test_words_of_speakers_without_a_name_are_kept(sample):
    _, found = sample
    unnamed = found[found["speaker"] == ""]
    assert list(unnamed["speaker_text"]) == ["وسائل إعلام روسية", "بيان للدفاع"]
    assert "مكتب حفتر" in list(found["speaker_text"])  # the person's own office: the words stay to be seen
    assert list(found.loc[found["cue"] == "نقلت", "via"]) == ["وسائل إعلام روسية"]


def test_scare_quotes_in_furniture_and_denied_cues_make_no_row(sample):
    _, found = sample
    assert not found["text"].str.contains("سارقي|سيحضر").any()


def test_spans_give_their_words(sample):
    text, found = sample
    assert all(text[row.start : row.end] == row.text for row in found.itertuples())
    named = found[found["speaker_start"] >= 0]
    assert all(text[row.speaker_start : row.speaker_end] == row.speaker_text for row in named.itertuples())
    assert len(named) == 11


def test_roles_mean_the_person_to_whom_they_are_given(sample):
    _, found = sample
    role = found[found["how"] == "role"]
    assert list(role["speaker_text"]) == [*["مكتب حفتر"] * 2, "المبعوث الأممي", "وزير الخارجية التونسي"]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("قال سلامة «سنعود غدا إلى هنا».", ("direct", "PER:غسان سلامة", "سنعود غدا إلى هنا")),
        ('وصرح سلامة: "سنعود غدا إلى هنا".', ("direct", "PER:غسان سلامة", "سنعود غدا إلى هنا")),
        ("وصرح سلامة: “سنعود غدا إلى هنا”.", ("direct", "PER:غسان سلامة", "سنعود غدا إلى هنا")),
        ("وصرح سلامة: ”سنعود غدا إلى هنا“.", ("direct", "PER:غسان سلامة", "سنعود غدا إلى هنا")),
        ('"سنعود غدا إلى هنا"، قال سلامة للصحافيين.', ("direct", "PER:غسان سلامة", "سنعود غدا إلى هنا")),
        ('طالب سلامة بـ"وقف فوري للنار".', ("direct", "PER:غسان سلامة", "وقف فوري للنار")),
        ('وصف سلامة الهدنة بأنها "خطوة أولى".', ("direct", "PER:غسان سلامة", "خطوة أولى")),
        ("قال سلامة إن الحل قريب.", ("indirect", "PER:غسان سلامة", "الحل قريب")),
        ("أشار سلامة إلى أن الحل قريب.", ("indirect", "PER:غسان سلامة", "الحل قريب")),
        ("أفاد سلامة بأن الحل قريب.", ("indirect", "PER:غسان سلامة", "الحل قريب")),
        ("شدد سلامة على أنه باق هناك.", ("indirect", "PER:غسان سلامة", "باق هناك")),
        ("حذر سلامة من أن الحرب قريبة.", ("indirect", "PER:غسان سلامة", "الحرب قريبة")),
        ("أعرب سلامة عن أمله في أن تنتهي الحرب.", ("indirect", "PER:غسان سلامة", "تنتهي الحرب")),
        ("انتهت الحرب أمس، بحسب سلامة.", ("indirect", "PER:غسان سلامة", "انتهت الحرب أمس")),
        ("وبحسب سلامة، انتهت الحرب أمس.", ("indirect", "PER:غسان سلامة", "انتهت الحرب أمس")),
        ("انتهت الحرب وفقا لما ذكره سلامة.", ("indirect", "PER:غسان سلامة", "انتهت الحرب")),
        ("غسان سلامة قال إن الحل قريب.", ("indirect", "PER:غسان سلامة", "الحل قريب")),
        ("وكان سلامة، الذي زار موسكو، قد قال إن الحل قريب.", ("indirect", "PER:غسان سلامة", "الحل قريب")),
        ("تصريح الوزير أن الحل قريب لم يقنع.", ("indirect", "", "الحل قريب لم يقنع")),
        ("قالت وزارة الدفاع إن الحل قريب.", ("indirect", "ORG:وزارة الدفاع", "الحل قريب")),
        ("قال متحدث باسم وزارة الدفاع إن الحل قريب.", ("indirect", "ORG:وزارة الدفاع", "الحل قريب")),
        ("قال بيان نشره الموقع الرسمي لقوات الحشد الشعبي إن الحل قريب.", ("indirect", "ORG:الحشد الشعبي", "الحل قريب")),
        ("قالت المتحدثة باسم الكرملين هيذر ناورت إن الحل قريب.", ("indirect", "PER:هيذر ناورت", "الحل قريب")),
        ("قال محامي ترامب مايكل كوهين إن الحل قريب.", ("indirect", "PER:مايكل كوهين", "الحل قريب")),
        ("قال محامي ترامب إن الحل قريب.", ("indirect", "", "الحل قريب")),
    ],
)
def test_ways_to_report(text, row):
    assert said(text) == [row]


@pytest.mark.parametrize(
    "text",
    [
        'طالبت طرابلس بردع "سارقي" النفط.',
        'قال سلامة إن "الجيش" عاد.',
        'صدر كتاب بعنوان "عودة إلى بيروت القديمة".',
        'نشرت صحيفة "نيويورك تايمز" الخبر.',
        "يذكر أن الحرب بدأت قبل عام.",
        "ويشار إلى أن الحرب بدأت قبل عام.",
        "من المتوقع أن تنتهي الحرب.",
        "ينتظر بعد أن انتهت الحرب.",
    ],
)
def test_what_is_no_direct_quotation(text):
    assert "direct" not in [kind for kind, *_ in said(text)]


@pytest.mark.parametrize(
    "text", ["يذكر أن الحرب بدأت.", "لم يؤكد سلامة أنه سيحضر.", "يجب أن تنتهي الحرب.", "عاد قبل أن يقول."]
)
def test_what_nobody_said(text):
    assert said(text) == []


def test_a_verb_alone_means_the_one_who_spoke_last():
    found = find("قال سلامة إن الحل قريب. وأضاف أن الحرب بعيدة. وتابع قائلا «نحن معكم دائما».")
    assert list(found["speaker"]) == ["PER:غسان سلامة"] * 3
    assert list(found["how"]) == ["name", "last", "last"]


def test_the_verbs_gender_tells_which_speaker_is_meant():
    found = find("قالت ناورت إن الحل قريب. وقال سلامة إن الحرب بعيدة. وأضافت أنها متفائلة.")
    assert list(found["speaker"]) == ["PER:هيذر ناورت", "PER:غسان سلامة", "PER:هيذر ناورت"]


def test_a_participle_has_the_sentences_speaker_and_ends_the_clause():
    assert said("قال سلامة إن الحل قريب، مضيفا أن الحرب بعيدة.") == [
        ("indirect", "PER:غسان سلامة", "الحل قريب"),
        ("indirect", "PER:غسان سلامة", "الحرب بعيدة"),
    ]


def test_a_role_takes_the_fitting_person():
    found = find(
        "التقى وزير الخارجية الروسي سيرغي لافروف وزير الخارجية التونسي خميس الجهيناوي.",
        "وقال الوزير التونسي إن الحل قريب.",
        "وقال وزير الخارجية الروسي إن الحرب بعيدة.",
    )
    assert list(found["speaker"]) == ["PER:خميس الجهيناوي", "PER:سيرغي لافروف"]


def test_a_report_that_points_back_speaks_for_the_same_body():
    found = find("قال بيان لقوات الحشد الشعبي إن الحل قريب.", "وأضاف البيان أن الحرب بعيدة.")
    assert list(found["speaker"]) == ["ORG:الحشد الشعبي"] * 2


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (["قال ترامب شيئا.", 'وكان لافروف وصف الوزراء بأنهم "تأخروا كثيرا".'], "PER:سيرغي لافروف"),
        (['قالت وزارة الدفاع في بيان إنها "سلمت الموقع".', 'وأضاف البيان أن "العمل انتهى اليوم".'], "ORG:وزارة الدفاع"),
        (['ودعا زعيم الحزب (يمين)، غسان سلامة، إلى "إعلان الموقف الآن".'], "PER:غسان سلامة"),
        (['قال سلامة إنه باق. ونقلت رويترز عن مصدر قوله: "انتهى الأمر".', 'وأضاف: "لن نعود أبدا".'], ""),
        (["وحيت الناطقة هيذر ناورت الحضور.", 'وقالت "هذا يوم كبير لنا".'], "PER:هيذر ناورت"),
    ],
)
def test_who_speaks_in_the_last_quotation(paragraphs, speaker):
    assert find(*paragraphs)["speaker"].iloc[-1] == speaker


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        # relative clauses and participles
        (['ووجه سلامة رسالة للذين يتهمون بلاده بالتأخر قائلا "لن نعود إلى هنا".'], "PER:غسان سلامة"),
        (['نشرت الوكالة تصريحات المبعوث غسان سلامة التي قال فيها "لن نعود إلى هنا".'], "PER:غسان سلامة"),
        (['ذكرت ناورت زميلها خليفة حفتر، الذي وبخ الحضور قائلا "لن نعود إلى هنا".'], "PER:خليفة حفتر"),
        (['وجهت ناورت شكرها عندما خاطبت الفتيات قائلة "لن نعود إلى هنا".'], "PER:هيذر ناورت"),
        (["قال بيان لوزارة الدفاع، التي قالت إن الحل قريب."], "ORG:وزارة الدفاع"),
        # roles that point back
        (["وصل الرئيس الأمريكي دونالد ترامب.", 'وقال الرئيس الأميركي "لن نعود إلى هنا".'], "PER:دونالد ترامب"),
        (["قال غسان سلامة إن الحل قريب.", 'وأضاف المسؤول الأممي: "لن نعود إلى هنا".'], "PER:غسان سلامة"),
        (["قال غسان سلامة إنه باق.", 'وأشار اللاعب البالغ عمره 24 عاما إلى أن "الحل قريب".'], "PER:غسان سلامة"),
        (["وافتتحت هيذر ناورت النقاش.", 'وقالت رئيسة الحزب: "لن نعود إلى هنا".'], "PER:هيذر ناورت"),
        (["نشرت رويترز الخبر أمس.", "وأضافت الوكالة أن الحل قريب."], "ORG:رويترز"),
        (["نشرت رويترز الخبر أمس.", "وأضاف النادي أن الحل قريب."], ""),
        (["قالت ناورت في بيان إن الحل قريب.", 'وأضاف البيان أن "العمل انتهى اليوم".'], "PER:هيذر ناورت"),
        (["أصدرت وزارة الدفاع بيانا مطولا أمس.", 'وأضاف البيان أن "العمل انتهى اليوم".'], "ORG:وزارة الدفاع"),
        # the subject of the sentence before, and who only came by the way
        (["قالت مصادر إن الحل قريب.", "وكان المبعوث غسان سلامة هناك.", 'وقال "لن نعود إلى هنا".'], "PER:غسان سلامة"),
        (["تعهد ترامب بالعودة بعد أن قال وزير إن الحرب بعيدة.", 'وقال إنه "لن يعود أبدا".'], "PER:دونالد ترامب"),
        (["لكن رئيس الجهاز غسان سلامة شكك في العرض.", 'وعلق قائلا "أشك في ذلك".'], "PER:غسان سلامة"),
        (["قال سلامة إن الحل قريب. لكن حفتر يرى أن الحرب بعيدة."], "PER:خليفة حفتر"),
        (["قال سلامة إنه باق.", "جاء ذلك في لقاء مع هيذر ناورت، حيث قال إن الحرب بعيدة."], "PER:غسان سلامة"),
        (["كرر سلامة أنه باق، وفق وسائل إعلام.", 'وقال إنه "لن يعود أبدا".'], "PER:غسان سلامة"),
        # where the words that name a speaker end
        (["قال الناطق باسم شرطة شرق المدينة، غسان سلامة، إن الحل قريب."], "PER:غسان سلامة"),
        (["قال المتحدث باسم الكرملين، العقيد خليفة حفتر، إن الحل قريب."], "PER:خليفة حفتر"),
        (["قال المرشح لرئاسة البلدية، المهندس غسان سلامة، إن الحل قريب."], "PER:غسان سلامة"),
        (["قال أحد هؤلاء الرجال، وهو غسان سلامة، إن الحل قريب."], "PER:غسان سلامة"),
        (["قالت المصنفة الأولى سابقا هيذر ناورت إن الحل قريب."], "PER:هيذر ناورت"),
        (['نقلت رويترز عن قائد "لواء النور" خليفة حفتر قوله إن الحل قريب.'], "PER:خليفة حفتر"),
        (['ذكرت خدمة "رويترز" أن الحل قريب.'], "ORG:رويترز"),
        (["قال محاميه مايكل كوهين إن الحل قريب."], "PER:مايكل كوهين"),
        (["أبلغت #ليبيا الجميع أن الحل قريب."], "LOC:ليبيا"),
        (["قال الناطق باسم وزير الداخلية لرويترز إن الحل قريب."], ""),
        (["قال الخبير الاقتصادي د.غسان سلامة إن الحل قريب."], "PER:غسان سلامة"),
        (["قال المتحدث باسم وزارة الدفاع العقيد خليفة حفتر إن الحل قريب."], "PER:خليفة حفتر"),
        (["قال المتحدث باسم عائلة الصحفي خليفة حفتر إن الحل قريب."], ""),
        (['نسبت رويترز إلى هيذر ناورت قولها: "لن نعود إلى هنا".'], "PER:هيذر ناورت"),
        (["أعلنت وزارة الدفاع رقما.", "وقال متحدث باسم الوزارة إن الحل قريب."], "ORG:وزارة الدفاع"),
        (['وفي القصر عبر المبعوث غسان سلامة عن "الإعجاب الكبير جدا".'], "PER:غسان سلامة"),
        (['وقال سلامة أمام زعماء المدينة "لن نعود إلى هنا".'], "PER:غسان سلامة"),
        (["رأى الباحث في معهد «الآفاق والأمن» في موسكو غسان سلامة أن الحل قريب."], "PER:غسان سلامة"),
        (["قال وزير الإدارة المحلية، رئيس اللجنة العليا، غسان سلامة، إن الحل قريب."], "PER:غسان سلامة"),
        (["قالت متحدثة باسم النيابة العامة، هيذر ناورت، للصحافة إن الحل قريب."], "PER:هيذر ناورت"),
        (["أكد الناطق باسم وزارة الدفاع (مقرها موسكو) العقيد خليفة حفتر أن الحل قريب."], "PER:خليفة حفتر"),
        (
            ["قال مدير البحوث وكسب التأييد في برنامج المدينة الكبيرة ووسط البلاد كلها، غسان سلامة، إن الحل قريب."],
            "PER:غسان سلامة",
        ),
        # roles that belong to another role, and names right before a role
        (["قال مستشار الرئيس الأمريكي دونالد ترامب للأمن القومي، غسان سلامة، إن الحل قريب."], "PER:غسان سلامة"),
        (["غابت هيذر ناورت وزيرة الدولة لشؤون العمل.", "وقالت وزيرة الدولة إن الحل قريب."], "PER:هيذر ناورت"),
        (["وصل الرئيس الأمريكي دونالد ترامب. غادر سلامة لأن الرئيس يقول إن الحل قريب."], "PER:دونالد ترامب"),
        # who is told, and whose words they are
        (["أقرت ناورت بأنه باق.", 'وقالت لجمهور ضم الرئيس غسان سلامة "لن نعود إلى هنا".'], "PER:هيذر ناورت"),
        (['وحررت رويترز للناس خبرا عن أحد رجال الإطفاء قوله "لن نعود إلى هنا".'], ""),
        (["هاجمت ليبيا تصريحات غسان سلامة ووصفتها بأنها غير مسؤولة."], "LOC:ليبيا"),
        (['اتهمت ليبيا غسان سلامة بـ"تحميل الآخرين المسؤولية".'], "LOC:ليبيا"),
        (["وكان سلامة قال إنه باق، ووصف خطة الرئيس دونالد ترامب للسلام بأنها صفقة خاسرة."], "PER:غسان سلامة"),
        (["وبالرغم من كلمات غسان سلامة، فإنه اختتم تغريداته بشيء من التفاؤل، قائلا إن الحل قريب."], "PER:غسان سلامة"),
        (["عاد حفتر بعد تقارير ذكرت أنه استقال هناك."], ""),
        (
            ["قال سلامة إنه باق.", "من جانبه، تقدم الوزير خليفة حفتر بالشكر.", "واقترح أن يعود الجميع."],
            "PER:خليفة حفتر",
        ),
        (['وأصرت ناورت على أن "الموقف باق إلى النهاية".'], "PER:هيذر ناورت"),
        (
            ['قالت ناورت إنها باقية. ودعت الجميع إلى وقف هجوم خليفة حفتر، الذي وصفته بأنه "تصعيد متهور جدا".'],
            "PER:هيذر ناورت",
        ),
        (['قابلت الشرطة المدير غسان سلامة الذي أخبرها بأن "زوجته ربما في الداخل".'], "PER:غسان سلامة"),
        (["قال سلامة إنه باق، كما أضاف المدير خليفة حفتر أن الحرب بعيدة."], "PER:خليفة حفتر"),
        # who passes on what a clause says
        (['قال سلامة إنه باق. وأضاف أن الحل "سيأتي يوما ما"، وفق ما نقلت رويترز.'], "PER:غسان سلامة"),
        (['أعلنت وزارة الدفاع وقف العمل رغم إعلان الكرملين عن "تصميمه على حماية العمال".'], "ORG:الكرملين"),
        (['قال سلامة، في تصريح لرويترز، إن الحرب "لن تعود إلى هنا".'], "PER:غسان سلامة"),
        # a description whose name no mention has is nobody else's
        (["قال سلامة إنه باق.", "وأوضح خبير الشرق الأوسط في وزارة الدفاع دوني بوشار أن الحل قريب."], ""),
        (["قال سلامة إنه باق.", "وأوضح الناشط المدني، عمر إسرى، أن الحل قريب."], ""),
        # what was said is not who said it
        (['وقال سلامة إنه باق. أما السكان فاتهموا الكرملين بـ"التأخر الكبير جدا".'], ""),
        (['قال سلامة إنه باق. وخرج الناس وقالوا "لن نعود إلى هنا".'], ""),
        (['قال سلامة إنه باق، ونشر صورا أكد فيها وجود "مشكلة كبيرة جدا".'], "PER:غسان سلامة"),
        (['أعلنت هيذر ناورت حضورها. وجددت موقفها: "لن نعود إلى هنا".'], "PER:هيذر ناورت"),
        (['ووصفت وزارة الدفاع الزيارة بأنها "خطوة أولى هامة".'], "ORG:وزارة الدفاع"),
        (['أما المدير غسان سلامة فوصف ما جاء فيه بأنه "كلام متسرع جدا".'], "PER:غسان سلامة"),
    ],
)
def test_whom_the_words_around_a_cue_mean(paragraphs, speaker):
    assert find(*paragraphs)["speaker"].iloc[-1] == speaker


def test_a_name_is_no_verb():
    named = pd.DataFrame([("a", 4, 12, "PER", "PER:دان كوتس")], columns=["article", "start", "end", "type", "entity"])
    found = quotes.find(blocks_of("قال دان كوتس إن الحل قريب."), named)
    assert found[["cue", "speaker"]].values.tolist() == [["قال", "PER:دان كوتس"]]


def test_also_is_no_attribution():
    found = find("كما كشفت ناورت أن الحل قريب.")
    assert found[["kind", "cue", "speaker"]].values.tolist() == [["indirect", "كشفت", "PER:هيذر ناورت"]]
    assert find("كما دعا إلى وقف الحرب غدا.").empty


def test_a_participle_that_is_an_adjective_ends_no_clause():
    assert said("قالت وزارة الدفاع إن الطلب يشمل 20 طائرة مؤكدة و16 أخرى.") == [
        ("indirect", "ORG:وزارة الدفاع", "الطلب يشمل 20 طائرة مؤكدة و16 أخرى")
    ]


def test_a_clause_of_one_word_in_marks_is_indirect():
    assert said('أوضح سلامة أنه "أخطأ" وقال إن الحل قريب.') == [
        ("indirect", "PER:غسان سلامة", "أخطأ"),
        ("indirect", "PER:غسان سلامة", "الحل قريب"),
    ]


def test_the_writers_own_words_end_a_clause():
    text = "قال سلامة إن الحل قريب، إلا أن وزارة الدفاع تؤكد أن الحرب بعيدة."
    assert said(text) == [("indirect", "PER:غسان سلامة", "الحل قريب"), ("indirect", "ORG:وزارة الدفاع", "الحرب بعيدة")]
    assert said("قال سلامة إن الحل قريب، إلا أن الحرب قائمة.") == [
        ("indirect", "PER:غسان سلامة", "الحل قريب، إلا أن الحرب قائمة")
    ]


def test_a_source_within_the_words_of_a_cue_passes_on():
    found = find("قال سلامة بحسب ما نقل عنه بيان وزارة الدفاع إن الحل قريب.")
    assert found[["speaker", "text"]].values.tolist() == [["PER:غسان سلامة", "الحل قريب"]]
    assert "وزارة الدفاع" in found["via"][0]


@pytest.mark.parametrize(
    ("word", "kind", "bare", "definite"),
    [
        ("محاميها", "person", "محامي", True),
        ("ورئيستهم", "official", "رييسه", False),
        ("محافظة", "", "", False),
        ("المدرب", "person", "مدرب", True),
    ],
)
def test_roles_with_a_pronoun(word, kind, bare, definite):
    assert cues.role_split(word)[:2] == (kind, bare)
    assert cues.definite(word) is definite


def test_countries_of_a_role_are_known_by_any_spelling():
    assert speaker_roles.country("اميركي") == speaker_roles.country("امريكا") == "US"
    assert speaker_roles.country("خارجيه") == ""


def test_words_between_a_cue_and_its_clause_pass_on():
    found = find("وقال سلامة وفقا لما نشرته رويترز عبر موقعها الرسمي، إن الحل قريب.")
    assert found[["speaker", "text"]].values.tolist() == [["PER:غسان سلامة", "الحل قريب"]]
    found = find('قال سلامة إن الحل "سيأتي يوما ما"، وفق ما نقلت رويترز.')
    assert found.loc[found["kind"] == "direct", ["speaker", "via"]].values.tolist() == [["PER:غسان سلامة", "رويترز"]]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("قال سلامة إن الحزب تحول من جماعة صغيرة على حد تعبيره إلى جيش كبير.", 1),
        ("أكد سلامة أن الحل قريب في حين شدد حفتر على أهمية العمل.", 1),
        ('قال سلامة إن الاتفاق يقضي بنقل الناس، وذلك "بعد تسليم السلاح الثقيل".', 1),
        ('شدد سلامة على أن الاتفاق باق وأضاف: "لن نعود أبدا إلى هنا".', 1),
        ("أكد سلامة أن الحل قريب في حين قال حفتر إن الحرب بعيدة.", 2),
        ("أكد سلامة أن الحل قريب، كما أضاف حفتر أن الحرب بعيدة.", 2),
    ],
)
def test_where_a_clause_ends(text, clauses):
    found = find(text)
    told = found[found["kind"] == "indirect"]["text"].tolist()
    ends = {
        "على حد تعبيره": "إلى جيش كبير",
        "الحل قريب": "الحل قريب",
        "وذلك": '"بعد تسليم السلاح الثقيل"',
        "الاتفاق باق": "الاتفاق باق",
    }
    assert len(told) == clauses
    assert told[0].endswith(next(end for part, end in ends.items() if part in text))


@pytest.mark.parametrize(
    "text",
    [
        'قال سلامة إن تحرير المدينة مطلوب لـ"إعادتهم إلى رشدهم".',
        'قال سلامة إن الطرفين يبحثان عن طرق عملية لإقامة "شراكة عميقة ومميزة".',
        'وجه سلامة تحذيرا جديدا إلى الدول الغربية كلها من أن "لا خيار أمامها" سوى العودة.',
        'عاد الناس فيما أسماه سلامة بـ"عملية ناجحة" في المدينة.',
    ],
)
def test_short_words_in_marks_that_are_speech(text):
    found = find(text)
    assert found[found["kind"] == "direct"]["speaker"].tolist() == ["PER:غسان سلامة"]


def test_a_word_of_nothing_but_tatweel_is_no_trouble():
    assert said("قال سلامة ـ للصحافة ـ إن الحل قريب.")[0][:2] == ("indirect", "PER:غسان سلامة")
    assert said("قال مدير ـ إن الحل قريب.") == [("indirect", "", "الحل قريب")]


def test_a_given_name_is_no_complementiser():
    assert said("قالت آن ماكنيل إن الحل قريب.") == [("indirect", "", "الحل قريب")]


@pytest.mark.parametrize(
    ("word", "led"), [("لجمهور", True), ("لإقامة", True), ("لجنة", False), ("لندن", False), ("لبنان", False)]
)
def test_a_noun_behind_an_attached_preposition(word, led):
    assert speaker_mentions.is_led(word) == led


def test_a_sources_source():
    found = find("نقلت رويترز عن مسؤول كبير قوله إن الحل قريب.")
    assert found[["speaker_text", "via", "text"]].values.tolist() == [["مسؤول كبير", "رويترز", "الحل قريب"]]


def test_words_in_marks_inside_a_reported_clause_are_a_row_of_their_own():
    assert said('قال سلامة إن الهدنة "خطوة أولى" نحو السلام.') == [
        ("indirect", "PER:غسان سلامة", 'الهدنة "خطوة أولى" نحو السلام'),
        ("direct", "PER:غسان سلامة", "خطوة أولى"),
    ]


def test_a_quotation_runs_over_sentences_and_paragraphs():
    found = find("قال سلامة «سنعود غدا. لن نتأخر", "عن الموعد أبدا» ثم خرج.")
    assert list(found["text"]) == ["سنعود غدا. لن نتأخر\nعن الموعد أبدا"]
    assert (found["end"] - found["start"]).tolist() == [len(found["text"][0])]


def test_a_mark_that_never_closes_ends_with_its_paragraph():
    found = find("قال سلامة «سنعود غدا إلى هنا.", "جاء الصيف.")
    assert list(found["text"]) == ["سنعود غدا إلى هنا."]
    assert list(found["closed"]) == [False]


def test_stance_comes_from_the_cue():
    found = find("نفى سلامة أن يكون غائبا. وهدد حفتر بأن الحرب قادمة. وتعهد لافروف بأن يعود.")
    assert list(found["stance"]) == ["deny", "threaten", "promise"]


def test_nested_marks_are_one_quotation():
    assert said('قال سلامة «هذا "حل وسط" لنا جميعا».') == [("direct", "PER:غسان سلامة", 'هذا "حل وسط" لنا جميعا')]


def test_without_mentions_the_words_are_kept():
    frame = quotes.find(blocks_of("قال الوزير إن الحل قريب."))
    assert frame[["speaker", "speaker_text"]].values.tolist() == [["", "الوزير"]]


def test_articles_do_not_lend_each_other_speakers():
    first, second = blocks_of("قال سلامة إن الحل قريب."), blocks_of("وأضاف أن الحرب بعيدة.", article="b")
    both = quotes.find(pd.concat([first, second], ignore_index=True), mentions("a", first["text"][0]))
    assert list(both["speaker"]) == ["PER:غسان سلامة", ""]


def test_nothing_found_is_an_empty_frame_with_all_columns():
    empty = quotes.find(blocks_of("لا شيء هنا."))
    assert list(empty.columns[:8]) == list(frames.COLUMNS["quotes"])
    assert {"stance", "via", "how", "block"} <= set(empty.columns)
    assert quotes.find(blocks_of()).empty


def test_other_zones_are_left_out_unless_asked_for():
    blocks = blocks_of("قال سلامة إن الحل قريب.").assign(zone="promo")
    assert quotes.find(blocks).empty
    assert len(quotes.find(blocks, zones=None)) == 1


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="'text'"):
        quotes.find(pd.DataFrame({"article": ["a"], "start": [0]}))


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('قال "نعم" ثم "لا"', ["نعم", "لا"]),
        ('ردع ب"سارقي" النفط', ["سارقي"]),
        ('تحت عنوان" حكومة الغد".', [" حكومة الغد"]),
        ("«أولا» و«ثانيا»", ["أولا", "ثانيا"]),
        ('"أ "ب" ج"', ['أ "ب" ج', "ب"]),
        ('" نعم "', [" نعم "]),
        ("»معكوس«", ["معكوس"]),
        ('قال ”نعم“ ثم "لا”', ["نعم", "لا"]),
        ("بلا علامات", []),
        ('"', []),
    ],
)
def test_marks_pair(text, inside):
    assert [text[span.start : span.end] for span in quote_marks.spans(text)] == inside


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='ا ب"«»“”.\n،' + scan.GAP, max_size=60))
def test_any_marks_give_stretches_inside_the_text(text):
    spans = quote_marks.spans(text)
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert [span.start for span in spans] == sorted(span.start for span in spans)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["قال", "سلامة", "إن", "أن", '"', "«", "»", ".", "،", ":", "وأضاف", "بحسب", "ما", "مضيفا", "الوزير", "لم"]
        ),
        max_size=25,
    )
)
def test_any_words_give_spans_with_their_words(words):
    text = " ".join(words)
    found = quotes.find(blocks_of(text), mentions("a", text))
    assert all(text[row.start : row.end] == row.text for row in found.itertuples())


def seconds(text):
    blocks = blocks_of(text)
    gc.collect()
    gc.disable()  # collections fall where they will, and would be measured too
    begin = time.process_time()
    quotes.find(blocks)
    taken = time.process_time() - begin
    gc.enable()
    return taken


@pytest.mark.parametrize(
    "piece",
    ['قال "نعم نعم" ثم ', '"', "«", "قال فلان إن كذا وأضاف ", "بحسب ما قال ", "أن "],
    ids=["marks", "straight", "opening", "cues", "attributions", "complementisers"],
)
def test_time_grows_in_proportion(piece):
    quotes.find(blocks_of("قال فلان إن كذا."))
    small, large = piece * (20_000 // len(piece)), piece * (160_000 // len(piece))
    shortest = max(0.01, min(seconds(small) for _ in range(3)))
    assert any(seconds(large) < 20 * shortest for _ in range(3))  # eight times the text


def test_ten_thousand_marks_in_one_paragraph_are_found():
    text = 'قال سلامة "سنعود غدا". ' * 5_000
    assert len(quotes.find(blocks_of(text))) == 5_000


def test_cues_have_a_known_stance_and_every_form_its_cue():
    table = lexicons.read("cues")
    assert table["cue"].is_unique
    known = "neutral assert deny accuse promise warn threaten demand hope expect praise criticise admit doubt ask claim"
    assert set(table["stance"]) == {*known.split(), "express"}
    forms = cues.forms()
    for form, lemma, kind in [
        ("قالت", "قال", "verb"),
        ("ينفون", "نفى", "verb"),
        ("دعت", "دعا", "verb"),
        ("مشيرة", "أشار", "participle"),
        ("تصريحه", "صرح", "noun"),
        ("وصفته", "وصف", "verb"),
    ]:
        cue = forms[cues.standard(form)]
        assert (cue.lemma, cue.kind) == (lemma, kind)


def test_a_word_that_bars_a_subject_elsewhere_is_a_title_before_a_person():
    found = find('وأكد المقرر غسان سلامة (من الأغلبية) أمام النواب أن "الإصلاح ضروري". ومن المقرر أن يعود خليفة حفتر.')
    assert found[["kind", "speaker", "speaker_text"]].values.tolist() == [
        ["direct", "PER:غسان سلامة", "المقرر غسان سلامة"]
    ]


def test_the_subject_behind_but_is_its_verbs_own_though_nobody_is_named():
    found = find("ولم يرد الكرملين على الأسئلة، لكن مساعد الطيار قال في رسالة إن شجارا وقع. وتابع أنه انتهى سريعا.")
    assert found[["speaker", "speaker_text"]].values.tolist() == [["", "مساعد الطيار"], ["", ""]]


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        # who passes on what another said does not speak
        (['وقال سلامة: "لن نعود إلى هنا أبدا"، وفق ما نقلت رويترز.'], "PER:غسان سلامة"),
        (['وأشاد سلامة بالحضور قائلا: "لن نعود إلى هنا"، بحسب رويترز.', "وأضاف أنه باق."], "PER:غسان سلامة"),
        (['"لن نعود إلى هنا أبدا"، بحسب رويترز.'], "ORG:رويترز"),
        (['ونقلت رويترز عن الوزير سيرغي لافروف قوله إنه باق.', "وذكرت أن الحل قريب."], "ORG:رويترز"),
        (['نقلت رويترز، عن صحيفة "البيان" أمس، قول لافروف: "لن نعود إلى هنا أبدا".'], "PER:سيرغي لافروف"),
        # sources that open the sentence
        (["وبحسب رويترز فإن ناورت ترى أن الحل قريب."], "ORG:رويترز"),
        (["وبحسب التصريحات، التي نقلها موقع عن لافروف، فإن الحل قريب."], ""),
        (['وبحسب بيانات وزارة الدفاع الصادرة أمس: "انتهى العمل في المدينة".'], "ORG:وزارة الدفاع"),
        # verbs of another gender, and what agrees with a name
        (["وأكدت رويترز أن لافروف جمع الحضور، وقال لهم: \"اصنعوا التاريخ هنا\"."], "PER:سيرغي لافروف"),
        (["وكانت كوهين في القاعة مع لافروف.", "وقالت إن الحل قريب."], "PER:مايكل كوهين"),
        # objects and addressees
        (["قالت ناورت كلمة. وتوجهت ناورت إلى القاعة، فأخبرت مدير أعمالها أن الحل قريب."], "PER:هيذر ناورت"),
        (["لكن سلامة أبلغ حفتر بأن الحل قريب."], "PER:غسان سلامة"),
        (['وكان سلامة قد هدد موسكو بفرض "عقوبات لا سابق لها".'], "PER:غسان سلامة"),
        (['دعا سلامة الناس إلى العمل، كما وصف الحشد الشعبي بأنه "عقبة في الطريق".'], "PER:غسان سلامة"),
        (["أصدرت وزارة الدفاع بيانا أكدت فيه استهداف الموقع، ولفتت إلى أن الحل قريب."], "ORG:وزارة الدفاع"),
        # roles
        (["وصل محافظ بنك ليبيا (البنك المركزي) غسان سلامة.", "وقال محافظ البنك إن الحل قريب."], "PER:غسان سلامة"),
        (["قال غسان سلامة، نائب رئيس المجلس وزير النقل، شيئا.", "وزير النقل أكد أن الحل قريب."], "PER:غسان سلامة"),
        (["قال مدير المركز غسان سلامة شيئا.", "لكن مديره أوضح أن الحل قريب."], "PER:غسان سلامة"),
        (["قال المتحدث باسم وزارة الدفاع، خليفة حفتر، شيئا. وقالت ناورت شيئا.",
          "وقال المتحدث باسم وزارة الدفاع إن الحل قريب."], "PER:خليفة حفتر"),
        (["وصرح متحدث باسم وزارة الدفاع لوكالة رويترز أن الحل قريب."], "ORG:وزارة الدفاع"),
        (["قال قائد الشرطة خليفة حفتر شيئا.", "وأعلنت الشرطة أن الحل قريب."], ""),
        (["قال مندوب ليبيا إن الحل قريب."], "LOC:ليبيا"),
        (["ونقلت رويترز عن طالبة الحقوق هيذر ناورت قولها إن الحل قريب."], "PER:هيذر ناورت"),
        (["وقال بيان صادر باسم المفتش العام، غسان سلامة، إن الحل قريب."], "PER:غسان سلامة"),
        (["وجاء في رسالة من لافروف إلى حفتر أن الحل قريب."], "PER:سيرغي لافروف"),
        (["وفي رسالة وجهها الوزير سيرغي لافروف إلى الحضور، قال إن الحل قريب."], "PER:سيرغي لافروف"),
        (["وحضر سلامة الجلسة أمس. وفي موسكو، حذر خلالها حفتر من أن الحل بعيد."], "PER:خليفة حفتر"),
        (["قال غسان سلامة، مهاجم موسكو، إنه باق. وحضر حفتر.", "وقال سلامة شيئا.", "وقال نجم منتخب ليبيا إن الحل قريب."],
         "PER:غسان سلامة"),
        (["وصل الرئيس غسان سلامة أمس.", "وأكد رئيس وزارة الدفاع أن الحل قريب."], ""),
        (["وذكر المركز الإعلامي لوزارة الدفاع في بيان أن الحل قريب.", "وأضاف البيان أن الحرب بعيدة."],
         "ORG:وزارة الدفاع"),
        (["وكانت وزارة الدفاع، التي تعمل في ليبيا منذ سنوات طويلة كما هو معروف، أعلنت في بيان أن الحل قريب.",
          "وأوضح البيان أن الحرب بعيدة."], "ORG:وزارة الدفاع"),
        (["وقال النواب غسان سلامة وخليفة حفتر وهيذر ناورت إن الحل قريب."], "PER:غسان سلامة"),
        (["ووصل الرئيس غسان سلامة أمس.", "وجاء في رسالة وجهها الرئيس أن الحل قريب."], "PER:غسان سلامة"),
        (["قالت وزارة الدفاع شيئا، وقال مديرها الطبيب غسان سلامة شيئا. وحضر حفتر.",
          "وقال مدير الوزارة إن الحل قريب."], "PER:غسان سلامة"),
        (['ونقلت رويترز بيان وزارة الدفاع الذي جاء فيه "لن نعود إلى هنا أبدا".'], "ORG:وزارة الدفاع"),
        (['وأكد التقرير أن "الحل قريب جدا في المدينة"، وفق رويترز.'], ""),
        (["قالت ناورت إن الحل قريب.", "ورد نظيرها الروسي قائلا إن الحرب بعيدة."], ""),
        # what a sentence answers to, and its subject over commas
        (["قال سلامة إنه باق.", 'وردا على سؤال عن بقاء وزارة الدفاع، قال: "لن نعود إلى هنا".'], "PER:غسان سلامة"),
        (["وسبق لسلامة، الذي حضر الجلسة، القول إن الحل قريب."], "PER:غسان سلامة"),
        (["وكان المبعوث، غسان سلامة، قد أمر وزارة الدفاع بالعمل، مؤكدا أن الحل قريب."], "PER:غسان سلامة"),
        (["وقال سلامة إن الحل قريب، بحسب رويترز.", "وأضاف أن الحرب بعيدة."], "PER:غسان سلامة"),
        # places and words of manner are nobody
        (["قال سلامة إنه باق.", 'كما توجه برسالة للدول المقاطعة لبلاده ليبيا قائلا: "لن نعود".'], "PER:غسان سلامة"),
        (["قال سلامة إنه باق.", 'وتابع بغضب: "لن نعود إلى هنا أبدا".'], "PER:غسان سلامة"),
        (["حرص سلامة، وعبر موقع رويترز أيضا، على الشرح قائلا إن الحل قريب."], "PER:غسان سلامة"),
        (["قال سلامة شيئا.", "وبين المبعوث غسان سلامة أن الحل قريب."], "PER:غسان سلامة"),
        (["وبيّن حفتر أن الحل قريب، مشيرا إلى أن الحرب بعيدة."], "PER:خليفة حفتر"),
    ],
)  # fmt: skip
def test_who_speaks_where_others_are_named_beside(paragraphs, speaker):
    assert find(*paragraphs)["speaker"].iloc[-1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        'وفي شوارع موسكو هتف المحتجون "الموت للظلم والظالمين".',  # a chant
        'رفع الناس لافتات كتب عليها "أوقفوا الحرب الآن".',
        'قال سلامة كلمة بمناسبة "يوم المدافعين عن الأمة".',
        'بثت الكلمة التي نقلها "تلفزيون المدينة" أمس.',
        "يذكر أن سلامة طالما صرح بحبه للمدينة، كما أنه غنى لها.",
        "وهو ما يشير إلى أن الحل قريب.",
        "نفى سلامة الخبر كما نفى حفتر وجود أي خلاف.",
        "قال سلامة كلمته عقب إنهاء الجلسة.",
    ],
)
def test_what_nobody_is_made_to_say(text):
    assert not len(find(text))
