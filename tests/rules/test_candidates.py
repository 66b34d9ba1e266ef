from musworkshop.model.work import Cluster, Stage
from musworkshop.model.workbook import Tally
from musworkshop.rules.candidates import candidates, ranked
from tests.documents.builders import card, make_groups

GROUPS = make_groups()


def cluster(cluster_id="k1", wording=None, theme_id="trivsel"):
    return Cluster(id=cluster_id, theme_id=theme_id, wording=wording, version=1)


def test_hidden_cards_and_cards_not_yet_in_the_room_are_no_candidates():
    cards = (
        card("c1", "trivsel", "Set"),
        card("c2", "trivsel", "Skjult", hidden=True),
        card("c3", "trivsel", "På bordet", stage=Stage.TABLE),
        card("c4", "trivsel", "Egen", stage=Stage.OWN),
    )

    assert [each.text for each in candidates(cards, (), GROUPS)] == ["Set"]


def test_a_cluster_is_one_candidate_with_its_wording_and_all_its_cards():
    cards = (
        card("c2", "trivsel", "To", cluster_id="k1", group_id="g3"),
        card("c1", "trivsel", "Et", cluster_id="k1", group_id="g2"),
    )

    (found,) = candidates(cards, (cluster(wording="Fælles"),), GROUPS)

    assert (found.id, found.text) == ("k1", "Fælles")
    assert found.card_ids == ("c1", "c2")
    assert found.origins == ("Bord 2", "Bord 3")


def test_a_cluster_without_wording_shows_the_first_visible_card():
    cards = (
        card("c1", "trivsel", "Skjult", cluster_id="k1", hidden=True),
        card("c2", "trivsel", "Synlig", cluster_id="k1"),
    )

    (found,) = candidates(cards, (cluster(),), GROUPS)

    assert found.text == "Synlig"
    assert found.card_ids == ("c2",)


def test_a_cluster_whose_cards_are_all_hidden_is_gone():
    cards = (card("c1", "trivsel", "Skjult", cluster_id="k1", hidden=True),)

    assert candidates(cards, (cluster(wording="Navn"),), GROUPS) == ()


def test_persons_alone_are_named_once_as_nobody():
    cards = (
        card("c1", "trivsel", "a", cluster_id="k1", group_id=None),
        card("c2", "trivsel", "b", cluster_id="k1", group_id=None),
        card("c3", "trivsel", "c", cluster_id="k1", group_id="g1"),
    )

    (found,) = candidates(cards, (cluster(),), GROUPS)

    assert found.origins == ("Bord 1", "")


def test_candidates_stand_by_theme_then_by_arrival():
    cards = (
        card("c3", "trivsel", "t3"),
        card("c2", "faglighed", "f2"),
        card("c1", "trivsel", "t1"),
    )

    found = candidates(cards, (), GROUPS, theme_ids=("faglighed", "trivsel"))

    assert [each.text for each in found] == ["f2", "t1", "t3"]


def test_equal_dots_share_a_rank_and_the_next_rank_is_skipped():
    found = candidates(
        [card(f"c{n}", "trivsel", str(n)) for n in range(1, 6)], (), GROUPS
    )
    tally = [Tally(candidate_id=f"c{n}", dots=d) for n, d in ((2, 5), (3, 7), (4, 5))]

    placed = ranked(found, tally)

    rows = [(r.candidate.text, r.dots, r.rank, r.tied) for r in placed]
    assert rows == [
        ("3", 7, 1, False),
        ("2", 5, 2, True),
        ("4", 5, 2, True),
        ("1", 0, 4, False),
        ("5", 0, 4, False),
    ]


def test_before_the_votes_are_shown_nobody_has_dots_or_rank():
    found = candidates([card("c1", "trivsel", "x")], (), GROUPS)

    (only,) = ranked(found, None)

    assert (only.dots, only.rank, only.tied) == (None, None, False)


def test_dots_for_what_is_no_longer_on_the_wall_change_no_rank():
    found = candidates([card("c1", "trivsel", "x")], (), GROUPS)

    (only,) = ranked(found, [Tally(candidate_id="gone", dots=9)])

    assert (only.dots, only.rank) == (0, 1)
