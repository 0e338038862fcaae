"""Signs somebody in with the published `authlib`, as it is.

    authlib_flow.py ISSUER CLIENT SECRET REDIRECT IID
"""

import os
import sys

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import OpenIDProviderMetadata
from joserfc import jwt
from joserfc.jwk import KeySet

# Loopback has no https.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

issuer, client_id, secret, redirect, iid = sys.argv[1:]


def check(condition, what):
    if not condition:
        sys.exit(f"authlib: {what}")


server = OpenIDProviderMetadata(requests.get(f"{issuer}/.well-known/openid-configuration").json())
check(server["issuer"] == issuer, "another issuer")

session = OAuth2Session(
    client_id,
    secret,
    scope="openid /read-limited",
    redirect_uri=redirect,
    code_challenge_method="S256",
    token_endpoint_auth_method="client_secret_post",
    revocation_endpoint_auth_method="client_secret_post",
)
verifier, nonce = generate_token(48), generate_token(20)
url, state = session.create_authorization_url(
    server["authorization_endpoint"], code_verifier=verifier, nonce=nonce, login_as=iid
)
answer = requests.get(url, allow_redirects=False)
check(answer.status_code == 302, f"no redirect: {answer.status_code} {answer.text}")
token = session.fetch_token(
    server["token_endpoint"],
    authorization_response=answer.headers["Location"],
    state=state,
    code_verifier=verifier,
)
check(token["orcid"] == iid, "the answer is about somebody else")

keys = KeySet.import_key_set(requests.get(server["jwks_uri"]).json())
signed = jwt.decode(token["id_token"], keys, algorithms=server["id_token_signing_alg_values_supported"])
claims = CodeIDToken(
    signed.claims,
    signed.header,
    options={"iss": {"value": issuer}, "aud": {"value": client_id}},
    params={"nonce": nonce, "client_id": client_id, "access_token": token["access_token"]},
)
claims.validate()
check(claims["sub"] == iid, "the identity token is about somebody else")

info = session.get(server["userinfo_endpoint"])
check(info.status_code == 200 and info.json()["sub"] == iid, f"userinfo: {info.text}")

fresh = session.refresh_token(server["token_endpoint"], refresh_token=token["refresh_token"])
check(fresh["access_token"] != token["access_token"], "the same token again")
check(session.get(server["userinfo_endpoint"]).status_code == 200, "the new token does not work")

revoked = session.revoke_token(server["revocation_endpoint"], token=fresh["access_token"])
check(revoked.status_code == 200, f"revocation: {revoked.status_code}")
gone = requests.get(server["userinfo_endpoint"], headers={"Authorization": f"Bearer {fresh['access_token']}"})
check(gone.status_code == 403, "the revoked token still works")

print("authlib did everything")
