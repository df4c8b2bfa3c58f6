"""What the Python tests share: the generated module, ports that answer, listeners that wait, the department on loopback."""

import os
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, os.environ.get("APP4G_PYTHON", str(ROOT / "target/generated/python")))

import app4g  # noqa: E402  (the path to it is known only now)

PATIENCE = 45
"""Seconds to wait for what must come: less than the minute after which screens look again anyway."""

NOW = 1_795_410_000
"""Noon of 23 November 2026 in Viet Nam, shortly after the starter content was made."""


class Phone(app4g.Connectivity, app4g.SecretStore, app4g.Notifier, app4g.Clock):
    """All ports in one."""

    def __init__(self, network=app4g.NetworkState.OFFLINE, now=NOW):
        self.network, self.now, self.safe, self.shown = network, now, {}, []

    def current(self):
        return self.network

    def get(self, name):
        return self.safe.get(name)

    def put(self, name, secret):
        self.safe[name] = secret

    def remove(self, name):
        self.safe.pop(name, None)

    def show(self, notification):
        self.shown.append(notification)

    def unix_seconds(self):
        return self.now


def config(folder, root=None, mirrors=(), starter=None):
    """A profile that trusts the root for trying out."""
    root = Path(root or ROOT / "portal/demo-keys/metadata/1.root.json").read_bytes()
    repository = app4g.RepositoryConfig(root=root, mirrors=list(mirrors), archives=[], trial=app4g.TrialRoot.ALLOWED)
    return app4g.OpenConfig(
        folder=str(folder),
        language="vi",
        repository=repository,
        starter=starter,
        addresses=app4g.AddressRule.PUBLIC_AND_LOOPBACK,
    )


def starter():
    """The pack that comes with the app."""
    return (ROOT / "cli/starter/starter.pack").read_bytes()


async def open_core(phone, config, cancel=None):
    """Opens a profile with one phone's ports."""
    return await app4g.open_core(config, phone, phone, phone, phone, cancel)


class Watch(app4g.HomeListener, app4g.SearchListener, app4g.ReaderListener, app4g.SettingsListener, app4g.ListingsListener):
    """Remembers what it hears and wakes who waits."""

    def __init__(self):
        self.states, self.goodbyes, self.threads, self.turned = [], 0, set(), threading.Condition()

    def on_state(self, state):
        with self.turned:
            self.states.append(state)
            self.threads.add(threading.get_ident())
            self.turned.notify_all()

    def on_closed(self):
        with self.turned:
            self.goodbyes += 1
            self.turned.notify_all()

    def until(self, wanted, what="a state"):
        """The newest state, once it is as wanted."""
        with self.turned:
            if not self.turned.wait_for(lambda: self.states and wanted(self.states[-1]), PATIENCE):
                raise AssertionError(f"{what} never came; the last was {self.states[-1:]}")
            return self.states[-1]

    def closed(self):
        """How often goodbye was said, once it was."""
        with self.turned:
            if not self.turned.wait_for(lambda: self.goodbyes, PATIENCE):
                raise AssertionError("no goodbye")
            return self.goodbyes


def files_below(folder):
    """Files below `folder` that this process holds open."""
    links = (os.path.join("/proc/self/fd", name) for name in os.listdir("/proc/self/fd"))
    return [link for link in links if os.path.islink(link) and os.readlink(link).startswith(folder)]


def threads_named(name):
    """Threads of this process with that name."""
    count = 0
    for task in os.listdir("/proc/self/task"):
        try:
            with open(f"/proc/self/task/{task}/comm", encoding="utf-8") as comm:
                count += comm.read().strip() == name
        except FileNotFoundError:
            pass
    return count


def eventually(done, what):
    """Waits for what tells nobody."""
    turned = threading.Event()
    for _ in range(PATIENCE * 100):
        if done():
            return
        turned.wait(0.01)
    raise AssertionError(what)


class Department:
    """The department of `app4g-loopback`."""

    def __init__(self):
        program = os.environ.get("APP4G_LOOPBACK", str(ROOT / "target/debug/app4g-loopback"))
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.ready, self.root, self.url = self._line().split()

    def tell(self, line):
        """Says a line and returns the answer."""
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self._line()

    def _line(self):
        line = self.process.stdout.readline().strip()
        assert line, "the department is gone"
        return line

    def close(self):
        """Ends it."""
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(PATIENCE)
