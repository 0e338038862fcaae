"""`inspire-service-orcid`: how INSPIRE keeps works of physicists, on top of `orcid` 1.x; v2.0 in XML."""

import inspire_service_orcid.conf
from inspire_service_orcid import exceptions
from inspire_service_orcid.client import OrcidClient
from lxml import etree
from orcid import MemberAPI
from scenario import CLIENT_ID, CLIENT_SECRET, ORCID_ID, REDIRECT_URI, agree, check, did, parameters

inspire_service_orcid.conf.settings.configure(
    DO_USE_SANDBOX=False, CONSUMER_KEY=CLIENT_ID, CONSUMER_SECRET=CLIENT_SECRET, REQUEST_TIMEOUT=30
)
member = MemberAPI(CLIENT_ID, CLIENT_SECRET, sandbox=False)
url = member.get_login_url(["/read-limited", "/activities/update"], REDIRECT_URI)
token = member.get_token_from_authorization_code(parameters(agree(url))["code"], REDIRECT_URI)["access_token"]
client = OrcidClient(token, ORCID_ID)


def work(title, recid, doi):
    return etree.fromstring(
        f"""<work:work xmlns:common="http://www.orcid.org/ns/common" xmlns:work="http://www.orcid.org/ns/work">
  <work:title><common:title>{title}</common:title></work:title>
  <work:journal-title>Nucl.Phys.</work:journal-title>
  <work:type>journal-article</work:type>
  <common:publication-date><common:year>1961</common:year></common:publication-date>
  <common:external-ids>
    <common:external-id>
      <common:external-id-type>other-id</common:external-id-type>
      <common:external-id-value>{recid}</common:external-id-value>
      <common:external-id-url>http://inspirehep.net/record/{recid}</common:external-id-url>
      <common:external-id-relationship>self</common:external-id-relationship>
    </common:external-id>
    <common:external-id>
      <common:external-id-type>doi</common:external-id-type>
      <common:external-id-value>{doi}</common:external-id-value>
      <common:external-id-url>http://dx.doi.org/{doi}</common:external-id-url>
      <common:external-id-relationship>self</common:external-id-relationship>
    </common:external-id>
  </common:external-ids>
  <work:url>http://inspirehep.net/record/{recid}</work:url>
</work:work>"""
    )


def raises(kind, response):
    try:
        response.raise_for_result()
    except kind:
        return
    raise AssertionError(f"no {kind.__name__}: {response.status_code} {response}")


before = client.get_all_works_summary()
before.raise_for_result()
check(len(before["group"]) > 1, "no works")
every = list(before.get_putcodes_and_external_identifiers_iter())
check(len(every) >= len(before["group"]), f"{every}")
putcodes = [str(code) for group in before["group"] for code in [group["work-summary"][0]["put-code"]]]
details = client.get_work_details(putcodes[0])
details.raise_for_result()
check(str(details["bulk"][0]["work"]["put-code"]) == putcodes[0], f"{details}")
found = [it["work"]["put-code"] for page in client.get_bulk_works_details_iter(putcodes) for it in page["bulk"]]
check(sorted(map(str, found)) == sorted(putcodes), f"asked for {putcodes}, got {found}")
did("reads all works in summary, single ones, and several at once")

added = client.post_new_work(work("Partial Symmetries of Weak Interactions", "4328", "10.1016/0029-5582(61)90469-2"))
added.raise_for_result()
code = str(added["putcode"])
mine = client.get_all_works_summary()
check(list(mine.get_putcodes_for_source_iter(CLIENT_ID)) == [code], "another source")
check(
    list(mine.get_putcodes_and_recids_for_source_iter(CLIENT_ID)) == [(code, "4328")],
    "the record of INSPIRE is not known by its address",
)
did("adds a work, and knows it again by its source and its identifier")
same = work("Another title", "4329", "10.1016/0029-5582(61)90469-2")
raises(exceptions.WorkAlreadyExistsException, client.post_new_work(same))
changed = client.put_updated_work(work("Partial symmetries", "4328", "10.1016/0029-5582(61)90469-2"), code)
changed.raise_for_result()
check(client.get_work_details(code)["bulk"][0]["work"]["title"]["title"]["value"] == "Partial symmetries", "as it was")
client.delete_work(code).raise_for_result()
# Of changes it cannot tell that they were refused: it looks at the answer before.
raises(exceptions.PutcodeNotFoundDeleteException, client.delete_work(code))
raises(exceptions.TokenInvalidException, OrcidClient("not-a-token", ORCID_ID).get_all_works_summary())
did("changes and removes a work, and takes a refusal for what it is: a duplicate, what is gone, an unknown token")
