#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the examples of a Markdown file: run_examples.py FILE [OLD=NEW ...]

An example is a fenced ```sh block with at least one line "# -> TEXT". Its commands are run by bash in the current folder,
each OLD (a port) replaced by NEW; every TEXT must be in what they print, in any order. White space is not compared, since
versions of grpcurl differ in it. The exit status must be 0, unless a TEXT says "Code: ", as grpcurl does when a call fails.
"""
import re
import subprocess
import sys

MARK = "# -> "
TIMEOUT_SECONDS = 60
EXAMPLES_MIN = 6  # fewer means that the examples are no longer recognised


def examples(markdown):
    """(commands, expected texts) of every block that expects something."""
    for block in re.findall(r"^```sh\n(.*?)^```$", markdown, flags=re.S | re.M):
        lines = block.splitlines()
        expected = [line[len(MARK):].strip() for line in lines if line.startswith(MARK)]
        if expected:
            yield "\n".join(line for line in lines if not line.startswith(MARK)), expected


def squeezed(text):
    return "".join(text.split())


def run(commands, expected):
    """What is wrong with one example; empty if nothing."""
    try:
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", commands], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=TIMEOUT_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return [f"takes longer than {TIMEOUT_SECONDS} s"]
    problems = [f"not in the answer: {text}" for text in expected
                if squeezed(text) not in squeezed(done.stdout)]
    fails_as_said = any(text.startswith("Code: ") for text in expected)
    if (done.returncode != 0) != fails_as_said:
        problems.append(f"exit status {done.returncode}")
    return problems + ([f"the answer was:\n{done.stdout}"] if problems else [])


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        markdown = file.read()
    replacements = [argument.split("=", 1) for argument in sys.argv[2:]]
    failed = count = 0
    for commands, expected in examples(markdown):
        count += 1
        for old, new in replacements:
            commands = commands.replace(old, new)
        problems = run(commands, expected)
        failed += bool(problems)
        print(f"{'FAILED' if problems else 'ok':6}  {commands.splitlines()[0]}")
        for problem in problems:
            print("        " + problem.replace("\n", "\n        "))
    print(f"{sys.argv[1]}: {count} examples, {failed} failed")
    return 1 if failed or count < EXAMPLES_MIN else 0


if __name__ == "__main__":
    sys.exit(main())
