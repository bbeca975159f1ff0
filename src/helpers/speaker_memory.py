"""Memory: who spoke before in an article, and whom words that point back mean («الباحثة», «البيان», «وأضاف»)."""

from bisect import bisect_left

from helpers import cues
from helpers.cue_forms import POSSESSIVES
from helpers.cues import ALPHABET, PERSONAL
from helpers.normalise import light
from helpers.scan import OTHER, fold
from helpers.speaker_appositions import COMMA, MARK, PREPOSITIONS, RELATIVE
from helpers.speaker_bodies import ENDS, FAR, Bodies, Speaker
from helpers.speaker_mentions import Named
from helpers.speaker_roles import given_names

OPENS = 6  # words of a sentence among which its subject stands
AND_SHE, THAT = ALPHABET["and_she"], ALPHABET["that"]


class Memory(Bodies):
    """Who spoke in an article so far, and what points back to them."""

    def by_context(self, start: int, end: int, head: str, gender: str) -> str:
        """Whom a description means that the article gives to nobody by name («الباحثة», «المدرب الأرجنتيني»).

        It is the one who spoke last, or the one the sentences before are about; for an office only somebody to whom the
        article gives no other.
        """
        word = self.batch.words[start]
        bare = fold(word[cues.role_split(word)[2] :])
        following = self.batch.words[start + 1] if start + 1 < end else ""
        titled = MARK in self.batch.letters[start + 1 : start + 3]  # «صاحبة "ملح المدينة"»
        beside = {start + 1} if cues.role(following) in PERSONAL else {start + 1, start + 2}  # «نجم منتخب مصر»
        apart = fold(following).startswith("ال") or not beside.isdisjoint(self.at)
        if not (bare.startswith(("ال", "لل")) or apart or titled):
            return ""
        if self._of_role(start):  # «محامي اللاعب» is not the player
            return ""
        if self._unread_name(start, end):  # «خبير الشرق الأوسط في المعهد دوني بوشار», «محامية الدفاع، آنا كذا»
            return ""
        own = "f" if bare.endswith("ه") else "m"
        after = self.batch.words[end] if end < len(self.batch.words) else ""
        unread = (
            self.batch.letters[end : end + 1] == OTHER and not fold(after).startswith("ال") and not self.is_led_in(end)
        )
        unread = unread and after.isalpha() and not fold(after).startswith(("وهو", "وهي"))
        if unread or gender in ("m", "f") and gender != own:  # «المحلل أنكيت باندا», whom no mention names
            return ""
        spoken = self.spoken.get(self.article(start), [])
        single = cues.role_split(word)[1]
        for speaker in reversed(spoken):  # «قال مسؤول أميركي ... وأضاف المسؤول»
            if speaker.start >= 0 and single in [
                cues.role_split(w)[1] for w in self.batch.words[speaker.start : speaker.end]
            ]:
                return speaker.entity
        if head == "spokesperson":
            return ""
        anyone = head == "person" or single in cues.anybody() and bare.startswith(("ال", "لل"))
        entities = [spoken[-1].entity] if spoken and spoken[-1].kind not in ("source", "document") else []
        recent = self.recent(start, own)
        entities += [recent.entity] if recent and (anyone or self._right_before(recent, start)) else []
        for entity in entities:
            named = self.of_entity.get(entity) if entity else None
            if named is None or named.type != "PER" or self.clashes(named, own):
                continue
            told = next((s.gender for s in reversed(spoken) if s.entity == entity and s.gender in ("m", "f")), "")
            opened = recent is not None and entity == recent.entity and self.batch.letters[recent.start - 1] == AND_SHE
            told = told or self.given_gender(named) or ("f" if opened else "m")  # «وافتتحت فلانة النقاش»
            if told == own and (anyone or not self.offices(entity, start)):
                return entity
        return ""

    def _unread_name(self, start: int, end: int) -> bool:
        """Whether two plain words end a description, or a given name stands behind it, that no mention names."""
        words, letters = self.batch.words, self.batch.letters
        if letters[end : end + 1] == COMMA and end + 1 < len(words) and end + 1 not in self.at:
            return fold(words[end + 1]) in given_names()
        if end - start < 4 or self.within(end - 2, end) or letters[end - 2 : end] != OTHER * 2:
            return False
        if fold(words[end - 1]).endswith(POSSESSIVES):  # «أوضح بطل العالم وجهة نظره»
            return False
        return not any(
            word.isascii() or fold(word).lstrip("ول").startswith("ال") or cues.role(word)
            for word in words[end - 2 : end]
        )

    def recent(self, token: int, gender: str) -> Named | None:
        """The person whom the nearest sentence before a word is about: the first one in it that is no object."""
        first = bisect_left(self.batch.starts, self.bounds[self.article(token)][0])
        near = [name for name in self.within(max(first, token - FAR), token) if name.type == "PER" and name.entity]
        near = [name for name in near if not self.clashes(name, gender)]
        near = [name for name in near if self.told_of(name) or not self.is_object(first, name)]
        if not near:
            return None
        low = self.sentence_from(near[-1].start)
        return next(name for name in near if name.start >= low)

    def told_of(self, name: Named) -> bool:
        """Whether a relative clause behind a name tells more of it: «حول المعلمة لينا، التي حولت المكتبة»."""
        letters = self.batch.letters
        place = name.end + (letters[name.end] == COMMA)
        return letters[place] == RELATIVE

    def last(self, token: int, gender: str, before: int | None = None, goes_on: bool = True) -> Speaker:
        """The one who spoke last, with a verb of this gender where that can be told.

        Where `before` says where the sentence begins, the person whom the sentences before are about: if nobody spoke,
        or nobody whom the text names, and if the sentence right before is about somebody else and the verb does not
        say that one goes on speaking (`goes_on`: «وأضاف»).
        """
        spoken = self.spoken.get(self.article(token), [])
        recent = self.recent(before, gender) if before is not None and gender != "p" else None
        for speaker in reversed(spoken[-6:]):
            plural = speaker.kind == "source" or self._are_two(speaker)
            if not speaker.entity and speaker.start < 0 or gender == "p" != speaker.gender and not plural:
                continue
            if not gender or not speaker.gender or speaker.gender == gender or plural and gender == "p":
                if recent and not goes_on and self._turned(speaker, recent, before):
                    return Speaker(recent.entity, how="context", gender=gender)
                return speaker._replace(start=-1, end=-1, how="last")
        told = recent is not None and gender == "f" == self.given_gender(recent)
        later = (
            recent is not None
            and not goes_on
            and self._subject_from(recent) > max((speaker.token for speaker in spoken), default=-1)
        )
        if recent and (told or later or not any(speaker.start >= 0 for speaker in spoken[-1:])):
            return Speaker(recent.entity, how="context", gender=gender)
        return Speaker(gender=gender)

    def _are_two(self, speaker: Speaker) -> bool:
        """Whether the words that name a speaker name another person beside: «قال فلان وعلان»."""
        named = self.within(speaker.start, speaker.end) if speaker.start >= 0 else []
        return sum(name.type == "PER" for name in named) > 1

    def _turned(self, speaker: Speaker, recent: Named, before: int) -> bool:
        """Whether a sentence since one spoke is about another person; the one right before, if the speaker is named."""
        low = self._subject_from(recent)
        if recent.entity == speaker.entity or low <= speaker.token:
            return False
        letters = self.batch.letters
        while before > recent.end and letters[before - 1] in ENDS:
            before -= 1
        return not speaker.entity or not any(letters[at] in ENDS for at in range(recent.end, before))

    def _right_before(self, named: Named, token: int) -> bool:
        """Whether a person is the subject of the sentence before that of a word."""
        letters = self.batch.letters
        stops = sum(letters[at] in ENDS and letters[at - 1] not in ENDS for at in range(named.end, token))
        return stops <= 1 and self._subject_from(named) >= 0

    def _subject_from(self, named: Named) -> int:
        """Where the sentence begins whose subject a person is, as far as their place tells; -1 where they are none."""
        letters, low = self.batch.letters, named.start
        if letters[low - 2] == THAT and letters[low - 1] == OTHER:  # «من المتوقع أن يؤدي فلان»
            return low - 2
        while low > 0 and letters[low - 1] not in ENDS:
            low -= 1
            if letters[low] == COMMA and letters[low - 1] not in ENDS and self._opener(low):
                return low
            if named.start - low > OPENS or letters[low] in PREPOSITIONS or letters[low] == MARK:
                return -1
        return low

    def _opener(self, comma: int) -> bool:
        """Whether no more than two words stand before a comma from the sentence's head: «من جانبه،», «بدوره،»."""
        return any(self.batch.letters[at] in ENDS for at in range(max(0, comma - 3), comma)) or comma <= 2

    def latest(self, token: int) -> Speaker | None:
        """The last speaker whom the text names in words."""
        spoken = self.spoken.get(self.article(token), [])
        return next((speaker for speaker in reversed(spoken[-4:]) if speaker.start >= 0), None)

    def gender_of(self, speaker: Speaker) -> str:
        """The gender of the one whom words name: by the role that heads them, else by the name."""
        if speaker.start < 0:
            return ""
        word = self.batch.words[speaker.start]
        if speaker.start not in self.at and cues.role(word) in PERSONAL:
            return "f" if light(word).endswith("ة") else "m"
        named = self.of_entity.get(speaker.entity)
        return self.given_gender(named) if named else ""

    def passes_on(self, token: int) -> None:
        """Forget the source with a cue, which only passes on what another said."""
        spoken = self.spoken.get(self.article(token), [])
        if spoken and spoken[-1].token == token:
            spoken.pop()

    def speaks(self, token: int, speaker: Speaker) -> None:
        """Remember who spoke."""
        self.spoken.setdefault(self.article(token), []).append(speaker._replace(token=token))
