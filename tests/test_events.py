"""Events of the simple kind, and calendar files of dates and events."""

import re

import pandas as pd
import pytest

from helpers import dates, events, export, ics, lexicons, quotes

NAMES = {
    "PER:غسان سلامة": "غسان سلامة|سلامة",
    "PER:خليفة حفتر": "خليفة حفتر|حفتر",
    "PER:سيرغي شويغو": "سيرغي شويغو",
    "PER:دونالد ترامب": "دونالد ترامب|ترامب",
    "PER:فلاديمير بوتين": "فلاديمير بوتين|بوتين",
    "PER:نيمار": "نيمار",
    "ORG:الجيش السوري": "الجيش السوري",
    "LOC:موسكو": "موسكو",
    "LOC:هلسنكي": "هلسنكي",
    "LOC:إدلب": "إدلب",
    "LOC:مصر": "مصر",
    "LOC:إسرائيل": "إسرائيل",
    "LOC:كوريا الشمالية": "كوريا الشمالية",
    "LOC:تركيا": "تركيا",
    "LOC:روسيا": "روسيا",
    "PER:كيم جونغ أون": "كيم جونغ أون",
}


def blocks_of(text):
    return pd.DataFrame({"article": ["a"], "block": [0], "start": [0], "text": [text]})


def mentions(text):
    rows = []
    for entity, pattern in NAMES.items():
        rows += [("a", m.start(), m.end(), m.group(), entity[:3], entity) for m in re.finditer(pattern, text)]
    return pd.DataFrame(rows, columns=["article", "start", "end", "text", "type", "entity"])


def find(text, published="2018-11-08"):
    blocks, named = blocks_of(text), mentions(text)
    articles = pd.DataFrame({"article": ["a"], "published": pd.to_datetime([published])})
    return events.find(blocks, named, dates.find(blocks, articles), quotes.find(blocks, named))


@pytest.mark.parametrize(
    ("text", "agent", "act", "other", "place"),
    [
        ("التقى غسان سلامة خليفة حفتر.", "غسان سلامة", "met", "خليفة حفتر", ""),
        ("والتقى سلامة بالمشير خليفة حفتر في موسكو.", "غسان سلامة", "met", "خليفة حفتر", "موسكو"),
        ("وزير الدفاع سيرغي شويغو التقى حفتر بموسكو أمس.", "سيرغي شويغو", "met", "خليفة حفتر", "موسكو"),
        (
            "يلتقي الرئيس الأمريكي دونالد ترامب بنظيره الروسي فلاديمير بوتين.",
            "دونالد ترامب",
            "met",
            "فلاديمير بوتين",
            "",
        ),
        ("صافح ترامب زعيم كوريا الشمالية كيم جونغ أون.", "دونالد ترامب", "met", "كيم جونغ أون", ""),
        ("اجتمع ترامب مع بوتين في هلسنكي.", "دونالد ترامب", "met", "فلاديمير بوتين", "هلسنكي"),
        ("زار حفتر موسكو.", "خليفة حفتر", "visited", "موسكو", ""),
        ("وصل حفتر إلى موسكو.", "خليفة حفتر", "visited", "موسكو", ""),
        ("وصل حفتر، أمس، إلى العاصمة موسكو.", "خليفة حفتر", "visited", "موسكو", ""),
        ("تأتي زيارة حفتر لموسكو بعد المؤتمر.", "خليفة حفتر", "visited", "موسكو", ""),
        ("تحدث ترامب عقب لقائه بوتين.", "دونالد ترامب", "met", "فلاديمير بوتين", ""),
        ("أجرى ترامب اتصالا هاتفيا مع بوتين.", "دونالد ترامب", "phoned", "فلاديمير بوتين", ""),
        ("تلقى ترامب اتصالا من بوتين.", "دونالد ترامب", "phoned", "فلاديمير بوتين", ""),
        ("ووقعت مصر أول معاهدة سلام مع إسرائيل.", "مصر", "signed", "إسرائيل", ""),
        ("قصف الجيش السوري إدلب.", "الجيش السوري", "attacked", "إدلب", ""),
        ("شن الجيش السوري غارات على إدلب.", "الجيش السوري", "attacked", "إدلب", ""),
        ("أجرى ترامب محادثات معمقة حول الوضع مع بوتين.", "دونالد ترامب", "met", "فلاديمير بوتين", ""),
        (
            "عقد ترامب اجتماعا مع الأمين العام للمجلس الأعلى للأمن القومي فلاديمير بوتين.",
            "دونالد ترامب",
            "met",
            "فلاديمير بوتين",
            "",
        ),
        ("ودان ترامب العنف خلال زيارة رسمية إلى #موسكو.", "دونالد ترامب", "visited", "موسكو", ""),
        ("قال حفتر، الذي بدأ زيارة مفاجئة لموسكو، شيئا.", "خليفة حفتر", "visited", "موسكو", ""),
    ],
)
def test_acts_with_their_sides(text, agent, act, other, place):
    rows = find(text)
    assert len(rows) == 1
    row = rows.iloc[0]
    found = [row["agent"], row["act"], row["other"], row["place"]]
    assert [found[0][4:], found[1], found[2][4:], found[3][4:]] == [agent, act, other, place]
    assert row["text"] == text.rstrip(".")


