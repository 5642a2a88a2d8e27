"""Reads the open data of a finished site with the programs of researchers, and compares what they see."""

import hashlib
import html
import json
import re
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb
import frictionless
import pandas
import pyarrow.parquet
import rdflib

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")


def check(is_true, message):
    if not is_true:
        sys.exit(f"tests/data/check: {message}")


def rows_by_all_programs(data, package):
    """Number of rows of each table, the same in every format and for every program."""
    rows = {}
    for resource in package["resources"]:
        if resource.get("type") != "table":
            continue
        path = data / resource["path"]
        columns = [field["name"] for field in resource["schema"]["fields"]]
        if resource["format"] == "parquet":
            table = pyarrow.parquet.read_table(path)
            seen = {"pyarrow": table.num_rows, "pandas": len(pandas.read_parquet(path))}
            check(table.column_names == columns, f"{path.name} has other columns for pyarrow")
        elif resource["format"] == "csv":
            table = pandas.read_csv(path, keep_default_na=False, dtype=str)
            seen = {"pandas": len(table)}
            check(list(table.columns) == columns, f"{path.name} has other columns for pandas")
        else:
            seen = {"pandas": len(pandas.read_json(path, lines=True))}
        relation = duckdb.sql(f"SELECT * FROM '{path}'")
        check(relation.columns == columns or not relation.shape[0], f"{path.name} has other columns for DuckDB: {relation.columns}")
        seen["DuckDB"] = relation.shape[0]
        check(len(set(seen.values())) == 1, f"{path.name} has {seen} rows")
        name = re.sub(r"\.(parquet|csv|ndjson)(\.gz)?$", "", path.name)
        known = rows.setdefault(name, seen["DuckDB"])
        check(known == seen["DuckDB"], f"{name} has {known} rows, and {path.name} {seen['DuckDB']}")
    return rows


def check_values(data):
    """Parquet and CSV hold the same values, and tables refer to each other's rows."""
    if not (data / "speeches.parquet").exists():
        return
    for table in ["speeches", "meetings", "people", "items", "decisions", "votes"]:
        csv = next(data.glob(f"{table}.csv*"), None)
        if csv is None or not (data / f"{table}.parquet").exists():
            continue
        left = pandas.read_parquet(data / f"{table}.parquet")
        right = pandas.read_csv(csv, keep_default_na=False, na_values=[""], dtype={name: str for name in left.columns if left[name].dtype == object})
        for name in left.columns:
            texts = lambda frame: ["" if pandas.isna(value) else re.sub(r"^'(?=[=+\-@\t\r])", "", str(value).replace("\r\n", "\n")) for value in frame[name]]
            same = [a == b or a.split(".0")[0] == b.split(".0")[0] for a, b in zip(texts(left), texts(right))]
            check(all(same), f"{table}.{name} differs between Parquet and CSV")
    orphans = {
        "speech without a meeting": "SELECT count(*) FROM speeches ANTI JOIN meetings USING (Text_ID)",
        "item without a meeting": "SELECT count(*) FROM items ANTI JOIN meetings USING (Text_ID)",
        "speech without its item": "SELECT count(*) FROM speeches ANTI JOIN items USING (Item_ID) WHERE Item_ID IS NOT NULL",
        "vote without a decision": "SELECT count(*) FROM votes ANTI JOIN decisions USING (Decision_ID)",
        "speech by nobody in people": "SELECT count(*) FROM (SELECT unnest(string_split(Speaker_ID, '; ')) AS Speaker_ID FROM speeches) ANTI JOIN people USING (Speaker_ID)",
        "other number of speeches": "SELECT count(*) FROM (SELECT Text_ID, count(*) AS n FROM speeches GROUP BY 1) JOIN meetings USING (Text_ID) WHERE n <> Speeches",
        "identifier twice": "SELECT count(*) - count(DISTINCT ID) FROM speeches",
    }
    connection = duckdb.connect()
    # An archive without decisions has no table of them.
    tables = [path.stem for path in data.glob("*.parquet")]
    for table in tables:
        connection.sql(f"CREATE VIEW {table} AS SELECT * FROM '{data}/{table}.parquet'")
    for name, query in orphans.items():
        if not set(re.findall(r"(?:FROM|JOIN) (\w+)", query)) <= set(tables):
            continue
        count = connection.sql(query).fetchone()[0]
        check(count == 0, f"{name}: {count}")


def check_package(data, package):
    """frictionless finds no mistake, and hashes and sizes are those of the files."""
    for resource in package["resources"]:
        content = (data / resource["path"]).read_bytes()
        check(resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest(), f"{resource['path']} has another hash")
        check(resource.get("bytes", len(content)) == len(content), f"{resource['path']} has another size")
    report = frictionless.validate(str(data / "datapackage.json"))
    errors = [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors] + [error.message for error in report.errors]
    check(report.valid, "frictionless: " + "; ".join(errors[:5]))


def check_catalogue(data, package):
    """A portal finds every file in the catalogue, with its size and hash."""
    graph = rdflib.Graph().parse(data / "catalog.jsonld", format="json-ld")
    files = set(graph.subjects(rdflib.RDF.type, DCAT.Distribution))
    check(len(files) == len(package["resources"]), f"the catalogue lists {len(files)} files")
    for file in files:
        path = data / str(graph.value(file, DCAT.downloadURL)).rsplit("/", 1)[1]
        check(int(graph.value(file, DCAT.byteSize)) == path.stat().st_size, f"{path.name} has another size")
        checksum = graph.value(graph.value(file, SPDX.checksum), SPDX.checksumValue)
        check(str(checksum) == hashlib.sha256(path.read_bytes()).hexdigest(), f"{path.name} has another hash")


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def run_examples(site, data):
    """The lines on the page run as they stand, but for the name of the host."""
    page = (data / "index.html").read_text()
    codes = [html.unescape(re.sub("<[^>]*>", "", code)) for code in re.findall(r"<pre[^>]*>(.*?)</pre>", page, re.S)]
    base = json.loads((data / "datapackage.json").read_text())["homepage"]
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"http://127.0.0.1:{server.server_port}/data/"
    ran = []
    for code in codes:
        here = code.replace(base, host)
        if code.startswith("SELECT"):
            # DuckDB reads over HTTP with an extension that it downloads; from the disk the lines are the same.
            lines = duckdb.sql(code.replace(base, f"{data}/")).fetchall()
            check(lines, "the example for DuckDB gives no rows")
            ran.append("DuckDB")
        elif code.startswith("import pandas"):
            printed = subprocess.run([sys.executable, "-c", here], capture_output=True, text=True)
            check(printed.returncode == 0 and printed.stdout.strip(), f"the example for pandas fails: {printed.stderr[-300:]}")
            ran.append("pandas")
        elif shutil.which("Rscript"):
            printed = subprocess.run(["Rscript", "-e", here], capture_output=True, text=True)
            check(printed.returncode == 0 and printed.stdout.strip(), f"the example for R fails: {printed.stderr[-300:]}")
            ran.append("R")
        else:
            ran.append("SKIPPED: R is not installed")
    server.shutdown()
    check(ran or not codes, "no example ran")
    return ran


def main():
    site = Path(sys.argv[1])
    data = site / "data"
    package = json.loads((data / "datapackage.json").read_text())
    rows = rows_by_all_programs(data, package)
    check_values(data)
    check_package(data, package)
    check_catalogue(data, package)
    ran = run_examples(site, data)
    print(f"{len(package['resources'])} files of open data as they should be; rows: {rows}; examples run: {', '.join(ran)}")


main()
