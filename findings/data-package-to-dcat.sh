#!/usr/bin/env bash
# dplib-py turns a Data Package into other descriptions of open data; its DCAT is for portals of governments, which harvest datasets by
# it. Two things are lost without a word. A table in several files, one for each year, as Data Packages allow (`path` is a list) and as speeches of
# an archive often are, is not in the DCAT at all, nor in the package made back from it. And each remaining file has the class
# `dcat:distribution`, which is the name of the property; the class is `dcat:Distribution`. A query for distributions finds none, so a portal lists
# a dataset without files. Its addresses are texts as they stand in the package, `votes.csv`, rather than IRIs that lead somewhere. List each
# file as a resource of its own, with a whole address, and write DCAT directly.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

python_packages dplib-py==1.1.0 rdflib==7.6.0

cat > "$work/convert.py" <<'PY'
import sys
import warnings
warnings.simplefilter('ignore')
from dplib.models import Package
from dplib.plugins.dcat.models import DcatPackage

package = Package.from_dict({
    'name': 'quay-council', 'id': 'https://records.example/data/', 'title': 'Quay Council',
    'resources': [
        {'name': 'votes', 'path': 'votes.csv', 'format': 'csv', 'mediatype': 'text/csv'},
        {'name': 'speeches', 'path': ['speeches-2023.csv', 'speeches-2024.csv'], 'format': 'csv', 'mediatype': 'text/csv'},
    ],
})
catalogue = DcatPackage.from_dp(package)
graph = catalogue.to_graph()
prefix = 'PREFIX dcat: <http://www.w3.org/ns/dcat#> '
asked = {
    'class': lambda: ' '.join(sorted(graph.namespace_manager.normalizeUri(row[0]) for row in graph.query(
        prefix + 'SELECT DISTINCT ?class { ?dataset dcat:distribution ?file . ?file a ?class }'))),
    'distributions': lambda: sum(1 for _ in graph.query(prefix + 'SELECT ?file { ?file a dcat:Distribution }')),
    'files': lambda: ' '.join(f'{type(row[0]).__name__} {row[0]}' for row in graph.query(
        prefix + 'SELECT ?address { ?file dcat:downloadURL ?address } ORDER BY ?address')),
    'back': lambda: ' '.join(resource.name for resource in catalogue.to_dp().resources),
}
print(asked[sys.argv[1]]())
PY
converted() { "$work/venv/bin/python" "$work/convert.py" "$1" 2>/dev/null; }

expected "dcat:Distribution, three files (or two), and both tables in the package made back"
sees "class of a file" "dcat:distribution" "$(converted class)"
sees "distributions that a query finds" "0" "$(converted distributions)"
sees "addresses of files" "Literal votes.csv" "$(converted files)"
sees "tables in the package made back" "votes" "$(converted back)"
