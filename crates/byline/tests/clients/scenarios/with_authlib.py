"""`authlib`: OpenID Connect by discovery, and OAuth 2.0 with its session."""

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import OpenIDProviderMetadata
from joserfc import jwt
from joserfc.jwk import KeySet
from scenario import CLIENT_ID, CLIENT_SECRET, ISSUER, ORCID_ID, REDIRECT_URI, agree, check, did, write

API = ISSUER.replace("https://", "https://api.")
JSON = {"Accept": "application/json"}

server = OpenIDProviderMetadata(requests.get(f"{ISSUER}/.well-known/openid-configuration").json())
check(server["issuer"] == ISSUER, "another issuer")

session = OAuth2Session(
    CLIENT_ID,
    CLIENT_SECRET,
    scope="openid /read-limited /activities/update",
    redirect_uri=REDIRECT_URI,
    code_challenge_method="S256",
    token_endpoint_auth_method="client_secret_post",
    revocation_endpoint_auth_method="client_secret_post",
)
verifier, nonce = generate_token(48), generate_token(20)
url, state = session.create_authorization_url(server["authorization_endpoint"], code_verifier=verifier, nonce=nonce)
token = session.fetch_token(
    server["token_endpoint"], authorization_response=agree(url), state=state, code_verifier=verifier
)
check(token["orcid"] == ORCID_ID, "the answer is about somebody else")
did("finds everything by discovery and signs a person in with PKCE")

keys = KeySet.import_key_set(requests.get(server["jwks_uri"]).json())
signed = jwt.decode(token["id_token"], keys, algorithms=server["id_token_signing_alg_values_supported"])
claims = CodeIDToken(
    signed.claims,
    signed.header,
    options={"iss": {"value": ISSUER}, "aud": {"value": CLIENT_ID}},
    params={"nonce": nonce, "client_id": CLIENT_ID, "access_token": token["access_token"]},
)
claims.validate()
check(claims["sub"] == ORCID_ID, "the identity token is about somebody else")
info = session.get(server["userinfo_endpoint"])
check(info.status_code == 200 and info.json()["sub"] == ORCID_ID, f"userinfo: {info.text}")
did("checks the identity token by the published keys, and asks UserInfo")

record = session.get(f"{API}/v3.0/{ORCID_ID}/record", headers=JSON)
check(record.status_code == 200 and record.json()["orcid-identifier"]["path"] == ORCID_ID, f"record: {record.text}")
did("reads the v3.0 record from the member API")
write(session, f"{API}/v3.0/{ORCID_ID}/work")
did("adds, changes and removes a work of v3.0")

fresh = session.refresh_token(server["token_endpoint"], refresh_token=token["refresh_token"])
check(fresh["access_token"] != token["access_token"], "the same token again")
check(session.get(server["userinfo_endpoint"]).status_code == 200, "the new token does not work")
revoked = session.revoke_token(server["revocation_endpoint"], token=fresh["access_token"])
check(revoked.status_code == 200, f"revocation: {revoked.status_code}")
gone = requests.get(server["userinfo_endpoint"], headers={"Authorization": f"Bearer {fresh['access_token']}"})
check(gone.status_code == 403, "the revoked token still works")
did("refreshes, and gives a token back")
