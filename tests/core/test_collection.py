"""Garbage is collected seldom within a block, and as before after it."""

from __future__ import annotations

import gc

import pytest

from graphbuild.core.collection import seldom_collected


def test_as_before_after_the_block() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold()[0] > before[0]
        with seldom_collected():
            assert gc.isenabled()
    assert gc.get_threshold() == before


def test_as_before_after_an_error() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyError), seldom_collected():
        raise KeyError
    assert gc.get_threshold() == before
