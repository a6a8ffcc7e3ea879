"""The perspective between page and photo, from four corner codes or three."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from saindege.delivery.sheet.finding import homography

slips = st.floats(-0.12, 0.12)


def put(matrix, points):
    found = matrix @ np.vstack([np.asarray(points, dtype=float).T, np.ones(len(points))])
    return (found[:2] / found[2]).T


def test_square_onto_a_known_trapezium():
    # Hand-worked: x' = x / (1 + y), y' = 2 y / (1 + y) takes the unit square onto a table seen from its edge.
    square = [(0, 0), (1, 0), (1, 1), (0, 1)]

    found = homography(square, [(0, 0), (1, 0), (0.5, 1), (0, 1)])

    assert np.allclose(found, [[1, 0, 0], [0, 2, 0], [0, 1, 1]])


@given(st.lists(st.tuples(slips, slips), min_size=4, max_size=4), st.floats(0, 6.28))
def test_any_view_of_a_page_is_taken_back_exactly(moved, turn):
    page = np.array([(12, 10), (198, 10), (198, 287), (12, 287)], dtype=float)
    round_about = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    photo = page @ round_about.T * 9 + np.asarray(moved) * 1000
    there = homography([tuple(point) for point in page], [tuple(point) for point in photo])

    back = put(np.linalg.inv(there), put(there, [(100, 150), (60, 70)]))

    assert np.allclose(put(there, page), photo, atol=1e-4)
    assert np.allclose(back, [(100, 150), (60, 70)], atol=1e-6)
