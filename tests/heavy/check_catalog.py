"""Checks the catalog and the Data Packages of a published folder with the tools of their fields.

Usage: check_catalog.py FOLDER
"""
import pathlib
import sys

import frictionless
import pyshacl
import rdflib

folder = pathlib.Path(sys.argv[1])
packages = sorted(folder.glob("data/*/datapackage.json"))
assert packages, "no Data Package is published"
for path in packages:
    errors = list(frictionless.Package.metadata_validate(frictionless.Package(str(path)).to_descriptor()))
    assert not errors, f"{path}: {errors}"
    for resource in frictionless.Package(str(path)).resources:
        for name in [resource.path, *resource.extrapaths]:
            assert (path.parent / name).is_file(), f"{path} names {name}, which is not there"

graph = rdflib.Graph()
graph.parse(folder / "data/catalog.jsonld", format="json-ld", publicID="https://example.org/data/catalog.jsonld")
shapes = rdflib.Graph().parse(pathlib.Path(__file__).with_name("dcat-ap.ttl"))
conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes)
assert conforms, report
dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
datasets = set(graph.subjects(rdflib.RDF.type, dcat.Dataset))
assert len(datasets) == len(packages), f"{len(datasets)} data sets in the catalog, {len(packages)} Data Packages"
print(f"{len(packages)} Data Packages and a catalog of {len(graph)} triples conform")
