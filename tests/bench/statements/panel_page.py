# mypy: ignore-errors
"""The page of statements in Panel."""

import panel as pn
from words import ANSWERS, FIELD, HEADING, SAVE, STATEMENTS, answered, saved

pn.extension()

count = pn.widgets.StaticText(value=answered(0))
choices = [pn.widgets.RadioBoxGroup(options=list(ANSWERS)) for _ in STATEMENTS]
for choice in choices:
    choice.value = None  # Panel begins with the first answer chosen
field = pn.widgets.TextInput(name=FIELD)
save = pn.widgets.Button(name=SAVE)
said = pn.widgets.StaticText(value="")


def given():
    return sum(choice.value is not None for choice in choices)


def tell(*_events):
    count.value = answered(given())


def keep(_event):
    said.value = saved(given(), field.value)


for choice in choices:
    choice.param.watch(tell, "value")
save.on_click(keep)

pn.Column(
    f"# {HEADING}",
    count,
    *(
        pn.Column(pn.widgets.StaticText(value=statement), choice)
        for statement, choice in zip(STATEMENTS, choices, strict=True)
    ),
    field,
    save,
    said,
).servable()
