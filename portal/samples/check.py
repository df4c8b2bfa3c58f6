#!/usr/bin/env python3
"""Checks the sample feeds: enough items, long enough, nothing said twice, marked as samples, every oddity in place.

Standard library only. `python3 portal/samples/check.py` prints every fault, then a table per feed, and
exits 1 if there was a fault.
"""

import html
import json
import re
import struct
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections import defaultdict
from datetime import datetime, timezone
from html.parser import HTMLParser
from pathlib import Path

sys.dont_write_bytecode = True
from placeholders import DATE, fill, offset  # noqa: E402

HERE = Path(__file__).parent
BASE = "http://127.0.0.1:1"
NOW = datetime(2026, 3, 15, 9, 30, tzinfo=timezone.utc)
MARK = "dữ liệu mẫu"
MIN_ITEMS, MIN_WORDS, MAX_IMAGE, RUN = 60, 150, 20_000, 8
BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "li", "td", "th", "tr", "caption", "figcaption", "blockquote", "figure",
          "table", "ul", "ol", "dl", "dt", "dd", "br", "text", "section", "pre"}
NS = {"a": "{http://www.w3.org/2005/Atom}", "r": "{http://purl.org/rss/1.0/}",
      "c": "{http://purl.org/rss/1.0/modules/content/}", "dc": "{http://purl.org/dc/elements/1.1/}"}


