"""A client of the signed repository, written from docs/repository-format.md alone.

    reader.py --root ROOT.json --url URL --state DIR [--demo] [--also COLLECTION]…    one sync
    reader.py --state DIR --print                                                    what is held

`--root` is the root the client was given. `--demo` accepts a root that says it is a demo. `--also` names a collection that is not
loaded by everybody. `--at TIME` judges expiry at another time than now: for examples. `--print` prints a line for each record of
each collection, sorted: collection, id, rev, SHA-256 of the line. Exit code 0: everything wanted is where the newest catalog says;
1: something failed, said on standard error as `code: message`.

The state is a folder: `metadata/` (what python-tuf verified), `catalog.json`, `etag`, and `content.db`. Left out, because the
document allows it: several mirrors, loads that go on where they broke off, asking for a new root only once a day, pruning.
Needs: pip install tuf 'securesystemslib[crypto]' zstandard.
"""

import argparse
import hashlib
import http.client
import json
import re
import shutil
import sqlite3
import sys
import urllib.request
from datetime import datetime, timezone
from pathlib import Path

import zstandard
from tuf.api import exceptions
from tuf.api.metadata import Metadata
from tuf.ngclient import FetcherInterface, Updater, UpdaterConfig

MIB = 1 << 20
LIMIT = 65_536  # bytes of a metadata file and of the catalog
ORDER = ["base", "notices", "news", "listings", "documents", "procedures", "answers"]  # section 12
HEX, ID, NAME = map(re.compile, ["[0-9a-f]{64}", "[A-Za-z0-9:._-]{1,200}", "[a-z0-9-]{1,64}"])
FAULTY = ("set_mismatch", "frame", "json", "rule")  # codes of a release that is wrong in itself
BROKEN = (exceptions.DownloadError, OSError, http.client.HTTPException)
CODES = {  # python-tuf's errors by the codes of section 18, the narrower first
    exceptions.ExpiredMetadataError: "expired", exceptions.BadVersionNumberError: "rollback",
    exceptions.RepositoryError: "forged", BROKEN: "offline"}
SCHEMA = """
CREATE TABLE IF NOT EXISTS collection(name TEXT PRIMARY KEY, version INTEGER DEFAULT 0, set_hash TEXT, refused INTEGER, pinned TEXT);
CREATE TABLE IF NOT EXISTS held(collection TEXT, id TEXT, rev INTEGER, digest BLOB, segment TEXT, PRIMARY KEY(collection, id));
CREATE INDEX IF NOT EXISTS held_id ON held(id);
CREATE TABLE IF NOT EXISTS record(id TEXT PRIMARY KEY, rev INTEGER NOT NULL, line BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS orphan(id TEXT PRIMARY KEY);
"""

class Problem(Exception):
    """A code of section 18 and a message."""
    code = property(lambda self: self.args[0])

def need(is_right: object, message: str, code: str = "rule") -> None:
    """A rule of the document that a file must keep."""
    if not is_right:
        raise Problem(code, message)

def is_int(value: object, low: int, high: int = 2**53 - 1) -> bool:
    """An integer within bounds; Python's True is no integer here."""
    return type(value) is int and low <= value <= high

def parse(data: bytes, what: str, has_format: bool = True) -> dict:
    """A verified file or line as a JSON object; files are of format 1."""
    try:
        value = json.loads(data.decode("utf-8"))
    except ValueError as error:
        raise Problem("json", f"{what}: {error}") from error
    need(isinstance(value, dict) and (not has_format or is_int(value.get("format"), 0)), what, "json")
    need(not has_format or value["format"] == 1, f"{what}: another format", "too_new")
    return value

