"""Patterns of time expressions: rules that put classes of words together.

A rule is a pattern over classes (see `scan`) with named groups for the parts that the readers take values from.
"""

import re
from functools import lru_cache

import regex  # the one library that can say what a pattern may begin with (partial matches)

from helpers.date_words import ALPHABET
from helpers.scan import BETWEEN, OTHER, fold

MACROS = {
    "ORDINAL": r"(?:(?:{ordinal}|{before_ten}(?={cardinal}))(?:{ordinal|cardinal}|{before_ten}(?={cardinal})){0,4})",
    "COUNT": r"(?:{article}?(?:{day_number|digits|year_number}|{before_ten}?{cardinal}{1,5}))",
    "NUMBER": r"(?:{article}?{day_number}|{first}(?={month|month_word|month_first})|ORDINAL"
              r"|{before_ten}?{cardinal}{1,5})",
    "NAME": r"(?:{month|month_word}|{month_first}(?:{ordinal|first}|{month_second}))",
    "HIJRI": r"(?:{hijri|hijri_word}|{hijri_first}(?:{ordinal}|{month_second}))",
    "MONTH": r"(?:NAME(?:{slash|dash}NAME|{open}NAME{close})?)",
    "TURN": r"(?:{last|next|this}|{after}{next})",
    "SAME": r"(?:{last|next|this|same|prior|following}|{after}{next})",
    "YEAR": r"(?:{in|of|comma}?(?:{unit:year}|{the_unit:year})?(?P<year>{year_number})(?P<era>{era})?"
            r"|{of}?(?P<that_year>{the_unit:year})(?P<year_turn>SAME)|{of}?(?P<this_year>{this_of}){the_unit:year})",
    "THE_YEAR": r"(?:{of}(?P<whole_year>{the_unit:year})(?!x))",
    "HIJRI_YEAR": r"(?:{in|of|comma}?(?:{unit:year}|{the_unit:year})?(?P<year>{year_number})(?P<era>{era})?"
                  r"|{of}?(?P<that_year>{the_unit:year})(?P<year_turn>SAME))",
    "IN_MONTH": r"(?:{of|in}?{unit:month|the_unit:month}?(?P<month>MONTH)(?P<month_turn>TURN)?YEAR?"
                r"|{of}?(?P<that_month>{the_unit:month})(?P<turn>SAME)YEAR?"
                r"|{of}?(?P<this_month>{this_of}){the_unit:month}"
                r"|{of|in}?{unit:month|the_unit:month}?(?P<hijri>HIJRI)(?P<hijri_turn>TURN)?HIJRI_YEAR?)",
    "DIGITS": r"(?P<a>{day_number|year_number})(?P<mark>{slash|dash|dot})(?P<b>{day_number})"
              r"{slash|dash|dot}(?P<c>{day_number|year_number})",
    "DATE": r"(?:DIGITS|(?P<first>NUMBER)(?P<more>(?:{and|comma}{day_number}){1,12}(?={and|comma}NUMBER))?"
            r"(?:(?P<join>{and|to|dash|comma|until})(?P<second>NUMBER))?"
            r"(?:IN_MONTH|(?P<current>{this})(?!{the_unit:*})))",
    "NAMED": r"(?:{comma}?(?P<weekday>{weekday})|{open}(?P<weekday>{weekday}){close})",
    "TAIL": r"(?:{comma|open|matching|dash}{matching}?)?",
    "LATE": r"(?:{time_of}{late|early}{of})?",
    "PART": r"(?P<part>LATE(?:{before|after}?{part}(?:{part_of_day})?|{unit:night}|{phase}{part}))",
    "CENTURY": r"(?:{the_unit:century}"
               r"(?P<century>{article}?{day_number}|(?:ORDINAL|{cardinal})(?:{cardinal|ordinal}){0,4}|SAME))",
    "PHASE": r"(?:(?P<phase>{phase}|{fraction}(?:ORDINAL|{recent}))(?:{of})?)",
    "IN_ZONE": r"(?:{zone_of}(?P<zone>{zone})?|{zone_first}{dot}?(?P<zone>{zone_second})|(?P<zone>{zone_word}))",
}  # fmt: skip

