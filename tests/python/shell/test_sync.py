"""A profile that ends in the middle of a sync: goodbye is said, the server sees the socket closed, nothing stays open."""

import asyncio
import gc
import tempfile
import threading
import unittest

from support import PATIENCE, Department, Phone, Watch, app4g, config, eventually, files_below, open_core, threads_named

ASKED = app4g.RefreshRequest(deadline_seconds=None, max_bytes=None, reason=app4g.RefreshReason.ASKED)


class Ending(unittest.TestCase):
    def setUp(self):
        self.department = Department()
        self.addCleanup(self.department.close)
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def open(self):
        phone = Phone(app4g.NetworkState.UNMETERED)
        return open_core(phone, config(self.folder.name, self.department.root, [self.department.url]))

    def over(self, watch):
        self.assertEqual(self.department.tell("left 1"), "left 1")
        self.assertEqual(watch.closed(), 1)
        eventually(lambda: threads_named("app4g-listener") == 0, "a listener's thread stays")
        eventually(lambda: files_below(self.folder.name) == [], "a file stays open")
        self.assertEqual(watch.goodbyes, 1)

    def test_a_task_that_is_cancelled_closes_the_socket_and_the_next_refresh_goes_through(self):
        async def day():
            core = await self.open()
            self.department.tell("stall")
            refresh = asyncio.create_task(core.refresh(ASKED, None))
            self.assertEqual(await asyncio.to_thread(self.department.tell, "hangs"), "hangs")
            refresh.cancel()
            await asyncio.wait({refresh}, timeout=PATIENCE)
            self.assertTrue(refresh.cancelled())
            self.assertEqual(await asyncio.to_thread(self.department.tell, "left 1"), "left 1")
            self.department.tell("mend")
            again = await asyncio.wait_for(refreshed(core), PATIENCE)
            self.assertEqual(again.outcome, app4g.RefreshOutcome.DONE)
            await core.close()

        async def refreshed(core):
            while True:
                try:
                    return await core.refresh(ASKED, None)
                except app4g.CoreError.Busy:
                    await asyncio.sleep(0)

        asyncio.run(day())

    def test_closed_during_a_sync(self):
        async def day():
            core = await self.open()
            home, watch = core.home(), Watch()
            watching = home.observe(watch)
            watch.until(lambda _: True)
            self.department.tell("stall")
            refresh = asyncio.create_task(core.refresh(ASKED, None))
            self.assertEqual(await asyncio.to_thread(self.department.tell, "hangs"), "hangs")
            self.assertEqual(watch.goodbyes, 0)
            await asyncio.wait_for(core.close(), PATIENCE)
            try:
                self.assertEqual((await asyncio.wait_for(refresh, PATIENCE)).outcome, app4g.RefreshOutcome.STOPPED)
            except app4g.CoreError.Cancelled:
                pass
            self.over(watch)
            del watching

        asyncio.run(day())

    def test_let_go_of_on_a_bare_thread_during_a_sync(self):
        core = asyncio.run(self.open())
        home, watch = core.home(), Watch()
        watching = home.observe(watch)
        watch.until(lambda state: state.content is not None)
        self.department.tell("stall")
        home.send(app4g.HomeEvent.REFRESH())
        self.assertEqual(self.department.tell("hangs"), "hangs")
        self.assertEqual(watch.goodbyes, 0)
        held = [core]
        del core
        dropping = threading.Thread(target=held.clear)
        dropping.start()
        dropping.join()
        gc.collect()
        self.over(watch)
        del watching


if __name__ == "__main__":
    unittest.main()
