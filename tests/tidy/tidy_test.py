#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks of the code itself that no compiler makes: layers, sizes, words, tests, comments of protos.

Run without arguments in any folder of the checkout; prints one line per finding and exits 1 if there is one.
`--self-test` feeds every check a tree that breaks it. The limits hold from the first commit: a limit that is not
enforced is not a limit.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
LICENSE_LINE = "SPDX-License-Identifier: Apache-2.0"
CORPUS = "tests/fuzz/corpus/"
CORPUS_BYTES_MAX, CORPUS_FILES_MAX = 200_000, 100  # in all; of one fuzzer
HEADER_LINES_MAX, SOURCE_LINES_MAX, FUNCTION_LINES_MAX, LINE_COLUMNS_MAX = 200, 400, 60, 120

# Folder -> the folders it may include from. Folders not named may be included by nobody else.
LAYERS = {
    "common/base": ["common/base"],
    "common/store": ["common/base", "common/store"],
    "common/ops": ["common/base", "common/ops"],
    "common/rpc": ["common/base", "common/store", "common/ops", "common/rpc"],
}
# Fuzzers are for parsers: what needs a server or a store is tested elsewhere.
LAYERS["tests/fuzz"] = ["common/base", "common/rpc", "registry_service/domain", "registry_service/tools",
                        "scheduler_service/planning", "scheduler_service/reporting", "tests/fuzz"]
for service in ("registry", "scheduler"):
    top = f"{service}_service"
    domain, store = f"{top}/domain", f"{top}/store"
    LAYERS[domain] = ["common/base", domain, f"{top}/planning"]
    LAYERS[f"{top}/planning"] = ["common/base", f"{top}/planning"]
    LAYERS[store] = ["common/base", "common/store", domain, store]
    LAYERS[f"{top}/reporting"] = ["common/base", "common/store", domain, store, f"{top}/reporting"]
    LAYERS[f"{top}/directory"] = ["common/base", "common/store", "common/ops", "common/rpc", domain, store,
                                  f"{top}/directory"]
    LAYERS[f"{top}/rpc"] = ["common/base", "common/store", "common/rpc", "common/ops", domain, store,
                            f"{top}/directory", f"{top}/reporting", f"{top}/planning", f"{top}/rpc"]
    LAYERS[f"{top}/tools"] = ["common/base", "common/ops", "common/rpc", f"{top}/planning", f"{top}/tools"]

# (pattern, where it may not stand, what to write instead)
EVERYWHERE = lambda path: True
OUTSIDE = lambda *folders: lambda path: not path.startswith(folders)
BANNED = [
    (r"\babsl::Now\(|system_clock::now", OUTSIDE("common/base/clock.cc", "common/ops/log.cc", "tests/"), "a Clock"),
    (r"\bstd::string_view\b", OUTSIDE("tests/"), "absl::string_view"),
    (r"\babsl::Mutex\b|\bstd::mutex\b", OUTSIDE("common/base/mutex.h", "tests/"), "jiedui::Mutex"),
    (r"\bthrow\b", EVERYWHERE, "a Status"),
    (r"\bstd::cout\b|(?<![\w:])printf\(", OUTSIDE("deploy/demo/", "scheduler_service/tools/", "registry_service/tools/",
                                                 "common/ops/", "tests/bench/"), "ops::Log"),
    (r"\bsleep_for\b|\busleep\(|(?<!\w)sleep\(|absl::SleepFor", OUTSIDE("tests/"), "a condition, or the fake clock"),
    (r"\busing namespace\b", EVERYWHERE, "the name itself"),
    (r"\brocksdb::|<rocksdb/|\"rocksdb/", OUTSIDE("common/store/rocks/", "tests/"), "store::Store"),
    (r"\bgrpc::|<grpcpp/|<grpc/|\"grpcpp/", OUTSIDE("common/rpc/", "common/ops/log.cc", "scheduler_service/directory/",
                                                 "scheduler_service/scheduler.", "scheduler_service/tools/", "registry_service/tools/",
                                                 "deploy/demo/", "tests/"), "common/rpc"),
    (r"\bstd::thread\b", OUTSIDE("common/", "tests/", "scheduler_service/directory/"), "a thread of common/"),
    (r"^#ifndef \w+_H_?$", EVERYWHERE, "#pragma once"),
    (r"\bNOLINT(?!(NEXTLINE|BEGIN|END)?\([\w,.-]+\): )", EVERYWHERE, "NOLINT(check-name): reason"),
    (r"\bGTEST_SKIP\b|\bDISABLED_", EVERYWHERE, "a test that runs"),
    (r"\b(FIXME|XXX|HACK)\b|\bTODO\b(?!\(#\d+\))", EVERYWHERE, "TODO(#12), or the thing done"),
    (r"(?i)\bfor now\b|not implemented|\bplaceholder\b", EVERYWHERE, "the thing done"),
]
FIELD_WORDS = ("Required.", "Optional.", "Output only.", "Immutable.", "Identifier.")