@pytest.mark.parametrize(
    "text",
    [
        "لم يلتق سلامة حفتر.",
        "لم يزر حفتر موسكو.",
        "يريد سلامة أن يلتقي حفتر.",
        "التقى سلامة وفدا من الأعيان.",
        "وقع حفتر أرضا في موسكو.",
        "التقى ترامب بوالد نيمار.",
        "قال سلامة إن حفتر بخير.",
        "أجرى ترامب فحوصا مع بوتين.",
        "أعلن ترامب عن زيارة إلى موسكو.",
        "تحدث ترامب عن بوتين خلال زيارة إلى موسكو.",
        "وهو ما أطلع عليه سلامة حفتر خلال زيارته لموسكو.",
        "لماذا تستهدف مصر إسرائيل؟",
        "هاجمت مصر تصريحات ترامب ووصفتها بالخاطئة.",
        "شن ترامب هجوما حادا على مصر.",
        "شن ترامب هجوما لاذعا أمس على مصر.",
        "نفت مصر ما قيل في الصحف عن هجوم على إدلب.",
        "هددت إسرائيل بشن غارات على إدلب.",
        "تستعد القوات لاقتحام مدينة إدلب.",
        "قد تستهدف ضربة جوية مدينة إدلب.",
        "إذا شنت إسرائيل هجوما على إدلب فسترد مصر.",
        "تعرض مطار إدلب لهجوم مزعوم.",
        "وجهت إسرائيل انتقادات حادة في هجوم لاذع على مصر.",
        "سافر الوفد للقاء غسان سلامة وخليفة حفتر.",
        "زار رئيس حكومة العاصمة قبل أن يكتب إلى موسكو.",
        "وصلت أرملة خليفة حفتر إلى موسكو.",
        "أثار سلامة الأمر في اجتماع مع محامي الرئيس دونالد ترامب.",
        "وكان سلامة برفقة ولي العهد خلال زيارته إلى موسكو.",
        "قصف إسرائيل مستمر.",
        "وقع سلامة وحفتر في الخطأ.",
    ],
)
def test_what_did_not_happen_or_is_not_plain(text):
    assert find(text).empty


