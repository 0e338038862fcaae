// `passport-orcid`: people sign in to an Express site.
import assert from "node:assert/strict";
import express from "express";
import session from "express-session";
import passport from "passport";
import passportOrcid from "passport-orcid";
import { CLIENT_ID, CLIENT_SECRET, ISSUER, ORCID_ID, REDIRECT_URI, SITE, did, person, read } from "./scenario.mjs";

const site = express();
site.use(session({ secret: "of a site that lives for a moment", resave: false, saveUninitialized: false }));
site.use(passport.initialize());
site.use(passport.session());
passport.serializeUser((user, done) => done(null, user));
passport.deserializeUser((user, done) => done(null, user));
passport.use(
  new passportOrcid.Strategy(
    { sandbox: true, state: true, clientID: CLIENT_ID, clientSecret: CLIENT_SECRET, callbackURL: REDIRECT_URI },
    (accessToken, refreshToken, params, profile, done) =>
      done(null, { orcid: params.orcid, name: params.name, accessToken, refreshToken }),
  ),
);
site.get("/", passport.authenticate("orcid"));
site.get("/callback", passport.authenticate("orcid", { failureRedirect: "/failed", successRedirect: "/welcome" }));
site.get("/welcome", (request, response) => response.json(request.user));
const server = site.listen(9000, "localhost");

const seen = JSON.parse(await person(`${SITE}/`, `${SITE}/welcome`));
assert.equal(seen.orcid, ORCID_ID);
assert.ok(seen.name && seen.accessToken && seen.refreshToken, JSON.stringify(seen));
did("signs a person in through the pages, with iD and name from the token answer");

const record = await read(`${ISSUER.replace("//", "//pub.")}/v3.0/${ORCID_ID}/record`, seen.accessToken);
assert.equal(record.status, 200);
assert.equal(record.body["orcid-identifier"].path, ORCID_ID);
did("its token reads the v3.0 record from the public API");

const refused = await fetch(`${REDIRECT_URI}?error=access_denied&state=x`, { redirect: "manual" });
assert.equal(refused.headers.get("location"), "/failed");
server.close();
