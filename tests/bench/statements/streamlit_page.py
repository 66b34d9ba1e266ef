# mypy: ignore-errors
"""The page of statements in Streamlit."""

import streamlit as st
from words import ANSWERS, FIELD, HEADING, SAVE, STATEMENTS, answered, saved

keys = [f"statement {n}" for n in range(len(STATEMENTS))]
given = sum(st.session_state.get(key) is not None for key in keys)

st.title(HEADING)
st.write(answered(given))
for key, statement in zip(keys, STATEMENTS, strict=True):
    st.radio(statement, ANSWERS, index=None, key=key)
text = st.text_input(FIELD)
if st.button(SAVE):
    st.write(saved(given, text))