def sides(text):
    rows = find(text)
    names = zip(rows["agent"].str[4:], rows["act"], rows["other"].str[4:], rows["place"].str[4:], strict=True)
    return list(names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("استهدف تفجير قوي مدينة إدلب.", ("", "attacked", "إدلب", "")),
        ("وكانت غارة جوية استهدفت مسلحي الجيش السوري شرقي إدلب.", ("", "attacked", "الجيش السوري", "إدلب")),
        ("قتل عشرات في هجوم على مطار إدلب.", ("", "attacked", "إدلب", "")),
        ("تعرضت إدلب أمس لقصف عنيف.", ("", "attacked", "إدلب", "")),
        ("اغتيل غسان سلامة في موسكو.", ("", "attacked", "غسان سلامة", "موسكو")),
        ("أعلن عن اغتيال الوزير غسان سلامة.", ("", "attacked", "غسان سلامة", "")),
        ("قصفت مقاتلات الجيش السوري مواقع في إدلب.", ("الجيش السوري", "attacked", "", "إدلب")),
        ("قتل عشرة في هجمات شنها الجيش السوري في إدلب.", ("الجيش السوري", "attacked", "", "إدلب")),
        ("شن الجيش السوري هجمات على قرى صغيرة تقع على إدلب.", ("الجيش السوري", "attacked", "", "")),
        ("وقع ترامب مرسوما جديدا.", ("دونالد ترامب", "signed", "", "")),
        ("انسحب من الاتفاق المبرم مع مصر.", ("", "signed", "مصر", "")),
    ],
)
def test_one_side_may_stay_unnamed(text, expected):
    assert sides(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("انتهت قمة ترامب وبوتين.", ("دونالد ترامب", "met", "فلاديمير بوتين", "")),
        ("عقدت قمة في هلسنكي بين ترامب وبوتين.", ("دونالد ترامب", "met", "فلاديمير بوتين", "هلسنكي")),
        ("انتهى لقاء جمع سلامة بالمشير حفتر.", ("غسان سلامة", "met", "خليفة حفتر", "")),
        ("اجتمع ترامب وبوتين في هلسنكي.", ("دونالد ترامب", "met", "فلاديمير بوتين", "هلسنكي")),
        ("وقعت مصر وإسرائيل معاهدة سلام.", ("مصر", "signed", "إسرائيل", "")),
        ("حضر توقيع اتفاق بين مصر وإسرائيل.", ("مصر", "signed", "إسرائيل", "")),
        ("شكره ترامب في اتصال هاتفي مع بوتين.", ("دونالد ترامب", "phoned", "فلاديمير بوتين", "")),
        (
            "تحدث الرئيس ترامب والرئيس بوتين في مكالمة هاتفية جمعت الرئيسين.",
            ("دونالد ترامب", "phoned", "فلاديمير بوتين", ""),
        ),
        ("وصل بوتين إلى هلسنكي حيث التقى ترامب.", ("فلاديمير بوتين", "met", "دونالد ترامب", "")),
        ("قال سلامة إنه التقى حفتر.", ("غسان سلامة", "met", "خليفة حفتر", "")),
        ("قال سلامة إنه حين التقى بحفتر كان متعبا.", ("غسان سلامة", "met", "خليفة حفتر", "")),
        ("زار الرئيس الروسي، فلاديمير بوتين، الخميس، موسكو.", ("فلاديمير بوتين", "visited", "موسكو", "")),
        (
            "يستقبل الرئيس الأمريكي، دونالد ترامب، الرئيس الروسي، فلاديمير بوتين.",
            ("دونالد ترامب", "met", "فلاديمير بوتين", ""),
        ),
        ("استقبل ترامب وزير الدفاع الروسي سيرغي شويغو.", ("دونالد ترامب", "met", "سيرغي شويغو", "")),
        ("وبعد لقائه حفتر، قال سلامة إن الحل قريب.", ("غسان سلامة", "met", "خليفة حفتر", "")),
        ("أزعج كلام ترامب وزيره، فرد بوتين، خلال زيارته لموسكو، عليه.", ("فلاديمير بوتين", "visited", "موسكو", "")),
        ("رد بوتين على تحذير أطلقه ترامب، خلال زيارته لموسكو.", ("دونالد ترامب", "visited", "موسكو", "")),
        ("انتقد الجميع القصف، الذي استهدف بلدة إدلب.", ("", "attacked", "إدلب", "")),
        ("نقل الناس من إدلب التي تتعرض لقصف عنيف.", ("", "attacked", "إدلب", "")),
        ("اجتمع ترامب مع مسؤولين روس.", ("دونالد ترامب", "met", "", "")),
        ("تبنى الجيش السوري هجوما على إدلب.", ("الجيش السوري", "attacked", "إدلب", "")),
    ],
)
def test_what_two_did_together_and_subjects_that_are_meant(text, expected):
    assert expected in sides(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أصابت مقاتلات حربية تركية أهدافها، وشنت مقاتلات تركية غارات على إدلب.", "إدلب"),
        ("سقط قتلى في غارة تركية استهدفت مدينة إدلب.", "إدلب"),
        ("سقط قتلى في غارات تركية على إدلب.", "إدلب"),
        ("أعلن المرصد أن طائرات تركية أطلقت صواريخ على إدلب.", "إدلب"),
        ("استهدفت غارات جوية تركية مستودعات تابعة لإدلب.", "إدلب"),
    ],
)
def test_an_adjective_of_nationality_lays_an_attack_to_a_country_that_is_named(text, expected):
    assert sides("لم تعلق تركيا. " + text) == [("تركيا", "attacked", expected, "")]
    assert [row[0] for row in sides(text)] == [""]


