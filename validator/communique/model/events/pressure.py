"""Events in which governments use their powers: sanctions against others, directives at home."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from communique.model.base import Line, Many, Maybe, Vocabulary
from communique.model.edtf import Edtf
from communique.model.event import Entry, Equivalent, Event
from communique.model.parts import Party


class Measure(Vocabulary):
    """What is imposed, cut or withdrawn."""

    EMBARGO = "embargo", "Trade with the target, or in certain goods, is forbidden."
    EXPORT_CONTROL = "export-control", "Deliveries to the target need permission or are limited."
    IMPORT_BAN = "import-ban", "Goods of the target are kept out."
    TARIFF = "tariff", "Duties are laid on the goods of a named target."
    ASSET_FREEZE = "asset-freeze", "Funds or property of the target are frozen."
    FINANCIAL = "financial", "Banking, payments, lending or investment are cut off."
    LISTING = "listing", "A person, company or body is put on a sanctions list or black list."
    TRAVEL_BAN = "travel-ban", "Entry or visas are refused to the target's people."
    TRANSPORT_BAN = "transport-ban", "Airspace, ports or roads are closed to the target."
    BOYCOTT = "boycott", "Goods, events or media of the target are shunned."
    CULTURAL_BAN = "cultural-ban", "The target's culture, tourism or sport is kept out."
    SUPPLY_CUT = "supply-cut", "Energy, water or raw materials are no longer delivered."
    AID_CUT = "aid-cut", "Help is reduced, suspended or ended."
    DOWNGRADE = "downgrade", "Diplomatic ties are reduced: an ambassador recalled, a mission closed, contacts stopped."
    SEVER_TIES = "sever-ties", "Diplomatic ties are broken off."
    EXPEL_DIPLOMATS = "expel-diplomats", "Diplomats are declared unwelcome or told to leave."
    EXPEL_ORGANISATION = "expel-organisation", "Observers, peacekeepers, aid agencies or media are made to leave."
    SUSPEND_MEMBERSHIP = "suspend-membership", "The target is suspended or expelled from an organisation."
    WITHDRAWAL = "withdrawal", "The sender leaves an organisation, a mission or a common project."
    HALT_TALKS = "halt-talks", "Negotiations or a mediation that had begun are broken off."
    CONVICTION = "conviction", "A court finds a state, body or person guilty or liable."
    PACKAGE = "package", "Several measures at once."
    OTHER = "other", "A measure that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class DirectiveKind(Vocabulary):
    """What the measure does, whatever its legal form."""

    RULE = "rule", "Sets or changes a rule that is none of the others: a law, decree, regulation."
    POLICY = "policy", "Sets a course or programme of the government."
    BUDGET = "budget", "Decides on spending, taxes or debt."
    TRADE_MEASURE = "trade-measure", "Sets duties, quotas or subsidies aimed at no one country."
    REFORM = "reform", "Changes institutions or the constitution."
    ORGANISATION = "organisation", "Creates, merges or closes an office, agency or command."
    DEFENCE_PROGRAMME = "defence-programme", "Decides to build, buy or station arms, or on conscription."
    RESTRICTION = "restriction", "Limits freedoms, gatherings or movement."
    BAN = "ban", "Forbids parties, persons or organisations."
    CENSORSHIP = "censorship", "Forbids or blocks publications, sites or other information."
    CURFEW = "curfew", "Keeps people at home at certain hours."
    EMERGENCY = "emergency", "Declares a state of emergency or martial law."
    WITHHOLDING = "withholding", "Cuts off public services: power, water, the internet, supplies."
    POLICING = "policing", "Orders police or prosecutors to act: a crackdown, more controls."
    INVESTIGATION = "investigation", "Opens an inquiry, judicial, parliamentary or by commission."
    EASING = "easing", "Relaxes or lifts a restriction at home."
    REPEAL = "repeal", "Ends a rule or a policy of another sort."
    OTHER = "other", "A measure that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class Sanction(Event):
    """Relations with a named target are cut or reduced, or a penalty is imposed on it, without force."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "embargoes, tariffs on one country, asset freezes, listings, visa bans, airspace closed to a target",
            "recalling or expelling diplomats, breaking off ties, leaving or suspending from an organisation",
            "ending aid, breaking off talks that had begun",
            "sanctions told as a topic of talks (`background: true`; `measure: unknown` where none is told)",
            "a court's finding that a state, body or person is guilty or liable",
            "informal pressure that the text presents as a penalty (a boycott, goods held up at customs)",
        ),
        excludes=(
            "lifting or easing any of these (`de-escalation` with `kind: lift-sanctions` or `restore-ties`)",
            "saying that they may follow (`threat`)",
            "duties or rules that apply to all (`directive`)",
            "refusing something new, a loan or a meeting (`rejection`)",
            "talks that collapse, with nobody said to have broken them off (`meeting`, with its `outcome`)",
            "leaving or suspending a treaty (`agreement`, by its `stage`)",
            "arrests, seizures, deportations of persons, blockades (`force`)",
        ),
        example="""
            - id: airline-landing-ban
              type: sanction
              date: 2025-04-22
              date_basis: stated
              status: occurred
              summary: Mali closed its airspace to Algerian carriers.
              by: [mali]
              target: [algeria]
              measure: transport-ban
              reason: The downing of a surveillance drone near the border.
              evidence:
                event: "closed its airspace to Algerian carriers"
            """,
        equivalents=(
            Equivalent(
                "exact",
                "SANCTION",
                "expel",
                "16",
                {"measure": ("expel-diplomats", "expel-organisation", "suspend-membership")},
            ),
            Equivalent("exact", "SANCTION", "withdraw", "16", {"measure": ("withdrawal", "halt-talks")}),
            # Recalling one's ambassador withdraws; closing the other's mission expels: PLOVER has no mode for both.
            Equivalent("lossy", "SANCTION", "withdraw", "16", {"measure": ("downgrade",)}),
            # CAMEO codes verdicts as disapproval (116).
            Equivalent("lossy", "SANCTION", "convict", "11", {"measure": ("conviction",)}),
            Equivalent("exact", "SANCTION", "discontinue", "16", {"measure": ("aid-cut", "sever-ties", "supply-cut")}),
            # The PLOVER manual counts cut commerce as SANCTION; its CAMEO table sends embargoes (163) to COERCE.
            Equivalent(
                "lossy",
                "SANCTION",
                "discontinue",
                "16",
                {
                    "measure": (
                        "embargo",
                        "export-control",
                        "import-ban",
                        "tariff",
                        "asset-freeze",
                        "financial",
                        "listing",
                        "travel-ban",
                        "transport-ban",
                        "boycott",
                        "cultural-ban",
                        "package",
                    )
                },
            ),
            Equivalent("lossy", "SANCTION", None, "16"),
        ),
    )

    type: Literal["sanction"]
    by: Many[Party] = Field(description="Who imposes it.")
    target: Many[Party] = Field(description="Whom it is aimed at.")
    measure: Measure = Field(description="What is imposed, cut or withdrawn.")
    legal_basis: Maybe[Line] = Field(None, description="The law, resolution or order it rests on.")
    reason: Maybe[Line] = Field(None, description="The reason given, in your own words.")
    effective: Maybe[Edtf] = Field(None, description="When it takes effect, where that is not the date of the event.")


