#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""batches.py FOLDER PER_BATCH SOURCE...: few sources out of many, which compile in a fraction of their time.

Writes FOLDER/batch_<n>.cc, each including up to PER_BATCH sources, and prints their paths, one a line. A file that would
not change is left alone. What a source keeps to itself, in its unnamed namespaces, must mean the same in a batch as
without: so no source of a batch mentions a name that another one keeps to itself, all headers are read before, and
none that another one reads declares such a name. What is not looked for: a call that another source's header, which it
did not read, would have an overload for as well.
"""
import functools
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAMESPACE = re.compile(r'^namespace ([\w:]+) \{$', re.MULTILINE)
UNNAMED = re.compile(r'^namespace \{$(.*?)^\}  // namespace$', re.MULTILINE | re.DOTALL)
# At the beginning of a line, because what a type or a function has inside is its own: the last word before what ends a
# name, of a function, a constant, a type or an alias.
NAMED = re.compile(r'^(?![ \t#/}])(?:.*?)\b([A-Za-z_]\w*)(?:\[[^\]]*\])*\s*(?:[({;=]|:(?!:)|final\b)', re.MULTILINE)
BORROWED = re.compile(r'^using ([\w:]+::(\w+));$', re.MULTILINE)
# But what is looked for in a class or a named namespace, and so found there alone: v1::Person, person.name().
WORD = re.compile(r'(?<![\w:.])(?<!->)[A-Za-z_]\w*|(?<=[^:]:)[A-Za-z_]\w*')
TEMPLATE_ARGUMENTS = re.compile(r'<[^<>;{}]*>')
# What is used without being mentioned, or named inside.
UNSEEN = re.compile(r'^(?:(?![ \t#/]).*\boperator\W|enum (?!class\b)|static )', re.MULTILINE)
CHARACTER = re.compile(r"'(?:\\.|[^'\\\n])'")
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"')
COMMENT = re.compile(r'//[^\n]*')
OURS = re.compile(r'^#include "([^"]+)\.h"$', re.MULTILINE)
INCLUDE = re.compile(r'^#include (?:<[^>]+>|"[^"]+\.h")$', re.MULTILINE)


@functools.cache
def text_at(path):
    return path.read_text(encoding='utf-8') if path.is_file() else ''


@functools.cache
def headers_in(path):
    return tuple(OURS.findall(text_at(ROOT / path)))


def headers_of(path):
    """Without .h, all of our headers that a source reads, itself or through others."""
    seen, left = set(), {path.removesuffix('.cc'), *headers_in(path)}
    while left:
        stem = left.pop()
        seen.add(stem)
        left |= set(headers_in(f'{stem}.h')) - seen
    return seen


@functools.cache
def has_flags(stem):
    return 'ABSL_FLAG(' in text_at(ROOT / f'{stem}.cc')


def without_template_arguments(text):
    """So that the name is what ends before a parenthesis: std::function<bool()> Name()."""
    shorter = TEMPLATE_ARGUMENTS.sub('', text)
    return text if shorter == text else without_template_arguments(shorter)


def without_literals(text):
    return STRING.sub('', CHARACTER.sub('', text))


def namespaces_in(text):
    """The text from each beginning of a namespace, with its name."""
    parts = NAMESPACE.split(text)
    return zip(parts[1::2], parts[2::2])


@functools.cache
def declared_in(stem):
    """The names that a header declares outside of classes, each with its namespace."""
    text = without_template_arguments(COMMENT.sub('', without_literals(text_at(ROOT / f'{stem}.h'))))
    return frozenset((namespace, name) for namespace, part in namespaces_in(text) for name in NAMED.findall(part))


class Source:
    def __init__(self, path):
        text = text_at(ROOT / path)
        headers = headers_of(path)
        self.path = path
        self.headers = INCLUDE.findall(text)
        code = without_literals(text)
        unnamed = '\n'.join(UNNAMED.findall(code))
        # A program has the flags of the objects that it links, and those that they use: it shall have its own alone.
        self.stands_alone = any(map(has_flags, headers)) or UNSEEN.search(unnamed) is not None
        self.words = set(WORD.findall(COMMENT.sub('', code)))
        unnamed = without_template_arguments(COMMENT.sub('', unnamed))
        # Names with what they are borrowed from: two sources may well mean the same by using v1::Person.
        self.own = {name: '' for name in NAMED.findall(unnamed)}
        self.own.update((name, origin) for origin, name in BORROWED.findall(unnamed))
        self.words.update(self.own)
        self.declared = frozenset().union(*map(declared_in, headers))
        # jiedui::scheduler and jiedui: what these have would be ambiguous beside an own name.
        self.namespaces = {'::'.join(names[:end + 1]) for name, _ in namespaces_in(text)
                           for names in [name.split('::')] for end in range(len(names))}

    def stands_beside(self, other):
        if self.stands_alone or other.stands_alone:
            return False
        return self._is_unheard_of_in(other) and other._is_unheard_of_in(self)

    def _is_unheard_of_in(self, other):
        for name, origin in self.own.items():
            if any((namespace, name) in other.declared for namespace in self.namespaces):
                return False
            if name in other.words and not (origin and other.own.get(name) == origin):
                return False
        return True


def batches_of(sources, per_batch):
    """Each source goes into the first batch that has room for it and nothing against it: first those that get on with
    the fewest, while there is room everywhere."""
    foes = {source.path: sum(not source.stands_beside(other) for other in sources) for source in sources}
    batches = []
    for source in sorted(sources, key=lambda source: -foes[source.path]):
        for batch in batches:
            if len(batch) < per_batch and all(source.stands_beside(other) for other in batch):
                batch.append(source)
                break
        else:
            batches.append([source])
    return batches


def text_of(batch):
    headers = dict.fromkeys(header for source in batch for header in source.headers)
    return '\n'.join([*headers, *(f'#include "{source.path}"' for source in batch), ''])


def main():
    folder, per_batch, paths = pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    folder.mkdir(parents=True, exist_ok=True)
    for number, batch in enumerate(batches_of([Source(path) for path in sorted(paths)], per_batch)):
        file, text = folder / f'batch_{number}.cc', text_of(batch)
        if not file.exists() or file.read_text(encoding='utf-8') != text:
            file.write_text(text, encoding='utf-8')
        print(file)


if __name__ == '__main__':
    main()
