"""Events in which something is agreed, offered, asked or refused: agreements, proposals, appeals, rejections."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from communique.model.base import ActorId, Count, EventId, Line, Many, Maybe, Shorthand, TopicId, Vocabulary
from communique.model.edtf import Edtf
from communique.model.event import Entry, Equivalent, Event
from communique.model.parts import Money, Party


class Stage(Vocabulary):
    """How far an agreement has come with this event."""

    IN_PRINCIPLE = "in-principle", "The parties agree on the outline; the text is still to be settled."
    ANNOUNCED = "announced", "The parties make known that they have agreed; no signature is told."
    INITIALLED = "initialled", "Negotiators have marked the text as final, to be signed later."
    SIGNED = "signed", "It was signed."
    ADOPTED = "adopted", "A body voted it or took it by consensus: a resolution, a final document."
    RATIFIED = "ratified", "A parliament or head of state has made the signature binding."
    ACCEDED = "acceded", "A new party joins what others concluded before."
    IN_FORCE = "in-force", "It begins to bind the parties."
    EXTENDED = "extended", "Its term is prolonged or renewed."
    AMENDED = "amended", "Its terms are changed."
    SUSPENDED = "suspended", "It is set aside for a time, by one side or by all."
    WITHDRAWN = "withdrawn", "One party leaves it."
    ENDED = "ended", "It has run out, or was terminated for all."
    OTHER = "other", "A stage that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class AgreementForm(Vocabulary):
    """What kind of instrument an agreement is."""

    TREATY = "treaty", "A treaty, convention, pact or protocol between states."
    MOU = "mou", "A memorandum of understanding, or a letter of intent."
    JOINT_STATEMENT = "joint-statement", "A declaration or communiqué by which the parties commit themselves."
    CONTRACT = "contract", "A contract of sale, supply, loan or investment."
    CURRENCY_SWAP = "currency-swap", "An arrangement between central banks to exchange currencies."
    TRADE_DEAL = "trade-deal", "A free-trade agreement, or a settlement about tariffs and market access."
    CEASEFIRE = "ceasefire", "An armistice, truce or ceasefire agreement."
    PEACE_AGREEMENT = "peace-agreement", "A settlement that is to end a conflict."
    ROADMAP = "roadmap", "An agreed plan of steps, action plan or framework."
    RESOLUTION = "resolution", "A resolution of an international body or conference."
    ORAL = "oral", "An understanding that was not put in writing."
    OTHER = "other", "A form that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class ProposalKind(Vocabulary):
    """What is offered."""

    PLAN = "plan", "A plan, draft or roadmap for settling something."
    TALKS = "talks", "To meet or to negotiate with the one who offers it."
    INVITATION = "invitation", "To come: to a visit, a conference, a ceremony."
    MEDIATION = "mediation", "To mediate, to host or to carry messages between others."
    EXCHANGE = "exchange", "To give something for something: a bargain, a swap."
    CEASEFIRE = "ceasefire", "To stop fighting, for a time or for good."
    AGREEMENT = "agreement", "To conclude a treaty or contract, or a draft of one."
    COOPERATION = "cooperation", "To work together, trade or invest."
    AID = "aid", "To give help: money, goods, arms, asylum."
    CONCESSION = "concession", "To ease or give up something of one's own."
    MEMBERSHIP = "membership", "To join or to be taken into an organisation or alliance."
    CONFIDENCE_BUILDING = "confidence-building", "Hotlines, notices, observers: steps against mistrust."
    OTHER = "other", "An offer that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class Answer(Vocabulary):
    """How a proposal was answered, as far as this article tells."""

    ACCEPTED = "accepted", "It was taken up."
    PARTLY_ACCEPTED = "partly-accepted", "Some of it was taken up, or all with reservations."
    REJECTED = "rejected", "It was refused. The refusal is an event of its own, a `rejection`."
    COUNTERED = "countered", "It was answered by another proposal."
    CONSIDERED = "considered", "It is being studied."
    WITHDRAWN = "withdrawn", "It was taken back before an answer."
    NONE_YET = "none-yet", "The text says that there has been no answer."
    OTHER = "other", "An answer that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class Strength(Vocabulary):
    """How strongly something is asked, by the words of the text."""

    REQUEST = "request", "Asks, seeks, invites help: addressed to someone, without pressure."
    CALL = "call", "Calls on, urges, appeals: in public, with moral weight alone."
    DEMAND = "demand", "Demands, insists, orders: refusal is not meant to be free."
    ULTIMATUM = "ultimatum", "Demands by a date or for the last time, without naming a harm."
    OTHER = "other", "A strength that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class Asked(Vocabulary):
    """What is asked for, or refused: the modes that PLOVER's REQUEST and REJECT share."""

    MEET = "meet", "Meetings, negotiation, mediation, the settling of a dispute."
    ASSIST = "assist", "Cooperation, support, aid or exchange of any kind."
    CHANGE = "change", "A change of policy, of leaders or of institutions that is not a concession."
    YIELD = "yield", "A concession: release, withdrawal, ceasefire, access, the easing of sanctions or restrictions."
    OTHER = "other", "Something that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class Manner(Vocabulary):
    """How something is refused."""

    STATEMENT = "statement", "By saying so, in speech or in writing."
    VETO = "veto", "By a vote that blocks a decision."
    VOTE = "vote", "By a majority against it."
    CANCELLATION = "cancellation", "By calling off what had been arranged."
    WALKOUT = "walkout", "By leaving the room."
    BOYCOTT = "boycott", "By declared absence."
    RETURN = "return", "By sending back or refusing to receive a note, a letter, an envoy."
    DEFIANCE = "defiance", "By openly doing what was forbidden or asked to stop."
    COURT = "court", "By a ruling that denies a claim."
    OTHER = "other", "A way that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class Refused(Shorthand):
    """What is refused: an event, by its id alone, or something told in words, where no event here stands for it."""

    shorthand: ClassVar[str | None] = "event"

    # One of `event` and `what` must be there, which a lint rule asks.
    event: Maybe[EventId] = Field(None, description="The event that is refused: a local id, else a canonical id.")
    what: Maybe[Line] = Field(None, description="What is refused, in your own words.")
    made_by: Many[ActorId] = Field((), description="Who had made what is refused.")


