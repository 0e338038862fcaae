"""`orcid` 1.x: sends people's passwords itself and never shows them a page; reads and writes v2.0."""

from orcid import MemberAPI, PublicAPI
from scenario import (
    CLIENT_ID,
    CLIENT_SECRET,
    EMAIL,
    ORCID_ID,
    PASSWORD,
    REDIRECT_URI,
    agree,
    check,
    did,
    parameters,
    refused,
)

XML = "application/orcid+xml"
member = MemberAPI(CLIENT_ID, CLIENT_SECRET, sandbox=False)
public = PublicAPI(CLIENT_ID, CLIENT_SECRET, sandbox=False)

check(member.get_user_orcid(EMAIL, PASSWORD, REDIRECT_URI) == ORCID_ID, "somebody else signed in")
check(len(member.get_token(EMAIL, PASSWORD, REDIRECT_URI, "/read-limited")) == 36, "no token")
# It looks for an address in the answer, and there is none.
refused("", member.get_token, EMAIL, "a wrong passw0rd", REDIRECT_URI)
did("signs people in without a page, and not with a wrong password")

url = member.get_login_url(["/read-limited", "/activities/update"], REDIRECT_URI, state="a state", email=EMAIL)
answer = member.get_token_from_authorization_code(parameters(agree(url))["code"], REDIRECT_URI)
check(answer["orcid"] == ORCID_ID, f"{answer}")
token = answer["access_token"]
anybody = public.get_search_token_from_orcid()
did("takes tokens by code and for public data")

record = public.read_record_public(ORCID_ID, "record", anybody)
check(record["orcid-identifier"]["path"] == ORCID_ID, "another record")
check("distinctions" not in record["activities-summary"], "a section that v2.0 did not have")
person = public.read_record_public(ORCID_ID, "person", anybody, accept_type=XML)
check(person.tag == "{http://www.orcid.org/ns/person}person", person.tag)
groups = public.read_record_public(ORCID_ID, "works", anybody)["group"]
codes = [str(summary["put-code"]) for group in groups for summary in group["work-summary"]]
work = public.read_record_public(ORCID_ID, "work", anybody, codes[0])
check(str(work["put-code"]) == codes[0] and work["title"]["title"]["value"], f"{work}")
for section, kind in (("educations", "education"), ("employments", "employment"), ("fundings", "funding")):
    summaries = public.read_record_public(ORCID_ID, section, anybody)
    text = str(summaries)
    check("put-code" in text, f"{section} is empty")
bulk = public.read_record_public(ORCID_ID, "works", anybody, codes[:3])["bulk"]
found = [str(it["work"]["put-code"]) for it in bulk]
check(sorted(found) == sorted(codes[:3]), f"asked for {codes[:3]}, got {found}")
did("reads v2.0 records, sections, works and several works at once from the public API, in JSON and XML")

found = public.search("family-name:Dubois-Nguyễn AND keyword:lighthouses", access_token=anybody)
check([it["orcid-identifier"]["path"] for it in found["result"]] == [ORCID_ID], f"{found}")
found = member.search("amélie dubois", method="edismax", rows=1, access_token=anybody)
check(found["result"][0]["orcid-identifier"]["path"] == ORCID_ID, f"{found}")
everybody = [it["orcid-identifier"]["path"] for it in public.search_generator("*:*", access_token=anybody)]
total = public.search("*:*", rows=1, access_token=anybody)["num-found"]
check(ORCID_ID in everybody and len(set(everybody)) == len(everybody) == total, f"{len(everybody)} of {total}")
did("finds a person by name and keyword, in both query languages, and everybody page by page, in v2.0")

limited = member.read_record_member(ORCID_ID, "person", token)["emails"]["email"]
open_ = public.read_record_public(ORCID_ID, "person", anybody)["emails"]["email"]
check(len(limited) > len(open_), f"{len(limited)} addresses, {len(open_)} public ones")
xml = member.read_record_member(ORCID_ID, "works", token, codes[:2], accept_type=XML)
check(len(xml) == 2, "another number of works")
did("reads from the member API what is limited")
refused("404", public.read_record_public, ORCID_ID, "work", anybody, "999999999")
refused("401", member.read_record_member, ORCID_ID, "record", "not-a-token")
did("is refused what is not there, and with an unknown token")


def work(title, doi):
    return {
        "title": {"title": {"value": title}},
        "type": "journal-article",
        "publication-date": {"year": {"value": "2019"}, "month": {"value": "05"}},
        "external-ids": {
            "external-id": [
                {"external-id-type": "doi", "external-id-value": doi, "external-id-relationship": "SELF"}
            ]
        },
    }


EDUCATION = {
    "department-name": "Optics",
    "role-title": "MSc",
    "start-date": {"year": {"value": "2001"}},
    "organization": {
        "name": "Alderwick University",
        "address": {"city": "Alderwick", "country": "GB"},
        "disambiguated-organization": {
            "disambiguated-organization-identifier": "https://ror.org/0ader4288",
            "disambiguation-source": "ROR",
        },
    },
}
EDUCATION_NS = "{http://www.orcid.org/ns/education}"
COMMON_NS = "{http://www.orcid.org/ns/common}"


def read(kind, code, accept="application/orcid+json"):
    return member.read_record_member(ORCID_ID, kind, token, code, accept_type=accept)


code = member.add_record(ORCID_ID, token, "work", work("Twelve lamps", "10.5555/scenario.1"))
check(read("work", code)["title"]["title"]["value"] == "Twelve lamps", "another work")
member.update_record(ORCID_ID, token, "work", work("Thirteen lamps", "10.5555/scenario.1"), code)
check(read("work", code)["title"]["title"]["value"] == "Thirteen lamps", "the work is as it was")
refused("409", member.add_record, ORCID_ID, token, "work", work("Twelve lamps", "10.5555/scenario.1"))
member.remove_record(ORCID_ID, token, "work", code)
refused("404", read, "work", code)
did("adds, updates and removes a work in JSON, and cannot add it twice")

member.add_record(ORCID_ID, token, "works", {"bulk": [
    {"work": work("The first", "10.5555/scenario.2")},
    {"work": work("The second", "10.5555/scenario.3")},
]})
titles = str(member.read_record_member(ORCID_ID, "works", token))
check("The first" in titles and "The second" in titles, "works of the bulk are missing")
did("adds several works at once")

code = member.add_record(ORCID_ID, token, "education", EDUCATION)
element = read("education", code, XML)
element.find(f"{EDUCATION_NS}role-title").text = "PhD"
for computed in ("created-date", "last-modified-date", "source"):
    element.remove(element.find(COMMON_NS + computed))
member.update_record(ORCID_ID, token, "education", element, code, XML)
check(read("education", code)["role-title"] == "PhD", "the education is as it was")
element.find(f"{EDUCATION_NS}role-title").text = "Another one"
del element.attrib["put-code"], element.attrib["path"]
other = member.add_record(ORCID_ID, token, "education", element, XML)
check(other != code, "one education for two")
member.remove_record(ORCID_ID, token, "education", other)
refused("404", read, "education", other)
did("adds, updates and removes an education in XML")
