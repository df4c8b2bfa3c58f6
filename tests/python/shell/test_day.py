"""A resident's day: sync, read, search without diacritics, flight mode, a restart; a correction; a refresh that is stopped."""

import asyncio
import tempfile
import unittest

from support import NOW, Department, Phone, Watch, app4g, config, open_core

ASKED = app4g.RefreshRequest(deadline_seconds=None, max_bytes=None, reason=app4g.RefreshReason.ASKED)


def has_news(state):
    """Whether there is something to read."""
    return state.content is not None and bool(state.content.news.rows)


class Day(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.department = Department()

    @classmethod
    def tearDownClass(cls):
        cls.department.close()

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.phone = Phone(app4g.NetworkState.UNMETERED)

    def open(self):
        mirrors = [self.department.url]
        return open_core(self.phone, config(self.folder.name, self.department.root, mirrors))

    def test_a_day(self):
        asyncio.run(self.day())

    async def day(self):
        core = await self.open()
        home, at_home = core.home(), Watch()
        watching = home.observe(at_home)

        # Morning: a network. What was published comes, and its cost is said.
        report = await core.refresh(ASKED, None)
        self.assertEqual(report.outcome, app4g.RefreshOutcome.DONE)
        self.assertGreater(report.new_records, 20)
        self.assertIn("mục mới", report.text)
        state = at_home.until(has_news, "news")
        self.assertIsNotNone(state.content.trial)
        row = state.content.news.rows[0]
        self.assertIn("dữ liệu mẫu", [badge.text for badge in row.badges])

        # Read, and aloud.
        reader, reading = core.reader(row.id, ""), Watch()
        held = reader.observe(reading)
        page = reading.until(lambda state: state.content is not None, "the article")
        self.assertEqual("".join(run.text for run in page.content.title), row.title)
        spoken = await core.speech(row.id, None)
        self.assertGreater(len(spoken), 3)
        at_home.until(lambda state: any(r.id == row.id and not r.is_unread for r in state.content.news.rows), "read")
        reader.close()
        self.assertEqual(reading.closed(), 1)
        del held

        # Search as people type, narrowed to listings.
        search, found = core.search("may say"), Watch()
        searching = search.observe(found)
        hits = found.until(lambda state: state.content is not None and state.content.rows, "results")
        marked = [run.text.lower() for hit in hits.content.rows for run in hit.title + hit.snippet if run.style.marked]
        self.assertTrue(any("máy" in text for text in marked), marked[:10])
        kinds = next(facet for facet in hits.content.facets if facet.field == "kind")
        listing = next(value for value in kinds.values if value.value == "listing")
        search.send(app4g.SearchEvent.CHOOSE(field="kind", value="listing"))
        narrowed = found.until(lambda state: bool(state.content.chips), "a narrowed list")
        self.assertEqual(narrowed.content.count, f"{listing.count} kết quả")
        self.assertTrue(all(hit.row.route.kind == "listing" for hit in narrowed.content.rows))
        del searching

        # Evening, three days later: flight mode, and the phone was switched off in between.
        await core.close()
        self.assertEqual(at_home.closed(), 1)
        del watching, home, core
        self.phone.network, self.phone.now = app4g.NetworkState.OFFLINE, NOW + 3 * 86_400
        core = await self.open()
        home, at_home = core.home(), Watch()
        watching = home.observe(at_home)
        state = at_home.until(lambda state: has_news(state) and state.status.age is not None, "news with its age")
        self.assertIn("ngày trước", state.status.age.text)
        self.assertIsNotNone(state.status.offline)
        self.assertIsNone(state.status.problem)
        nothing = await core.refresh(ASKED, None)
        self.assertEqual(nothing.outcome, app4g.RefreshOutcome.NO_NETWORK)
        search, found = core.search("mot cua"), Watch()
        searching = search.observe(found)
        found.until(lambda state: state.content is not None and state.content.rows, "results without a network")

        # A network again: what was read is corrected, and an urgent notice is told once.
        self.assertTrue(self.department.tell("publish").startswith("published"))
        self.phone.network = app4g.NetworkState.METERED
        core.network_changed()
        at_home.until(lambda state: state.status.offline is None, "the network")
        report = await core.refresh(ASKED, None)
        self.assertIn(report.outcome, (app4g.RefreshOutcome.DONE, app4g.RefreshOutcome.LIMITED))
        self.assertEqual(len(self.phone.shown), 1)
        self.assertTrue(app4g.route_link(self.phone.shown[0].route).startswith("app4g://notice/"))

        # A refresh that is stopped closes its socket.
        self.department.tell("stall")
        token = app4g.CancelToken()
        refresh = asyncio.create_task(core.refresh(ASKED, token))
        asked = await asyncio.to_thread(self.department.tell, "hangs")
        self.assertEqual(asked, "hangs")
        token.cancel()
        self.assertEqual(await asyncio.to_thread(self.department.tell, "left 1"), "left 1")
        try:
            self.assertEqual((await refresh).outcome, app4g.RefreshOutcome.STOPPED)
        except app4g.CoreError.Cancelled:
            pass
        self.department.tell("mend")
        del watching, searching
        await core.close()


if __name__ == "__main__":
    unittest.main()
