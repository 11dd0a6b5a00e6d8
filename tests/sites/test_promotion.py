"""Paid cards: where they stand, how they are marked, and where they must not be."""

from collections.abc import Callable

import pytest

from tests.sites.harness import Site

Make = Callable[[str], Site]

CARD = "{title: A <new> pump, url: 'https://ads.example/?a=1&b=2', sponsor: Pumps Inc}"
SITE = "-- config.yaml --\ntitle: T\nbase_url: https://hub.example\n"


def article(keys: str) -> str:
    return (
        f"-- content/a.md --\n---\ntitle: A\ndescription: B.\ndate: 2026-11-01\n{keys}---\nWords.\n"
    )


def test_a_paid_card_says_what_it_is_and_who_pays(site: Make) -> None:
    main = site(SITE + article(f"promotion: {CARD}\n")).fine().main("/a/")
    card = main[main.index('<aside class="promotion') : main.index("</aside>")]
    assert '<p class="label">Advertisement</p>' in card
    assert (
        '<a href="https://ads.example/?a=1&amp;b=2" rel="sponsored nofollow external">'
        "A &lt;new&gt; pump</a>"
    ) in card
    assert "Paid for by Pumps Inc." in card


def test_it_stands_nowhere_but_on_the_page(site: Make) -> None:
    """Not in the structured data, the Markdown copy, the feeds or the front page."""
    made = site(SITE + article(f"promotion: {CARD}\n")).fine()
    graph = made.page("a/index.html").partition('<script type="application/ld+json">')[2]
    assert "Pumps Inc" not in graph.partition("</script>")[0]
    others = ("a/index.md", "feed.xml", "feed.json", "index.html", "llms.txt")
    assert [path for path in others if "Pumps Inc" in made.page(path)] == []


def test_the_sites_card_stands_where_an_article_has_none(site: Make) -> None:
    """An article may have its own, or none."""
    config = SITE + f"promotion: {CARD}\n"
    words = "sponsor: Me, label: Sponsored, disclosure: I wrote it"
    own = f"{{title: Mine, url: 'https://x.example', {words}}}"
    assert "Paid for by Pumps Inc." in site(config + article("")).fine().main("/a/")
    main = site(config + article(f"promotion: {own}\n")).fine().main("/a/")
    assert "Paid for by Me. I wrote it" in main
    assert '<p class="label">Sponsored</p>' in main
    assert "promotion" not in site(config + article("promotion: none\n")).fine().main("/a/")


@pytest.mark.parametrize(
    ("value", "faults"),
    [
        ("{title: T, sponsor: S}", ["5:12 missing-key"]),
        ("{title: T, url: example.org, sponsor: S}", ["5:28 source-address"]),
        ("{title: T, url: 'https://x.example', sponsor: S, label: Ad}", ["5:68 wrong-value"]),
        ("never", ["5:12 wrong-value"]),
    ],
)
def test_faults_of_paid_cards(site: Make, value: str, faults: list[str]) -> None:
    made = site(SITE + article(f"promotion: {value}\n")).build()
    assert made.faults() == [f"content/a.md:{fault}" for fault in faults]