RULES = {
    "day": [
        r"PART?(?:{unit:day})?(?P<twice>{first}{of}?|{after|before})?(?P<deictic>{deictic})(?P<twice_after>{ordinal})?"
        r"NAMED?(?:TAIL DATE)?(?P<part_after>{part_of_day})?",
        r"PART?(?P<today>{the_unit:day})(?!ORDINAL|SAME|{same|relative})NAMED?(?:TAIL DATE)?"
        r"(?P<part_after>{part_of_day})?",
        r"(?P<context_day>{the_unit:day}(?:{prior|following|same})|{same_of}{the_unit:day}|{that_of}{the_unit:day})",
        r"PART?{unit:day|the_unit:day|two_units:day}?(?P<weekday>{weekday})"
        r"(?:(?P<weekday_join>{and|to|until|dash|comma})?(?P<weekday2>{weekday}))?"
        r"(?P<part_after>{part_of_day})?(?P<weekday_turn>SAME)?(?:TAIL DATE{close}?)?",
        r"PART?{unit:day|the_unit:day|two_units:day|units:day}?DATE(?P<part_after>{part_of_day})?",
        r"(?P<today>{this_of})(?P<part_after>{part_of_day})",
    ],
    "month": [
        r"PHASE?{unit:month|the_unit:month|two_units:month}?(?P<month>MONTH)"
        r"(?:(?P<join>{and|to|dash|until})?(?P<month2>MONTH))?(?P<month_turn>TURN)?YEAR?",
        r"PHASE?(?P<label>{unit:month|the_unit:month})?(?P<hijri>HIJRI)(?P<hijri_turn>TURN)?HIJRI_YEAR?",
    ],
    "year": [
        r"PHASE?{this_of}?(?P<label>{unit:year|the_unit:year|two_units:year|the_two:year|units:year|the_units:year})"
        r"(?P<first>{this}?{year_number}|{digits})(?P<era>{era})?"
        r"(?:(?P<join>{and|to|dash|slash|until|comma})(?P<second>{year_number|digits}))?(?P<era2>{era})?",
        r"PHASE?(?P<label>{unit:year|the_unit:year})(?P<written>{cardinal}{1,5})",
        r"PHASE?(?P<first>{year_number})(?:(?P<join>{and|to|dash|slash|until})(?P<second>{year_number|day_number}))?"
        r"(?P<era>{era})?",
    ],
    "unit": [
        r"PHASE?(?P<unit>{the_unit:week|the_unit:month|the_unit:year|the_unit:night|the_unit:decade|the_unit:century})"
        r"(?P<turn>SAME)",
        r"PHASE?(?P<this>{this_of}|{same_of}|{that_of})"
        r"(?P<unit>{the_unit:week|the_unit:month|the_unit:year|the_unit:night|the_unit:decade|the_unit:century})",
        r"(?P<nth_week>{the_unit:week}ORDINAL){of}IN_MONTH",
        r"(?P<tonight>{the_unit:night})(?!ORDINAL|SAME|{recent})",
        r"PHASE(?P<unit>{the_unit:week|the_unit:month|the_unit:year})(?!x)",
    ],
    "span": [
        r"(?P<units>{the_units:*|the_two:*})(?P<few>{few})?(?P<count>COUNT)?{few}?(?P<turn>{last|next|recent|this})",
        r"(?P<count>COUNT)(?P<units>{units:*|unit:*|the_units:*|two_units:*})(?P<turn>{last|next|recent})",
        r"(?P<these>{this_of})(?P<units>{the_units:*})",
    ],
    "ago": [
        r"(?P<side>{before|since})(?:{less|more|about}{of}?)?(?:(?P<count>COUNT)(?P<units>{units:*|unit:*})"
        r"|(?P<two>{two_units:*})|(?P<one>{unit:*})|(?P<vaguely>{few_of}?{units:*}{few_after}?))"
        r"(?!{of|year_number|digits|weekday|cardinal|ordinal|month|month_word|hijri|hijri_word|day_number|deictic})",
        r"(?P<side>{after|within|during})(?:{less|more|about}{of}?)?(?:(?P<count>COUNT)(?P<units>{units:*|unit:*})"
        r"|(?P<two>{two_units:*})|(?P<one>{unit:*}))"
        r"(?!{of|year_number|digits|weekday|cardinal|ordinal|month|month_word|hijri|hijri_word|day_number|deictic"
        r"|next|last|recent})",
    ],
    "decade": [
        r"PHASE?(?P<decade>{decade_name})(?!{of}?{age})(?:{of}?CENTURY)?",
        r"(?P<nth_decade>{the_unit:decade}ORDINAL){of}CENTURY",
        r"PHASE?CENTURY(?:{before}(?P<christ>{christ}))?",
    ],
    "season": [
        r"(?P<label>{season_of})?(?P<season>{season|the_season})(?P<turn>TURN)?YEAR?",
        r"(?P<this>{this_of})(?P<season>{the_season})",
    ],
    "clock": [
        r"(?P<hour>ORDINAL)(?P<part_after>{before|after}?{part_of_day|part})IN_ZONE?",
        r"{the_unit:hour}(?P<hour>{day_number|digits|year_number}|ORDINAL)(?:{colon|dot|comma}(?P<minute>{day_number|digits}))?"
        r"(?P<plus>{fraction})?(?P<part_after>{part_of_day|part}|(?:{before|after}{part_of_day|part}))?"
        r"IN_ZONE?",
        r"(?P<hour>{day_number|digits}){colon}(?P<minute>{day_number|digits})"
        r"(?:(?P<part_after>{part_of_day|part})IN_ZONE?|IN_ZONE)",
    ],
    "part": [r"(?P<part>{after}?{part_of_day})", r"(?P<middle>{phase})(?P<part>{part_of_day})"],
    "quarter": [r"(?P<quarter>{fraction}(?:ORDINAL|{recent}))(?!{of})", r"(?P<relative>{fraction})(?P<turn>SAME)"],
    "months": [
        r"(?:{the_units:month}(?P<count>COUNT)?|(?P<two>{the_two:month}))(?P<edge>ORDINAL|{recent})(?:YEAR|THE_YEAR)",
        r"(?P<edge>{first|ultimate})(?P<count>COUNT){units:month|unit:month}(?:YEAR|THE_YEAR)",
    ],
    "vague": [
        r"(?P<vague>{vague})(?!{of})",
        r"(?P<prior>{in}{prior})",
        r"{the_span}(?P<turn>{recent|last|next|this})",
        r"{the_unit:decade}(?P<turn>{recent})",
        r"{time_of}(?P<prior>{prior_bare})",
        r"{time_of}(?P<later>{later_bare})",
        r"(?P<moment>{the_moment}{this|same}|{same_of}{the_moment})",
    ],
}  # fmt: skip