class Tree:
    """The tracked (and not ignored) texts below a root."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=self.root, check=True,
                                capture_output=True, text=True).stdout.split("\n")
        self.paths = sorted(p for p in listed if p and not p.endswith(".gz") and (self.root / p).is_file())

    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8")

    def code(self):
        return [p for p in self.paths if p.endswith((".cc", ".h"))]


def folder_layer(path):
    best = max((layer for layer in LAYERS if path.startswith(layer + "/")), key=len, default=None)
    return best


def check_layers(tree):
    for path in tree.code():
        layer = folder_layer(path)
        if layer is None:
            continue
        for number, line in enumerate(tree.text(path).splitlines(), 1):
            match = re.match(r'#include "((?:common|registry_service|scheduler_service|tests|deploy)/[^"]+)"', line)
            if match and not any(match[1].startswith(allowed + "/") for allowed in LAYERS[layer]):
                yield f"{path}:{number}: {layer} may not include {match[1]}"
            if layer.endswith("/domain") and re.match(r"#include [<\"](thread|mutex|iostream|fstream|grpcpp|rocksdb)",
                                                      line):
                yield f"{path}:{number}: domain/ is pure: {line}"


def check_sizes(tree):
    for path in tree.code():
        lines = tree.text(path).splitlines()
        limit = HEADER_LINES_MAX if path.endswith(".h") else SOURCE_LINES_MAX
        if len(lines) > limit:
            yield f"{path}: {len(lines)} lines, at most {limit}: split it by idea"
        for number, line in enumerate(lines, 1):
            if len(line) > LINE_COLUMNS_MAX and "http" not in line:
                yield f"{path}:{number}: {len(line)} columns, at most {LINE_COLUMNS_MAX}"


def functions(tree):
    """(path, line, length, name) of every function body, by universal-ctags."""
    listed = "\n".join(tree.code())
    out = subprocess.run(["ctags", "--languages=C++", "--kinds-C++=f", "--fields=+ne", "-f", "-", "-L", "-"],
                         cwd=tree.root, input=listed, capture_output=True, text=True, check=True).stdout
    for tag in out.splitlines():
        if tag.startswith("!"):
            continue
        parts = tag.split("\t")
        line = next((int(p[5:]) for p in parts if p.startswith("line:")), None)
        end = next((int(p[4:]) for p in parts if p.startswith("end:")), None)
        if line and end:
            yield parts[1], line, end - line + 1, parts[0]


def check_functions(tree):
    for path, line, length, name in functions(tree):
        if length > FUNCTION_LINES_MAX:
            yield f"{path}:{line}: {name} has {length} lines, at most {FUNCTION_LINES_MAX}"


def check_words(tree):
    for path in tree.code():
        for number, line in enumerate(tree.text(path).splitlines(), 1):
            for pattern, applies, instead in BANNED:
                if applies(path) and re.search(pattern, line):
                    yield f"{path}:{number}: {re.search(pattern, line)[0].strip()!r} is banned: write {instead}"


def check_licence(tree):
    for path in tree.code() + [p for p in tree.paths if p.endswith((".proto", ".sh", ".py", "CMakeLists.txt"))]:
        if LICENSE_LINE not in "\n".join(tree.text(path).splitlines()[:3]):
            yield f"{path}: the first lines do not say {LICENSE_LINE}"


def check_tests(tree):
    """Every .cc of a library has its test in the mirrored folder; programs are tested by running them."""
    present = set(tree.paths)
    for path in tree.code():
        folder, name = path.rsplit("/", 1) if "/" in path else ("", path)
        if not path.endswith(".cc") or folder.startswith("tests") or name == "main.cc" or folder.endswith("/tools"):
            continue
        test = f"tests/{folder}/{name[:-3]}_test.cc"
        if test not in present:
            yield f"{path}: has no test {test}"


def check_protos(tree):
    for path in (p for p in tree.paths if p.endswith(".proto")):
        lines = tree.text(path).splitlines()
        storage = "/storage/" in path or path.startswith(("proto/jiedui/store", "proto/jiedui/rules"))
        for number, line in enumerate(lines, 1):
            declares = re.match(r"\s*(message|enum|service|rpc|oneof) \w+", line)
            field = re.match(r"\s*(repeated |optional )?[\w.<>, ]+ \w+ = \d+( \[|;|$)", line)
            value = re.match(r"\s*[A-Z][A-Z0-9_]+ = \d+;", line)
            if not (declares or field or value) or line.strip().startswith(("option", "//", "syntax")):
                continue
            above = lines[number - 2].strip() if number > 1 else ""
            if not above.startswith("//"):
                yield f"{path}:{number}: no comment above: {line.strip()}"
            elif field and not storage and not value:
                first = number - 2
                while lines[first - 1].strip().startswith("//"):
                    first -= 1
                words = lines[first].strip()[2:].strip()
                if not words.startswith(FIELD_WORDS):
                    yield f"{path}:{number}: the comment begins with none of {', '.join(FIELD_WORDS)}"
                elif "required: true" in " ".join(lines[number - 1:number + 5]).split(";")[0] and \
                        not words.startswith("Required."):
                    yield f"{path}:{number}: the rule says required, the comment does not"


def check_markdown(tree):
    for path in (p for p in tree.paths if p.endswith(".md")):
        text = re.sub(r"```.*?```", "", tree.text(path), flags=re.S)
        titles = re.findall(r"^# ", text, flags=re.M)
        if len(titles) != 1:
            yield f"{path}: {len(titles)} first-level titles, wants one"


def check_paths(tree):
    """Nothing refers to a place outside the repository."""
    for path in tree.paths:
        if path.endswith((".png", ".bin", ".binpb")) or path.startswith(CORPUS) or path == "tests/tidy/tidy_test.py":
            continue
        for number, line in enumerate(tree.text(path).splitlines(), 1):
            if re.search(r"\.\./shared|/work/(main|shared)|\.library/", line):
                yield f"{path}:{number}: names a place outside the repository"


def check_corpus(tree):
    """The inputs of the fuzzers stay few and small; each fuzzer has some."""
    inputs = [p for p in tree.paths if p.startswith(CORPUS)]
    size = sum((tree.root / p).stat().st_size for p in inputs)
    if size > CORPUS_BYTES_MAX:
        yield f"{CORPUS}: {size} bytes, at most {CORPUS_BYTES_MAX}"
    folders = [p[len(CORPUS):].split("/")[0] for p in inputs]
    fuzzers = {p[len("tests/fuzz/fuzz_"):-3] for p in tree.paths if re.fullmatch(r"tests/fuzz/fuzz_\w+\.cc", p)}
    for name in sorted(fuzzers | set(folders)):
        if name not in fuzzers:
            yield f"{CORPUS}{name}: there is no tests/fuzz/fuzz_{name}.cc"
        elif not 0 < folders.count(name) <= CORPUS_FILES_MAX:
            yield f"{CORPUS}{name}: {folders.count(name)} inputs, wants 1 to {CORPUS_FILES_MAX}"


CHECKS = [check_layers, check_sizes, check_functions, check_words, check_licence, check_tests, check_protos,
          check_markdown, check_paths, check_corpus]

# One file that each check must complain about.
SELF_TEST = {
    "check_layers": ("registry_service/domain/a.h", '#include "common/store/store.h"\n'),
    "check_sizes": ("common/base/a.h", "\n" * 201),
    "check_functions": ("common/base/a.cc", "int F() {\n" + "  // x\n" * 60 + "  return 1;\n}\n"),
    "check_words": ("common/base/a.cc", "void F() { throw 1; }\n"),
    "check_licence": ("common/base/a.cc", "int a;\n"),
    "check_tests": ("common/base/a.cc", "int a;\n"),
    "check_protos": ("proto/jiedui/registry/v1/a.proto", "message A {\n  // A thing.\n  string name = 1;\n}\n"),
    "check_markdown": ("a.md", "# One\n# Two\n"),
    "check_paths": ("a.txt", "see ../shared/x\n"),
    "check_corpus": ("tests/fuzz/fuzz_a.cc", "int a;\n"),
}


def self_test():
    failed = []
    for check in CHECKS:
        path, text = SELF_TEST[check.__name__]
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["git", "init", "-q", folder], check=True)
            file = pathlib.Path(folder) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
            if not list(check(Tree(folder))):
                failed.append(check.__name__)
    return [f"self-test: {name} finds nothing in a tree that breaks it" for name in failed]


def main():
    findings = self_test() if "--self-test" in sys.argv else []
    tree = Tree(ROOT)
    for check in CHECKS:
        findings += check(tree)
    print("\n".join(findings) if findings else f"tidy: {len(tree.paths)} files, {len(CHECKS)} checks, nothing found")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
