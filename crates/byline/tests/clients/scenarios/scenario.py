"""What scenarios in Python share: what they are told, how they tell what they did, and a person with a browser."""

import os
import subprocess
import sys
import threading
from urllib.parse import parse_qs, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from socketserver import ThreadingMixIn

ISSUER = os.environ["ISSUER"]
CLIENT_ID = os.environ["CLIENT_ID"]
CLIENT_SECRET = os.environ["CLIENT_SECRET"]
REDIRECT_URI = os.environ["REDIRECT_URI"]
ORCID_ID = os.environ["ORCID_ID"]
EMAIL = os.environ["EMAIL"]
PASSWORD = os.environ["PASSWORD"]
#: Where a site of a scenario listens.
SITE = "http://localhost:9000"


def did(what):
    print(f"did: {what}", flush=True)


def check(condition, what):
    if not condition:
        raise AssertionError(what)


def refused(why, call, *args, **kwargs):
    """Holds a client that raises refusals to doing so, with a word of why in it."""
    try:
        call(*args, **kwargs)
    except Exception as error:  # each client has types of its own
        check(why in str(error), f"refused otherwise: {error!r}")
    else:
        raise AssertionError(f"not refused: {why}")


def person(start, until):
    """A person follows links from `start` in a browser, signs in and agrees. Returns the text of the page `until`."""
    command = ["node", os.environ["PERSON"], start, until]
    walk = subprocess.run(command, capture_output=True, text=True)
    check(walk.returncode == 0, walk.stdout + walk.stderr)
    return walk.stdout


def agree(url):
    """A person agrees without pages. Returns where the registry sends the browser."""
    import requests

    answer = requests.get(url + "&login_as=" + ORCID_ID, allow_redirects=False)
    check(answer.status_code == 302, f"authorize: {answer.status_code} {answer.text}")
    return answer.headers["Location"]


def parameters(url):
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def serve(application):
    """A site at `SITE`, until the scenario ends."""
    server = make_server("localhost", 9000, application, server_class=Threads, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()


#: A work of v3.0, to be added.
WORK = {
    "title": {"title": {"value": "Twelve lamps"}},
    "type": "journal-article",
    "external-ids": {
        "external-id": [
            {
                "external-id-type": "doi",
                "external-id-value": "10.5555/scenario.1",
                "external-id-relationship": "self",
            }
        ]
    },
}


def write(session, works):
    """A session of a client adds a work at an address, changes it and takes it away again."""
    headers = {"Accept": "application/json", "Content-Type": "application/vnd.orcid+json"}
    added = session.post(works, json=WORK, headers=headers)
    check(added.status_code == 201, f"not added: {added.status_code} {added.text}")
    place = works + added.headers["Location"].removeprefix(added.headers["Location"].rpartition("/")[0])
    work = session.get(place, headers=headers).json()
    check(work["source"]["source-client-id"]["path"] == CLIENT_ID, f"another source: {work['source']}")
    work["title"]["title"]["value"] = "Thirteen lamps"
    changed = session.put(place, json=work, headers=headers)
    check(changed.status_code == 200, f"not changed: {changed.status_code} {changed.text}")
    check(session.get(place, headers=headers).json()["title"]["title"]["value"] == "Thirteen lamps", "as it was")
    twice = session.post(works, json=WORK, headers=headers)
    check(twice.status_code == 409, f"added twice: {twice.status_code} {twice.text}")
    removed = session.delete(place, headers=headers)
    check(removed.status_code == 204, f"not removed: {removed.status_code} {removed.text}")
    check(session.get(place, headers=headers).status_code == 404, "still there")