class Text(HTMLParser):
    """Text of a fragment, one line a block; alt texts are not prose and stay out."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.out = []

    def handle_starttag(self, tag, attrs):
        if tag in BLOCKS:
            self.out.append("\n")

    def handle_endtag(self, tag):
        self.handle_starttag(tag, [])

    def handle_data(self, data):
        self.out.append(re.sub(r"\s+", " ", data))


def plain(fragment):
    parser = Text()
    parser.feed(fragment)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.out).split("\n"))
    return "\n".join(line for line in lines if line)


class Item:
    def __init__(self, feed, title, link, summary, body, categories):
        self.feed, self.title, self.link, self.body = feed, title, link, body
        self.text, self.summary, self.categories = plain(body), plain(summary or ""), categories
        self.name = f"{feed}:{(title or '?')[:40]}"

    def words(self):
        return [w for w in self.text.split() if any(c.isalnum() for c in w)]

    def lines(self):
        return [self.title] + self.summary.split("\n") + self.text.split("\n")


def read(name):
    return fill((HERE / name).read_text(encoding="utf-8"), BASE, NOW)


def rss2():
    for node in ET.fromstring(read("feeds/rss2.xml")).iter("item"):
        cats = [c.text for c in node.findall("category")]
        yield Item("rss2", node.findtext("title"), node.findtext("link"), node.findtext("description"),
                   node.findtext(NS["c"] + "encoded"), cats)


def atom():
    a = NS["a"]
    for node in ET.fromstring(read("feeds/atom.xml")).iter(a + "entry"):
        content, summary = node.find(a + "content"), node.find(a + "summary")
        body = content if content is not None else summary
        markup = body.text if len(body) == 0 else ET.tostring(body, encoding="unicode").replace("html:", "")
        cats = [c.get("label") or c.get("term") for c in node.findall(a + "category")]
        short = "" if content is None or summary is None else summary.text
        title = plain(node.findtext(a + "title"))
        yield Item("atom", title, node.find(a + "link").get("href"), short, markup, cats)


def json_feed():
    for entry in json.loads(read("feeds/feed.json"))["items"]:
        body = entry.get("content_html") or "".join(f"<p>{html.escape(p)}</p>" for p in entry["content_text"].split("\n\n"))
        yield Item("json", entry["title"], entry["url"], entry.get("summary"), body, entry["tags"])


def rdf():
    r = NS["r"]
    for node in ET.fromstring(read("feeds/rdf.xml")).iter(r + "item"):
        link = node.findtext(r + "link")
        slug = link.rsplit("/", 1)[1].removesuffix(".html")
        page = read(f"pages/{slug}.html")
        main = re.search(r"<!-- nội dung -->(.*)<!-- hết nội dung -->", page, re.S)
        if not main:
            fail(f"pages/{slug}.html: no content marks")
        cats = [c.text for c in node.findall(NS["dc"] + "subject")]
        item = Item("rdf", node.findtext(r + "title"), link, node.findtext(r + "description"), main[1], cats)
        expected = read(f"expected/{slug}.txt")
        if expected.strip() != item.text:
            fail(f"expected/{slug}.txt differs from the page")
        if item.title not in html.unescape(page):
            fail(f"pages/{slug}.html lacks the title of its item")
        yield item


def damaged():
    """By patterns only: this feed is not XML, and its last item is cut off."""
    for part in read("feeds/damaged.xml").split("<item>")[1:]:
        def field(tag):
            found = re.search(rf"<{tag}>(.*?)(?:</{tag}>|(?=<(?:link|guid|pubDate|category|description|/item)>)|\Z)", part, re.S)
            return re.sub(r"^<!\[CDATA\[|\]\]>$", "", found[1].strip()) if found else ""
        cats = re.findall(r"<category>([^<\n]*)", part)
        body = field("description")
        markup = body if "<p>" in body else html.unescape(body)
        yield Item("damaged", html.unescape(field("title")), field("link"), "", markup, [c.strip() for c in cats])


def fail(message):
    print("FAULT", message)
    fail.count = getattr(fail, "count", 0) + 1


def key(text):
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())


def sentences(item):
    for line in item.lines():
        for sentence in re.split(r"(?<=[.!?…])[»”\"]*\s+", line):
            words = key(sentence)
            if len(words) >= 4:
                yield " ".join(words)


def check_text(items):
    for item in items:
        count = len(item.words())
        if count < MIN_WORDS:
            fail(f"{item.name}: {count} words")
        if MARK not in [unicodedata.normalize("NFC", c or "") for c in item.categories]:
            fail(f"{item.name}: not marked as a sample")
        if not item.link.startswith(BASE):
            fail(f"{item.name}: link {item.link}")
        if re.search(r"\d+/\d{4}/(NĐ|TT|QĐ|QH|NQ)", item.text):
            fail(f"{item.name}: cites a document number")
        for broken in re.findall(r"\S*[\ufffd]\S*|[a-zA-Z]\?[a-zA-Z]\S*", item.text):
            fail(f"{item.name}: broken text {broken}")


def check_repetition(items):
    seen, runs = {}, {}
    for item in items:
        for sentence in sentences(item):
            if sentence in seen:
                fail(f"said twice: {sentence!r} in {item.name} and {seen[sentence]}")
            seen[sentence] = item.name
        for line in item.lines():
            words = key(line)
            for at in range(len(words) - RUN + 1):
                run = tuple(words[at:at + RUN])
                if runs.setdefault(run, item.name) != item.name:
                    fail(f"{RUN} words shared: {' '.join(run)!r} in {item.name} and {runs[run]}")


def check_forms(items):
    odd = [i for i in items if unicodedata.normalize("NFC", i.title + i.text) != i.title + i.text]
    if len(odd) != 1 or unicodedata.normalize("NFD", odd[0].text) != odd[0].text:
        fail(f"exactly one item is NFD as a whole, found {[i.name for i in odd]}")
    for path in HERE.rglob("*"):
        if path.suffix in {".html", ".txt", ".md", ".py", ".xml", ".svg", ".csv"}:
            text = path.read_text(encoding="utf-8")
            if unicodedata.normalize("NFC", text) != text:
                fail(f"{path.name} is not NFC")
    for name in ["rss2.xml", "atom.xml", "feed.json", "rdf.xml", "damaged.xml"]:
        if MARK not in read(f"feeds/{name}")[:1500].lower():
            fail(f"{name}: feed title without the mark")


def check_damaged(items):
    titles = [item.title for item in items if item.feed == "damaged"]
    if read("expected/damaged-titles.txt").splitlines() != titles:
        fail("expected/damaged-titles.txt differs from the feed")


def check_dates():
    ages = []
    for path in (HERE / "feeds").iterdir():
        ages += [offset(*m.groups()[1:]).total_seconds() / -86400 for m in DATE.finditer(path.read_text(encoding="utf-8"))]
    if max(ages) > 80 or max(ages) < 60:
        fail(f"oldest date is {max(ages)} days back")


def check_files(items):
    raw = "".join(path.read_text(encoding="utf-8") for path in (HERE / "feeds").iterdir())
    raw += "".join(path.read_text(encoding="utf-8") for path in (HERE / "pages").iterdir())
    for name in sorted(set(re.findall(r"\{\{BASE\}\}/((?:images|files)/[\w.-]+)", raw))):
        path = HERE / name
        if not path.exists():
            fail(f"{name} is missing")
        elif path.stat().st_size > MAX_IMAGE:
            fail(f"{name} has {path.stat().st_size} bytes")
        for length in re.findall(rf'{re.escape(name)}" length="(\d+)"', raw):
            if path.exists() and int(length) != path.stat().st_size:
                fail(f"{name}: enclosure says {length}, the file has {path.stat().st_size}")


def check_oddities(items):
    bodies, titles = "\n".join(i.body for i in items), [i.title for i in items]
    wanted = {
        "table with th": "<th>" in bodies and "<td>" in bodies,
        "inline svg": "<svg" in bodies,
        "svg image": bool(re.search(r'<img[^>]+\.svg"', bodies)),
        "figure": "<figcaption>" in bodies and "<blockquote>" in bodies and "<ul>" in bodies,
        "tracking pixel": 'width="1" height="1"' in bodies,
        "utm link": "utm_source" in bodies,
        "p < 0,05": any("p < 0,05" in t for t in titles),
        "ampersand in a title": any("&" in t for t in titles),
        "title in capitals": any(t == t.upper() and len(t) > 20 for t in titles),
        "old and new tone style": any("hoà" in i.text and "hòa" in i.text for i in items),
        "alt on every image": not re.search(r"<img(?![^>]*\balt=)", bodies),
    }
    for name, there in wanted.items():
        if not there:
            fail(f"missing: {name}")
    head = (HERE / "images/mai-nha-30mp.png").read_bytes()[:24]
    if struct.unpack(">II", head[16:24]) != (6000, 5000):
        fail("mai-nha-30mp.png does not declare 30 megapixels")


def main():
    readers = [rss2, atom, json_feed, rdf, damaged]
    items = [item for reader in readers for item in reader()]
    if len(items) < MIN_ITEMS:
        fail(f"{len(items)} items")
    check_text(items)
    check_repetition(items)
    check_forms(items)
    check_damaged(items)
    check_dates()
    check_files(items)
    check_oddities(items)
    counts = defaultdict(list)
    for item in items:
        counts[item.feed].append(len(item.words()))
    for feed, words in counts.items():
        print(f"{feed:8} {len(words):3} items, {min(words)}–{max(words)} words")
    print(f"{len(items)} items, {sum(map(sum, counts.values()))} words, {getattr(fail, 'count', 0)} faults")
    return 1 if getattr(fail, "count", 0) else 0


if __name__ == "__main__":
    sys.exit(main())