class Agreement(Event):
    """A text or a mutual commitment is concluded, or passes a further stage of its life."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "treaties, memorandums, contracts, resolutions and oral deals, at each `stage` the text tells",
            "a joint statement by which both sides bind themselves to do something",
            "several agreements signed together (`count`), and each that is told of as an event of its own",
            "talks that “failed to produce an agreement” (`status: did-not-occur`)",
            "leaving, suspending or ending an agreement (`stage`)",
        ),
        excludes=(
            "“both sides agreed that …” as an opinion they share (`statement`)",
            "“a basic direction”, “a common understanding”, with no commitment told (`outcome` of the talks)",
            "terms that the other side has still to accept (`proposal`)",
            "one side's promise alone (`statement` with `act: commit`)",
            "what is delivered under the agreement (`cooperation`, related as `implements`)",
            "refusing to sign (`rejection`)",
        ),
        example="""
            - id: rail-memorandum
              type: agreement
              date: 2025-05-14
              date_basis: stated
              status: occurred
              summary: Kenya and Uganda signed a memorandum on extending the railway to Kampala.
              parties: [kenya, uganda]
              stage: signed
              form: mou
              evidence:
                event: "signed a memorandum"
            """,
        equivalents=(
            Equivalent("exact", "SUPPORT", None, "05", {"stage": ("signed", "ratified")}),
            Equivalent("exact", "AGREE", None, "03", {"stage": ("in-principle",)}),
            Equivalent("lossy", "AGREE", None, "03", {"stage": ("announced", "initialled")}),
            Equivalent("lossy", "SANCTION", "withdraw", "16", {"stage": ("withdrawn",)}),
            Equivalent("lossy", "SANCTION", "discontinue", "16", {"stage": ("suspended",)}),
            Equivalent("none", when={"stage": ("ended",)}),
            Equivalent("lossy", "SUPPORT", None, "05"),
        ),
    )

    type: Literal["agreement"]
    # That there are at least two is asked by a lint rule, which can say more than a length.
    parties: Many[Party] = Field(description="Those who agree.")
    stage: Stage = Field(description="How far the agreement has come with this event.")
    form: Maybe[AgreementForm] = Field(None, description="What kind of instrument it is.")
    count: Maybe[Count] = Field(None, description="How many agreements were concluded, where the text counts them.")
    title: Maybe[Line] = Field(None, description="Its name, as the text gives it.")
    subject: Many[TopicId] = Field((), description="What it regulates: ids in `names/topics.yaml`.")
    value: Maybe[Money] = Field(None, description="What it is worth, where the text names a sum.")
    expires: Maybe[Edtf] = Field(None, description="When it runs out.")
    mediator: Many[Party] = Field((), description="Who brought the parties together.")


class Proposal(Event):
    """Someone puts forward a plan, an offer or an invitation of their own that needs another's answer."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "a call for talks that offers terms: a place, a time, an agenda, something in return",
            "a conditional offer, with the `conditions`",
            "an offer to meet oneself, also without terms; “would consider talks if …”",
            "an invitation to visit, an offer to mediate or to host (“stands ready to facilitate any process”)",
            "a proposal told only as what is refused, where maker and matter are clear (`background: true`)",
            "a draft put before a council or a conference",
        ),
        excludes=(
            "a call for talks that asks the other to act and offers nothing (`appeal`)",
            "“ready” or “willing to cooperate”, a goodwill without an offer (`statement` with `act: commit`)",
            "an effort that is no offer: a “push”, “efforts” (nothing, or `of` in its refusal, in words)",
            "an offer already accepted and concluded (`agreement`)",
            "a promise that needs no answer (`statement` with `act: commit`)",
            "“do it, or else” (`threat`)",
            "the refusal of an offer (`rejection`)",
        ),
        example="""
            - id: oman-offers-to-host
              type: proposal
              date: 2025-02-20
              date_basis: computed
              status: occurred
              summary: Oman offered to host a second round of talks on the detained crews.
              by: [oman]
              kind: mediation
              content: Host talks in Muscat before the end of the month.
              evidence:
                event: "offered to host"
            """,
        equivalents=(
            # Offering to mediate is an intent (CAMEO 039); asking someone to come or to sit down is a request.
            Equivalent("lossy", "REQUEST", "meet", "02", {"kind": ("talks", "invitation")}),
            Equivalent("exact", "AGREE", None, "03", {"kind": ("mediation", "cooperation", "aid", "concession")}),
            Equivalent("lossy", "AGREE", None, "03"),
        ),
    )

    type: Literal["proposal"]
    by: Many[Party] = Field(description="Who proposes.")
    kind: ProposalKind = Field(description="What is offered.")
    content: Line = Field(description="What is proposed, in your own words.")
    to: Many[Party] = Field((), description="Who is to answer.")
    conditions: Many[Line] = Field((), description="What must be met for the offer to stand, one condition a line.")
    deadline: Maybe[Edtf] = Field(None, description="Until when an answer is awaited.")
    answer: Maybe[Answer] = Field(None, description="How it was answered, as far as this article tells.")


