"""Signs somebody in with the published `orcid` 1.x, as it is: it sends the password itself and never shows a page.

As with `pyorcid_reads.py`, the registry under test plays the hosts that the package knows.

    orcid_signs_in.py ADDRESS PORT CLIENT SECRET REDIRECT NAME PASSWORD IID    with REQUESTS_CA_BUNDLE
"""

import socket
import sys

address, port, client, secret, redirect, name, password, orcid_id = sys.argv[1:]
resolve = socket.getaddrinfo


def to_the_registry_under_test(host, _port, *args, **kwargs):
    if host not in ("orcid.org", "pub.orcid.org", "api.orcid.org"):
        raise OSError(f"the client asks for another host: {host}")
    return resolve(address, int(port), *args, **kwargs)


socket.getaddrinfo = to_the_registry_under_test

import orcid  # noqa: E402  (it must see the patched function)

api = orcid.MemberAPI(client, secret, sandbox=False)
signed_in = api.get_user_orcid(name, password, redirect)
if signed_in != orcid_id:
    sys.exit(f"orcid: {signed_in} signed in, not {orcid_id}")
token = api.get_token(name, password, redirect, "/read-limited")
if len(token) != 36:
    sys.exit(f"orcid: {token} is no token")
try:
    api.get_token(name, "a wrong passw0rd", redirect)
except Exception:  # it looks for an address in the answer, and there is none
    print("orcid signed in")
else:
    sys.exit("orcid: a wrong password was taken")