def test_an_attack_of_a_country_may_fall_upon_nobody_named():
    assert sides("لم تعلق تركيا. أوقع القصف التركي قتلى في إدلب.") == [("تركيا", "attacked", "", "إدلب")]


def test_where_the_matter_lies_is_not_where_they_met():
    assert sides("بحث سلامة مع حفتر تطورات العملية السلمية في إدلب.") == [("غسان سلامة", "met", "خليفة حفتر", "")]
    assert sides("التقى سلامة نظيره الروسي سيرغي شويغو في موسكو.")[0][3] == "موسكو"
    assert sides("قال سلامة عقب لقائه خليفة حفتر بالعاصمة موسكو إنه باق.")[0][3] == "موسكو"


@pytest.mark.parametrize(
    "text",
    [
        "تشن قوات الحكومة بدعم روسي عملية كبيرة.",
        "دان الوزير تسميم جاسوس روسي سابق.",
        "انتقد الوزير استهداف الصادرات الروسية.",
    ],
)
def test_an_adjective_of_another_noun_lays_no_attack_to_a_country(text):
    assert find("لم تعلق روسيا. " + text).empty


def test_several_attackers_have_a_row_each():
    assert [row[0] for row in sides("شنت تركيا وروسيا ومصر، فجر السبت، ضربات على إدلب.")] == ["تركيا", "روسيا", "مصر"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل ترامب قادما من موسكو التي زارها بوتين أمس.", ("فلاديمير بوتين", "visited", "موسكو", "")),
        ("وصل حفتر إلى موسكو حيث استقبله بوتين.", ("فلاديمير بوتين", "met", "خليفة حفتر", "")),
        ("التقى في عام 2013 الرئيس دونالد ترامب بممثلي الشركات.", ("دونالد ترامب", "met", "", "")),
        ("التقى في عام 2013 الرئيس دونالد ترامب بوتين.", ("دونالد ترامب", "met", "فلاديمير بوتين", "")),
        ("وكانت مصر وتركيا أبرمتا اتفاقا قديما.", ("مصر", "signed", "تركيا", "")),
        ("انسحب من الاتفاق المبرم بين مصر والدول الكبرى.", ("مصر", "signed", "", "")),
        ("هدد بإلغاء الاتفاق مع مصر الموقع قبل أعوام.", ("", "signed", "مصر", "")),
        ("انتقد الاتفاق الذي وقعته مصر مع قوى عالمية.", ("مصر", "signed", "", "")),
        ("شن الجيش السوري ضربات على أهداف للمسلحين في إدلب.", ("الجيش السوري", "attacked", "إدلب", "")),
        ("قصفت مصر عددا من الأهداف.", ("مصر", "attacked", "", "")),
        ("سقط قتلى بإطلاق صواريخ على جنوب إسرائيل.", ("", "attacked", "إسرائيل", "")),
        ("واستهدفت الصواريخ، وفق ما نقلت الوكالة، مدينة إدلب.", ("", "attacked", "إدلب", "")),
        ("تحدث العالم عن قمة ترامب-بوتين.", ("دونالد ترامب", "met", "فلاديمير بوتين", "")),
        ("دعا بوتين ترامب إلى العشاء خلال القمة التي جمعتهما.", ("فلاديمير بوتين", "met", "دونالد ترامب", "")),
        ("قال سلامة إن البلاد بخير، وذلك خلال اجتماعه بعدد من المسؤولين.", ("غسان سلامة", "met", "", "")),
        ("خرج الناس من إدلب التي تشن مصر هجوما عليها.", ("مصر", "attacked", "", "")),
        ("وقع غسان سلامة وقائد الجيش، نائبه السابق، خليفة حفتر اتفاقا.", ("غسان سلامة", "signed", "خليفة حفتر", "")),
        ("بعد قمة شارك فيها قادة من روسيا، وقعت مصر وتركيا مذكرة.", ("مصر", "signed", "تركيا", "")),
        ("اتفق ترامب وبوتين، في اتصال هاتفي، على الحل.", ("دونالد ترامب", "phoned", "فلاديمير بوتين", "")),
        ("التقى سلامة حفتر، ووزير الدفاع سيرغي شويغو.", ("غسان سلامة", "met", "سيرغي شويغو", "")),
        ("نفى ترامب ما قاله بوتين، الذي زار موسكو.", ("فلاديمير بوتين", "visited", "موسكو", "")),
        ("بدأت تركيا، بدعم من فصائل موالية، هجوما على إدلب.", ("تركيا", "attacked", "إدلب", "")),
        ("وخلال اجتماع مع حفتر، الذي وصل أمس، قال سلامة كلاما.", ("غسان سلامة", "met", "خليفة حفتر", "")),
    ],
)
def test_sides_that_stand_apart_or_are_only_meant(text, expected):
    assert expected in sides(text)


