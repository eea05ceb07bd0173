"""Free room in a drawing: what is put in touches nothing, stays near, and moves nobody."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from graphbuild.drawing import layout
from graphbuild.drawing.room import Room
from graphbuild.drawing.spacing import MARGIN
from graphbuild.drawing.springs import LENGTH

sizes = st.tuples(st.floats(4, 60), st.floats(4, 40))


def touch(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(abs(one[k] - other[k]) < one[k + 2] + other[k + 2] + MARGIN - 0.001 for k in (0, 1))


@given(st.lists(sizes, min_size=2, max_size=25), st.data())
def test_boxes_that_are_put_beside_others_touch_none(boxes: list[tuple[float, float]], data: st.DataObject) -> None:
    placed = [(0.0, 0.0, *boxes[0])]
    room = Room(placed, largest=60)
    for half in boxes[1:]:
        near = data.draw(st.lists(st.sampled_from([box[:2] for box in placed]), min_size=1, max_size=3))
        spot = room.beside(near, half) if data.draw(st.booleans()) else room.apart(half)
        placed.append((*spot, *half))
        room.add(placed[-1])
    assert not any(touch(one, other) for one, other in combinations(placed, 2))


def test_a_new_node_stands_beside_its_neighbour() -> None:
    boxes = [(20.0, 20.0)] * 6
    kept = [(0, 0), (135, 0), (270, 0), (5_000, 0), (5_100, 0), None]
    spots = layout.place(boxes, [(0, 1), (1, 2), (3, 4), (5, 2)], [True] * 4, kept=kept)
    assert spots[:5] == kept[:5]
    assert max(abs(a - b) for a, b in zip(spots[5], kept[2], strict=True)) <= 2 * LENGTH


def test_a_hidden_link_leads_to_a_place_too_and_a_lone_part_stays_together() -> None:
    boxes = [(20.0, 20.0)] * 9
    kept = [(0, 0), (135, 0), (270, 0), (405, 0), (540, 0), None, None, None, None]
    links = [(0, 1), (1, 2), (2, 3), (3, 4), (5, 4), (6, 7)]
    spots = layout.place(boxes, links, [True] * 4 + [False, True], kept=kept)
    assert spots[:5] == kept[:5]
    assert abs(spots[5][0] - 540) <= 2 * LENGTH
    assert max(abs(a - b) for a, b in zip(spots[6], spots[7], strict=True)) <= 2 * LENGTH
    assert not any(touch((*one, 20, 20), (*other, 20, 20)) for one, other in combinations(spots, 2))


def test_where_nobody_is_new_nobody_moves() -> None:
    kept = [(3, 4), (300, 9)]
    assert layout.place([(9.0, 9.0)] * 2, [(0, 1)], [True], kept=kept) == kept


def test_half_of_them_new_is_laid_out_anew() -> None:
    boxes, links = [(9.0, 9.0)] * 4, [(0, 1), (1, 2), (2, 3)]
    kept = [(3_000, 4), (9_000, 9), None, None]
    assert layout.place(boxes, links, [True] * 3, kept=kept) == layout.place(boxes, links, [True] * 3)
