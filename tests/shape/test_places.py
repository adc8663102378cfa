"""Everything has its place: tests mirror packages, imports look down."""

import tomllib

from tests.shape.files import APPLICATIONS, ROOT, fail_with, imported, python, tracked

WITHOUT_A_PACKAGE = {"journeys", "shape", "bench"}  # a person's whole way; the files themselves; speed


def test_every_test_file_has_a_home() -> None:
    packages = {path.parent for path in tracked() if path.name == "__init__.py" and path.parts[0] in APPLICATIONS}
    faults = []
    for path in tracked():
        if path.parts[0] != "tests" or not path.name.startswith("test_") or path.suffix != ".py":
            continue
        home = path.parent.relative_to("tests")
        if home not in packages and (not home.parts or home.parts[0] not in WITHOUT_A_PACKAGE):
            faults.append(f"{path} mirrors no package")
    fail_with(faults, "move it to tests/<package>/, beside the tests of what it tries")


def contracts() -> list[dict[str, object]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        declared: list[dict[str, object]] = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return declared


def test_the_staircase_of_packages_is_a_contract() -> None:
    staircases = [contract["layers"] for contract in contracts() if contract["type"] == "layers"]
    assert list(APPLICATIONS) in staircases, "pyproject.toml lost the contract that imports look only down: put it back"


def test_every_application_has_a_staircase_of_its_own() -> None:
    named = " ".join(str(contract) for contract in contracts())
    missing = [
        application for application in APPLICATIONS[1:] if f"'{application}." not in named and f"'{application}'" not in named
    ]
    fail_with(
        missing, "give it a layers contract in pyproject.toml: urls, views and api, procedures, queries and services, rules, models"
    )


def test_rules_ask_no_database() -> None:
    """A rule decides from values already in hand, so that a test can try the day before, the day, and the day after."""
    faults = [
        f"{path}: imports {module}"
        for path in python(tests=False)
        if path.stem == "rules" or path.parent.name == "rules"
        for module in imported(path)
        if module.startswith("django.db") or module.split(".")[-1] in ("queries", "services")
    ]
    fail_with(faults, "let the step fetch the values and hand them to the rule")


def test_migrations_are_the_only_files_that_nobody_wrote() -> None:
    """A lock, a database or compiled messages in the repository would go stale unseen."""
    faults = [f"{path}" for path in tracked() if path.name == "uv.lock" or path.suffix in {".mo", ".sqlite3", ".pyc"}]
    fail_with(faults, "let make write it; .gitignore knows it")
