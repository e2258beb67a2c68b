"""The linked data, read by rdflib."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV

from communique.export.jsonld import CODEBOOK
from tests.support.sample import exported

if TYPE_CHECKING:
    from rdflib.term import Node

pytestmark = pytest.mark.filterwarnings("ignore:.*ConjunctiveGraph:DeprecationWarning")
"""rdflib 7 parses JSON-LD by a class of its own that it warns of."""

BASE: Final = "https://data.example/dataset.jsonld"
OA: Final = Namespace("http://www.w3.org/ns/oa#")
NAME: Final = "faro-2025-08-14-cusco.summit"
SCHEMA: Final = Namespace("https://schema.org/")


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The sample as triples."""
    return Graph().parse(data=exported("jsonld")["dataset.jsonld"], format="json-ld", publicID=BASE)


def to(table: str, name: str) -> URIRef:
    """Give the address of a row."""
    return URIRef(f"{BASE}#{table}/{name}")


def test_events_are_events(graph: Graph) -> None:
    """An event is schema.org's, with a day, a place, and what it was derived from."""
    summit = to("events", "cusco-summit-2025")
    assert (summit, RDF.type, SCHEMA.Event) in graph
    assert (summit, SCHEMA.startDate, Literal("2025-08-14", datatype=XSD.date)) in graph
    assert (summit, SCHEMA.location, to("places", "cusco")) in graph
    assert (summit, SCHEMA.additionalType, URIRef(f"{CODEBOOK}summit")) in graph
    assert len(list(graph.objects(summit, PROV.wasDerivedFrom))) == 2


def test_roles_stand_between_events_and_actors(graph: Graph) -> None:
    """Who took part is told with the part played."""
    roles = list(graph.objects(to("events", "cusco-summit-2025"), SCHEMA.participant))
    found = {(str(graph.value(role, SCHEMA.roleName)), graph.value(role, SCHEMA.participant)) for role in roles}
    assert ("host", to("actors", "luis-quispe")) in found


def selectors(graph: Graph, report: str) -> dict[str, list[Node]]:
    """Give the selectors of a report by their kind."""
    found: dict[str, list[Node]] = {}
    for target in graph.objects(to("reports", report), OA.hasTarget):
        for selector in graph.objects(target, OA.hasSelector):
            kind = str(graph.value(selector, RDF.type)).removeprefix(str(OA))
            found.setdefault(kind, []).append(selector)
    return found


def test_reports_are_annotations_with_selectors(graph: Graph) -> None:
    """A report is a Web Annotation: quotes, places in code points, and the text whose digest is told."""
    found = selectors(graph, NAME)
    quotes = {str(graph.value(each, OA.exact)) for each in found["TextQuoteSelector"]}
    assert "his Chilean guest" in quotes
    starts = {graph.value(each, OA.start) for each in found["TextPositionSelector"]}
    assert starts == {Literal(112, datatype=XSD.nonNegativeInteger), Literal(201, datatype=XSD.nonNegativeInteger)}
    links = {str(graph.value(each, SCHEMA.url)) for each in graph.objects(to("reports", NAME), OA.hasTarget)}
    assert "https://faro.example/2025/08/14/cusco#:~:text=his%20Chilean%20guest" in links
    text = to("texts", "faro-2025-08-14-cusco")
    assert (text, DCTERMS.isFormatOf, to("articles", "faro-2025-08-14-cusco")) in graph
    assert graph.value(text, SCHEMA.sha256)


def test_every_report_has_a_body_and_a_target(graph: Graph) -> None:
    """No annotation is without what it says and what it says it of."""
    reports = list(graph.subjects(RDF.type, OA.Annotation))
    assert len(reports) == 17
    for report in reports:
        assert graph.value(report, OA.hasBody)
        assert list(graph.objects(report, OA.hasTarget))


def test_every_key_has_a_meaning(graph: Graph) -> None:
    """No key of the document is lost for want of a meaning: every predicate is of a vocabulary that is named."""
    known = (str(SCHEMA), str(OA), str(DCTERMS), str(PROV), str(RDF), CODEBOOK)
    assert {str(each) for each in graph.predicates() if not str(each).startswith(known)} == set()
    import json

    document = json.loads(exported("jsonld")["dataset.jsonld"])
    used = {key for node in document["@graph"] for key in node}
    assert {key for key in used if ":" not in key} <= set(document["@context"])


def test_geonames(graph: Graph) -> None:
    """A place is tied to its entry in GeoNames."""
    assert (to("places", "cusco"), SCHEMA.sameAs, URIRef("https://sws.geonames.org/3941584/")) in graph
