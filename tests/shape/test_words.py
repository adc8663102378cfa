"""What never stands in our files, with what to write instead."""

import ast
import re
from pathlib import Path

import pytest

from tests.shape.files import ROOT, calls, fail_with, imported, python, text, texts, tree

LAWFUL_LOOKS = {5_000, 10_000, 100_000, 500_000, 1_000_000, 5_000_000}
LAW_READER = Path("workflows/law.py")
SIGNAL_HOME = Path("workflows/guards")
MEASURES_PAPER = Path("workflows/papers/proofreading.py")
STANDALONE = {Path("workflows/verifier.py"), Path("manage.py")}
REGISTRIES = [
    ".".join(parts)
    for parts in (("py" + "pi", "org"), ("pythonhosted", "org"), ("debian", "org"), ("npmjs", "org"), ("npmjs", "com"))
]
PATHS_OF_ONE_MACHINE = re.compile(r"(?<![\w.<])/(?:work|tmp|root|home)/\w|/opt/\w")
UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X]|HAC[K])\b")


def test_numbers_of_the_law_stand_in_its_own_room() -> None:
    faults = [
        f"{path}:{node.lineno}: {node.value!r}"
        for path in python(tests=False)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value in LAWFUL_LOOKS
    ]
    fail_with(
        faults, 'put the number into config/law/*.toml and ask law.value("…", on=day); a size of the machine is a power of two'
    )


def test_the_law_s_room_has_one_door() -> None:
    opens = re.compile(r"""/\s*["']law["']|["']config/law/""")
    faults = [f"{path} opens config/law" for path in python(tests=False) if path != LAW_READER and opens.search(text(path))]
    fail_with(faults, "ask workflows.law")


def test_money_is_never_a_float() -> None:
    faults = [
        f"{path}:{line}: {name}(…)"
        for path in python(tests=False)
        for line, name, _ in calls(path)
        if name in ("float", "models.FloatField") and path != MEASURES_PAPER
    ]
    fail_with(faults, "use Decimal, whole satang in the database, and BahtField")


def test_nothing_hangs_on_signals() -> None:
    connects = re.compile(r"(?:_save|_delete|_changed|_created|signal)\.connect$")
    faults = []
    for path in python(tests=False):
        if SIGNAL_HOME in path.parents:
            continue
        faults += [f"{path}:{line}: {name}" for line, name, _ in calls(path) if name == "receiver" or connects.search(name)]
        faults += [f"{path}: imports {module}" for module in imported(path) if module.split(".")[-1] == "signals"]
    fail_with(faults, "call it from the step, or follow the document with @follows")


def test_no_logic_hides_in_save() -> None:
    faults = [
        f"{path}:{node.lineno}: {owner.name}.{node.name}"
        for path in python(tests=False)
        for owner in ast.walk(tree(path))
        if isinstance(owner, ast.ClassDef)
        for node in owner.body
        if isinstance(node, ast.FunctionDef) and node.name in ("save", "delete")
    ]
    fail_with(faults, "make it a step of the procedure, performed by the engine")


def test_only_commands_print() -> None:
    faults = [
        f"{path}:{line}: print(…)"
        for path in python(tests=False)
        if "commands" not in path.parts and path not in STANDALONE
        for line, name, _ in calls(path)
        if name == "print"
    ]
    fail_with(faults, "return it, refuse with it, or write it in a command through self.stdout")


def test_nothing_is_left_for_later() -> None:
    faults = [
        f"{path}:{number}: {line.strip()}"
        for path in texts()
        for number, line in enumerate(text(path).splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    fail_with(faults, "do it, refuse it by name, or file an issue")


def test_a_skipped_test_says_why() -> None:
    faults = []
    for path in python(tests=True):
        for line, name, call in calls(path):
            reasons = {keyword.arg for keyword in call.keywords}
            if (name == "pytest.skip" and not call.args and "reason" not in reasons) or (
                name in ("pytest.mark.skip", "pytest.mark.skipif", "pytest.mark.xfail") and "reason" not in reasons
            ):
                faults.append(f"{path}:{line}: {name} without a reason")
        faults += [
            f"{path}: a bare mark.skip"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.FunctionDef)
            for mark in node.decorator_list
            if ast.unparse(mark) in ("pytest.mark.skip", "pytest.mark.xfail")
        ]
    fail_with(faults, 'say reason="…" in a whole sentence')


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_file_names_a_package_registry(host: str) -> None:
    faults = [f"{path} names {host}" for path in texts() if host in text(path)]
    fail_with(faults, "leave it to each machine's own settings; `make lock` writes no address")


def test_no_file_names_a_path_of_one_machine() -> None:
    faults = [
        f"{path}:{number}: {line.strip()}"
        for path in texts()
        for number, line in enumerate(text(path).splitlines(), 1)
        if PATHS_OF_ONE_MACHINE.search(line)
    ]
    fail_with(faults, f"write it relative to the project ({ROOT.name}/), or make a folder with tempfile")
