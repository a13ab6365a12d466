from goldthread.chain.loose_ends import catalogue, sayings
from goldthread.chain.loose_ends.manual import rules_of_the_thread


def test_the_manual_lists_the_rules_as_the_product_knows_them(request):
    kept = (request.config.rootpath / "docs" / "manual" / "loose-ends.md").read_text(encoding="utf-8")

    assert kept == rules_of_the_thread(), (
        "run: python -m goldthread.chain.loose_ends.manual > docs/manual/loose-ends.md"
    )


def test_every_rule_says_what_should_hold_and_names_the_deed():
    for name, rule in catalogue.rules().items():
        said = sayings.saying(name)
        assert str(said.holds).endswith(".")
        assert str(said.deed)
        assert rule.source
        assert rule.check or rule.whole


def test_no_two_rules_share_a_code():
    codes = [rule.code for rule in catalogue.rules().values()]

    assert len(set(codes)) == len(codes) >= 45
