"""What the exported interface promises every language, in Python: errors, cancelling, listeners, lives."""

import asyncio
import gc
import tempfile
import threading
import unittest

from support import PATIENCE, Phone, Watch, app4g, config, eventually, files_below, open_core, starter, threads_named


class Errors(unittest.TestCase):
    def test_a_panic_arrives_as_an_error_in_calls_and_in_coroutines(self):
        with self.assertRaises(app4g.CoreError.Internal):
            app4g.self_test(app4g.Fault.PANIC)
        with self.assertRaises(app4g.CoreError.Internal):
            asyncio.run(app4g.self_test_later(app4g.Fault.PANIC, 1, None))
        self.assertEqual(app4g.self_test(app4g.Fault.NOTHING), "đường")

    def test_a_refusal_has_a_code_and_a_sentence_that_says_what_to_do(self):
        with self.assertRaises(app4g.CoreError.InvalidInput) as refused:
            app4g.parse_route("https://example.vn")
        problem = refused.exception.problem
        self.assertEqual(problem.code, "invalid_input")
        self.assertIn("Hãy", problem.text)

    def test_a_port_that_throws_is_read_as_the_careful_answer(self):
        class Broken(Phone):
            def current(self):
                raise RuntimeError("on purpose")

        async def day():
            with tempfile.TemporaryDirectory() as folder:
                core = await open_core(Broken(), config(folder))
                state = core.home().state()
                self.assertIsNone(state.status.offline)
                await core.close()

        asyncio.run(day())


class Cancelling(unittest.TestCase):
    def test_a_coroutine_gives_its_thread_back_while_it_waits(self):
        async def day():
            order = []
            later = asyncio.create_task(app4g.self_test_later(app4g.Fault.NOTHING, 200, None))
            later.add_done_callback(lambda _: order.append("later"))
            await asyncio.sleep(0)
            order.append("meanwhile")
            await later
            await asyncio.sleep(0)
            return order

        self.assertEqual(asyncio.run(day()), ["meanwhile", "later"])

    def test_a_token_stops_the_work_and_a_cancelled_task_does_too(self):
        async def by_token():
            token = app4g.CancelToken()
            work = asyncio.create_task(app4g.self_test_later(app4g.Fault.NOTHING, 600_000, token))
            await asyncio.sleep(0)
            token.cancel()
            with self.assertRaises(app4g.CoreError.Cancelled):
                await asyncio.wait_for(work, PATIENCE)

        async def by_task():
            token = app4g.CancelToken()
            work = asyncio.create_task(app4g.self_test_later(app4g.Fault.NOTHING, 600_000, token))
            await asyncio.sleep(0.05)
            work.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await work
            return token

        asyncio.run(by_token())
        token = asyncio.run(by_task())
        eventually(token.is_cancelled, "the work goes on")

    def test_cancelling_stops_sqlite_inside_a_statement(self):
        async def day(cancel, told):
            with tempfile.TemporaryDirectory() as folder:
                core = await open_core(Phone(), config(folder))
                rows = await core.self_test_rows()
                token = app4g.CancelToken()
                work = asyncio.create_task(rows.read(token))
                while rows.seen() < 10:
                    self.assertFalse(work.done())
                    await asyncio.sleep(0.005)
                cancel(token, work)
                with self.assertRaises(told):
                    await work
                await asyncio.to_thread(eventually, lambda: not rows.is_read(), "the rows are read on")
                seen = rows.seen()
                await asyncio.sleep(0.05)
                self.assertEqual(rows.seen(), seen)
                await core.close()

        asyncio.run(day(lambda token, work: token.cancel(), app4g.CoreError.Cancelled))
        asyncio.run(day(lambda token, work: work.cancel(), asyncio.CancelledError))


