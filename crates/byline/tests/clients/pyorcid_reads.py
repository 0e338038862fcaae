"""Reads every section of a record with the published `pyorcid`, as it is.

The package knows the hosts of the live registry and no others. So the registry under test plays those hosts: it has
a certificate for them, and names are resolved to it here, in the test. Nothing of the package is touched.

    pyorcid_reads.py ADDRESS PORT IID MEMBER_TOKEN      with REQUESTS_CA_BUNDLE naming the authority
"""

import socket
import sys

address, port, orcid, member_token = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
resolve = socket.getaddrinfo


def to_the_registry_under_test(host, _port, *args, **kwargs):
    if host not in ("pub.orcid.org", "api.orcid.org"):
        raise OSError(f"the client asks for another host: {host}")
    return resolve(address, port, *args, **kwargs)


socket.getaddrinfo = to_the_registry_under_test

from pyorcid import Orcid  # noqa: E402  (it must see the patched function)

AFFILIATIONS = [
    "distinctions",
    "educations",
    "employments",
    "invited_positions",
    "memberships",
    "qualifications",
    "services",
]
PLAIN = [
    "record",
    "address",
    "external_identifiers",
    "other_names",
    "personal_details",
    "researcher_urls",
    "activities",
    "peer_reviews",
    "research_resources",
]


def check(condition, what):
    if not condition:
        sys.exit(f"pyorcid: {what}")


def read_everything(client):
    for section in PLAIN:
        check(getattr(client, section)(), f"{section} is empty")
    for section in AFFILIATIONS:
        details, _ = getattr(client, section)()
        check(details, f"{section} is empty")
        check(all(it["organization"] is not None for it in details), f"{section}: an organisation has no name")
    for section in ("fundings", "works"):
        details, _ = getattr(client, section)()
        check(details, f"{section} is empty")
        check(all(it["title"] is not None for it in details), f"{section}: an item has no title")
    keywords, _ = client.keywords()
    check(keywords, "there are no keywords")
    person = client.person()
    check(person["Name"] and person["Bio"] and person["URLs"], f"the person is incomplete: {person}")
    summary = client.record_summary()
    check(summary["ORCiD ID"] == orcid and summary["Emails"] and summary["Works"], "the summary is incomplete")
    # `email()` of this version looks for the key `person` in that section, where the API never had it.
    return client._Orcid__read_section("email")["email"]


public = read_everything(Orcid(orcid))
check(public and all(it["visibility"] == "public" for it in public), f"the public API shows {public}")
check(Orcid(orcid).record()["orcid-identifier"]["uri"] == f"https://orcid.org/{orcid}", "links name another host")

member = read_everything(Orcid(orcid, orcid_access_token=member_token, state="member"))
check(len(member) > len(public), "the member API shows no more than the public one")

try:
    Orcid(orcid, orcid_access_token="not-a-token", state="member").record()
except Exception as refused:  # the package has no type of its own for it
    check("401" in str(refused) or "nvalid" in str(refused), f"an unknown token: {refused!r}")
else:
    sys.exit("pyorcid: an unknown token was taken")

print("pyorcid read everything")
