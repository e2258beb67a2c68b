"""Events that are words alone: statements and threats."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from communique.model.base import Line, Many, Maybe, TopicId, Vocabulary
from communique.model.edtf import Edtf
from communique.model.event import Entry, Equivalent, Event
from communique.model.parts import Party


class Act(Vocabulary):
    """What is done by saying it."""

    STATE = "state", "Sets out a view, an aim or a fact, with no stance towards another."
    EXPECT = "expect", "Says hopefully or gloomily what will or may come, or how things stand for it."
    EXPRESS_CONCERN = "express-concern", "Voices worry, or raises something as an issue, without blaming anyone."
    SUPPORT = "support", "Backs, welcomes, praises or defends someone or what they do; affirms ties with a partner."
    RECOGNISE = "recognise", "Recognises a state, a government or a claim."
    CONGRATULATE = "congratulate", "Sends good wishes, greetings or thanks."
    CONDOLE = "condole", "Sends sympathy for a death or disaster."
    CRITICISE = "criticise", "Disapproves of, objects to or condemns what another does."
    ACCUSE = "accuse", "Says that another has done a wrong or a crime."
    PROTEST = "protest", "Complains officially: a protest note, a summoned ambassador."
    SUE = "sue", "Brings a case or complaint before a court or an international body."
    DENY = "deny", "Says that an accusation or a report is not so."
    CLAIM_RESPONSIBILITY = "claim-responsibility", "Owns up to a deed, in pride or in regret."
    COMMIT = "commit", "Promises or is willing to do or to refrain from something: no terms, and no answer awaited."
    APOLOGISE = "apologise", "Expresses regret for what oneself or one's side has done."
    FORGIVE = "forgive", "Declares that it no longer holds a wrong against another."
    OTHER = "other", "An act that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class Channel(Vocabulary):
    """By what way the words were made known."""

    SPEECH = "speech", "A speech or address."
    PRESS_CONFERENCE = "press-conference", "A press conference or briefing."
    INTERVIEW = "interview", "An interview."
    WRITTEN_STATEMENT = "written-statement", "A statement or communiqué in writing."
    READOUT = "readout", "One side's account of talks."
    IN_TALKS = "in-talks", "Said to the others in talks."
    LETTER = "letter", "A letter or personal message."
    NOTE = "note", "A diplomatic note, or words to a summoned ambassador."
    STATE_MEDIA = "state-media", "A commentary or report in state media."
    SOCIAL_MEDIA = "social-media", "A post."
    ARTICLE = "article", "An article under the speaker's name."
    LEGISLATURE = "legislature", "A debate or hearing in a parliament."
    INTERNATIONAL_BODY = "international-body", "A session of an international body."
    COURT = "court", "A filing or hearing before a court."
    ANONYMOUS = "anonymous", "Officials who would not be named."
    OTHER = "other", "A way that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class Harm(Vocabulary):
    """The harm that is threatened."""

    MILITARY_FORCE = "military-force", "An attack by armed forces."
    NUCLEAR_FORCE = "nuclear-force", "The use of nuclear, chemical, biological or radiological weapons."
    VIOLENCE = "violence", "Other violence: terror, repression, killing."
    TERRITORY = "territory", "The seizure, occupation or annexation of territory."
    BLOCKADE = "blockade", "Closing borders, straits, seas or airspace."
    CYBER = "cyber", "Attacks on computers and networks."
    SANCTIONS = "sanctions", "Embargoes, sanctions, boycotts."
    TARIFFS = "tariffs", "Duties on trade."
    CUT_AID = "cut-aid", "Reducing or ending help."
    CUT_SUPPLY = "cut-supply", "Ending deliveries: energy, water, raw materials."
    SEVER_RELATIONS = "sever-relations", "Reducing or breaking ties, recalling diplomats."
    END_TALKS = "end-talks", "Leaving or cancelling negotiations."
    LEAVE_AGREEMENT = "leave-agreement", "Withdrawing from a treaty or organisation."
    EXPULSION = "expulsion", "Expelling diplomats, observers, peacekeepers, aid workers or members."
    ARREST = "arrest", "Arrest, prosecution, imprisonment."
    BAN = "ban", "Forbidding parties, persons or organisations."
    RESTRICTION = "restriction", "Curfews, emergency rule, limits on rights and movement."
    DISSENT = "dissent", "Demonstrations, strikes or obstruction."
    ARMAMENT = "armament", "Building, testing or stationing weapons."
    OTHER = "other", "A harm that none of these names."
    UNKNOWN = "unknown", "The text says that a named harm was threatened, and not which."


class Statement(Event):
    """A public position is taken in words, and no other type says what was done by them."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "views, support, criticism, accusations, denials, promises, apologies, greetings",
            "“both sides agreed that …” as an opinion that they share: all of them in `by`",
            "a diplomatic protest: a note, a summoned ambassador (`act: protest`)",
            "reaffirming an old position, with the relation `repeats` where the earlier event is coded",
            "a one-sided promise that needs no answer, and “is willing to cooperate” without terms (`act: commit`)",
            "“raised the issue of …” with another, where only one side acts (`act: express-concern`)",
            "“should”, of a thing and with nobody asked to act: “diplomacy should continue” (`act: state`)",
            "hope and welcome for one thing in one breath: one statement, by the stronger act (`act: support`)",
            "a message or letter that an envoy delivers: `by` its author, `channel: letter`",
            "“warned that” where no harm by the speaker is named: a danger, a worry",
        ),
        excludes=(
            "words that ask another to act (`appeal`), offer (`proposal`), refuse (`rejection`) or threaten (`threat`)",
            "words that conclude something (`agreement`) or order something (`directive`)",
            "the announcement of a deed that has a type of its own (that type, with `status: planned`)",
            "a crowd's words at a rally (`protest`)",
            "an aim or interest that the article ascribes in its own voice: “aims to”, “is seeking” (nothing)",
            "what analysts, observers or unnamed sources think (nothing; what they say happened is that event)",
            "a refusal to comment, silence, what was not discussed (nothing)",
        ),
        example="""
            - id: ghana-backs-court
              type: statement
              date: 2025-07-18
              date_basis: stated
              status: occurred
              summary: Ghana's foreign minister welcomed the regional court's ruling on the border.
              by: [{actor: foreign-minister-ghana, office: foreign-minister}]
              act: support
              content: The ruling settles the border question fairly.
              target: [ecowas-court]
              channel: press-conference
              evidence:
                event: "welcomed the ruling"
            """,
        equivalents=(
            # On apologies the PLOVER manual (CONCEDE) and its CAMEO table (SUPPORT) disagree; CAMEO has them under 05.
            Equivalent("lossy", "CONCEDE", None, "05", {"act": ("apologise",)}),
            Equivalent("exact", "SUPPORT", None, "05", {"act": ("support", "recognise")}),
            Equivalent("lossy", "SUPPORT", None, "05", {"act": ("forgive",)}),
            Equivalent("exact", "AGREE", None, "03", {"act": ("commit",)}),
            Equivalent("exact", "ACCUSE", "disapprove", "11", {"act": ("criticise",)}),
            Equivalent("exact", "ACCUSE", "allege", "11", {"act": ("accuse", "sue")}),
            Equivalent("lossy", "ACCUSE", "disapprove", "11", {"act": ("protest",)}),
            # PLOVER codes no comments: what remains has a root in CAMEO alone.
            Equivalent("lossy", None, None, "01"),
        ),
    )

    type: Literal["statement"]
    by: Many[Party] = Field(description="Who says it.")
    act: Act = Field(description="What is done by saying it.")
    content: Line = Field(description="What is said, in your own words.")
    about: Many[TopicId] = Field((), description="What it is about: ids in `names/topics.yaml`.")
    target: Many[Party] = Field((), description="Towards whom the stance is taken, not all who are spoken of.")
    channel: Maybe[Channel] = Field(None, description="By what way it was made known.")
    to: Many[Party] = Field((), description="To whom it was said.")


