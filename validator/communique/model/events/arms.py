"""Events in which arms are moved, tested or used: military activity, weapons tests, force."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from communique.model.base import ActorId, Count, Line, Many, Maybe, PlaceId, Vocabulary
from communique.model.event import Entry, Equivalent, Event
from communique.model.parts import Number, Party


class ActivityKind(Vocabulary):
    """What the forces do."""

    EXERCISE = "exercise", "Forces of one side train or manoeuvre."
    JOINT_EXERCISE = "joint-exercise", "Forces of several sides train together."
    JOINT_PATROL = "joint-patrol", "Forces of several sides patrol together."
    DEPLOYMENT = "deployment", "Troops, ships or aircraft are stationed somewhere."
    WEAPONS_DEPLOYMENT = "weapons-deployment", "Weapons are stationed or made ready: missiles, air defence."
    BUILD_UP = "build-up", "Forces gather, or are strengthened over time."
    ARMAMENT = "armament", "Arms or an arms programme grow over time, and no single test or decision is told."
    MOBILISATION = "mobilisation", "Reservists, conscripts or volunteers are called up."
    ALERT = "alert", "Readiness is raised."
    PATROL = "patrol", "Forces of one side patrol or keep watch."
    RECONNAISSANCE = "reconnaissance", "Satellites, aircraft, balloons or ships spy out."
    TRANSIT = "transit", "Ships or aircraft pass through a strait, a zone or disputed waters."
    INCURSION = "incursion", "A border, airspace or zone is entered without leave, and no force used."
    INTERCEPTION = "interception", "Aircraft or ships are sent to meet or shadow others."
    SHOW_OF_FORCE = "show-of-force", "Forces are displayed to impress: flyovers, port calls of warships, live fire."
    FORTIFICATION = "fortification", "Bases, fences, minefields or other works of forces are built."
    ENCROACHMENT = "encroachment", "A state places structures, vessels or settlers in a disputed area, military or not."
    POLICE_DEPLOYMENT = "police-deployment", "Police or security forces are massed or put on alert."
    MILITIA = "militia", "An armed group that is no state's gathers or readies itself."
    OTHER = "other", "An activity that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class WeaponSystem(Vocabulary):
    """What is tested."""

    BALLISTIC_MISSILE = "ballistic-missile", "A ballistic missile of a range that the text does not tell."
    SHORT_RANGE_BALLISTIC_MISSILE = "short-range-ballistic-missile", "The text calls it short-range."
    MEDIUM_RANGE_BALLISTIC_MISSILE = "medium-range-ballistic-missile", "The text calls it medium-range or intermediate."
    INTERCONTINENTAL_BALLISTIC_MISSILE = "intercontinental-ballistic-missile", "The text calls it intercontinental."
    SUBMARINE_LAUNCHED_MISSILE = "submarine-launched-missile", "A missile fired from a submarine."
    HYPERSONIC_MISSILE = "hypersonic-missile", "A missile that the text calls hypersonic."
    CRUISE_MISSILE = "cruise-missile", "A cruise missile, from land, sea or air."
    ANTI_AIR_MISSILE = "anti-air-missile", "A missile against aircraft or missiles."
    ANTI_SATELLITE = "anti-satellite", "A weapon against satellites."
    ROCKET_ARTILLERY = "rocket-artillery", "Rockets from multiple launchers, or artillery."
    NUCLEAR_DEVICE = "nuclear-device", "A nuclear explosion, or one without yield."
    ROCKET_ENGINE = "rocket-engine", "An engine on its stand."
    SPACE_LAUNCHER = "space-launcher", "A rocket that carries a satellite, where the text treats it as a test of arms."
    DRONE = "drone", "An unmanned vehicle in the air, on or under water."
    WARSHIP = "warship", "A ship or submarine on trial, or its weapons."
    MISSILE = "missile", "A missile, with no more told."
    OTHER = "other", "A system that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class TrialOutcome(Vocabulary):
    """How a test went."""

    SUCCESS = "success", "It did what it was to do, as its makers or observers say."
    PARTIAL = "partial", "It did some of it."
    FAILURE = "failure", "It failed: blew up, fell short, did not start."
    DISPUTED = "disputed", "The text has accounts that differ."
    OTHER = "other", "An outcome that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class ForceKind(Vocabulary):
    """What is done to people, property or territory."""

    ARREST = "arrest", "People are arrested, detained or charged."
    DEPORTATION = "deportation", "Individuals are expelled from a country."
    SEIZURE = "seizure", "Property, vessels or funds are taken."
    RAID = "raid", "Premises are searched or stormed."
    BLOCKADE = "blockade", "Ways, ports or an area are closed by force."
    OCCUPATION = "occupation", "Territory is taken or held, or annexed."
    DISPERSAL = "dispersal", "A crowd is driven off by force."
    CYBER_ATTACK = "cyber-attack", "Computers or networks are broken into or put out of work."
    SABOTAGE = "sabotage", "Cables, pipelines, works or buildings are damaged or destroyed."
    ABDUCTION = "abduction", "People, ships or aircraft are kidnapped, hijacked or held as hostages."
    BEATING = "beating", "People are assaulted with bare hands or simple things."
    TORTURE = "torture", "Captives are tortured."
    SEXUAL_VIOLENCE = "sexual-violence", "Rape or other sexual violence."
    EXECUTION = "execution", "A sentence of death is carried out."
    ASSASSINATION = "assassination", "A chosen person is killed, or it is tried."
    SUICIDE_ATTACK = "suicide-attack", "The attacker dies by design."
    BOMBING = "bombing", "An explosive is set off: car bomb, mine, parcel."
    SHOOTING = "shooting", "One side fires small arms at another."
    STABBING = "stabbing", "An attack with blades, fire, vehicles or other simple weapons."
    CLASH = "clash", "Two sides fight each other."
    GROUND_ATTACK = "ground-attack", "Troops advance, storm or invade."
    SHELLING = "shelling", "Artillery, mortars, rockets or naval guns fire."
    AIR_STRIKE = "air-strike", "Aircraft, drones or missiles strike."
    SHOOT_DOWN = "shoot-down", "An aircraft, drone or missile is brought down."
    SINKING = "sinking", "A vessel is attacked, rammed or sunk."
    CEASEFIRE_VIOLATION = "ceasefire-violation", "A truce is broken, with no more told of how."
    MASSACRE = "massacre", "Many defenceless people are killed."
    ETHNIC_CLEANSING = "ethnic-cleansing", "A population is driven out or destroyed."
    MASS_DESTRUCTION = "mass-destruction", "Chemical, biological, radiological or nuclear weapons are used."
    OTHER = "other", "A use of force that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class Weapon(Vocabulary):
    """With what force is used."""

    UNARMED = "unarmed", "Hands and feet, bodies, bonds."
    SIMPLE = "simple", "Blades, stones, clubs, fire, vehicles."
    LESS_LETHAL = "less-lethal", "Water cannon, tear gas, rubber bullets, lasers."
    FIREARMS = "firearms", "Rifles, pistols, light machine guns."
    EXPLOSIVES = "explosives", "Bombs and mines that no heavy weapon delivers."
    HEAVY_WEAPONS = "heavy-weapons", "Artillery, tanks, mortars, rockets, ships' guns."
    AIRCRAFT = "aircraft", "Bombs and guns of manned aircraft."
    DRONE = "drone", "Unmanned vehicles."
    MISSILE = "missile", "Cruise and ballistic missiles."
    UNCONVENTIONAL = "unconventional", "Chemical, biological, radiological or nuclear weapons."
    SOFTWARE = "software", "Malware and other means against computers."
    OTHER = "other", "A weapon that none of these names."
    UNKNOWN = "unknown", "The text does not tell."


class MilitaryActivity(Event):
    """Forces move, train, arm or show readiness, or a state moves into a disputed area, and no force is used."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "exercises, patrols, transits, deployments, alerts, call-ups, build-ups",
            "entering another's airspace, waters or zone without force (a `transit`, where leave is not spoken of)",
            "weapons development or a nuclear programme that grows or speeds up (`kind: armament`)",
            "structures that a state places in disputed waters, called military or not (`kind: encroachment`)",
            "forces of any armed group, and police massed before a rally",
            "an exercise that is announced (`status: planned`)",
        ),
        excludes=(
            "firing at somebody or something of theirs (`force`)",
            "launching a missile or trying out a weapon as such (`weapons-test`)",
            "saying that forces will be used (`threat`)",
            "pulling back, standing down, calling off (`de-escalation`)",
            "a military parade (`ceremony`)",
            "a decision to buy, build or station arms (`directive`)",
            "tests, one by one or as a series (`weapons-test`)",
            "military ties that deepen (`cooperation` with `kind: military`)",
        ),
        example="""
            - id: baltic-mine-drill
              type: military-activity
              date: 2025-05-19
              date_basis: stated
              until: 2025-05-30
              status: occurred
              summary: Estonia and Finland practised clearing mines in the gulf between them.
              by: [estonia-navy]
              alongside: [finland-navy]
              kind: joint-exercise
              area: gulf-of-finland
              evidence:
                event: "began a joint mine-clearing drill"
            """,
        equivalents=(
            Equivalent("exact", "COOPERATE", None, "06", {"kind": ("joint-exercise", "joint-patrol")}),
            Equivalent(
                "exact",
                "MOBILIZE",
                "troops",
                "15",
                {
                    "kind": (
                        "exercise",
                        "deployment",
                        "build-up",
                        "mobilisation",
                        "alert",
                    )
                },
            ),
            Equivalent(
                "lossy",
                "MOBILIZE",
                "troops",
                "15",
                {
                    "kind": (
                        "patrol",
                        "transit",
                        "incursion",
                        "interception",
                        "show-of-force",
                    )
                },
            ),
            Equivalent("exact", "MOBILIZE", "weapons", "15", {"kind": ("weapons-deployment",)}),
            Equivalent("lossy", "MOBILIZE", "weapons", "15", {"kind": ("armament",)}),
            # Neither has a place for what is built in a disputed area and may be civil.
            Equivalent("none", when={"kind": ("encroachment",)}),
            Equivalent("exact", "MOBILIZE", "police", "15", {"kind": ("police-deployment",)}),
            Equivalent("exact", "MOBILIZE", "militia", "15", {"kind": ("militia",)}),
            Equivalent("lossy", "MOBILIZE", None, "15"),
        ),
    )

    type: Literal["military-activity"]
    by: Many[Party] = Field(description="Whose forces they are.")
    kind: ActivityKind = Field(description="What the forces do.")
    # `with` would be the word, and is a keyword of Python.
    alongside: Many[Party] = Field((), description="Whose forces take part with them.")
    target: Many[Party] = Field((), description="Against whom it is directed, as the text has it.")
    name: Maybe[Line] = Field(None, description="The name of the exercise or operation.")
    area: Maybe[PlaceId] = Field(None, description="The sea, zone or region in which it happens, beside the `place`.")


