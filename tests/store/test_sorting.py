import pytest

from musworkshop.errors import InputError, NotAllowed, NotFound
from musworkshop.model.visibility import Reveal
from musworkshop.model.work import Stage
from musworkshop.store import cards, sorting, tables, workshops
from tests.store.hall import OTHER_THEME


def wall(hall):
    """The wall as sets of texts that stand together, and texts taken down."""
    found = hall.cards(hall.facilitator)
    together: dict[str, set[str]] = {}
    for text, card in found.items():
        together.setdefault(card.cluster_id or card.id, set()).add(text)
    hidden = {text for text, card in found.items() if card.hidden}
    return sorted(map(sorted, together.values())), hidden


def put_up(hall, *texts):
    return {text: hall.card(hall.scribe, text) for text in texts}


def group(hall, *card_ids):
    return hall.write(sorting.group_cards, hall.facilitator, list(card_ids))


def ungroup(hall, card_id):
    hall.write(sorting.ungroup_card, hall.facilitator, card_id)


def hide(hall, card_id, hidden=True):
    hall.write(sorting.set_hidden, hall.facilitator, card_id, hidden)


def undo(hall):
    hall.write(sorting.undo, hall.facilitator)


def clusters(hall, viewer=None, *, revealed=frozenset()):
    return hall.read(sorting.clusters, viewer or hall.facilitator, revealed=revealed)


def test_cards_that_say_the_same_stand_together_and_keep_where_they_come_from(hall):
    mine = hall.card(hall.scribe, "Ours")
    theirs = hall.card(hall.other, "Theirs")
    hers = hall.card(hall.alone, "Hers")
    group(hall, mine, theirs, hers)

    found = hall.cards(hall.facilitator)
    assert len({card.cluster_id for card in found.values()}) == 1
    assert [found[t].group_id for t in ("Ours", "Theirs", "Hers")] == [
        hall.scribe.group_id,
        hall.other.group_id,
        None,
    ]


def test_a_grouped_card_brings_all_it_stands_with(hall):
    ids = put_up(hall, *"ABCD")
    group(hall, ids["A"], ids["B"])
    group(hall, ids["C"], ids["D"])
    group(hall, ids["B"], ids["C"])

    assert wall(hall)[0] == [["A", "B", "C", "D"]]


def test_of_two_clusters_the_one_with_a_wording_gives_it_to_both(hall):
    ids = put_up(hall, *"ABCD")
    group(hall, ids["A"], ids["B"])
    named = group(hall, ids["C"], ids["D"])
    hall.write(sorting.name_cluster, hall.facilitator, named, "Worded", 1)

    assert group(hall, ids["A"], ids["C"]) == named
    assert [each.wording for each in clusters(hall)] == ["Worded"]


def test_cards_of_two_themes_are_not_grouped(hall):
    one = hall.card(hall.scribe, "A")
    two = hall.card(hall.scribe, "B", theme_id=OTHER_THEME)

    with pytest.raises(InputError, match="same theme"):
        group(hall, one, two)


@pytest.mark.parametrize("stage", [Stage.OWN, Stage.TABLE])
def test_a_card_that_is_not_on_the_wall_is_not_grouped(hall, stage):
    one = hall.card(hall.scribe, "A")
    two = hall.card(hall.scribe, "B", stage)

    with pytest.raises(InputError):
        group(hall, one, two)


@pytest.mark.parametrize("card_ids", [[], ["x"], ["x", "y"], ["x"] * 1000])
def test_fewer_than_two_cards_are_not_grouped(hall, card_ids):
    with pytest.raises(InputError):
        group(hall, *card_ids)


def test_one_card_named_twice_is_one_card(hall):
    ids = put_up(hall, "A")

    with pytest.raises(InputError):
        group(hall, ids["A"], ids["A"])


def test_of_three_together_one_can_go_and_two_stay(hall):
    ids = put_up(hall, *"ABC")
    group(hall, *ids.values())
    ungroup(hall, ids["B"])

    assert wall(hall)[0] == [["A", "C"], ["B"]]