def test_what_goes_on_from_a_statement_is_its_speakers():
    text = "قال غسان سلامة إن الحل قريب. وجاء ذلك خلال لقائه خليفة حفتر."
    assert sides(text) == [("غسان سلامة", "met", "خليفة حفتر", "")]


def test_a_caller_may_be_told_by_whom_he_called():
    text = 'قال غسان سلامة: "اتصل بي الرئيس بوتين قبل العشاء".'
    assert sides(text) == [("فلاديمير بوتين", "phoned", "غسان سلامة", "")]


@pytest.mark.parametrize(
    "text",
    [
        "توعد ترامب بضربات على إدلب.",
        "سجل الفريق من ضربة زاوية نفذها نيمار.",
        "تعرض نيمار نتيجة لذلك لهجوم شديد.",
        "دعا النواب أمس، في بيان طويل، إلى توقيع اتفاق بين مصر وإسرائيل.",
        "نفذ الجيش السوري عملية تمشيط واسعة.",
        "زار ترامب معهدا كبيرا تديره مصر.",
        "قتل رجل بإطلاق نار في مدينة إدلب.",
        "عاد الوفد مع سلامة بعد زيارتهم إلى موسكو.",
        "تعرض ترامب لهجوم شديد أمس.",
        "استهداف موكب مدير أمن إدلب السابق.",
        "أشاد سلامة بما جرى بعد زيارة أميرها إلى موسكو.",
        "حان الوقت لترتيب لقاء بين ترامب وبوتين.",
        "يلغي ترامب قمته مع بوتين.",
        "يسهل ذلك شن هجوم جديد، وألقى باللوم على مصر.",
        "كان ما قالت إنه هجوم على إدلب.",
    ],
)
def test_threats_and_words_of_others_are_no_events(text):
    assert find(text).empty


