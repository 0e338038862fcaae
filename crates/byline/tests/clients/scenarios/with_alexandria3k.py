"""`alexandria3k`: fills a database from the summaries of an annual data file."""

import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from collections import Counter

import requests
from scenario import ISSUER, ORCID_ID, check, did

BYLINE = os.environ["BYLINE"]
PEOPLE = 300
JSON = {"Accept": "application/json"}


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    check(done.returncode == 0, f"{command}: {done.stdout}{done.stderr}")


def filled(file):
    """The tables that the client makes of a file."""
    database = f"{file}.sqlite"
    run(sys.executable, "-m", "alexandria3k", "populate", database, "orcid", file)
    return sqlite3.connect(database)


def look(value, path):
    """What stands in JSON at a path; nothing where a part of it is not there."""
    for part in path.split("/"):
        value = value.get(part) if value else None
    return value


def each(record, path):
    """All that a path leads to in a record, where `*` are all members of a list."""
    found = [record]
    for steps in path.split("/*"):
        found = [look(it, steps.strip("/")) for it in found]
        found = [member for it in found if it is not None for member in (it if isinstance(it, list) else [it])]
    return found


ORGANIZATION = {
    "name": "name",
    "city": "address/city",
    "region": "address/region",
    "country": "address/country",
}
DATES = {f"{end}_{part}": f"{end}-date/{part}/value" for end in ("start", "end") for part in ("year", "month", "day")}


def organization(place, columns=ORGANIZATION):
    return {f"organization_{column}": f"{place}/{path}" for column, path in columns.items()}


IDENTIFIED = organization(
    "organization", {**ORGANIZATION, "identifier": "disambiguated-organization/disambiguated-organization-identifier"}
)


def affiliations(section, kind):
    columns = {**IDENTIFIED, **DATES, "department_name": "department-name", "role_title": "role-title"}
    return f"activities-summary/{section}/affiliation-group/*/summaries/*/{kind}-summary", columns


#: Where in the record that the API answers the rows of a table are, and where in each of them its columns. What the client
#: looks for in places where no summary has it is left out.
TABLES = {
    "person_researcher_urls": ("person/researcher-urls/researcher-url", {"name": "url-name", "url": "url/value"}),
    "person_countries": ("person/addresses/address", {"country": "country/value"}),
    "person_keywords": ("person/keywords/keyword", {"keyword": "content"}),
    "person_external_identifiers": (
        "person/external-identifiers/external-identifier",
        {"type": "external-id-type", "value": "external-id-value", "url": "external-id-url/value"},
    ),
    "person_distinctions": affiliations("distinctions", "distinction"),
    "person_educations": affiliations("educations", "education"),
    "person_employments": affiliations("employments", "employment"),
    "person_invited_positions": affiliations("invited-positions", "invited-position"),
    "person_memberships": affiliations("memberships", "membership"),
    "person_qualifications": affiliations("qualifications", "qualification"),
    "person_services": affiliations("services", "service"),
    "person_fundings": (
        "activities-summary/fundings/group/*/funding-summary",
        {**IDENTIFIED, **DATES, "url": "url/value"},
    ),
    "person_peer_reviews": (
        "activities-summary/peer-reviews/group/*/peer-review-group/*/peer-review-summary",
        {
            **organization("convening-organization"),
            **{f"completion_{part}": f"completion-date/{part}/value" for part in ("year", "month", "day")},
            "group_id": "review-group-id",
            "reviewer_role": "reviewer-role",
            "review_type": "review-type",
        },
    ),
    "person_research_resources": (
        "activities-summary/research-resources/group/*/research-resource-summary",
        {"title": "proposal/title/title/value", **{column: f"proposal/{path}" for column, path in DATES.items()}},
    ),
}
NAMES = {
    "given_names": "person/name/given-names/value",
    "family_name": "person/name/family-name/value",
    "biography": "person/biography/content",
}