class Directive(Event):
    """A government, parliament or authority orders, enacts or repeals a measure within its own jurisdiction."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "laws, decrees, orders, budgets, reforms, programmes",
            "bans, curfews, censorship, states of emergency",
            "an order to the police or the army to act at home, and an inquiry that is opened",
            "a goal or policy that is “formally abandoned” (`kind: repeal`)",
            "duties and rules that apply to all countries",
        ),
        excludes=(
            "a measure aimed at another state or its people (`sanction`)",
            "easing a measure that was aimed at an opponent (`de-escalation`)",
            "what the police or the army then do (`force` or `military-activity`, related as `implements`)",
            "a plan put to parliament and not yet decided (`proposal`, or `status: planned`)",
            "naming or dismissing people (`leadership-change`)",
            "an order to another side (`appeal` with `force: demand`)",
        ),
        example="""
            - id: port-curfew
              type: directive
              date: 2025-02-11
              date_basis: stated
              status: occurred
              summary: Haiti's transitional council ordered a night curfew in the port district.
              by: [transitional-council-haiti]
              kind: curfew
              content: Nobody may be out in the port district between eight in the evening and five in the morning.
              effective: 2025-02-12
              evidence:
                event: "imposed a night curfew"
            """,
        equivalents=(
            Equivalent("exact", "COERCE", "restrict", "17", {"kind": ("restriction",)}),
            Equivalent("exact", "COERCE", "ban", "17", {"kind": ("ban",)}),
            Equivalent("exact", "COERCE", "censor", "17", {"kind": ("censorship",)}),
            Equivalent("exact", "COERCE", "curfew", "17", {"kind": ("curfew",)}),
            Equivalent("exact", "COERCE", "martial-law", "17", {"kind": ("emergency",)}),
            Equivalent("lossy", "COERCE", "withhold", "17", {"kind": ("withholding",)}),
            Equivalent("lossy", "MOBILIZE", "police", "15", {"kind": ("policing",)}),
            Equivalent("exact", "ACCUSE", "investigate", "09", {"kind": ("investigation",)}),
            Equivalent("lossy", "CONCEDE", None, "08", {"kind": ("easing",)}),
            Equivalent("none"),
        ),
    )

    type: Literal["directive"]
    by: Many[Party] = Field(description="Who orders or enacts it.")
    kind: DirectiveKind = Field(description="What the measure does.")
    content: Line = Field(description="What is ordered, in your own words.")
    target: Many[Party] = Field((), description="Whom it falls on, or who is to carry it out.")
    effective: Maybe[Edtf] = Field(None, description="When it takes effect, where that is not the date of the event.")
