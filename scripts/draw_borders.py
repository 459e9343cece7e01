"""Make vliegwiel/people/data/netherlands.json from borders as TopoJSON.

    python scripts/draw_borders.py municipalities.topojson

Each border is simplified once, so neighbours still fit. Coordinates are whole numbers in the viewBox.
Needs object ``municipalities`` with the CBS code as id. Names and centres come from people/data/municipalities.csv.
"""

import argparse
import csv
import heapq
import json
import math
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

ROOM = Path(__file__).parents[1] / "vliegwiel"
WIDTH = 800  # of the viewBox; the height follows
MARGIN = 6
MEAN_LATITUDE = math.radians(52.15)  # shapes look right around here
SMALLEST_TRIANGLE = 2.5  # square units of the viewBox: a bend smaller than this is straightened
SMALLEST_PART = 9.0  # square units: smaller islands and enclaves are left out

Point = tuple[int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("topojson", type=Path)
    topology = json.loads(parser.parse_args().topojson.read_text(encoding="utf-8"))
    lines = decoded(topology)
    place, height = projection(lines)
    arcs = [simplified([place(*point) for point in line]) for line in lines]
    shapes = topology["objects"]["municipalities"]["geometries"]
    with (ROOM / "people/data/municipalities.csv").open(encoding="utf-8", newline="") as file:
        municipalities = {row["code"]: row for row in csv.DictReader(file)}
    drawing = {
        "source": "Bron: CBS / Kadaster",
        "width": WIDTH,
        "height": height,
        "provinces": "".join(path(arc) for arc in province_borders(shapes, arcs)),
        "municipalities": [
            {
                "code": shape["id"],
                "name": municipalities[shape["id"]]["official_name"].removeprefix("Gemeente "),
                "path": outline(shape, arcs),
                "centre": rounded(
                    place(float(municipalities[shape["id"]]["lon"]), float(municipalities[shape["id"]]["lat"]))
                ),
            }
            for shape in shapes
        ],
    }
    text = json.dumps(drawing, ensure_ascii=False, separators=(",", ":")).replace('{"code"', '\n{"code"')
    (ROOM / "people/data/netherlands.json").write_text(text + "\n", encoding="utf-8")
    size = len(drawing["provinces"]) + sum(len(shape["path"]) for shape in drawing["municipalities"])
    print(f"{len(shapes)} municipalities, {size:,} characters of paths, {WIDTH} x {height}")


def decoded(topology: dict) -> list[list[tuple[float, float]]]:
    """The borders as degrees: TopoJSON keeps them as differences on a grid."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((left + x * scale_x, bottom + y * scale_y))
        lines.append(line)
    return lines


def projection(lines: list[list[tuple[float, float]]]):
    """A function from degrees to the viewBox, and the height of the viewBox."""
    longitudes = [point[0] for line in lines for point in line]
    latitudes = [point[1] for line in lines for point in line]
    left, top = min(longitudes), max(latitudes)
    unit = (WIDTH - 2 * MARGIN) / ((max(longitudes) - left) * math.cos(MEAN_LATITUDE))

    def place(longitude: float, latitude: float) -> tuple[float, float]:
        return MARGIN + (longitude - left) * math.cos(MEAN_LATITUDE) * unit, MARGIN + (top - latitude) * unit

    return place, round(2 * MARGIN + (top - min(latitudes)) * unit)


def simplified(line: list[tuple[float, float]]) -> list[Point]:
    """Visvalingam: take away the point with the smallest triangle, until all are large enough. Ends stay."""
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    left = len(line)
    least = 5 if line[0] == line[-1] else 2  # an island keeps a shape

    def area(i: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = line[before[i]], line[i], line[after[i]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    areas = {i: area(i) for i in range(1, len(line) - 1)}
    queue = [(size, i) for i, size in areas.items()]
    heapq.heapify(queue)
    while queue and queue[0][0] < SMALLEST_TRIANGLE and left > least:
        size, i = heapq.heappop(queue)
        if areas.get(i) != size:
            continue
        del areas[i]
        left -= 1
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for neighbour in (a, b):
            if neighbour in areas:
                areas[neighbour] = max(area(neighbour), size)
                heapq.heappush(queue, (areas[neighbour], neighbour))
    kept = [0, *sorted(areas), len(line) - 1]
    points = [rounded(line[i]) for i in kept]
    return [point for n, point in enumerate(points) if n == 0 or point != points[n - 1]]


def rounded(point: tuple[float, float]) -> Point:
    return round(point[0]), round(point[1])


def outline(shape: dict, arcs: list[list[Point]]) -> str:
    """The path of one municipality; parts too small to see are left out, but never the largest."""
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    rings = [joined(ring, arcs) for polygon in polygons for ring in polygon]
    sizes = [abs(ring_area(ring)) for ring in rings]
    return "".join(
        path(ring[:-1]) + "z"
        for ring, size in zip(rings, sizes, strict=True)
        if size in (max(sizes),) or size > SMALLEST_PART
    )


def joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def ring_area(ring: list[Point]) -> float:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring)) / 2


def path(points: list[Point]) -> str:
    """Relative path commands with as few signs as SVG allows: m10 20l5-3 2 1."""
    (x, y), numbers = points[0], []
    for next_x, next_y in points[1:]:
        numbers += [next_x - x, next_y - y]
        x, y = next_x, next_y
    steps = "".join(str(n) if n < 0 or not i else f" {n}" for i, n in enumerate(numbers))
    return f"M{points[0][0]} {points[0][1]}" + (f"l{steps}" if steps else "")


def province_borders(shapes: list[dict], arcs: list[list[Point]]) -> list[list[Point]]:
    """The borders that two provinces share."""
    sides = defaultdict(set)
    for shape in shapes:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for polygon in polygons:
            for ring in polygon:
                for number in ring:
                    sides[number if number >= 0 else ~number].add(shape["properties"]["province"])
    return [arcs[number] for number, provinces in sorted(sides.items()) if len(provinces) > 1]


if __name__ == "__main__":
    main()