_ASKED = ("meet", "assist", "change", "yield")
_STRONG = ("demand", "ultimatum")


class Appeal(Event):
    """Someone asks, calls on or demands that another act."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "requests for help, support, recognition, a meeting; “wants support in”, “hopes that you will”",
            "“should”, of someone named or spoken to, the speaker's side included: “each country should respect”",
            "a demand told only as what another wants dropped, where maker and matter are clear (`background: true`)",
            "a call for talks that asks the other to act, without offering terms",
            "demands and orders to another side, and an ultimatum that names no harm",
            "a resolution's call on others to stop, where the call is what the text tells",
        ),
        excludes=(
            "a call for talks that offers terms (`proposal`)",
            "a demand tied to a harm that is named (`threat`)",
            "a hope or wish with nobody asked to act, or of one who is not spoken to: “expects him to” (`statement`)",
            "a demand made by demonstrating (`protest`)",
            "an order to one's own subordinates or citizens (`directive`)",
        ),
        example="""
            - id: call-for-corridor
              type: appeal
              date: 2025-08-03
              date_basis: stated
              status: occurred
              summary: The African Union urged both armies to open a corridor for aid convoys.
              by: [african-union]
              content: Open a corridor for aid convoys.
              force: call
              asks: yield
              to: [sudan-army, rapid-support-forces]
              evidence:
                event: "urged both sides to let convoys pass"
            """,
        equivalents=(
            *(Equivalent("exact", "REQUEST", asked, "10", {"force": _STRONG, "asks": (asked,)}) for asked in _ASKED),
            *(Equivalent("exact", "REQUEST", asked, "02", {"asks": (asked,)}) for asked in _ASKED),
            Equivalent("lossy", "REQUEST", None, "10", {"force": _STRONG}),
            Equivalent("lossy", "REQUEST", None, "02"),
        ),
    )

    type: Literal["appeal"]
    by: Many[Party] = Field(description="Who asks.")
    content: Line = Field(description="What is asked for, in your own words.")
    force: Strength = Field(description="How strongly it is asked.")
    asks: Maybe[Asked] = Field(None, description="What kind of thing is asked for.")
    to: Many[Party] = Field((), description="Who is to act.")
    about: Many[TopicId] = Field((), description="What it is about: ids in `names/topics.yaml`.")
    on_behalf_of: Many[ActorId] = Field((), description="For whom it is asked, where not for the asker.")
    deadline: Maybe[Edtf] = Field(None, description="By when it is to be done.")


class Rejection(Event):
    """Someone refuses what another has proposed, asked, agreed or arranged."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "refusing a proposal, appeal, demand, agreement, invitation or meeting, in words or by a veto",
            "calling off a planned meeting, as a refusal to meet",
            "dismissing an offer in passing (“a pipe dream”), where it is clear what is dismissed",
            "each of two refusals that the text does not join: “would never talk” beside “a pipe dream”",
            "openly defying a ruling, a resolution or an order",
        ),
        excludes=(
            "silence, or no answer yet (nothing; `answer: none-yet` in the `proposal`)",
            "a refusal to comment (nothing)",
            "denying an accusation (`statement` with `act: deny`)",
            "objecting to what another has done (`statement` with `act: criticise`)",
            "a position “rejecting” a state of affairs, such as another's arsenal (`statement`)",
            "breaking off talks or ties that already run (`sanction`)",
            "leaving an agreement in force (`agreement` with `stage: withdrawn`)",
        ),
        example="""
            - id: brazil-declines-settlement
              type: rejection
              date: 2025-04-09
              date_basis: stated
              status: occurred
              summary: Brasília turned down the offer to settle the fisheries dispute out of court.
              by: [brazil]
              of: {what: The offer to settle the fisheries dispute out of court., made_by: [european-union]}
              manner: statement
              refuses: meet
              evidence:
                event: "would not settle out of court"
            """,
        equivalents=(
            *(Equivalent("exact", "REJECT", asked, "12", {"refuses": (asked,)}) for asked in _ASKED),
            Equivalent("lossy", "REJECT", None, "12"),
        ),
    )

    type: Literal["rejection"]
    by: Many[Party] = Field(description="Who refuses.")
    of: Refused = Field(description="What is refused: an event's id, or `{what, made_by}` where it is no event here.")
    refuses: Maybe[Asked] = Field(None, description="What kind of thing is refused.")
    manner: Maybe[Manner] = Field(None, description="How it is refused.")
    reason: Maybe[Line] = Field(None, description="The reason given, in your own words.")
    counter_offer: Maybe[Line] = Field(None, description="What is offered instead, in your own words.")
    to: Many[Party] = Field((), description="To whom the refusal is addressed.")