def _expand(template: str) -> str:
    names = sorted(MACROS, key=len, reverse=True)
    pattern = re.compile(r"(?<![A-Z_{])(" + "|".join(names) + r")(?![A-Z_])")
    while pattern.search(template):
        template = pattern.sub(lambda match: MACROS[match.group(1)], template)
    seen: dict[str, int] = {}

    def numbered(match):
        name = match.group(1)
        seen[name] = seen.get(name, 0) + 1
        return f"(?P<{name}__{seen[name]}>"

    return re.sub(r"\(\?P<(\w+)>", numbered, template.replace(" ", ""))


@lru_cache(maxsize=1)
def rules() -> list[tuple[str, re.Pattern]]:
    """Every rule with its kind, compiled; a group that stands in several branches is numbered: `year__1`, `year__2`."""
    return [(kind, ALPHABET.compile(_expand(template))) for kind, templates in RULES.items() for template in templates]


def parts(match: re.Match) -> dict[str, tuple[int, int]]:
    """The groups of a match that took part: name without number, and its first and last word."""
    spans = ((name.partition("__")[0], match.span(name)) for name in match.re.groupindex)
    return {name: span for name, span in spans if span[0] >= 0 and span[0] < span[1]}


LONGEST = 30  # words in the longest expression
JOINED = frozenset(ALPHABET[name] for name in ("cardinal", "ordinal", "before_ten", "fraction"))
JOINED_TO_LIKE = tuple(
    frozenset(ALPHABET[name] for name in names)
    for names in (("weekday",), ("month", "month_word", "month_first", "month_second", "ordinal"), ("year_number",))
)


def limit(batch, start: int) -> int:
    """Where an expression that begins at a word must end: before a word with letters attached that do not join on.

    «خمسة وتسعين» and «الاثنين والثلاثاء» go on, «أمس وللاثنين» does not.
    """
    letters = batch.letters
    for token in range(start + 1, min(len(letters), start + LONGEST)):
        if letters[token] in (OTHER, ALPHABET["present"]):
            return token
        if batch.entry(token).skip and letters[token] not in JOINED:
            like = any(letters[token] in names and letters[token - 1] in names for names in JOINED_TO_LIKE)
            if not like or fold(batch.words[token])[0] != "و":
                return token
    return min(len(letters), start + LONGEST)


FUTURE = ALPHABET["future"]
PRESENT, UNTIL, SINCE, OPENER = (ALPHABET[name] for name in ("present", "until", "since", "opener"))
DIGITS = re.compile(r"\d")
STOPS = frozenset((ALPHABET["stop"], ALPHABET["dot"], ALPHABET["semicolon"], BETWEEN))
BOUNDS = {ALPHABET[name]: name for name in ("since", "until", "before", "after")}


@lru_cache(maxsize=1)
def starters() -> dict[str, list[tuple[str, re.Pattern]]]:
    """For each class the rules that can begin with it: most words begin none."""
    found = {}
    for letter in [*ALPHABET.known.values()]:
        able = [(kind, rule) for kind, rule in rules() if regex.match(rule.pattern, letter, partial=True)]
        if able:
            found[letter] = able
    return found


def starts(letters: str):
    """Where in a string of classes an expression may begin."""
    pattern = _starting()
    return (match.start() for match in pattern.finditer(letters))


@lru_cache(maxsize=1)
def _starting() -> re.Pattern:
    return re.compile("[" + "".join(starters()) + "]")