def test_a_role_alone_means_whom_the_article_gives_it():
    text = "وصل الرئيس الروسي فلاديمير بوتين أمس. والتقى الرئيس الروسي نظيره الأمريكي دونالد ترامب."
    assert sides(text) == [("فلاديمير بوتين", "met", "دونالد ترامب", "")]


def test_a_role_alone_may_be_the_other_side():
    text = "وصل الرئيس الروسي فلاديمير بوتين أمس. والتقى ترامب بالرئيس الروسي."
    assert sides(text) == [("دونالد ترامب", "met", "فلاديمير بوتين", "")]


def test_a_relative_clause_tells_of_who_stands_before_it():
    text = "تحدث سلامة إلى حفتر الذي قام بزيارة طويلة إلى موسكو."
    assert sides(text) == [("خليفة حفتر", "visited", "موسكو", "")]


def test_each_of_several_other_sides_has_its_row():
    assert [row[2] for row in sides("التقى سلامة حفتر وسيرغي شويغو.")] == ["خليفة حفتر", "سيرغي شويغو"]
    assert [row[2] for row in sides("هجوم على موسكو وهلسنكي.")] == ["موسكو", "هلسنكي"]


def test_a_noun_beside_its_verb_makes_no_row_of_its_own():
    assert sides("شن الجيش السوري هجوما على إدلب.") == [("الجيش السوري", "attacked", "إدلب", "")]


@pytest.mark.parametrize(
    "text",
    [
        "تأتي قمة مرتقبة بين ترامب وبوتين.",
        "يعتزم ترامب قصف إدلب.",
        "سيشارك سلامة اليوم في لقاء مع حفتر.",
        "من المتوقع أن تعقد قمة بين ترامب وبوتين.",
        "اتفقا على عقد قمة بين ترامب وبوتين.",
    ],
)
def test_meetings_to_come_are_planned(text):
    assert find(text)["status"].tolist() == ["planned"]


def test_a_long_sentence_of_acts_takes_time_in_proportion():
    import time

    def seconds(count):
        text = "هجوم على إدلب بعد لقاء سلامة وحفتر و" * count
        blocks, named = blocks_of(text), mentions(text)
        times = []
        for _ in range(2):
            start = time.process_time()
            events.find(blocks, named)
            times.append(time.process_time() - start)
        return min(times)

    seconds(20)
    assert seconds(800) < 14 * seconds(200) + 0.05


def test_the_day_beside_the_act_is_its_date():
    row = find("التقى سلامة حفتر في موسكو أمس.").iloc[0]
    assert (row["date_text"], row["begin"].date().isoformat(), row["grain"]) == ("أمس", "2018-11-07", "day")


def test_a_date_beyond_another_clause_is_not_its_date():
    row = find("تأتي زيارة حفتر لموسكو قبل المؤتمر الذي ينعقد الاثنين المقبل.").iloc[0]
    assert pd.isna(row["begin"]) and row["date_text"] == ""


def test_status_and_who_reports_it():
    assert find("سيزور حفتر موسكو غدا.").iloc[0]["status"] == "planned"
    assert find("انتهت زيارة حفتر لموسكو.").iloc[0]["status"] == "named"
    reported = find("قال غسان سلامة إن حفتر زار موسكو.").iloc[0]
    assert (reported["status"], reported["reported"]) == ("told", "PER:غسان سلامة")


def test_spans_are_the_sentence():
    text = "انتهى المؤتمر. التقى سلامة حفتر. وعاد."
    row = find(text).iloc[0]
    assert text[row["start"] : row["end"]] == row["text"] == "التقى سلامة حفتر"


