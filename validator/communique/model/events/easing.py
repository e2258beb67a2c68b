"""Events that ease or help: de-escalation and cooperation."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from communique.model.base import Line, Many, Maybe, Pair, Vocabulary
from communique.model.event import Entry, Equivalent, Event
from communique.model.parts import Money, Party


class EasingKind(Vocabulary):
    """What is eased."""

    CEASEFIRE = "ceasefire", "Fighting is stopped, or a halt declared, by one side or several."
    WITHDRAWAL = "withdrawal", "Forces or settlers leave an area, or a position or territory is given up."
    STAND_DOWN = "stand-down", "An alert is lowered, an exercise called off, a build-up undone."
    DISARMAMENT = "disarmament", "Weapons are given up, forces demobilised, a surrender made."
    WEAPONS_FREEZE = "weapons-freeze", "Testing, enrichment or production of weapons is suspended or capped."
    RELEASE = "release", "Prisoners, hostages, crews or bodies are let go, by one side or in an exchange."
    AMNESTY = "amnesty", "Punishment is remitted: pardon, amnesty, charges dropped."
    RETURN = "return", "Seized or looted property, vessels or funds are given back."
    ACCESS = "access", "Observers, inspectors, peacekeepers or aid workers are let in."
    LIFT_SANCTIONS = "lift-sanctions", "Sanctions, tariffs, boycotts or bans on trade and travel are eased."
    LIFT_BLOCKADE = "lift-blockade", "A blockade, siege, border or airspace is opened."
    EASE_RESTRICTIONS = "ease-restrictions", "Limits on persons, parties, media or movement are relaxed."
    RESTORE_TIES = "restore-ties", "Ties that had been cut are taken up again: embassies, hotlines, talks."
    STOP_PROPAGANDA = "stop-propaganda", "Hostile broadcasts, leaflets or campaigns are stopped."
    END_PROTEST = "end-protest", "Protesters suspend or end what they do."
    WITHDRAW_DEMAND = "withdraw-demand", "A demand, claim, lawsuit or threat is dropped."
    OTHER = "other", "An easing that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class CooperationKind(Vocabulary):
    """In what the sides work together, or what one gives: the kinds of aid serve the receiver above all."""

    TRADE = "trade", "Goods or services are exchanged or delivered against payment."
    INVESTMENT = "investment", "Plants, mines, loans at market terms, joint ventures."
    INFRASTRUCTURE = "infrastructure", "Roads, railways, ports, pipelines, grids are built or linked."
    ENERGY = "energy", "Power, fuel or nuclear energy is shared or developed."
    MILITARY = "military", "Forces train, plan, produce or operate together, exercises apart."
    JUDICIAL = "judicial", "Extradition, legal help, evidence for courts."
    POLICE = "police", "Joint policing, border control, action against crime."
    INTELLIGENCE = "intelligence", "Intelligence or other weighty information is shared."
    SCIENCE = "science", "Research, technology, space."
    HEALTH = "health", "Common work against disease."
    ENVIRONMENT = "environment", "Common work on climate, water, fisheries, disasters."
    CULTURE = "culture", "Exchange in education, culture, sport and tourism."
    ECONOMIC_AID = "economic-aid", "Grants, soft loans, guarantees, relief of debt, budget help."
    MILITARY_AID = "military-aid", "Arms, money, training or troops for the receiver."
    HUMANITARIAN_AID = "humanitarian-aid", "Food, medicine, shelter, rescue."
    TECHNICAL_AID = "technical-aid", "Experts, training and equipment for civil ends."
    PEACEKEEPING = "peacekeeping", "Forces that protect or keep the peace are provided."
    ASYLUM = "asylum", "People are given refuge."
    OTHER = "other", "A kind that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class DeEscalation(Event):
    """Someone eases, ends or suspends a hostile measure of their own, or declares that they do."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "ceasefires that one side declares or that begin to hold, withdrawals, releases, disarming",
            "lifting sanctions, tariffs, blockades; opening borders; letting in observers",
            "restoring ties, suspending exercises, tests or broadcasts",
            "a declaration not yet carried out (`material: false`)",
        ),
        excludes=(
            "a ceasefire or exchange that the sides conclude as a deal (`agreement`; what follows `implements` it)",
            "an offer to ease in return for something (`proposal`)",
            "relaxing a rule at home that was aimed at nobody (`directive` with `kind: easing`)",
            "help given where there was no hostility (`cooperation`)",
            "a call on others to ease (`appeal`)",
        ),
        example="""
            - id: fishermen-freed
              type: de-escalation
              date: 2025-09-05
              date_basis: stated
              status: occurred
              summary: Sri Lanka freed fourteen Indian fishermen held since June.
              by: [sri-lanka-navy]
              kind: release
              material: true
              toward: [india]
              evidence:
                event: "released 14 fishermen"
            """,
        equivalents=(
            Equivalent("lossy", "SUPPORT", None, "05", {"kind": ("restore-ties",)}),
            # PLOVER calls verbal what is declared and what is remitted by law, even where it is felt at once.
            Equivalent("exact", "CONCEDE", None, "08", {"material": ("false",)}),
            Equivalent("exact", "CONCEDE", None, "08", {"kind": ("amnesty", "ease-restrictions", "end-protest")}),
            Equivalent("lossy", "CONCEDE", None, "08", {"kind": ("withdraw-demand",)}),
            Equivalent("exact", "RETREAT", "ceasefire", "08", {"kind": ("ceasefire",)}),
            Equivalent("exact", "RETREAT", "withdraw", "08", {"kind": ("withdrawal",)}),
            Equivalent("lossy", "RETREAT", "withdraw", "08", {"kind": ("lift-blockade",)}),
            Equivalent("exact", "RETREAT", "disarm", "08", {"kind": ("disarmament",)}),
            Equivalent("lossy", "RETREAT", "disarm", "08", {"kind": ("stand-down", "weapons-freeze")}),
            Equivalent("exact", "RETREAT", "release", "08", {"kind": ("release",)}),
            Equivalent("exact", "RETREAT", "return", "08", {"kind": ("return",)}),
            Equivalent("exact", "RETREAT", "access", "08", {"kind": ("access",)}),
            Equivalent("lossy", "RETREAT", None, "08"),
        ),
    )

    type: Literal["de-escalation"]
    by: Many[Party] = Field(description="Who eases.")
    kind: EasingKind = Field(description="What is eased.")
    material: bool = Field(description="Whether it is carried out (`true`), or only declared (`false`).")
    toward: Many[Party] = Field((), description="Whom it relieves.")
    in_return_for: Maybe[Line] = Field(None, description="What is given or asked for in exchange, in your own words.")


