"""`django-allauth`: people sign in to a Django site with the provider `orcid`, by the public and by the member API."""

import json
import sys

import requests
import scenario
from scenario import CLIENT_ID, CLIENT_SECRET, ISSUER, ORCID_ID, SITE, check, did

if len(sys.argv) == 1:
    # Settings of Django are for a whole process: one for each API.
    import subprocess

    for which in ("public", "member"):
        subprocess.run([sys.executable, __file__, which], check=True)
    sys.exit()

api = sys.argv[1]

import django  # noqa: E402
from django.conf import settings  # noqa: E402

settings.configure(
    SECRET_KEY="of a site that lives for a moment",
    ALLOWED_HOSTS=["localhost"],
    ROOT_URLCONF=__name__,
    # What fails on the site is told.
    DEBUG_PROPAGATE_EXCEPTIONS=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{api}.sqlite"}},
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
    SOCIALACCOUNT_AUTO_SIGNUP=True,
    SOCIALACCOUNT_LOGIN_ON_GET=True,
    SOCIALACCOUNT_STORE_TOKENS=True,
    SOCIALACCOUNT_PROVIDERS={
        "orcid": {
            "BASE_DOMAIN": ISSUER.removeprefix("https://"),
            "MEMBER_API": api == "member",
            "OAUTH_PKCE_ENABLED": True,
            "SCOPE": ["openid", "/read-limited"],
            "APP": {"client_id": CLIENT_ID, "secret": CLIENT_SECRET, "key": ""},
        }
    },
)
django.setup()

from allauth.socialaccount.models import SocialAccount, SocialToken  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import JsonResponse  # noqa: E402
from django.urls import include, path  # noqa: E402


def welcome(request):
    account = SocialAccount.objects.get(user=request.user)
    return JsonResponse(
        {
            "uid": account.uid,
            "profile": account.get_profile_url(),
            "first_name": request.user.first_name,
            "last_name": request.user.last_name,
            "emails": account.extra_data["person"]["emails"]["email"],
            "token": SocialToken.objects.get(account=account).token,
            "refresh": SocialToken.objects.get(account=account).token_secret,
        }
    )


urlpatterns = [path("accounts/", include("allauth.urls")), path("welcome/", welcome)]
call_command("migrate", verbosity=0)
scenario.serve(get_wsgi_application())

seen = json.loads(scenario.person(f"{SITE}/accounts/orcid/login/", f"{SITE}/welcome/"))
check(seen["uid"] == ORCID_ID, f"signed in as {seen['uid']}")
check(seen["profile"] == f"{ISSUER}/{ORCID_ID}", f"the profile is {seen['profile']}")
check(seen["first_name"] and seen["last_name"], "the names are missing")
check((len(seen["emails"]) > 1) == (api == "member"), f"the {api} API shows {len(seen['emails'])} addresses")
if api == "public":
    did("signs a person in through the pages with PKCE")
did(f"reads the v3.0 record from the {api} API")

# It keeps the tokens for the site, which may use them.
own = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
refresh = {**own, "grant_type": "refresh_token", "refresh_token": seen["refresh"]}
fresh = requests.post(f"{ISSUER}/oauth/token", data=refresh).json()
check(fresh["orcid"] == ORCID_ID and fresh["access_token"] != seen["token"], f"refresh: {fresh}")
