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