class Cooperation(Event):
    """Sides work together materially, or one gives another material help, and it takes place."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "trade, joint projects, shared intelligence, extradition: mutual, with `parties`",
            "aid, loans, arms, peacekeepers, refuge: one-sided, with `giver` and `receiver`",
            "deliveries under an agreement (related as `implements`)",
            "help that is decided and to be delivered (`status: planned`)",
        ),
        excludes=(
            "the deal itself (`agreement`) and the offer (`proposal`)",
            "a wish or a promise to cooperate (`statement`)",
            "joint exercises and patrols (`military-activity`)",
            "talks (`meeting`) and exchanges of visits (`visit`)",
            "letting people go, also in an exchange, and lifting a measure (`de-escalation`)",
        ),
        example="""
            - id: grain-for-somalia
              type: cooperation
              date: 2025-10-09
              date_basis: stated
              status: occurred
              summary: A Turkish ship delivered 4,000 tonnes of grain to Mogadishu as a gift.
              giver: [turkiye]
              receiver: [somalia]
              kind: humanitarian-aid
              item: 4,000 tonnes of grain
              evidence:
                event: "unloaded 4,000 tonnes of grain"
            """,
        equivalents=(
            Equivalent(
                "exact",
                "AID",
                None,
                "07",
                {
                    "kind": (
                        "economic-aid",
                        "military-aid",
                        "humanitarian-aid",
                        "technical-aid",
                        "peacekeeping",
                        "asylum",
                    )
                },
            ),
            Equivalent("lossy", "COOPERATE", None, "06", {"kind": ("culture", "other", "unknown")}),
            Equivalent("exact", "COOPERATE", None, "06"),
        ),
    )

    type: Literal["cooperation"]
    # Either `parties`, or `giver` and `receiver`: a lint rule asks for one of the two.
    parties: Pair[Party] = Field((), description="Those who work together to mutual benefit.")
    giver: Many[Party] = Field((), description="Who gives, where the benefit is above all the receiver's.")
    receiver: Many[Party] = Field((), description="Who is given to.")
    kind: CooperationKind = Field(description="In what they work together, or what is given.")
    amount: Maybe[Money] = Field(None, description="What it is worth, where the text names a sum.")
    item: Maybe[Line] = Field(None, description="What is exchanged, built or given, with its quantity.")
    under: Maybe[Line] = Field(None, description="The programme or agreement under which it happens, by name.")