def test_of_two_together_none_is_left_in_a_cluster(hall):
    ids = put_up(hall, *"AB")
    group(hall, *ids.values())
    ungroup(hall, ids["B"])

    assert wall(hall)[0] == [["A"], ["B"]]
    assert clusters(hall) == ()


def test_a_card_that_stands_alone_is_not_ungrouped(hall):
    ids = put_up(hall, *"AB")

    with pytest.raises(NotFound, match="not grouped"):
        ungroup(hall, ids["A"])


STEPS = {
    "group": lambda hall, ids: group(hall, ids["A"], ids["B"]),
    "merge": lambda hall, ids: group(hall, ids["B"], ids["C"], ids["D"]),
    "ungroup": lambda hall, ids: ungroup(hall, ids["C"]),
    "hide": lambda hall, ids: hide(hall, ids["B"]),
    "show": lambda hall, ids: hide(hall, ids["E"], hidden=False),
}


@pytest.mark.parametrize("name", list(STEPS))
def test_each_step_is_taken_back_whole(hall, name):
    ids = put_up(hall, *"ABCDE")
    group(hall, ids["C"], ids["D"])
    hide(hall, ids["E"])
    before = wall(hall)

    STEPS[name](hall, ids)
    assert wall(hall) != before
    undo(hall)

    assert wall(hall) == before


@pytest.mark.parametrize(
    "order",
    [
        ["group", "merge", "ungroup", "hide", "show"],
        ["hide", "show", "merge", "group", "ungroup"],
        ["ungroup", "group", "hide", "merge", "show"],
        ["merge", "ungroup", "show", "hide", "group"],
    ],
)
def test_all_steps_are_taken_back_one_after_another(hall, order):
    ids = put_up(hall, *"ABCDE")
    group(hall, ids["C"], ids["D"])
    hide(hall, ids["E"])
    seen = [wall(hall)]
    for name in order:
        STEPS[name](hall, ids)
        seen.append(wall(hall))

    for expected in reversed(seen[:-1]):
        undo(hall)
        assert wall(hall) == expected


def test_another_workshops_wall_is_neither_seen_nor_taken_back(hall, elsewhere):
    theirs = put_up(elsewhere, *"ABCDE")
    for step in ("group", "merge", "hide"):
        STEPS[step](elsewhere, theirs)
    before = wall(elsewhere)
    ours = put_up(hall, *"AB")
    group(hall, *ours.values())

    assert len(clusters(hall)) == 1
    assert hall.read(sorting.last_step, hall.facilitator) == ("group", 2)
    undo(hall)
    assert wall(hall)[0] == [["A"], ["B"]]
    assert wall(elsewhere) == before
    with pytest.raises(NotFound):
        undo(hall)


def test_what_can_be_taken_back_is_told_to_the_facilitator_only(hall):
    for name, viewer in hall.everybody.items():
        if name != "facilitator":
            with pytest.raises(NotAllowed):
                hall.read(sorting.last_step, viewer)


def test_there_is_an_end_to_what_can_be_taken_back(hall):
    with pytest.raises(NotFound, match="nothing left to undo"):
        undo(hall)


@pytest.mark.parametrize("again", ["group", "hide"])
def test_a_double_click_leaves_one_step_to_take_back(hall, again):
    ids = put_up(hall, *"AB")
    before = wall(hall)
    for _ in range(2):
        if again == "group":
            group(hall, *ids.values())
        else:
            hide(hall, ids["A"])

    undo(hall)

    assert wall(hall) == before
    assert hall.rows(tables.undo_step) == []


def test_the_last_step_is_named_with_the_number_of_cards_it_touched(hall):
    ids = put_up(hall, *"ABC")
    assert hall.read(sorting.last_step, hall.facilitator) is None

    group(hall, *ids.values())
    assert hall.read(sorting.last_step, hall.facilitator) == ("group", 3)

    hide(hall, ids["A"])
    assert hall.read(sorting.last_step, hall.facilitator) == ("hide", 1)


