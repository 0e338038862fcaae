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

limited = member.read_record_member(ORCID_ID, "person", token)["emails"]["email"]
open_ = public.read_record_public(ORCID_ID, "person", anybody)["emails"]["email"]
check(len(limited) > len(open_), f"{len(limited)} addresses, {len(open_)} public ones")
xml = member.read_record_member(ORCID_ID, "works", token, codes[:2], accept_type=XML)
check(len(xml) == 2, "another number of works")
did("reads from the member API what is limited")
refused("404", public.read_record_public, ORCID_ID, "work", anybody, "999999999")
refused("401", member.read_record_member, ORCID_ID, "record", "not-a-token")
did("is refused what is not there, and with an unknown token")
