#!/usr/bin/env bash
# Publishes the examples and checks their catalog and Data Packages: frictionless, and DCAT-AP by SHACL.
set -euo pipefail
cd "$(dirname "$0")/../.."
python3 -c 'import frictionless, pyshacl, rdflib' 2>/dev/null || pip install -q frictionless pyshacl rdflib
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/uploads"
cp -r examples/* datasets/iris "$folder/uploads/"
rm -f "$folder"/uploads/*.md "$folder"/uploads/*.ts
node cli/seecovid.mjs transform --uploads "$folder/uploads" --out "$folder/out"
python3 tests/heavy/check_catalog.py "$folder/out"