def test_only_the_latest_steps_are_remembered(hall, monkeypatch):
    monkeypatch.setattr(sorting, "UNDO_KEPT", 3)
    ids = put_up(hall, "A")
    for turn in range(8):
        hide(hall, ids["A"], hidden=turn % 2 == 0)

    assert len(hall.rows(tables.undo_step)) == 3


def test_sorting_much_in_one_workshop_forgets_no_step_of_another(
    hall, elsewhere, monkeypatch
):
    theirs = put_up(elsewhere, "A")
    before = wall(elsewhere)
    hide(elsewhere, theirs["A"])
    monkeypatch.setattr(sorting, "UNDO_KEPT", 2)
    ours = put_up(hall, "A")
    for turn in range(5):
        hide(hall, ours["A"], hidden=turn % 2 == 0)

    undo(elsewhere)

    assert wall(elsewhere) == before


def test_a_card_its_table_took_from_the_wall_is_left_alone_by_undo(hall):
    ids = put_up(hall, *"ABC")
    group(hall, *ids.values())
    ungroup(hall, ids["A"])
    hall.write(cards.move, hall.scribe, ids["A"], Stage.TABLE)

    undo(hall)

    assert hall.cards(hall.scribe)["A"].cluster_id is None
    assert wall(hall)[0] == [["B", "C"]]


def test_undo_after_a_card_was_removed_takes_back_the_rest(hall):
    ids = put_up(hall, *"ABC")
    group(hall, *ids.values())
    hall.write(cards.remove, hall.scribe, ids["A"])

    undo(hall)

    assert wall(hall)[0] == [["B"], ["C"]]


def test_a_card_that_is_gone_is_neither_hidden_nor_shown(hall):
    with pytest.raises(NotFound, match="no longer on the wall"):
        hide(hall, "nothing")
    own = hall.card(hall.scribe, "Own", Stage.TABLE)
    with pytest.raises(NotFound):
        hide(hall, own)


def test_a_clusters_wording_is_versioned_like_other_texts(hall):
    ids = put_up(hall, *"AB")
    cluster_id = group(hall, *ids.values())
    name = sorting.name_cluster
    hall.write(name, hall.facilitator, cluster_id, "Hers", 1)

    beaten = hall.write(name, hall.facilitator, cluster_id, "His", 1)
    decided = hall.write(name, hall.facilitator, cluster_id, "His", beaten["version"])

    assert (beaten["text"], beaten["conflicts"]) == ("Hers", ["His"])
    assert (decided["text"], decided["conflicts"]) == ("His", [])


def test_a_cluster_is_seen_when_its_cards_are(hall):
    ids = put_up(hall, *"AB")
    cluster_id = group(hall, *ids.values())
    shown = frozenset({Reveal.CARDS})

    for who in ("scribe", "other", "alone", "projector"):
        viewer = hall.everybody[who]
        assert clusters(hall, viewer) == ()
        assert [e.id for e in clusters(hall, viewer, revealed=shown)] == [cluster_id]
    assert [each.id for each in clusters(hall)] == [cluster_id]


def test_the_wording_of_cards_that_were_all_taken_down_is_not_shown_to_the_room(hall):
    ids = put_up(hall, *"AB")
    cluster_id = group(hall, *ids.values())
    hall.write(sorting.name_cluster, hall.facilitator, cluster_id, "Worded", 1)
    for card_id in ids.values():
        hide(hall, card_id)

    assert clusters(hall, hall.other, revealed=frozenset({Reveal.CARDS})) == ()
    assert [each.wording for each in clusters(hall)] == ["Worded"]


def test_covering_the_cards_covers_them_again(hall):
    hall.card(hall.scribe, "A")
    hall.write(workshops.show_cards, hall.facilitator, True)
    assert list(hall.cards(hall.projector)) == ["A"]

    hall.write(workshops.show_cards, hall.facilitator, False)
    assert hall.cards(hall.projector) == {}
