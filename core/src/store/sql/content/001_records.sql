-- What was fetched and what derives from it. Everything here can be fetched or computed again (decision 5).
-- Never edited after a release: a change is a new file.
-- Rows are recognised by number and types of their columns when the schema itself is damaged (`recovery`).

-- zstd dictionaries that lines were compressed with; an app with a newer dictionary still reads older lines.
CREATE TABLE dictionary (
    id INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
);

-- Small numbers for source ids, because a source stands in every row; `articles` counts its headlines.
CREATE TABLE source_key (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    articles INTEGER NOT NULL DEFAULT 0
);

-- One row per record. AUTOINCREMENT: a doc number is never used twice, so postings of a removed one cannot meet a new one.
-- `line` stands last: reading the envelope never touches its bytes.
CREATE TABLE record (
    doc INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    rev INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    published INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    valid_until INTEGER,
    unit TEXT,
    sample INTEGER NOT NULL,
    change TEXT NOT NULL,
    digest INTEGER NOT NULL,
    dictionary INTEGER NOT NULL REFERENCES dictionary (id),
    line BLOB NOT NULL
);

-- What a list row draws, in list order: a page of Home is one range of neighbouring rows and no line is unpacked.
CREATE TABLE headline (
    published INTEGER NOT NULL,
    doc INTEGER NOT NULL,
    id TEXT NOT NULL,
    source INTEGER NOT NULL,
    sample INTEGER NOT NULL,
    body_state INTEGER NOT NULL,
    body_at INTEGER NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (published, doc)
) WITHOUT ROWID;

-- The same order per source, also for an article that several sources show.
CREATE TABLE headline_by_source (
    source INTEGER NOT NULL,
    published INTEGER NOT NULL,
    doc INTEGER NOT NULL,
    PRIMARY KEY (source, published, doc)
) WITHOUT ROWID;

-- Sightings: which source shows which article under which guid (decision 1). `guid` is absent where it is the
-- article's own URL; `guid_hash` finds it either way.
CREATE TABLE article_source (
    doc INTEGER NOT NULL,
    source INTEGER NOT NULL,
    guid_hash INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    guid TEXT,
    PRIMARY KEY (doc, source)
) WITHOUT ROWID;

CREATE INDEX article_source_guid ON article_source (source, guid_hash);

-- Validators beside what they validate (decision 8).
CREATE TABLE feed_state (
    source INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    content_hash BLOB,
    url_not_unique INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL
);

-- Images within their quota. Bytes stand last and in the database: one transaction says "full + images", one `erase`
-- and one recovery cover them.
CREATE TABLE image (
    image INTEGER PRIMARY KEY,
    url_hash BLOB NOT NULL UNIQUE,
    used INTEGER NOT NULL,
    size INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    mime TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    bytes BLOB NOT NULL
);

CREATE INDEX image_by_use ON image (used, image, size);

CREATE TABLE image_use (
    doc INTEGER NOT NULL,
    url_hash BLOB NOT NULL,
    PRIMARY KEY (doc, url_hash)
) WITHOUT ROWID;

CREATE INDEX image_use_url ON image_use (url_hash);

-- What changed, in commit order; personal.db keeps a cursor into it (decision 9).
CREATE TABLE change_log (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    doc INTEGER NOT NULL,
    what INTEGER NOT NULL,
    replaced INTEGER
);

-- Docs that are gone and whose postings may still be there.
CREATE TABLE tombstone (
    doc INTEGER PRIMARY KEY
);

-- Articles that retention took away: unchanged they stay away, changed they come back.
CREATE TABLE pruned (
    id TEXT PRIMARY KEY,
    digest INTEGER NOT NULL,
    at INTEGER NOT NULL
) WITHOUT ROWID;
