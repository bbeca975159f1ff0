"""The dictionary forms that a form may come from: nouns without their endings, singulars of broken plurals, verbs.

Every way has a name, such as "fem" or "present أ", under which helpers.lemma_model has learned how far to trust it.
Nothing here decides: a form has all the ways that its letters allow.
"""

_PAST = ("ت", "وا", "نا", "ا", "تا", "تم", "و", "ن")
_PRESENT = ("", "ون", "ين", "ان", "وا", "ن", "ا", "ي", "و")


def noun_ways(form: str, definite: bool = False, bound: bool = False):
    """Ways to read a form without its article as a noun or adjective: (name, lemma).

    Parameters
    ----------
    form : str
        In the light normal form.
    definite, bound : bool
        Whether an article stood before it, and whether a pronoun stood behind it; neither takes a tanwin.

    >>> dict(noun_ways("كبيرة"))["fem"], dict(noun_ways("مسؤولين"))["plural ين"], dict(noun_ways("دولا"))["tanwin"]
    ('كبير', 'مسؤول', 'دول')
    """
    yield "same", form
    size, free = len(form), not (definite or bound)
    if free and size > 2 and form[-1] == "ا":
        yield "tanwin", form[:-1]
        for name, lemma in plural_ways(form[:-1]) if size > 4 else ():
            yield name + " tanwin", lemma
    if size > 3:
        two, last = form[-2:], form[-1]
        if last == "ة":
            yield "fem", form[:-1]
        elif two == "ات":
            rest = form[:-2]
            yield "plural ات of ة", rest + "ة"
            yield "plural ات", rest
            if rest[-1] == "و":
                yield "plural وات of ة", rest[:-1] + "ة"
                yield "plural وات of اة", rest[:-1] + "اة"
            if rest[-1] == "ي":
                yield "plural يات of ى", rest[:-1] + "ى"
        elif two in ("ون", "ين") and size > 4:
            yield "plural ين", form[:-2]
            yield "plural ين of ي", form[:-2] + "ي"
            if form[-3] == "ت" and size > 5 and two == "ين":
                yield "dual تين of ة", form[:-3] + "ة"
                yield "dual تين", form[:-3]
        elif two == "ان" and size > 4:
            yield "dual ان", form[:-2]
            if form[-3] == "ت" and size > 5:
                yield "dual تين of ة", form[:-3] + "ة"
                yield "dual تين", form[:-3]
        if last == "ي":
            yield "construct ي", form[:-1]
            if form[-2] == "ت":
                yield "construct تي of ة", form[:-2] + "ة"
        elif last == "و":
            yield "construct و", form[:-1]
        elif last == "ى" and size == 4:
            yield "elative", "أ" + form[:-1]
        elif two == "اء" and size == 5:
            yield "colour", "أ" + form[:-2]
    yield from plural_ways(form)


def plural_ways(form: str):
    """Singulars that a form would have if it were a broken plural of a common pattern: (name, lemma).

    >>> dict(plural_ways("أعمال"))["plural أفعال"], dict(plural_ways("رسائل"))["plural فعائل of فعالة"]
    ('عمل', 'رسالة')
    """
    size = len(form)
    if size == 3:
        yield "plural فعل of ة", form + "ة"
    elif size == 4:
        a, b, c, d = form
        if c == "و":
            yield "plural فعول", a + b + d
            yield "plural فعول of ة", a + b + d + "ة"
        elif c == "ا":
            yield "plural فعال", a + b + d
            yield "plural فعال of ة", a + b + d + "ة"
            yield "plural فعال of فعيل", a + b + "ي" + d
            yield "plural فعال of فاعل", a + "ا" + b + d
        elif d == "ى":
            yield "plural فعلى", a + b + "ي" + c
    elif size == 5:
        a, b, c, d, e = form
        if a == "أ" and d == "ا":
            yield "plural أفعال", b + c + e
            yield "plural أفعال of ة", b + c + e + "ة"
            if c in "وي":
                yield "plural أفعال of فال", b + "ا" + e
        elif a == "أ" and e == "ة":
            yield "plural أفعلة", b + c + "ا" + d
            yield "plural أفعلة of فعيل", b + c + "ي" + d
        elif d + e == "اء":
            yield "plural فعلاء", a + b + "ي" + c
            yield "plural فعلاء of فاعل", a + "ا" + b + c
        elif c + d == "ائ":
            yield "plural فعائل of فعيلة", a + b + "ي" + e + "ة"
            yield "plural فعائل of فعالة", a + b + "ا" + e + "ة"
            yield "plural فعائل of فعيل", a + b + "ي" + e
        elif b + c == "وا":
            yield "plural فواعل", a + "ا" + d + e
            yield "plural فواعل of ة", a + "ا" + d + e + "ة"
        elif c == "ا" and e != "ة":
            kind = "مفاعل" if a in "متأ" else "فعالل"
            yield f"plural {kind}", a + b + d + e
            yield f"plural {kind} of ة", a + b + d + e + "ة"
        elif d + e == "ان":
            yield "plural فعلان", a + b + c
    elif size == 6:
        a, b, c, d, e, f = form
        if c == "ا" and e == "ي":
            for letter in "واي":
                yield f"plural مفاعيل of {letter}", a + b + d + letter + f
        elif a == "أ" and e + f == "اء":
            yield "plural أفعلاء", b + c + "ي" + d
            yield "plural أفعلاء doubled", b + c + "ي" + c