class Threat(Event):
    """Someone warns that they, or those they speak for, will do another a harm that is named."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "“if you do this, we will do that”, with the harm named",
            "a coercive warning without a condition, with the harm named",
            "an ultimatum that names what follows if it runs out",
        ),
        excludes=(
            "“warned that” without a harm named, or of a danger that is not the speaker's doing (`statement`)",
            "an ultimatum that names no harm (`appeal` with `force: ultimatum`)",
            "a harm already decided or under way (`sanction`, `directive`, `force`, with its `status`)",
            "a show of force without words (`military-activity`)",
            "an offer with conditions (`proposal`)",
        ),
        example="""
            - id: river-tariff-warning
              type: threat
              date: 2025-01-27
              date_basis: computed
              status: occurred
              summary: Paraguay said it would tax transit barges if the river toll is not dropped.
              by: [paraguay]
              content: A tax on transit barges will follow unless the toll is dropped.
              harm: tariffs
              target: [argentina]
              condition: The toll on the waterway is kept.
              deadline: 2025-03-01
              evidence:
                event: "would respond with a tax of its own"
            """,
        equivalents=(
            Equivalent(
                "exact", "THREATEN", "violence", "13", {"harm": ("military-force", "nuclear-force", "violence")}
            ),
            Equivalent("exact", "THREATEN", "territory", "13", {"harm": ("territory",)}),
            Equivalent(
                "exact", "THREATEN", "restrict", "13", {"harm": ("blockade", "sanctions", "dissent", "restriction")}
            ),
            Equivalent("lossy", "THREATEN", "restrict", "13", {"harm": ("tariffs", "cut-supply")}),
            Equivalent("exact", "THREATEN", "relations", "13", {"harm": ("cut-aid", "sever-relations", "end-talks")}),
            Equivalent("lossy", "THREATEN", "relations", "13", {"harm": ("leave-agreement",)}),
            Equivalent("exact", "THREATEN", "expel", "13", {"harm": ("expulsion",)}),
            Equivalent("exact", "THREATEN", "arrest", "13", {"harm": ("arrest",)}),
            Equivalent("exact", "THREATEN", "ban", "13", {"harm": ("ban",)}),
            Equivalent("lossy", "THREATEN", None, "13"),
        ),
    )

    type: Literal["threat"]
    by: Many[Party] = Field(description="Who threatens.")
    content: Line = Field(description="The threat, in your own words.")
    harm: Harm = Field(description="The harm that is named.")
    target: Many[Party] = Field((), description="Who is threatened.")
    condition: Maybe[Line] = Field(None, description="What would bring the harm about, or avert it.")
    deadline: Maybe[Edtf] = Field(None, description="When it is to follow, or by when it can be averted.")
