-- What the store remembers of its own upkeep. Everything here can be lost: at worst something is read or loaded once more.
-- Never edited after a release: a change is a new file.

-- The last version at which what is here was doubted, because segments did not add up to it either: once for each version.
ALTER TABLE collection ADD COLUMN doubted INTEGER NOT NULL DEFAULT 0;
