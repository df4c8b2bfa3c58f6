-- Who is asked to update the app is asked once. Never edited after a release: a change is a new file.

-- The format that the newest release needs and this version does not know; 0: none.
ALTER TABLE repository_check ADD COLUMN needs_format INTEGER NOT NULL DEFAULT 0;
