"""`flask-dance`: people sign in to a Flask site with the blueprint `orcid`, and the site reads with its session."""

import json
import os

# The site itself has no https, as those on a developer's machine.
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"

import scenario
from flask import Flask, jsonify, redirect
from flask_dance.contrib.orcid import make_orcid_blueprint, orcid
from scenario import CLIENT_ID, CLIENT_SECRET, ORCID_ID, SITE, check, did

site = Flask(__name__)
site.secret_key = "of a site that lives for a moment"
scopes = ["openid", "/read-limited", "/activities/update"]
blueprint = make_orcid_blueprint(
    client_id=CLIENT_ID, client_secret=CLIENT_SECRET, scope=scopes, sandbox=True, redirect_to="welcome"
)
site.register_blueprint(blueprint, url_prefix="/login")


@site.route("/")
def start():
    return redirect("/login/orcid")


@site.route("/welcome")
def welcome():
    iid = orcid.token["orcid"]
    scenario.write(orcid, f"/v3.0/{iid}/work")
    record = orcid.get(f"/v3.0/{iid}/record", headers={"Accept": "application/json"})
    return jsonify(token=orcid.token, status=record.status_code, record=record.json())


scenario.serve(site)
seen = json.loads(scenario.person(f"{SITE}/", f"{SITE}/welcome"))
check(seen["token"]["orcid"] == ORCID_ID and seen["token"]["name"], f"signed in: {seen['token']}")
did("signs a person in through the pages")
check(seen["status"] == 200 and seen["record"]["orcid-identifier"]["path"] == ORCID_ID, f"record: {seen['status']}")
check(len(seen["record"]["person"]["emails"]["email"]) > 1, "what is limited is missing")
did("reads the v3.0 record from the member API with its session")
did("adds, changes and removes a work of v3.0 with it")
