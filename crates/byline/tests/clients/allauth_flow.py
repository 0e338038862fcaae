"""Signs somebody in to a small Django site with the `orcid` provider of the published `django-allauth`, as it is.

The provider puts host names together itself and wants https; the registry under test plays those hosts, and names are
resolved to it here. Nothing of the package is touched.

    allauth_flow.py ADDRESS PORT CLIENT SECRET IID public|member      with REQUESTS_CA_BUNDLE naming the authority
"""

import socket
import sys
from urllib.parse import parse_qs, urlsplit

address, port, client_id, secret, iid, api = sys.argv[1:]
HOSTS = ("registry.test", "pub.registry.test", "api.registry.test")
resolve = socket.getaddrinfo


def to_the_registry_under_test(host, _port, *args, **kwargs):
    if host not in HOSTS:
        raise OSError(f"the client asks for another host: {host}")
    return resolve(address, int(port), *args, **kwargs)


socket.getaddrinfo = to_the_registry_under_test

import django  # noqa: E402
from django.conf import settings  # noqa: E402

settings.configure(
    SECRET_KEY="of a site that lives for a moment",
    DEBUG=False,
    ALLOWED_HOSTS=["site.test"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "allauth",
        "allauth.account",
        "allauth.socialaccount",
        "allauth.socialaccount.providers.orcid",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
    LOGIN_REDIRECT_URL="/welcome/",
    ACCOUNT_EMAIL_VERIFICATION="none",
    ACCOUNT_DEFAULT_HTTP_PROTOCOL="https",
    SOCIALACCOUNT_AUTO_SIGNUP=True,
    SOCIALACCOUNT_LOGIN_ON_GET=True,
    SOCIALACCOUNT_STORE_TOKENS=True,
    SOCIALACCOUNT_PROVIDERS={
        "orcid": {
            "BASE_DOMAIN": "registry.test",
            "MEMBER_API": api == "member",
            "OAUTH_PKCE_ENABLED": True,
            "SCOPE": ["openid", "/read-limited"],
            "APP": {"client_id": client_id, "secret": secret, "key": ""},
        }
    },
)
django.setup()

import requests  # noqa: E402
from allauth.socialaccount.models import SocialAccount, SocialToken  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import include, path  # noqa: E402

urlpatterns = [path("accounts/", include("allauth.urls")), path("welcome/", lambda request: HttpResponse("welcome"))]


def check(condition, what):
    if not condition:
        sys.exit(f"django-allauth: {what}")


call_command("migrate", verbosity=0)
browser = Client(headers={"host": "site.test"})


def visit(where):
    return browser.get(where, secure=True)


start = visit("/accounts/orcid/login/")
check(start.status_code == 302, f"no redirect to the registry: {start.status_code}")
target = start.headers["Location"]
asked = parse_qs(urlsplit(target).query)
check(target.startswith("https://registry.test/oauth/authorize?"), f"another address: {target}")
check("code_challenge" in asked, "no PKCE")

# The person.
answer = requests.get(f"{target}&login_as={iid}", allow_redirects=False)
check(answer.status_code == 302, f"authorize: {answer.status_code} {answer.text}")
callback = urlsplit(answer.headers["Location"])
check(callback.hostname == "site.test", f"sent elsewhere: {callback.hostname}")

done = visit(f"{callback.path}?{callback.query}")
check(done.status_code == 302 and done.headers["Location"] == "/welcome/", f"not signed in: {done.content.decode()}")

account = SocialAccount.objects.get(provider="orcid")
check(account.uid == iid, f"signed in as {account.uid}")
check(account.get_profile_url() == f"https://registry.test/{iid}", f"the profile is {account.get_profile_url()}")
check(account.user.last_name and account.user.first_name, "the names are missing")
emails = account.extra_data["person"]["emails"]["email"]
check((len(emails) > 1) == (api == "member"), f"the {api} API shows {len(emails)} addresses")

# It keeps the tokens for the site, which refreshes and gives them back.
token = SocialToken.objects.get(account=account)
own = {"client_id": client_id, "client_secret": secret}
refresh = {**own, "grant_type": "refresh_token", "refresh_token": token.token_secret}
fresh = requests.post("https://registry.test/oauth/token", data=refresh).json()
check(fresh["orcid"] == iid and fresh["access_token"] != token.token, f"refresh: {fresh}")
gone = requests.post("https://registry.test/oauth/revoke", data={**own, "token": token.token})
check(gone.status_code == 200, f"revoke: {gone.status_code}")
info = requests.get("https://registry.test/oauth/userinfo", headers={"Authorization": f"Bearer {token.token}"})
check(info.status_code == 403, "the revoked token still works")

print("django-allauth did everything")
