"""Words that tell that a caller speaks, or asks for, another language.

English and Swedish are told by their common words, less those that Norwegian shares with them.
"""

from __future__ import annotations

import re

from voiceagent.norwegian.words.reading import word_set

ENGLISH = word_set(
    "the you your speak english please what who is this calling sorry don't dont do not "
    "understand understood are can could would didn't anything anyone speaks you said possible"
    " hello hi good morning thanks thank yes yeah want talk with my name and have don hear "
    "about it's"
    " i'm im how why when where which they we he she that of from because from just only know "
    "think very much number"
    " wrong interested call back later busy right now sure okay speaking norwegian little"
    " your you're we're we've i've i'd our us looking something someone somebody"
    " company small product products need needs would like there information price sales into"
)
SWEDISH = word_set(
    "jag inte vad är pratar svenska hej och tack också något någon mycket bra varför hur vem "
    "vill kan förstår heter från"
    " ringer säger prata ursäkta igen ingen måste göra gör ni mig dig"
)
SHARED_WITH_NORWEGIAN = word_set(
    "i so for me to at is her men under all kan hi vill ringer bra heter ni hej tack of and am "
    "no do on in he we now right call back just sure okay yes hello sorry my hur is like us into"
)
ASKS_LANGUAGE = re.compile(
    r"(?<!\S)(?:(?:snakke|speak|speaking) (?:du |you |på )?(?:engelsk|english|svensk|dansk|"
    r"tysk|polsk|svenska)"
    r"|in english|english please|do you speak|don't "
    r"speak|pratar du|prata svenska|no norwegian)(?!\S)"
)
