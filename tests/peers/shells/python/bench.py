"""The exported interface from Python: a page of Home against a bare crate, and opening a profile (see ../../src/bin/shells.rs).

    bench.py page PROFILE CALLS    calls of either side, in turns of a hundred
    bench.py open PROFILE          once, in this fresh process

The folder of the generated modules is in PYTHONPATH. Prints one line of JSON, times in microseconds.
"""

import time

STARTED = time.perf_counter_ns()

import app4g  # noqa: E402  (loading is measured)

LOADED = time.perf_counter_ns()

import asyncio  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
import threading  # noqa: E402

BATCH = 100
ROWS = 50


class Phone(app4g.Connectivity, app4g.SecretStore, app4g.Notifier):
    """Ports that have nothing."""

    def current(self):
        return app4g.NetworkState.OFFLINE

    def get(self, name):
        return None

    def put(self, name, secret):
        pass

    def remove(self, name):
        pass

    def show(self, notification):
        pass


class Watch(app4g.HomeListener):
    """Wakes who waits for content and keeps the moment it came."""

    def __init__(self):
        self.came, self.rows, self.there = 0, 0, threading.Event()

    def on_state(self, state):
        if state.content is not None and not self.there.is_set():
            self.came, self.rows = time.perf_counter_ns(), len(state.content.news.rows)
            self.there.set()

    def on_closed(self):
        pass


async def opened(profile):
    phone = Phone()
    config = app4g.OpenConfig(
        folder=profile, language="vi", repository=None, starter=None, addresses=app4g.AddressRule.PUBLIC
    )
    return await app4g.open_core(config, phone, phone, phone, None, None)


def first_content(core):
    """Home, once it has content."""
    watch, home = Watch(), core.home()
    subscription = home.observe(watch)
    if not watch.there.wait(60):
        raise SystemExit("no content")
    return home, watch, subscription


def leave(found):
    """Says what was found and ends: an interpreter that takes itself down must not be called by a listener's thread."""
    print(json.dumps(found), flush=True)
    os._exit(0)


def open_once(profile):
    core = asyncio.run(opened(profile))
    is_open = time.perf_counter_ns()
    _home, watch, _subscription = first_content(core)
    spans = {"load": LOADED - STARTED, "open": is_open - LOADED, "state": watch.came - is_open}
    spans["total"] = watch.came - STARTED
    leave({"rows": watch.rows, **{name: span / 1e3 for name, span in spans.items()}})


def bare_row(bare, row):
    """The same row as a record of the bare crate."""
    route = bare.BareRoute.RECORD(kind=row.route.kind, id=row.route.id, found=row.route.found)
    return bare.BareRow(
        id=row.id, title=row.title, meta=row.meta, spoken=row.spoken, is_unread=row.is_unread, is_kept=row.is_kept, route=route,
        badges=[bare.BareBadge(text=badge.text, tone=bare.BareTone[badge.tone.name]) for badge in row.badges],
        actions=[
            bare.BareRowAction(label=action.label, command=bare.BareRowCommand[action.command.name])
            for action in row.actions
        ],
    )


def letters(rows):
    return sum(len(row.title) for row in rows)


def batch(call, into):
    """A hundred calls; the letters of all titles, so that nothing is left undone."""
    found = 0
    for _ in range(BATCH):
        started = time.perf_counter_ns()
        found += letters(call())
        into.append(time.perf_counter_ns() - started)
    return found


def said(times):
    times.sort()
    return {"median": times[len(times) // 2] / 1e3, "p95": times[len(times) * 95 // 100] / 1e3}


def page(profile, calls):
    import bare

    core = asyncio.run(opened(profile))
    home, _, _subscription = first_content(core)
    rows = home.state().content.news.rows
    if len(rows) != ROWS:
        raise SystemExit(f"{len(rows)} rows")
    bare.fill([bare_row(bare, row) for row in rows])
    ours, theirs = [], []
    for round in range(-2, calls // BATCH):
        same = batch(lambda: home.state().content.news.rows, ours) == batch(bare.page, theirs)
        if not same:
            raise SystemExit("other rows")
        if round < 0:
            ours.clear()
            theirs.clear()
    leave({"calls": len(ours), "ours": said(ours), "bare": said(theirs)})


if __name__ == "__main__":
    if sys.argv[1] == "open":
        open_once(sys.argv[2])
    else:
        page(sys.argv[2], int(sys.argv[3]))
