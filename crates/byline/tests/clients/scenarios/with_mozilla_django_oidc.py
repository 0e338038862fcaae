"""`mozilla-django-oidc`: people sign in to a Django site that knows OpenID Connect, and nothing of ORCID."""

import json

import django
import scenario
from django.conf import settings
from scenario import CLIENT_ID, CLIENT_SECRET, ISSUER, ORCID_ID, SITE, check, did

settings.configure(
    SECRET_KEY="of a site that lives for a moment",
    ALLOWED_HOSTS=["localhost"],
    ROOT_URLCONF=__name__,
    # What fails on the site is told.
    DEBUG_PROPAGATE_EXCEPTIONS=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "site.sqlite"}},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "mozilla_django_oidc",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    AUTHENTICATION_BACKENDS=["people.ByOrcid"],
    LOGIN_REDIRECT_URL="/welcome/",
    OIDC_RP_CLIENT_ID=CLIENT_ID,
    OIDC_RP_CLIENT_SECRET=CLIENT_SECRET,
    OIDC_RP_SIGN_ALGO="RS256",
    OIDC_RP_SCOPES="openid",
    OIDC_USE_PKCE=True,
    OIDC_STORE_ACCESS_TOKEN=True,
    OIDC_OP_AUTHORIZATION_ENDPOINT=f"{ISSUER}/oauth/authorize",
    OIDC_OP_TOKEN_ENDPOINT=f"{ISSUER}/oauth/token",
    OIDC_OP_USER_ENDPOINT=f"{ISSUER}/oauth/userinfo",
    OIDC_OP_JWKS_ENDPOINT=f"{ISSUER}/oauth/jwks",
)

# It knows people by their e-mail address, which is in no claim here; its documentation has sites that know them otherwise
# write these three methods.
open("people.py", "w").write(
    """
from mozilla_django_oidc.auth import OIDCAuthenticationBackend


class ByOrcid(OIDCAuthenticationBackend):
    def verify_claims(self, claims):
        return "sub" in claims

    def filter_users_by_claims(self, claims):
        return self.UserModel.objects.filter(username=claims["sub"])

    def create_user(self, claims):
        names = {"first_name": claims["given_name"] or "", "last_name": claims["family_name"] or ""}
        return self.UserModel.objects.create_user(claims["sub"], **names)
"""
)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import JsonResponse  # noqa: E402
from django.urls import include, path  # noqa: E402


def welcome(request):
    user = request.user
    names = [user.username, user.first_name, user.last_name]
    return JsonResponse({"names": names, "token": request.session["oidc_access_token"]})


urlpatterns = [path("oidc/", include("mozilla_django_oidc.urls")), path("welcome/", welcome)]
call_command("migrate", verbosity=0)
scenario.serve(get_wsgi_application())

seen = json.loads(scenario.person(f"{SITE}/oidc/authenticate/", f"{SITE}/welcome/"))
orcid, given, family = seen["names"]
check(orcid == ORCID_ID and given and family, f"signed in as {seen['names']}")
check(len(seen["token"]) == 36, "no token")
did("signs a person in through the pages with PKCE and a nonce, and checks the identity token by the published keys")
did("takes iD and names from UserInfo, where it is told to know people by `sub`: its own rule wants an e-mail claim")