def verb_ways(form: str, bound: bool = False):
    """Ways to read a form as a verb: (name, third person singular of the past).

    Parameters
    ----------
    form : str
        In the light normal form, without article and attached pronoun.
    bound : bool
        Whether a pronoun stood behind it.

    >>> dict(verb_ways("يستخدمون"))["present ون ا"], dict(verb_ways("يقول"))["present hollow"]
    ('استخدم', 'قال')
    """
    size = len(form)
    yield "past", form
    if bound and form[-1] == "ا":
        yield "past ا of ى", form[:-1] + "ى"
    for ending in _PAST:
        rest = form[: size - len(ending)]
        if len(rest) < 2 or not form.endswith(ending) or (ending == "و" and not bound):
            continue
        yield "past " + ending, rest
        if ending in ("ت", "وا", "تا", "و"):
            yield f"past {ending} of ى", rest + "ى"
        if ending in ("ت", "نا"):
            if rest[-1] == "ي":
                yield f"past ي{ending} of ى", rest[:-1] + "ى"
            if len(rest) == 2:
                yield "past hollow", rest[0] + "ا" + rest[1]
            elif len(rest) == 3 and rest[1] == rest[2]:
                yield "past doubled", rest[:2]
    if size == 4 and form[0] in "أا" and form[2] == "ي":
        yield "passive أ", form[:2] + "ا" + form[3]
    elif size == 5 and form[0] == "ا" and form[3] == "ي":
        yield "passive ا", form[:3] + "ا" + form[4]
    if size > 3 and form[-1] == "ي":
        yield "passive ي", form[:-1] + "ى"
    if form[0] in "يتنأ" and size > 2:
        for ending in _PRESENT:
            if form.endswith(ending) and size - len(ending) > 2 and (ending != "و" or bound):
                yield from _present(form[1 : size - len(ending)], ending)


def _present(core: str, ending: str):
    """Pasts of a present without its prefix and ending."""
    name = "present " + (ending + " " if ending in ("ون", "وا") else "+ " if ending else "")
    size, last = len(core), core[-1]
    yield name + "plain", core
    yield name + "أ", "أ" + core
    yield name + "ا", "ا" + core
    if core[0] == "ؤ":
        yield name + "ؤ", "أ" + core[1:]
    if size == 2:
        yield name + "و", "و" + core
        yield name + "hollow short", core[0] + "ا" + core[1]
    if size == 3 and core[1] in "وي":
        yield name + "hollow", core[0] + "ا" + core[2]
    if size > 2 and core[-2] == "ي":
        yield name + "hollow أ", "أ" + core[:-2] + "ا" + last
        yield name + "hollow ا", "ا" + core[:-2] + "ا" + last
    if last == "ي":
        rest = core[:-1] + "ى"
        yield from ((name + "ي", rest), (name + "ي أ", "أ" + rest), (name + "ي ا", "ا" + rest))
    elif last == "و":
        yield name + "و of ا", core[:-1] + "ا"
    elif last == "ى":
        yield from ((name + "ى of ي", core[:-1] + "ي"), (name + "ى أ", "أ" + core), (name + "ى ا", "ا" + core))
    if ending in ("ون", "وا") or not ending and size < 5:  # the last letter of a defective verb is lost
        for lead in ("", "أ", "ا"):
            yield f"{name}lost ى {lead}", lead + core + "ى"
        yield name + "lost ي", core + "ي"
        yield name + "lost و", core + "ا"