# --- Loading (sections 2, 3.3, 18) ---
class Web(FetcherInterface):
    """Loads over HTTP for us and for python-tuf. Answers a 304 for timestamp.json with the stored bytes."""
    def __init__(self, url: str, stored_timestamp: bytes | None, etag: str | None):
        self.url = url.rstrip("/") + "/"
        # Files are where their name says; an answer from elsewhere is somebody on the way.
        stay = type("Stay", (urllib.request.HTTPRedirectHandler,), {"redirect_request": lambda *_: None})
        self.opener = urllib.request.build_opener(stay)
        self.stored, self.etag, self.new_etag = stored_timestamp, etag, None

    def _fetch(self, url: str):
        request = urllib.request.Request(url, headers={"Accept-Encoding": "identity"})
        is_timestamp = url.endswith("/metadata/timestamp.json")
        if is_timestamp and self.stored and self.etag:
            request.add_header("If-None-Match", self.etag)
        try:
            answer = self.opener.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            if error.code == 304 and is_timestamp and self.stored:
                self.new_etag = self.etag
                return iter([self.stored])
            status = 404 if error.code in (403, 404, 410) else error.code
            raise exceptions.DownloadHTTPError(f"{url}: {error.code}", status) from error
        if is_timestamp:
            self.new_etag = answer.headers.get("ETag")
        elif url.endswith(".root.json"):
            self.stored = None  # a new root may name other keys: the timestamp is loaded whole
        return iter(lambda: answer.read(65_536), b"")

    def object(self, obj: dict) -> bytes:
        """The compressed bytes of an object, with the size and hash that were announced."""
        path = f"objects/{obj['sha256'][:2]}/{obj['sha256']}.zst"
        try:
            data = self.download_bytes(self.url + path, obj["bytes"])
        except BROKEN as error:
            code = "too_large" if isinstance(error, exceptions.DownloadLengthMismatchError) else "offline"
            raise Problem("missing" if getattr(error, "status_code", 0) == 404 else code, f"{path}: {error}") from error
        need(len(data) == obj["bytes"] and hashlib.sha256(data).hexdigest() == obj["sha256"], path, "hash")
        return data

# --- Trust (section 3) and catalog (section 4) ---
def identity(root: Path) -> tuple[str, bool]:
    """Whose repository a root is of, and whether it is a demo: any `demo` but a plain false counts as one."""
    ours = json.loads(root.read_bytes())["signed"].get("app4g", {"demo": False})
    return (str(ours.get("name", "")), ours.get("demo") is not False) if isinstance(ours, dict) else ("", True)

def check_trust(state: Path, given: Path, url: str, is_demo_allowed: bool, now: datetime) -> Web:
    """The checks of 3.3 up to the catalog, which ends in `state/catalog.json`. Keeps what was verified, also after a failure."""
    need(2024 <= now.year <= 2079, f"the clock says {now}", "clock")
    metadata, scratch, etag = state / "metadata", state / "metadata.new", state / "etag"
    shutil.rmtree(scratch, ignore_errors=True)
    metadata.mkdir(exist_ok=True)
    shutil.copytree(metadata, scratch, symlinks=True)
    try:
        for path in scratch.glob("*.json"):
            Metadata.from_file(str(path))  # a fresh start would accept any old release
    except exceptions.RepositoryError as error:
        raise Problem("state", f"{path.name}: {error}") from error
    roots = [given, *scratch.glob("root_history/*.root.json")]
    start = max(roots, key=lambda path: json.loads(path.read_bytes())["signed"]["version"])
    name, is_demo = identity(start)
    need(is_demo_allowed or not is_demo, "the root is a demo; its keys are no secret", "demo")
    stored = scratch / "timestamp.json"
    is_fresh = stored.exists() and etag.exists() and not Metadata.from_file(str(stored)).signed.is_expired(now)
    web = Web(url, stored.read_bytes() if is_fresh else None, etag.read_text() if is_fresh else None)
    updater = Updater(str(scratch), web.url + "metadata/", str(state), web.url + "targets/", web,
                      UpdaterConfig(64, 0, LIMIT, LIMIT, LIMIT, LIMIT), bootstrap=start.read_bytes())
    updater._trusted_set.reference_time = now  # python-tuf has no public way to hand in a clock
    try:
        updater.refresh()
        info = updater.get_targetinfo("catalog.json")
        targets = Metadata.from_file(str(scratch / "targets.json")).signed
        need(targets.delegations is None and list(targets.targets) == ["catalog.json"], "targets of another shape", "forged")
        need(Metadata.from_file(str(scratch / "root.json")).signed.consistent_snapshot, "root: consistent_snapshot", "forged")
        need(info.length <= LIMIT, "catalog", "too_large")
        catalog = updater.find_cached_target(info) or updater.download_target(info, str(state / "catalog.new"))
        check_catalog(parse(Path(catalog).read_bytes(), "catalog"), targets.version)
    finally:
        # A state with a root of another repository is not taken over.
        others = [path.name for path in scratch.glob("root_history/*.root.json") if identity(path) != (name, is_demo)]
        need(not others, f"{others} of another repository", "forged")
        shutil.rmtree(metadata, ignore_errors=True)
        scratch.rename(metadata)
    Path(catalog).rename(state / "catalog.json")
    etag.write_text(web.new_etag or "")
    return web

