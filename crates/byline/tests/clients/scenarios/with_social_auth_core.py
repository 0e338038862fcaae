"""`social-auth-core`: people sign in to a Django site with both `orcid` backends, which read the record of v2.0."""

import json
import subprocess
import sys

import scenario
from scenario import CLIENT_ID, CLIENT_SECRET, ORCID_ID, SITE, check, did

BACKENDS = {"public": "ORCIDOAuth2", "member": "ORCIDMemberOAuth2"}

if len(sys.argv) == 1:
    # Both backends have one name, and settings of Django are for a whole process: one for each.
    for which in BACKENDS:
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
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "social_django",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    AUTHENTICATION_BACKENDS=[f"social_core.backends.orcid.{BACKENDS[api]}"],
    SOCIAL_AUTH_ORCID_KEY=CLIENT_ID,
    SOCIAL_AUTH_ORCID_SECRET=CLIENT_SECRET,
    SOCIAL_AUTH_LOGIN_REDIRECT_URL="/welcome/",
)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpResponse, JsonResponse  # noqa: E402
from django.middleware.csrf import get_token  # noqa: E402
from django.urls import include, path  # noqa: E402
from social_django.models import UserSocialAuth  # noqa: E402
from social_django.utils import load_strategy  # noqa: E402


def start(request):
    token = f'<input type="hidden" name="csrfmiddlewaretoken" value="{get_token(request)}">'
    return HttpResponse(f'<form method="post" action="/login/orcid/">{token}<button id="start">Sign in</button></form>')


def welcome(request):
    user, account = request.user, UserSocialAuth.objects.get(user=request.user)
    before = account.extra_data["access_token"]
    account.refresh_token(load_strategy(request))
    return JsonResponse(
        {
            "uid": account.uid,
            "username": user.username,
            "names": [user.first_name, user.last_name],
            "email": user.email,
            "lives": account.expiration_timedelta().days if account.expiration_timedelta() else 0,
            "refreshed": before != UserSocialAuth.objects.get(user=user).extra_data["access_token"],
        }
    )


urlpatterns = [
    path("", start),
    path("welcome/", welcome),
    path("", include("social_django.urls", namespace="social")),
]
call_command("migrate", verbosity=0)
scenario.serve(get_wsgi_application())

seen = json.loads(scenario.person(f"{SITE}/", f"{SITE}/welcome/"))
check(seen["uid"] == ORCID_ID and seen["username"] == ORCID_ID, f"signed in as {seen['uid']}")
check(seen["refreshed"], "the same token again")
if api == "public":
    did("signs a person in through the pages; asks UserInfo; refreshes")
check(all(seen["names"]) and "@" in seen["email"], f"the record says nothing: {seen}")
did(f"takes names and address from the v2.0 record of the {api} API")
