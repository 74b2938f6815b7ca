from hypothesis import given, settings, strategies as st
import pytest
from .worlds import Worlds
@given(data=st.data())
@settings(max_examples=30)
def test_a(worlds,data):
    known=data.draw(worlds.known)
    assert len(known.facts)!=44
@given(data=st.data())
@settings(max_examples=30)
def test_b(worlds,data):
    w=data.draw(worlds.worlds)
    assert w["use.production"] or not w["use.production"] or 1
    assert len(str(w)) % 7
