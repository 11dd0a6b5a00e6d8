"""Takeaways: two or three lines below the short answer."""

from collections.abc import Callable

from tests.sites.harness import Site

Make = Callable[[str], Site]


def article(lines: str) -> str:
    return (
        "-- content/a.md --\n---\ntitle: A\ndescription: B\nshort_answer: Yes.\n"
        f"{lines}\n---\nText.\n-- content/b.md --\n--- B\n"
    )


def test_takeaways_follow_the_answer(site: Make) -> None:
    """They are Markdown of one line, linked like the rest, and stand in the Markdown copy."""
    made = site(article("takeaways: ['Test *first*.', 'See [[b]] & wait < 5.']")).fine()
    main = made.main("/a/")
    assert "<li>Test <em>first</em>.</li>" in main
    assert '<li>See <a href="/b/">B</a> &amp; wait &lt; 5.</li>' in main
    assert main.index('id="short-answer"') < main.index('id="takeaways"') < main.index("Text.")
    twin = made.page("a/index.md")
    assert "## Takeaways\n\n- Test *first*.\n- See [B](https://hub.example/b/)" in twin


def test_without_takeaways_there_is_no_heading(site: Make) -> None:
    made = site(article("")).fine()
    assert "takeaways" not in made.main("/a/")
    assert "Takeaways" not in made.page("a/index.md")


def test_faults_in_takeaways_have_their_place(site: Make) -> None:
    made = site(article("takeaways:\n  - fine\n  - see [x](no.md)\n  -")).build()
    assert made.faults() == ["content/a.md:7:13 dead-link", "content/a.md:8:4 empty-item"]


def test_headings_do_not_take_the_anchor(site: Make) -> None:
    made = site(article("takeaways: [x]").replace("Text.", "## Takeaways\n\nText.")).fine()
    assert 'id="takeaways-section"' in made.main("/a/")