def test_empty_frames_have_all_columns():
    empty = events.find(blocks_of("لا شيء."), mentions(""))
    assert list(empty.columns) == list(events.COLUMNS) and empty.empty
    assert empty["begin"].dtype == "datetime64[s]"


def test_missing_columns_are_named():
    with pytest.raises(ValueError, match="'entity'"):
        events.find(blocks_of("نص"), pd.DataFrame({"article": [], "start": [], "end": [], "type": []}))


def test_acts_lexicon_is_consistent():
    table = lexicons.read("acts")
    assert set(table["act"]) == {"met", "visited", "phoned", "signed", "attacked"}
    needed = {kind for kinds in table["object"] for kind in kinds.split()}
    assert needed <= set(lexicons.read("act_objects")["object"])
    assert {side for sides in table["open"] for side in sides.split()} == {"agent", "other"}
    assert (table["verb"] + table["noun"]).ne("").all()


def unfolded(text):
    return text.replace("\r\n ", "").split("\r\n")


def test_a_calendar_of_dates_is_valid():
    blocks = blocks_of("ينعقد يومي 12 و13 نوفمبر/تشرين الثاني الجاري، بعد لقاء أمس، وفي عام 2019.")
    articles = pd.DataFrame({"article": ["a"], "published": pd.to_datetime(["2018-11-08"])})
    found = dates.find(blocks, articles)
    text = ics.text(found, published="2018-11-08")
    assert text.endswith("END:VCALENDAR\r\n") and "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    lines = unfolded(text)
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Khabar//Arabic news//EN"]
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20181112",
        "DTSTART;VALUE=DATE:20181107",
    ]
    assert "DTEND;VALUE=DATE:20181114" in lines and "DTSTAMP:20181108T000000Z" in lines
    uids = [line for line in lines if line.startswith("UID")]
    assert len(set(uids)) == len(uids) == 2
    assert len([line for line in unfolded(ics.text(found, grains=None)) if line == "BEGIN:VEVENT"]) == 3


def test_a_calendar_of_events_names_both_sides_and_the_sentence(tmp_path):
    found = find("التقى سلامة حفتر، في موسكو، أمس.")
    lines = unfolded(ics.write(found, tmp_path / "events.ics").read_bytes().decode())
    assert "SUMMARY:التقى: غسان سلامة – خليفة حفتر" in lines
    assert "LOCATION:موسكو" in lines and "DTSTART;VALUE=DATE:20181107" in lines
    assert "DESCRIPTION:التقى سلامة حفتر، في موسكو، أمس" in lines


def test_an_unnamed_side_leaves_no_dash_in_a_calendar():
    lines = unfolded(ics.text(find("استهدف تفجير قوي مدينة إدلب أمس.")))
    assert "SUMMARY:استهدف: إدلب" in lines


def test_escaping_undoes():
    value = "أ\\ب;ج,د\nهـ\x07"
    back = re.sub(r"\\(.)", lambda m: "\n" if m.group(1) == "n" else m.group(1), ics.escaped(value))
    assert back == "أ\\ب;ج,د\nهـ"


def test_an_empty_calendar_and_a_missing_folder(tmp_path):
    empty = dates.find(blocks_of("لا شيء."))
    assert ics.text(empty).split("\r\n")[-2] == "END:VCALENDAR"
    with pytest.raises(FileNotFoundError, match="does not exist"):
        ics.write(empty, tmp_path / "no" / "dates.ics")


def test_dates_and_events_as_csv(tmp_path):
    found = find("التقى سلامة حفتر في موسكو أمس.")
    back = pd.read_csv(export.csv(found, tmp_path / "events.csv"), encoding="utf-8-sig")
    assert back.loc[0, ["agent", "act", "other"]].tolist() == ["PER:غسان سلامة", "met", "PER:خليفة حفتر"]
    assert back.loc[0, "begin"].startswith("2018-11-07")
