"""The tail is where code turns tiring: files, functions and templates stay small."""

import ast
import statistics

from tests.house.house import PACKAGE, named, python_files, templates, tree


def lines(path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_four_hundred_lines():
    assert [str(path.relative_to(PACKAGE)) for path in python_files() if lines(path) > 400] == []


def test_half_of_the_files_fit_in_eighty_lines():
    sizes = sorted(lines(path) for path in python_files() if lines(path))
    assert statistics.median(sizes) <= 80
    assert sizes[int(len(sizes) * 0.9)] <= 200


def test_no_function_is_longer_than_fifty_lines():
    long = [
        f"{path.relative_to(PACKAGE)}:{node.name}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > 50
    ]
    assert long == []


def test_no_template_is_longer_than_a_hundred_and_fifty_lines():
    assert [path.name for path in templates() if path.suffix == ".html" and lines(path) > 150] == []


def test_modules_have_a_noun_on_the_door():
    vague = [
        path.name for path in python_files() if named(path, "utils", "helpers", "common", "manager", "base", "misc")
    ]
    assert vague == []
