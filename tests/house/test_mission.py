"""The table of the mission and the journeys that show it are in step."""

import re
from pathlib import Path

TESTS = Path(__file__).parent.parent
TABLE = TESTS.parent / "docs" / "mission.md"
ROWS = 31


def rows() -> dict[int, str]:
    """The file that shows each row, or an empty text, by number of the row."""
    found = {}
    for line in TABLE.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0].isdigit():
            assert len(cells) == 5, line
            found[int(cells[0])] = cells[3].strip("`–")
    return found


def marked() -> dict[int, set[str]]:
    """The files in which a journey says that it shows a row."""
    found: dict[int, set[str]] = {}
    for file in sorted(TESTS.glob("journeys/test_*.py")):
        for number in re.findall(r"^@pytest\.mark\.mission\((\d+)\)$", file.read_text(), re.MULTILINE):
            found.setdefault(int(number), set()).add(str(file.relative_to(TESTS.parent)))
    return found


def test_every_row_of_the_mission_is_in_the_table_once():
    assert sorted(rows()) == list(range(1, ROWS + 1))
    numbers = re.findall(r"^\| (\d+) \|", TABLE.read_text(), re.MULTILINE)
    assert len(numbers) == ROWS


def test_the_table_names_the_journeys_that_there_are_and_no_others():
    claimed = {number: {file} for number, file in rows().items() if file}
    assert claimed == marked()
