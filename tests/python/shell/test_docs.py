"""docs/python.md says what is so: its blocks are typed in, one after the other, and answer what stands behind them."""

import ast
import asyncio
import gc
import inspect
import io
import re
import tempfile
import tokenize
import types
import unittest
import weakref
from unittest import mock

from support import PATIENCE, ROOT, Phone, app4g, eventually, files_below

PAGE = ROOT / "docs/python.md"


def blocks(page):
    """What is typed into the prompt."""
    return re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def comments(block):
    """The comment of each line that has one."""
    tokens = tokenize.generate_tokens(io.StringIO(block).readline)
    return {token.start[0]: token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT}


async def type_in(block, names):
    """Does with a block what `python3 -m asyncio` does; returns each answer that the page shows, and what it was."""
    answers, said = [], comments(block)
    for node in ast.parse(block).body:
        is_asked = isinstance(node, ast.Expr)
        tree, mode = (ast.Expression(node.value), "eval") if is_asked else (ast.Module([node], []), "exec")
        code = compile(tree, PAGE.name, mode, flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        value = types.FunctionType(code, names)()
        if inspect.isawaitable(value):
            value = await asyncio.wait_for(value, PATIENCE)
        if is_asked and node.end_lineno in said:
            answers.append((said[node.end_lineno], str(value)))
    return answers


class Page(unittest.TestCase):
    def test_every_block_runs_and_answers_what_the_page_says(self):
        page = PAGE.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            for there, here in {'Path("../../..")': f"Path({str(ROOT)!r})", '"/tmp/app4g-try"': repr(folder)}.items():
                self.assertEqual(page.count(there), 1, there)
                page = page.replace(there, here)
            printed, phone = [], Phone()
            answers = asyncio.run(self.typed(blocks(page), printed, phone))
            eventually(lambda: "closed" in printed, "no goodbye")
            self.assertEqual(files_below(folder), [])
            gc.collect()
            phone = weakref.ref(phone)
            eventually(lambda: phone() is None, "the profile is still held")
        self.assertGreaterEqual(len(answers), 3)
        for said, answer in answers:
            self.assertEqual(answer, said)

    async def typed(self, blocks, printed, phone):
        names = {"__name__": "__main__", "asyncio": asyncio, "print": lambda *words: printed.append(words[0])}
        open_core, all_answers = app4g.open_core, []

        def open_today(*arguments):
            """The page takes the time from the system; today what came with the app may be old."""
            *others, clock, cancel = arguments
            self.assertIsNone(clock)
            return open_core(*others, phone, cancel)

        with mock.patch.object(app4g, "open_core", open_today):
            for block in blocks:
                all_answers += await type_in(block, names)
                if ".observe(" in block:
                    eventually(lambda: "vai thieu" in printed, "the listener heard nothing of what was typed")
        # The prompt ends: the core holds the ports, whose class holds these names, and they the core.
        names.clear()
        return all_answers

    def test_a_wrong_answer_and_a_block_that_fails_are_noticed(self):
        self.assertEqual(blocks("```\ncargo\n```\n```python\n1\n```\ntext\n```python\n2\n```\n"), ["1\n", "2\n"])
        block = "x = 2  # no answer\nawait asyncio.sleep(0, x + 1)  # 4\n'#'\n"
        self.assertEqual(asyncio.run(type_in(block, {"asyncio": asyncio})), [("4", "3")])
        with self.assertRaises(AttributeError):
            asyncio.run(type_in("app4g.nothing", {"app4g": app4g}))


if __name__ == "__main__":
    unittest.main()
