"""`pyorcid`: reads records of v3.0; takes tokens from the console."""

import io
import sys

from pyorcid import Orcid, OrcidAuthentication, OrcidSearch
from scenario import CLIENT_ID, CLIENT_SECRET, ORCID_ID, REDIRECT_URI, agree, check, did, refused

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


class Console(io.TextIOBase):
    """Whoever sits at the console: opens the address that is printed, and pastes where it led."""

    def __init__(self):
        self.said = ""

    def write(self, text):
        self.said += text
        return len(text)

    def readline(self, *_):
        return agree(self.said.split("app: ")[1].split()[0]) + "\n"


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
    check(summary["ORCiD ID"] == ORCID_ID and summary["Emails"] and summary["Works"], "the summary is incomplete")
    # `email()` of this version looks for the key `person` in that section, where the API never had it.
    return client._Orcid__read_section("email")["email"]


people = OrcidAuthentication(CLIENT_ID, CLIENT_SECRET, REDIRECT_URI)
public = people.get_public_access_token()
check(public, "no token for public data")
did("takes a token for public data")

console = Console()
sys.stdin, sys.stdout = console, console
try:
    member = people.get_private_access_token()
finally:
    sys.stdin, sys.stdout = sys.__stdin__, sys.__stdout__
check(member and member != public, "no token of a person")
did("takes a token by a code that is pasted")

emails = read_everything(Orcid(ORCID_ID, orcid_access_token=public))
check(emails and all(it["visibility"] == "public" for it in emails), f"the public API shows {emails}")
check(Orcid(ORCID_ID).record()["orcid-identifier"]["path"] == ORCID_ID, "no record without a token")
did("reads every section of a v3.0 record from the public API")

read_everything(Orcid(ORCID_ID, orcid_access_token=member, state="member"))
did("reads every section from the member API")

for state, token in (("public", public), ("member", member)):
    search = OrcidSearch(orcid_access_token=token, state=state)
    found = search.search('family-name:"Dubois-Nguyễn" AND affiliation-org-name:Brume')
    check([it["orcid-id"] for it in found["expanded-result"]] == [ORCID_ID], f"{state}: {found}")
    check("Université de la Brume" in found["expanded-result"][0]["institution-name"], f"{state}: {found}")
    found = search.search('doi-self:"10.5555/demo.1.1"', search_mode="search")
    check(ORCID_ID in [it["orcid-identifier"]["path"] for it in found["result"]], f"{state}: {found}")
    everybody = search.search("*:*", search_mode="search")["num-found"]
    pages = [search.search("*:*", start=start, rows=20) for start in range(0, everybody, 20)]
    orcids = {it["orcid-id"] for page in pages for it in page["expanded-result"]}
    check(len(orcids) == everybody, f"{state}: {len(orcids)} of {everybody}")
did("finds a person by name and affiliation and by DOI, and everybody page by page, on both APIs")

refused("Invalid access token", Orcid, ORCID_ID, orcid_access_token="not-a-token", state="member")
did("is refused with an unknown token")
