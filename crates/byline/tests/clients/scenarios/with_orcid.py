"""`orcid` 1.x: sends people's passwords itself and never shows them a page; reads and writes v2.0."""

from orcid import MemberAPI
from scenario import CLIENT_ID, CLIENT_SECRET, EMAIL, ORCID_ID, PASSWORD, REDIRECT_URI, agree, check, did, parameters

api = MemberAPI(CLIENT_ID, CLIENT_SECRET, sandbox=False)

check(api.get_user_orcid(EMAIL, PASSWORD, REDIRECT_URI) == ORCID_ID, "somebody else signed in")
token = api.get_token(EMAIL, PASSWORD, REDIRECT_URI, "/read-limited")
check(len(token) == 36, f"{token} is no token")
try:
    api.get_token(EMAIL, "a wrong passw0rd", REDIRECT_URI)
except Exception:  # it looks for an address in the answer, and there is none
    pass
else:
    raise AssertionError("a wrong password was taken")
did("signs people in without a page, and not with a wrong password")

url = api.get_login_url(["/read-limited", "/activities/update"], REDIRECT_URI, state="a state", email=EMAIL)
code = parameters(agree(url))["code"]
answer = api.get_token_from_authorization_code(code, REDIRECT_URI)
check(answer["orcid"] == ORCID_ID, f"{answer}")
check(api.get_search_token_from_orcid(), "no token for public data")
did("takes tokens by code and for public data")