class WeaponsTest(Event):
    """A weapon, or a part of one, is launched, fired or set off to try or to show it, and hits nobody."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "missile launches, nuclear tests, engine tests, firing trials of new arms",
            "a satellite launch, where the text presents it as a test of missile technology",
            "tests of years ago told as history (`background: true`, with their own date)",
            "testing told as a whole: “has expanded its weapons testing” (`status: ongoing`, `system: unknown`)",
            "a test that is announced (`status: planned`)",
        ),
        excludes=(
            "live fire as part of an exercise (`military-activity`)",
            "missiles fired at a target in war (`force`)",
            "showing weapons in a parade (`ceremony`)",
            "saying that a test may follow (`threat` with `harm: armament`)",
            "suspending tests (`de-escalation` with `kind: weapons-freeze`)",
        ),
        example="""
            - id: agni-coast-test
              type: weapons-test
              date: 2025-08-20
              date_basis: stated
              status: occurred
              summary: India test-fired a medium-range ballistic missile off its eastern coast.
              by: [india]
              system: medium-range-ballistic-missile
              announced_by: [defence-ministry-india]
              outcome: success
              evidence:
                event: "successfully test-fired"
            """,
        equivalents=(Equivalent("lossy", "MOBILIZE", "weapons", "15"),),
    )

    type: Literal["weapons-test"]
    by: Many[Party] = Field(description="Who tests.")
    system: WeaponSystem = Field(description="What is tested.")
    name: Maybe[Line] = Field(None, description="The system's name, as the text gives it.")
    announced_by: Many[ActorId] = Field((), description="Who of the testing side made it known.")
    detected_by: Many[ActorId] = Field((), description="Who observed it from outside.")
    count: Maybe[Count] = Field(None, description="How many were fired.")
    range_km: Maybe[Count] = Field(None, description="How far it flew, in kilometres.")
    site: Maybe[PlaceId] = Field(None, description="Where it was fired from, beside the `place` of the event.")
    outcome: Maybe[TrialOutcome] = Field(None, description="How it went.")


class Force(Event):
    """People, property or territory suffer coercion or violence, whoever does it."""

    entry: ClassVar[Entry] = Entry(
        includes=(
            "attacks, strikes, clashes, killings, abductions, by states or others",
            "arrests, seizures, deportations, raids, blockades, occupations",
            "attacks by persons unknown: without `by`",
            "an attack foiled before it began (`status: did-not-occur`); one that was tried and failed did occur",
        ),
        excludes=(
            "forces that move or train and do not use force (`military-activity`)",
            "violence by a crowd that protests (`protest` with `tactic: riot`)",
            "saying that force will be used (`threat`)",
            "rules, bans and curfews (`directive`)",
            "penalties without force (`sanction`)",
            "seizing power at home (`leadership-change` with `kind: coup`, beside the violence)",
        ),
        example="""
            - id: gulf-tanker-seizure
              type: force
              date: 2025-07-02
              date_basis: computed
              status: occurred
              summary: Gunmen in speedboats took a tanker off the coast of Yemen.
              kind: abduction
              target: [tanker-crew]
              weapon: firearms
              injured: {min: 2, max: 2}
              evidence:
                event: "armed men boarded the tanker"
            """,
        equivalents=(
            Equivalent("exact", "COERCE", "arrest", "17", {"kind": ("arrest",)}),
            Equivalent("exact", "COERCE", "deport", "17", {"kind": ("deportation",)}),
            Equivalent("exact", "COERCE", "seize", "17", {"kind": ("seizure",)}),
            # PLOVER and CAMEO part here: coercion for the one, the conventional use of force for the other.
            Equivalent("exact", "COERCE", "restrict", "19", {"kind": ("blockade",)}),
            Equivalent("exact", "COERCE", "seize", "19", {"kind": ("occupation",)}),
            Equivalent("lossy", "COERCE", None, "17", {"kind": ("raid", "cyber-attack")}),
            Equivalent("lossy", "ASSAULT", None, "17", {"kind": ("dispersal",)}),
            Equivalent("exact", "ASSAULT", "destroy", "17", {"kind": ("sabotage",)}),
            Equivalent("exact", "ASSAULT", "abduct", "18", {"kind": ("abduction",)}),
            Equivalent("exact", "ASSAULT", "beat", "18", {"kind": ("beating",)}),
            Equivalent("exact", "ASSAULT", "torture", "18", {"kind": ("torture",)}),
            Equivalent("exact", "ASSAULT", "sexual", "18", {"kind": ("sexual-violence",)}),
            Equivalent("lossy", "ASSAULT", "execute", "18", {"kind": ("execution",)}),
            Equivalent("exact", "ASSAULT", "assassinate", "18", {"kind": ("assassination",)}),
            Equivalent("exact", "ASSAULT", "suicide-attack", "18", {"kind": ("suicide-attack",)}),
            Equivalent("exact", "ASSAULT", "explosives", "18", {"kind": ("bombing",)}),
            Equivalent("lossy", "ASSAULT", "primitive", "18", {"kind": ("stabbing",)}),
            Equivalent("exact", "ASSAULT", "massacre", "20", {"kind": ("massacre",)}),
            Equivalent("exact", "ASSAULT", "cleansing", "20", {"kind": ("ethnic-cleansing",)}),
            Equivalent("exact", "ASSAULT", "unconventional", "20", {"kind": ("mass-destruction",)}),
            Equivalent("exact", "ASSAULT", "heavy-weapons", "19", {"kind": ("shelling", "air-strike")}),
            Equivalent("lossy", "ASSAULT", "firearms", "19", {"kind": ("shooting",)}),
            Equivalent(
                "lossy",
                "ASSAULT",
                None,
                "19",
                {
                    "kind": (
                        "clash",
                        "ground-attack",
                        "shoot-down",
                        "sinking",
                        "ceasefire-violation",
                    )
                },
            ),
            Equivalent("lossy", "ASSAULT", "unconventional", "20", {"weapon": ("unconventional",)}),
            Equivalent("lossy", "ASSAULT", None, "18"),
        ),
    )

    type: Literal["force"]
    by: Many[Party] = Field((), description="Who used force; absent where the text does not know.")
    kind: ForceKind = Field(description="What was done.")
    target: Many[Party] = Field((), description="Against whom.")
    weapon: Maybe[Weapon] = Field(None, description="With what.")
    killed: Maybe[Number] = Field(None, description="How many were killed.")
    injured: Maybe[Number] = Field(None, description="How many were injured.")
    claimed_by: Many[Party] = Field((), description="Who says that they did it.")