def check_obj(obj: object) -> bool:
    """The bounds of an obj (section 5)."""
    return (isinstance(obj, dict) and isinstance(obj.get("sha256"), str) and HEX.fullmatch(obj["sha256"])
            and is_int(obj.get("raw_bytes"), 0, 6 * MIB + 1)
            and is_int(obj.get("bytes"), 1, obj["raw_bytes"] + obj["raw_bytes"] // 32 + 1024))

def check_catalog(catalog: dict, version: int) -> None:
    """The bounds of section 4; `version` is that of targets."""
    need(catalog.get("sequence") == version, "the catalog has another number than targets", "forged")
    need(isinstance(catalog.get("collections"), dict), "catalog: no collections")
    for name, entry in catalog["collections"].items():
        need(NAME.fullmatch(name) and isinstance(entry, dict) and is_int(entry.get("version"), 1)
             and is_int(entry.get("count"), 0) and HEX.fullmatch(str(entry.get("set_hash")))
             and check_obj(entry.get("index")), f"catalog: {name}")

# --- Objects, index, manifest (sections 5, 6, 8) ---
def decode(data: bytes, raw_bytes: int, prefix: bytes | None = None) -> bytes:
    """Steps 2 and 3 of section 5. python-zstandard verifies the checksum, and that nothing follows the frame, by itself."""
    try:
        frame = zstandard.get_frame_parameters(data)
        need(data[:4] == b"\x28\xb5\x2f\xfd" and not data[4] & 0b1011 and frame.content_size == raw_bytes
             and frame.window_size <= 8 * MIB and (frame.has_checksum or prefix is None), "frame header", "frame")
        old = zstandard.ZstdCompressionDict(prefix, dict_type=zstandard.DICT_TYPE_RAWCONTENT) if prefix is not None else None
        decoder = zstandard.ZstdDecompressor(dict_data=old, max_window_size=8 * MIB)
        text = decoder.decompress(data, max_output_size=raw_bytes, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise Problem("frame", str(error)) from error
    need(len(text) == raw_bytes, "decoded size", "frame")
    return text

def split(text: bytes) -> list[bytes]:
    """The lines of a segment, delta, twin or edit, without their LF."""
    *lines, rest = text.split(b"\n")
    need(not rest and all(0 < len(line) <= 2 * MIB for line in lines), "a line that is empty, too long or has no LF")
    return lines

def read_line(line: bytes) -> tuple[str, int, bytes]:
    """Id, rev and digest of a record. Nothing else of it matters for a sync, unknown kinds and fields least of all."""
    value = parse(line, "a record", has_format=False)
    need(ID.fullmatch(str(value.get("id"))) and is_int(value.get("rev"), 1, 2**32 - 1), "a record without id or rev")
    return value["id"], value["rev"], hashlib.sha256(line).digest()

def load_index(web: Web, name: str, entry: dict) -> dict:
    """The index of a collection with the checks of section 6."""
    index = parse(decode(web.object(entry["index"]), entry["index"]["raw_bytes"]), f"index of {name}")
    need(index.get("collection") == name and index.get("version") == entry["version"], f"index of {name}: of another")
    segments, deltas = index.get("segments"), index.get("deltas")
    need(isinstance(segments, list) and isinstance(deltas, list) and sum(s.get("count", 0) for s in segments) == entry["count"]
         and all(check_obj(s) and is_int(s.get("count"), 1, min(1000, s["raw_bytes"])) for s in segments), f"index of {name}")
    need(all(check_obj(d) and is_int(d.get("to"), 1, entry["version"]) and is_int(d.get("from"), 0, d["to"] - 1)
             and is_int(d.get("cost"), 0) for d in deltas), f"index of {name}: deltas")
    return index

def read_manifest(line: bytes, name: str, delta: dict, puts: int) -> dict:
    """The first line of a delta with the checks of 8.1."""
    manifest = parse(line, f"delta of {name}")
    drop, base, leads = manifest.get("drop"), manifest.get("base", []), (name, delta["from"], delta["to"])
    need(isinstance(drop, list) and isinstance(base, list) and len(drop) + len(base) + puts <= 2000
         and tuple(manifest.get(field) for field in ("collection", "from", "to")) == leads, f"delta of {name}: manifest")
    fields = [field in manifest for field in ("base", "edit", "twin")]
    need(not any(fields) or all(fields) and base and check_obj(manifest["edit"]) and check_obj(manifest["twin"])
         and all(isinstance(b, list) and len(b) == 2 for b in base), f"delta of {name}: edits")
    return manifest

# --- The store (section 13.1) and one sync (section 13) ---
class Reader:
    """The content database and the way it follows the catalog."""
    def __init__(self, state: Path):
        self.db = sqlite3.connect(state / "content.db")  # `with self.db` is one transaction
        self.db.executescript("PRAGMA secure_delete = ON;" + SCHEMA)

    def one(self, sql: str, *values):
        """The first row, or its only column; `None` if there is no row."""
        row = self.db.execute(sql, values).fetchone()
        return row[0] if row and len(row) == 1 else row

    def mark(self, name: str, **fields) -> None:
        """Changes what is known of a collection, in a transaction of its own if none is open; ends the one that is."""
        with self.db:
            self.db.execute("INSERT OR IGNORE INTO collection(name) VALUES(?)", (name,))
            for field, value in fields.items():
                self.db.execute(f"UPDATE collection SET {field} = ? WHERE name = ?", (value, name))

    def put(self, name: str, line: bytes, segment: str | None) -> None:
        """13.6. A line the collection has already only notes its segment. Erasure is nothing more: one line is kept of an id."""
        id, rev, digest = read_line(line)
        if self.one("SELECT digest FROM held WHERE collection = ? AND id = ?", name, id) == digest:
            self.db.execute("UPDATE held SET segment = coalesce(?, segment) WHERE collection = ? AND id = ?", (segment, name, id))
            return
        self.db.execute("REPLACE INTO held VALUES(?, ?, ?, ?, ?)", (name, id, rev, digest, segment))
        if (self.one("SELECT rev FROM record WHERE id = ?", id) or 0) < rev:
            self.db.execute("REPLACE INTO record VALUES(?, ?, ?)", (id, rev, line))

    def drop(self, name: str, id: str) -> None:
        """The record leaves the collection; what becomes of it is settled at the end."""
        if self.db.execute("DELETE FROM held WHERE collection = ? AND id = ?", (name, id)).rowcount:
            self.db.execute("INSERT OR IGNORE INTO orphan VALUES(?)", (id,))

    def check_set(self, name: str, entry: dict) -> None:
        """Section 9."""
        digests = sorted(row[0] for row in self.db.execute("SELECT digest FROM held WHERE collection = ?", (name,)))
        found = len(digests), hashlib.sha256(b"".join(digests)).hexdigest()
        need(found == (entry["count"], entry["set_hash"]), name, "set_mismatch")

    def is_current(self, name: str, entry: dict) -> bool:
        return self.one("SELECT version, set_hash FROM collection WHERE name = ?", name) == (entry["version"], entry["set_hash"])

    def missing(self, name: str, index: dict) -> list[dict]:
        """Segments of which not all records came with them."""
        return [s for s in index["segments"] if s["count"] !=
                self.one("SELECT count(*) FROM held WHERE collection = ? AND segment = ?", name, s["sha256"])]

    def collection(self, web: Web, name: str, entry: dict) -> None:
        """13.3: the load that was begun, then the catalog's version by deltas or by segments."""
        self.mark(name)
        if self.is_current(name, entry):
            return
        if pinned := self.one("SELECT pinned FROM collection WHERE name = ?", name):
            try:
                self.segments(web, name, *json.loads(pinned))
                if self.is_current(name, entry):
                    return
            except Problem as problem:
                if problem.code != "missing":
                    raise
                self.mark(name, pinned=None)
        index = load_index(web, name, entry)
        version, refused = self.one("SELECT version, refused FROM collection WHERE name = ?", name)
        chain = self.chain(index, version) if version not in (0, entry["version"]) and refused != entry["version"] else []
        if chain and sum(d["cost"] for d in chain) <= sum(s["bytes"] for s in self.missing(name, index)):
            try:
                return self.deltas(web, name, entry, chain)
            except Problem as problem:
                if problem.code not in (*FAULTY, "missing"):
                    raise
                self.mark(name, refused=entry["version"])
        self.segments(web, name, entry, index)

    @staticmethod
    def chain(index: dict, at: int) -> list[dict]:
        """Deltas from version `at` to the newest, the longest step first; empty if there is no way."""
        chain = []
        while at < index["version"]:
            step = max((d for d in index["deltas"] if d["from"] == at), key=lambda d: d["to"], default=None)
            if step is None:
                return []
            chain.append(step)
            at = step["to"]
        return chain

    def deltas(self, web: Web, name: str, entry: dict, chain: list[dict]) -> None:
        """13.4, one transaction for each."""
        for delta in chain:
            first, *puts = split(decode(web.object(delta), delta["raw_bytes"])) or [b""]
            manifest = read_manifest(first, name, delta, len(puts))
            lines = self.edited(web, manifest) if "base" in manifest else []
            ids = manifest["drop"] + [b[0] for b in manifest.get("base", [])] + [read_line(line)[0] for line in puts]
            need(len(set(ids)) == len(ids) and manifest["drop"] == sorted(manifest["drop"]), f"delta of {name}: ids")
            is_last = delta["to"] == entry["version"]
            with self.db:
                for id in manifest["drop"]:
                    self.drop(name, id)
                for line in puts + lines:
                    self.put(name, line, None)
                if is_last:
                    self.check_set(name, entry)
                self.mark(name, version=delta["to"], set_hash=entry["set_hash"] if is_last else None)

    def edited(self, web: Web, manifest: dict) -> list[bytes]:
        """8.2: the new lines of the records in `base`, from the edit if every old line is here, else from the twin."""
        old = [self.one("SELECT line FROM record WHERE id = ?", id) for id, _ in manifest["base"]]
        fits = all(line and hashlib.sha256(line).hexdigest()[:16] == h for line, (_, h) in zip(old, manifest["base"]))
        obj = manifest["edit"] if fits else manifest["twin"]
        prefix = b"".join(line + b"\n" for line in old) if fits else None
        lines = split(decode(web.object(obj), obj["raw_bytes"], prefix))
        need([read_line(line)[0] for line in lines] == [id for id, _ in manifest["base"]], "edited lines of other records")
        return lines

    def segments(self, web: Web, name: str, entry: dict, index: dict) -> None:
        """13.5: what is missing of one version, whatever is published meanwhile."""
        self.mark(name, pinned=json.dumps([entry, index]))
        listed = {segment["sha256"] for segment in index["segments"]}
        try:
            for segment in self.missing(name, index):
                lines = split(decode(web.object(segment), segment["raw_bytes"]))
                need(len(lines) == segment["count"], f"segment of {name}: lines")
                with self.db:
                    for line in lines:
                        self.put(name, line, segment["sha256"])
            with self.db:
                for id, segment in self.db.execute("SELECT id, segment FROM held WHERE collection = ?", (name,)).fetchall():
                    if segment not in listed:
                        self.drop(name, id)
                self.check_set(name, entry)
                self.mark(name, version=entry["version"], set_hash=entry["set_hash"], pinned=None)
        except Problem as problem:
            if problem.code in FAULTY:
                self.mark(name, pinned=None)
            raise

    def sync(self, web: Web, catalog: dict, also: list[str]) -> list[Problem]:
        """13.2 after the check of metadata; what failed."""
        problems = []
        wanted = [name for name in ORDER + also if name in catalog["collections"]]
        for name in wanted:
            try:
                self.collection(web, name, catalog["collections"][name])
            except Problem as problem:
                problems.append(problem)
        if all(self.is_current(name, catalog["collections"][name]) for name in wanted):
            with self.db:  # step 4: what no collection holds any more is deleted
                self.db.execute("DELETE FROM record WHERE id IN (SELECT id FROM orphan) AND id NOT IN (SELECT id FROM held)")
                self.db.execute("DELETE FROM orphan")
        return problems

def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name, options in {
        "--root": {"type": Path}, "--url": {}, "--state": {"type": Path, "required": True}, "--demo": {"action": "store_true"},
        "--also": {"action": "append", "default": []}, "--print": {"action": "store_true"},
        "--at": {"type": datetime.fromisoformat, "default": datetime.now(timezone.utc)},
    }.items():
        arguments.add_argument(name, **options)
    given = arguments.parse_args()
    given.state.mkdir(parents=True, exist_ok=True)
    if given.print:
        held = Reader(given.state).db.execute("SELECT collection, id, rev, lower(hex(digest)) FROM held")
        print("\n".join(sorted(" ".join(map(str, row)) for row in held)))
        return 0
    try:
        web = check_trust(given.state, given.root, given.url, given.demo, given.at)
        catalog = parse((given.state / "catalog.json").read_bytes(), "catalog")
        problems = Reader(given.state).sync(web, catalog, given.also)
    except (Problem, exceptions.RepositoryError, *BROKEN) as error:
        code = next((code for kind, code in CODES.items() if isinstance(error, kind)), None)
        problems = [error if code is None else Problem(code, str(error))]
    sys.stderr.writelines(f"{problem.code}: {problem.args[1]}\n" for problem in problems)
    return 1 if problems else 0

if __name__ == "__main__":
    sys.exit(main())
