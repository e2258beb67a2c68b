"""The dataset as linked data: one JSON-LD document with its context inside, so that nothing need be fetched to read it.

Events are schema.org's, a report is a Web Annotation whose targets are the passages that show it, and where things come
from is told in PROV-O. Ids are relative to the address of the document: `#events/xi-lee-summit`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from communique.canonical import encode, listed
from communique.dataset import nested
from communique.export import File
from communique.model.vocabulary import RelationKind
from communique.published import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from communique.dataset.build import Dataset

Node = dict[str, Any]

CODEBOOK: Final = f"urn:communique:codebook:v{VERSION}:"
_EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"
_PREFIXES: Final = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "codebook": CODEBOOK,
}
_TEXTS: Final = {
    "name": "schema:name",
    "alternateName": "schema:alternateName",
    "description": "schema:description",
    "headline": "schema:headline",
    "inLanguage": "schema:inLanguage",
    "sha256": "schema:sha256",
    "roleName": "schema:roleName",
    "exact": "oa:exact",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
}
_LINKS: Final = {
    "url": "schema:url",
    "license": "schema:license",
    "additionalType": "schema:additionalType",
    "eventStatus": "schema:eventStatus",
    "location": "schema:location",
    "participant": "schema:participant",
    "publisher": "schema:publisher",
    "sameAs": "schema:sameAs",
    "containedInPlace": "schema:containedInPlace",
    "superEvent": "schema:superEvent",
    "wasDerivedFrom": "prov:wasDerivedFrom",
    "wasAttributedTo": "prov:wasAttributedTo",
    "hadPrimarySource": "prov:hadPrimarySource",
    "isReplacedBy": "dcterms:isReplacedBy",
    "isFormatOf": "dcterms:isFormatOf",
    "body": "oa:hasBody",
    "target": "oa:hasTarget",
    "source": "oa:hasSource",
    "selector": "oa:hasSelector",
    "motivation": "oa:motivatedBy",
    "conformsTo": "dcterms:conformsTo",
    "status": "codebook:status",
    "stance": "codebook:stance",
    "voice": "codebook:voice",
    "actor": "codebook:actor",
    "via": "codebook:via",
    "of": "codebook:of",
}
_TYPES: Final = {
    "Dataset": "schema:Dataset",
    "Event": "schema:Event",
    "Role": "schema:Role",
    "NewsArticle": "schema:NewsArticle",
    "Place": "schema:Place",
    "Topic": "schema:DefinedTerm",
    "Agent": "prov:Agent",
    "Entity": "prov:Entity",
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "FragmentSelector": "oa:FragmentSelector",
}
_ACTORS: Final = {
    "person": "schema:Person",
    "state": "schema:Country",
    "government-body": "schema:GovernmentOrganization",
    "media": "schema:NewsMediaOrganization",
    "agency": "schema:NewsMediaOrganization",
    "state-media": "schema:NewsMediaOrganization",
    "igo": "schema:Organization",
    "party": "schema:Organization",
    "company": "schema:Corporation",
}
_STATUS: Final = {"planned": "schema:EventScheduled", "cancelled": "schema:EventCancelled"}


def context() -> Node:
    """Give the context: what each key means, and which values are addresses, days or numbers."""
    terms: Node = {"@version": 1.1, "id": "@id", "type": "@type", **_PREFIXES, **_TEXTS, **_TYPES}
    terms.update({key: {"@id": iri, "@type": "@id"} for key, iri in _LINKS.items()})
    for kind in RelationKind:
        terms[kind.value] = {"@id": f"codebook:{kind.value}", "@type": "@id"}
    typed = {"date": "dcterms:date", "until": "codebook:until", "issued": "dcterms:issued"}
    terms.update({key: {"@id": iri, "@type": _EDTF} for key, iri in typed.items()})
    days = {"startDate": "schema:startDate", "earliest": "codebook:earliest", "latest": "codebook:latest"}
    terms.update({key: {"@id": iri, "@type": "xsd:date"} for key, iri in days.items()})
    terms.update({key: {"@id": f"oa:{key}", "@type": "xsd:nonNegativeInteger"} for key in ("start", "end")})
    return terms


def export(dataset: Dataset) -> Iterator[File]:
    """Give `dataset.jsonld`."""
    yield File("dataset.jsonld", _document(dataset))


def _document(dataset: Dataset) -> Iterator[bytes]:
    """Write canonical JSON, a node at a time."""
    yield b'{"@context":%b,"@graph":' % encode(context())
    yield from listed(encode(node) for node in _graph(dataset.tables))
    yield b"}\n"


def _graph(rows: Mapping[str, Iterable[dict[str, Any]]]) -> Iterator[Node]:
    yield {"id": "#dataset", "type": "Dataset", "license": "https://creativecommons.org/licenses/by/4.0/"}
    for row in rows["events"]:
        yield _event(row)
    for row in rows["reports"]:
        yield _report(row)
    for row in rows["articles"]:
        yield from _article(row)
    for row in rows["actors"]:
        yield _actor(row)
    for row in rows["places"]:
        yield _place(row)
    for row in rows["topics"]:
        yield _kept({**row, "id": f"#topics/{row['id']}", "type": "Topic"})
    for row in rows.get("retired", ()):
        yield _retired(row)


def _kept(node: Node) -> Node:
    """Leave out what is empty."""
    return {key: value for key, value in node.items() if value not in (None, [], {})}


def _to(table: str, name: str | None) -> str | None:
    return f"#{table}/{name}" if name is not None else None


def _fields(row: Mapping[str, Any]) -> dict[str, list[str]]:
    """Gather the type-specific fields of an event: properties of the codebook, each with its values."""
    found: dict[str, list[str]] = {}
    for each in nested.event_fields(row):
        found.setdefault(f"codebook:{each['field']}", []).append(each["value"])
    return found


def _date(row: Mapping[str, Any]) -> Node:
    date = row["date"]
    return {
        "date": date["edtf"],
        "earliest": date.get("start"),
        "latest": date.get("end"),
        "startDate": date["edtf"] if date["precision"] == "day" and len(date["edtf"]) == len("2025-01-01") else None,
        "until": row["until"]["edtf"] if "until" in row else None,
    }


def _event(row: Mapping[str, Any]) -> Node:
    place = row.get("place", {}).get("place")
    node = {
        "id": _to("events", row["id"]),
        "type": ["Event", "Entity"],
        "additionalType": f"codebook:{row['type']}",
        "description": row["summary"],
        **_date(row),
        "location": _to("places", place),
        "status": f"codebook:{row['status']}",
        "eventStatus": _STATUS.get(row["status"]),
        "participant": [_role(each) for each in row.get("participants", ())],
        "wasDerivedFrom": [_to("reports", each) for each in row["reports"]],
        **_fields(row),
    }
    for each in row.get("relations", ()):
        node.setdefault(each["relation"], []).append(_to("events", each["event"]))
    node["superEvent"] = node.get("part-of")
    return _kept(node)


def _role(row: Mapping[str, Any]) -> Node:
    """A part in an event, as schema.org has it: the role stands between the event and the actor."""
    role = {"type": "Role", "roleName": row["part"], "participant": _to("actors", row["actor"])}
    return _kept({**role, "codebook:office": row.get("office")})


def _report(row: Mapping[str, Any]) -> Node:
    article = row["article"]
    voices = [
        _kept(
            {
                "actor": _to("actors", each["source"]),
                "stance": f"codebook:{each['stance']}",
                "via": [_to("actors", name) for name in each.get("via", ())],
            }
        )
        for each in row.get("according_to", ())
    ]
    return _kept(
        {
            "id": _to("reports", row["id"]),
            "type": ["Annotation", "Entity"],
            "motivation": "oa:classifying",
            "body": _to("events", row["canonical"]),
            "additionalType": f"codebook:{row['type']}",
            "description": row["summary"],
            **_date(row),
            "status": f"codebook:{row['status']}",
            "hadPrimarySource": _to("articles", article),
            "voice": voices,
            "target": [
                _target(field, passage, article)
                for field in sorted(row["evidence"])
                for passage in row["evidence"][field]
            ],
        }
    )


def _target(field: str, passage: Mapping[str, Any], article: str) -> Node:
    """A passage: the text it is in, what selects it there, and the address that scrolls to it."""
    return _kept(
        {
            "type": "SpecificResource",
            "source": _to("texts", article),
            "selector": passage["selectors"],
            "url": passage.get("link"),
            "codebook:field": field,
            **{f"codebook:{key}": passage.get(key) for key in ("outcome", "support")},
        }
    )


def _article(row: Mapping[str, Any]) -> Iterator[Node]:
    """An article, and its text: what the positions of passages count in, told by its digest and never given."""
    name, annotation = row["id"], row["annotation"]
    yield _kept(
        {
            "id": _to("articles", name),
            "type": ["NewsArticle", "Entity"],
            "headline": row.get("headline"),
            "url": row.get("url"),
            "issued": row["published"]["edtf"],
            "inLanguage": row["language"],
            "publisher": _to("actors", row["publisher"]),
            "via": [_to("actors", each) for each in row.get("via", ())],
        }
    )
    yield _kept(
        {
            "id": _to("texts", name),
            "type": "Entity",
            "isFormatOf": _to("articles", name),
            "sha256": row.get("text", {}).get("sha256"),
            "codebook:length": row.get("text", {}).get("length"),
        }
    )
    yield {
        "id": _to("annotations", name),
        "type": "Entity",
        "wasDerivedFrom": _to("texts", name),
        "wasAttributedTo": [_to("annotators", each) for each in annotation["annotators"]],
    }


def _actor(row: Mapping[str, Any]) -> Node:
    kind = _ACTORS.get(row["kind"])
    return _kept(
        {
            "id": _to("actors", row["id"]),
            "type": ["Agent", kind] if kind else "Agent",
            "name": row["name"],
            "alternateName": [each["name"] for each in row.get("aliases", ())],
            "codebook:country": row.get("country"),
            "of": _to("actors", row.get("of")),
        }
    )


def _place(row: Mapping[str, Any]) -> Node:
    return _kept(
        {
            "id": _to("places", row["id"]),
            "type": "Place",
            "name": row["name"],
            "alternateName": [each["name"] for each in row.get("aliases", ())],
            "containedInPlace": _to("places", row.get("within")),
            "sameAs": f"https://sws.geonames.org/{row['geonames']}/" if "geonames" in row else None,
            "codebook:country": row.get("country"),
        }
    )


def _retired(row: Mapping[str, Any]) -> Node:
    return _kept(
        {
            "id": _to("events", row["id"]),
            "type": "Entity",
            "description": row["reason"],
            "isReplacedBy": [_to("events", each) for each in row.get("replaced_by", ())],
        }
    )
