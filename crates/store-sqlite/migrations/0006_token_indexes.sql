-- Token exchange looks for what one client holds for one person; by person alone it read everything that was ever passed
-- on to others, too.
DROP INDEX tokens_by_person;
CREATE INDEX tokens_by_person ON tokens (person, client, issued) WHERE person IS NOT NULL;

-- The tokens of a code are among those of its client for its person. Entries of this index were scattered at random, which
-- wrote one more page to the log for every token.
DROP INDEX tokens_by_code;
