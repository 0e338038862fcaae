"""A mail server (aiosmtpd) that behaves as it is told, and prints one line of JSON for each thing that happens.

Its only argument is a JSON object; what is missing does not happen:
  port      where to listen
  tls       "starttls" or "implicit", with the files "cert" and "key"
  auth      [name, password]: nobody else may send
  greylist  how often each recipient is put off (450) before it is taken
  refuse    recipients that are refused for good (550); the answer names them
  think     how many seconds pass before it says that it has a mail
  utf8      whether it takes addresses beyond ASCII (SMTPUTF8)
  hold      whether a mail is taken without ever saying so
"""

import asyncio
import json
import logging
import ssl
import sys
from email import message_from_bytes, policy

from aiosmtpd.smtp import SMTP, AuthResult

logging.disable(logging.CRITICAL)
OPTIONS = json.loads(sys.argv[1])
asked = {}
connections = 0


def tell(**what):
    print(json.dumps(what), flush=True)


class Server(SMTP):
    def connection_made(self, transport):
        global connections
        if not self._over_ssl and transport.get_extra_info("sslcontext") is None:
            connections += 1
        super().connection_made(transport)


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in OPTIONS.get("refuse", []):
            tell(event="refused", to=address)
            return f"550 5.1.1 <{address}>: there is nobody of this name"
        asked[address] = asked.get(address, 0) + 1
        if asked[address] <= OPTIONS.get("greylist", 0):
            tell(event="put off", to=address)
            return "450 4.2.0 greylisted, try again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = message_from_bytes(envelope.original_content, policy=policy.default)
        tell(
            event="mail",
            sender=envelope.mail_from,
            to=envelope.rcpt_tos,
            connection=connections,
            encrypted=session.ssl is not None or OPTIONS.get("tls") == "implicit",
            login=session.auth_data.login.decode() if session.auth_data else None,
            hello=session.host_name,
            headers={name: str(value) for name, value in message.items()},
            text=message.get_body(("plain",)).get_content(),
            html=message.get_body(("html",)).get_content(),
            source=envelope.original_content.decode("utf-8" if OPTIONS.get("utf8") else "ascii"),
        )
        if OPTIONS.get("hold"):
            await asyncio.sleep(3600)
        await asyncio.sleep(OPTIONS.get("think", 0))
        return "250 2.0.0 queued as 4XYZ"


def authenticate(server, session, envelope, mechanism, data):
    good = [data.login.decode(), data.password.decode()] == OPTIONS["auth"]
    tell(event="sign-in", good=good, mechanism=mechanism)
    return AuthResult(success=good, handled=good, auth_data=data if good else None)


async def main():
    tls, context, extra = OPTIONS.get("tls"), None, {}
    if tls:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(OPTIONS["cert"], OPTIONS["key"])
    if tls == "starttls":
        extra = {"tls_context": context, "require_starttls": True}
    extra["enable_SMTPUTF8"] = bool(OPTIONS.get("utf8"))
    if "auth" in OPTIONS:
        extra |= {"authenticator": authenticate, "auth_required": True, "auth_require_tls": tls == "starttls"}
    loop = asyncio.get_running_loop()
    make = lambda: Server(Handler(), hostname="mail.test", loop=loop, **extra)
    listener = await loop.create_server(
        make, "127.0.0.1", OPTIONS.get("port", 0), ssl=context if tls == "implicit" else None
    )
    tell(event="ready", port=listener.sockets[0].getsockname()[1])
    await listener.serve_forever()


asyncio.run(main())
