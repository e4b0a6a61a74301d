#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests of deploy/build/batches.py."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / 'deploy/build'))
from batches import Source, batches_of  # noqa: E402


def own(text):
    return f'#include "a.h"\n\nnamespace jiedui {{\nnamespace {{\n\n{text}\n\n}}  // namespace\n}}  // namespace jiedui\n'


class BatchesTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def write(self, name, text):
        path = pathlib.Path(tempfile.mkdtemp(dir=self.folder.name), name)
        path.write_text(text, encoding='utf-8')
        return str(path)

    def batches(self, *texts, per_batch=8):
        paths = [self.write(f'{number}.cc', text) for number, text in enumerate(texts)]
        return [[pathlib.Path(source.path).stem for source in batch]
                for batch in batches_of([Source(path) for path in paths], per_batch)]

    def test_sources_that_have_nothing_in_common_are_one(self):
        self.assertEqual(self.batches(own('int One() { return 1; }'), own('int Two() { return 2; }')), [['0', '1']])

    def test_a_batch_has_its_limit(self):
        self.assertEqual(self.batches('', '', '', per_batch=2), [['0', '1'], ['2']])

    def test_every_kind_of_name_is_seen(self):
        for text in ('int Same() { return 1; }', 'constexpr char kSame[] = "x";', 'constexpr int Same = 1;',
                     'struct Same {\n  int i;\n};', 'class Same final : public Base {};', 'using Same = int;',
                     'enum class Same : int { kOne };', 'template <typename T>\nT Same(T t) {\n  return t;\n}',
                     'absl::StatusOr<int> Same(const A& a,\n                         int b) {}',
                     'std::function<std::optional<bool>()> Same() {}'):
            name = 'kSame' if 'kSame' in text else 'Same'
            with self.subTest(text):
                self.assertEqual(self.batches(own(text), f'int Else() {{ return {name}; }}'), [['0'], ['1']])

    def test_what_a_function_or_a_comment_says_is_nobodys(self):
        self.assertEqual(self.batches(own('int One() {\n  int local = 1;\n  return local;\n}  // Two'),
                                      own('int Two() {\n  int local = 2;  // One\n  return local;\n}')), [['0', '1']])

    def test_what_is_looked_for_elsewhere_is_found_there(self):
        for text in ('v1::Same same;', 'store.Same();', 'store->Same();', 'void Store::Same() {}'):
            with self.subTest(text):
                self.assertEqual(self.batches(own('using v1::Same;'), text), [['0', '1']])
        for text in ('Same same;', 'Same::Part part;', 'f(is ?a:Same);', 'std::vector<Same> all;', 'b*Same;'):
            with self.subTest(text):
                self.assertEqual(self.batches(own('using v1::Same;'), text), [['0'], ['1']])

    def test_an_own_name_stays_away_from_headers_that_have_it_too(self):
        source = own('using Names = int;').replace('namespace jiedui ', 'namespace jiedui::scheduler ', 1)
        self.assertEqual(self.batches(source, '#include "scheduler_service/reporting/names.h"\n'), [['0'], ['1']])
        self.assertEqual(self.batches(source, '#include "scheduler_service/reporting/ledger.h"\n'), [['0'], ['1']])
        self.assertEqual(self.batches(source, '#include "scheduler_service/domain/item.h"\n'), [['0', '1']])
        # In the second of its namespaces.
        source = own('int FreeBytes(int i) {}').replace('namespace jiedui ', 'namespace jiedui::store ', 1)
        self.assertEqual(self.batches(source, '#include "common/store/rocks/directory.h"\n'), [['0'], ['1']])

    def test_what_is_not_mentioned_stands_alone(self):
        for text in ('bool operator==(const A& a, const A& b) { return true; }', 'A operator+(A a, A b) { return a; }',
                     'enum Kind { kFew, kMany };', 'static int count = 0;'):
            with self.subTest(text):
                self.assertEqual(self.batches(own(text), ''), [['0'], ['1']])
        self.assertEqual(self.batches(own('struct A {\n  bool operator<(const A& a) const;\n};'), ''), [['0', '1']])

    def test_quotes_hide_nothing(self):
        text = "bool f() { return c == '\"' || Same(20'000, 30'000) || c == '\"'; }"
        self.assertEqual(self.batches(own('int Same() { return 1; }'), text), [['0'], ['1']])

    def test_who_gets_on_with_few_is_placed_first(self):
        # In the order of their names, the first two would fill a batch, and those that are one another's foes had one each.
        self.assertEqual(self.batches('', '', own('int A() {}'), own('int A() {}'), per_batch=2), [['2', '0'], ['3', '1']])

    def test_the_same_may_be_borrowed_twice(self):
        self.assertEqual(self.batches(own('using v1::Person;'), own('using v1::Person;')), [['0', '1']])
        self.assertEqual(self.batches(own('using v1::Person;'), own('using v2::Person;')), [['0'], ['1']])

    def test_flags_come_to_who_uses_them_alone(self):
        self.assertEqual(self.batches('ABSL_FLAG(int, port, 1, "");', ''), [['0'], ['1']])
        self.assertEqual(self.batches('#include "registry_service/config.h"\n', ''), [['0'], ['1']])

    def test_headers_come_first_and_nothing_is_written_twice(self):
        path = self.write('a.cc', '#include <string>\n#include "b.h"\n#include "words.inc"\nint x;\n')
        command = [sys.executable, ROOT / 'deploy/build/batches.py', self.folder.name, '8', path]
        file = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
        self.assertEqual(pathlib.Path(file).read_text(encoding='utf-8'),
                         f'#include <string>\n#include "b.h"\n#include "{path}"\n')
        before = pathlib.Path(file).stat().st_mtime_ns
        subprocess.run(command, check=True, capture_output=True)
        self.assertEqual(pathlib.Path(file).stat().st_mtime_ns, before)

    def test_each_source_of_ours_is_in_a_batch(self):
        paths = [str(path) for path in (ROOT / 'scheduler_service/domain').glob('*.cc')]
        batches = batches_of([Source(path) for path in paths], 8)
        self.assertEqual(sorted(source.path for batch in batches for source in batch), sorted(paths))
        self.assertLess(len(batches), len(paths) / 3)


if __name__ == '__main__':
    unittest.main()