def works(record):
    """The client knows a work by a DOI that is the first identifier of its group."""
    groups = [look(it, "external-ids/external-id") for it in each(record, "activities-summary/works/group")]
    firsts = [identifiers[0] for identifiers in groups if identifiers]
    return [first["external-id-value"].lower() for first in firsts if first["external-id-type"] == "doi"]


def compare(database, api, orcids):
    """Holds every row to what the API says of the same person; returns how many rows each table has."""
    sizes = Counter()

    def hold(table, columns, orcid, said):
        columns = ", ".join(f"{table}.{it}" for it in columns)
        joined = "" if table == "persons" else f"JOIN {table} ON {table}.person_id = persons.id"
        rows = database.execute(f"SELECT {columns} FROM persons {joined} WHERE persons.orcid = ?", (orcid,)).fetchall()
        check(Counter(rows) == Counter(said), f"{orcid}, {table}: {rows}, and the API has {said}")
        sizes[table] += len(rows)

    for orcid in orcids:
        answer = requests.get(f"{api}/v3.0/{orcid}/record", headers=JSON, allow_redirects=False)
        # Who is locked, merged or gone has a document that says so, which the client takes for somebody without a name.
        check(answer.status_code in (200, 301, 409), f"{orcid}: {answer.status_code} {answer.text}")
        record = answer.json() if answer.status_code == 200 else {}
        hold("persons", NAMES, orcid, [tuple(look(record, path) for path in NAMES.values())])
        for table, (rows, columns) in TABLES.items():
            said = [tuple(look(row, path) for path in columns.values()) for row in each(record, rows)]
            hold(table, columns, orcid, said)
        hold("person_works", ["doi"], orcid, [(doi,) for doi in works(record)])
        sizes["without a name"] += not record
    return sizes


def everything(database):
    return {table: database.execute(f"SELECT * FROM {table}").fetchall() for table in ["persons", "person_works", *TABLES]}


run(BYLINE, "generate", "--people", PEOPLE, "--out", "dump", "--only-summaries")
made = "dump/ORCID_2025_10_summaries.tar.gz"
database = filled(made)
run(BYLINE, "import", "--data", "registry", made)
serve = [BYLINE, "serve", "--data", "registry", "--listen", "127.0.0.1:9001"]
server = subprocess.Popen(serve, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
try:
    api = json.loads(server.stdout.readline())["base_url"] + "/pub"
    orcids = [orcid for (orcid,) in database.execute("SELECT orcid FROM persons")]
    with tarfile.open(made) as archive:
        check(len(orcids) == len(archive.getnames()), f"{len(orcids)} people")
    sizes = compare(database, api, orcids)
finally:
    server.kill()
    server.wait()
check(sizes["without a name"] > 0 and sizes["person_works"] > PEOPLE and sizes["person_educations"] > 0, str(sizes))
did(
    "fills its tables from an annual file by `byline generate` with every person, affiliation, funding, peer review and DOI that "
    "the API has of the same people after `byline import`, value by value"
)

run(BYLINE, "convert", made, "--out", "json.tar.gz")
run(BYLINE, "convert", "json.tar.gz", "--out", "back.tar.gz")
check(everything(filled("back.tar.gz")) == everything(database), "there and back is something else")
did("sees no difference in a file that `byline convert` made JSON and XML again")

document = requests.get(f"{ISSUER.replace('//', '//pub.')}/v3.0/{ORCID_ID}/record", headers={"Accept": "application/xml"})
with tarfile.open("one.tar.gz", "w:gz") as archive:
    entry = tarfile.TarInfo(f"ORCID_summaries/{ORCID_ID[-3:]}/{ORCID_ID}.xml")
    entry.size = len(document.content)
    archive.addfile(entry, io.BytesIO(document.content))
sizes = compare(filled("one.tar.gz"), ISSUER.replace("//", "//pub."), [ORCID_ID])
check(all(sizes[table] for table in ["persons", "person_works", *TABLES]), str(sizes))
did("reads a record that has everything as the public API writes it in XML")