class Listening(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def open(self):
        return asyncio.run(open_core(Phone(), config(self.folder.name, starter=starter())))

    def test_first_the_snapshot_then_what_changes_and_never_on_this_thread(self):
        core = self.open()
        settings, watch = core.settings(), Watch()
        subscription = settings.observe(watch)
        watch.until(lambda state: state.content is not None)
        settings.send(app4g.SettingsEvent.SET(key="theme", value="dark"))
        watch.until(lambda state: state.appearance.theme == app4g.ThemeChoice.DARK)
        self.assertNotIn(threading.get_ident(), watch.threads)
        subscription.cancel()
        self.assertEqual(watch.closed(), 1)
        asyncio.run(core.close())

    def test_a_listener_that_throws_hears_the_next_state_and_goodbye(self):
        class Wild(Watch):
            def on_state(self, state):
                super().on_state(state)
                raise RuntimeError("on purpose")

        core = self.open()
        settings, watch = core.settings(), Wild()
        subscription = settings.observe(watch)
        watch.until(lambda state: state.content is not None)
        settings.send(app4g.SettingsEvent.SET(key="text_size", value="150"))
        watch.until(lambda state: state.appearance.text_percent == 150)
        subscription.cancel()
        self.assertEqual(watch.closed(), 1)
        asyncio.run(core.close())

    def test_a_listener_may_leave_inside_its_callback(self):
        class Leaving(Watch):
            mine = None

            def on_state(self, state):
                super().on_state(state)
                if self.mine:
                    self.mine.cancel()

        core = self.open()
        settings, watch = core.settings(), Leaving()
        watch.mine = settings.observe(watch)
        settings.send(app4g.SettingsEvent.SET(key="text_size", value="85"))
        self.assertEqual(watch.closed(), 1)
        watch.mine = None
        asyncio.run(core.close())

    def test_every_ending_says_goodbye_once(self):
        core = self.open()
        watches = [Watch() for _ in range(4)]
        screens = [core.home() for _ in watches]
        held = [screen.observe(watch) for screen, watch in zip(screens, watches)]
        for watch in watches:
            watch.until(lambda _: True)
        held[0].cancel()
        screens[1].close()
        # Let go of on a bare thread.
        thing = [held.pop(2)]
        dropping = threading.Thread(target=thing.clear)
        dropping.start()
        dropping.join()
        gc.collect()
        for watch in watches[:3]:
            self.assertEqual(watch.closed(), 1)
        asyncio.run(core.close())
        self.assertEqual([watch.closed() for watch in watches], [1, 1, 1, 1])
        with self.assertRaises(app4g.CoreError.StorageFailed):
            core.home()

    def test_a_slow_listener_holds_up_nobody(self):
        gate = threading.Event()

        class Slow(Watch):
            def on_state(self, state):
                super().on_state(state)
                gate.wait(PATIENCE)

        core = self.open()
        settings, slow, quick = core.settings(), Slow(), Watch()
        first, second = settings.observe(slow), settings.observe(quick)
        slow.until(lambda _: True)
        for percent in (85, 120, 150, 200):
            settings.send(app4g.SettingsEvent.SET(key="text_size", value=str(percent)))
            quick.until(lambda state, percent=percent: state.appearance.text_percent == percent)
        self.assertEqual(len(slow.states), 1)
        gate.set()
        slow.until(lambda state: state.appearance.text_percent == 200)
        self.assertEqual(len(slow.states), 2, "what lay in between was delivered")
        asyncio.run(core.close())
        self.assertEqual((slow.closed(), quick.closed()), (1, 1))
        del first, second


    def test_inside_a_callback_everything_may_be_called_for_no_lock_is_held(self):
        core = self.open()
        home, other, done, trouble = core.home(), Watch(), threading.Event(), []

        class Busy(Watch):
            def on_state(self, state):
                super().on_state(state)
                if done.is_set():
                    return
                try:
                    # The same screen from here, and from a thread that this one waits for.
                    titles = [home.state().title]
                    beside = threading.Thread(target=lambda: titles.append(home.state().title))
                    beside.start()
                    beside.join(PATIENCE)
                    assert titles == [state.title] * 2, titles
                    home.send(app4g.HomeEvent.RETRY())
                    held = home.observe(other)
                    other.until(lambda _: True)
                    held.cancel()
                    core.search("").close()
                    home.close()
                except Exception as error:
                    trouble.append(error)
                done.set()

        watch = Busy()
        watching = home.observe(watch)
        self.assertTrue(done.wait(PATIENCE), "the callback hangs")
        self.assertEqual(trouble, [])
        self.assertEqual((watch.closed(), other.closed()), (1, 1))
        asyncio.run(core.close())
        del watching

    def test_a_keystroke_ends_the_rows_that_the_query_before_it_reads(self):
        core = self.open()
        home, at_home = core.home(), Watch()
        waiting = home.observe(at_home)
        at_home.until(lambda state: state.content is not None and state.content.news.rows, "what came with the app")
        search = core.search("")
        rows = asyncio.run(core.self_test_rows())
        search.send(app4g.SearchEvent.TAKE(query="nước"))
        eventually(lambda: rows.seen() > 10 and rows.is_read(), "the search reads the rows")
        search.send(app4g.SearchEvent.TYPED(text=""))
        eventually(lambda: not rows.is_read(), "the rows end")
        del rows
        search.send(app4g.SearchEvent.TYPED(text="nước"))
        eventually(lambda: search.state().content is not None and search.state().content.rows, "an answer")
        self.assertIsNone(search.state().status.problem)
        asyncio.run(core.close())
        del waiting

    def test_the_last_of_ten_quick_keystrokes_is_answered_and_no_older_one_after_a_newer(self):
        core = self.open()
        home, at_home = core.home(), Watch()
        waiting = home.observe(at_home)
        at_home.until(lambda state: state.content is not None and state.content.news.rows, "what came with the app")
        search, watch = core.search(""), Watch()
        watching = search.observe(watch)
        # «Chuyển đổi», as it is typed on a phone.
        typed = ["chuyen doi"[: end + 1] for end in range(10)]

        def found_by(state):
            rows = state.content.rows if state.content else []
            return rows[0].row.route.found if rows else None

        for text in typed:
            search.send(app4g.SearchEvent.TYPED(text=text))
            # As soon as it stands in the field the next one follows; what it finds is not waited for.
            watch.until(lambda state, text=text: state.query == text, text)
        watch.until(lambda state: found_by(state) == typed[-1], "the answer to the last")
        search.close()
        self.assertEqual(watch.closed(), 1)
        self.assertEqual(watch.states[-1].query, typed[-1])
        queries = [state.query for state in watch.states if state.query]
        self.assertEqual(list(dict.fromkeys(queries)), typed)
        for shown in (queries, [found_by(state) for state in watch.states if found_by(state)]):
            places = [typed.index(text) for text in shown]
            self.assertEqual(places, sorted(places), shown)
        self.assertEqual([state.status.problem for state in watch.states if state.status.problem], [])
        asyncio.run(core.close())
        del watching, waiting


class Lives(unittest.TestCase):
    def test_a_thousand_openings_leave_no_thread_file_or_object(self):
        async def lives(folder, count):
            for _ in range(count):
                phone = Phone()
                core = await open_core(phone, config(folder))
                home, watch = core.home(), Watch()
                subscription = home.observe(watch)
                await core.close()
                del subscription, home, core
                watch.closed()

        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(lives(folder, 1_000))
            gc.collect()
            eventually(lambda: threads_named("app4g-listener") == 0, "listeners' threads stay")
            self.assertEqual(files_below(folder), [])
            phones = [thing for thing in gc.get_objects() if isinstance(thing, (Phone, Watch))]
            self.assertEqual(phones, [])


if __name__ == "__main__":
    unittest.main()
