"""`orcid-mcp-server`: tools for language models, called over standard input and output as their hosts call them."""

import asyncio
import os
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from scenario import CLIENT_ID, CLIENT_SECRET, ORCID_ID, check, did

SERVER = "import orcid_mcp_server.server as it; it.mcp.run()"


async def call(session, name, **arguments):
    answer = await session.call_tool(name, arguments)
    text = "\n".join(part.text for part in answer.content)
    check(not answer.isError, text)
    return text


async def main():
    environment = {**os.environ, "ORCID_CLIENT_ID": CLIENT_ID, "ORCID_CLIENT_SECRET": CLIENT_SECRET}
    server = StdioServerParameters(command=sys.executable, args=["-c", SERVER], env=environment)
    async with stdio_client(server) as (reader, writer), ClientSession(reader, writer) as session:
        await session.initialize()
        for kind, query, found in [
            ("name", "amelie", True),
            ("affiliation", '"Université de la Brume"', True),
            ("keyword", "lighthouses", True),
            ("advanced", f"orcid:{ORCID_ID} AND family-name:*", True),
            ("doi", "10.5555/demo.1.1", True),
            ("doi", "10.5555/of.nobody", False),
        ]:
            text = await call(session, "orcid_search", query=query, search_type=kind)
            check((f"https://orcid.org/{ORCID_ID}" in text) == found, f"{kind} {query}: {text}")
            check(found or text.startswith("No results"), text)
        did("finds people by name, affiliation, keyword, DOI and a query in Lucene’s syntax, in the form with names")
        text = await call(session, "orcid_search", query="given-names:(", search_type="advanced")
        check("500" in text and "character" in text, text)
        did("tells what is wrong with a query")
        record = await call(session, "orcid_read_record", orcid_id=ORCID_ID)
        check(record.startswith("Name: Amélie Dubois-Nguyễn\n"), record)
        did("reads a v3.0 record")


asyncio.run(main())
