"""The checks of what readers are owed: content with a good article, and each able to fail."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.quality import editorial, good_site

BYLINE = 'By <a href="/authors/ann/" rel="author">'
MORE = '<h2 id="{0}">{0}</h2>'
SOURCE = '<li id="source-doe">'

# What is replaced in the good page, by what, and what is found then.
BROKEN = {
    "no author": (BYLINE, 'By <a href="/authors/ann/">', "parts: no author"),
    "no short answer": ('class="short-answer"', "", "parts: no short answer"),
    "no takeaways": ('class="takeaways"', "", "parts: no takeaways"),
    "no feedback": ('class="feedback"', "", "parts: no way to report a mistake"),
    "no related reading": ('class="related"', "", "parts: no related reading"),
    "no review": ("Reviewed by Ann", "Read by Ann", "parts: no review"),
    "no sources": (
        'class="sources"',
        "",
        ["parts: no sources", "citations: '#source-doe' is no source"],
    ),
    "sections without a list": (
        '<h3 id="why">',
        MORE.format("more") + '<h3 id="why">',
        [
            "parts: 'Prices' is not in the table of contents",
            "parts: 'more' is not in the table of contents",
            "parts: 'Questions' is not in the table of contents",
        ],
    ),
    "source that is cited nowhere": (
        SOURCE,
        '<li id="source-epa">EPA, 2026, <time datetime="2026-11-01">today</time></li>' + SOURCE,
        "citations: 'source-epa' is cited nowhere",
    ),
    "source without publisher": (
        ", Department of Energy,\n",
        ",\n",
        "citations: 'source-doe' has no publisher",
    ),
    "source without a day": (
        'accessed <time datetime="2026-11-01">November 1, 2026</time>',
        "accessed lately",
        "citations: 'source-doe' has no day of access",
    ),
    "no way back": (
        'href="#cite-doe"',
        'href="#cite-epa"',
        "citations: 'source-doe' does not lead back to 'their length[1]'",
    ),
    "no way back to a fact": (
        "<p>The price",
        '<p><a class="fact" id="c">2</a><a class="citation" href="#source-doe">[1]</a>The price',
        "citations: 'source-doe' does not lead back to '[1]'",
    ),
    "mark without a source": (
        "<p>The price",
        '<p><a class="citation" href="#source-epa">EPA</a> The price',
        "citations: '#source-epa' is no source",
    ),
    "payment that readers are not told": (
        "<p>Paid for by Ducts by the foot.</p>",
        "",
        "payment: 'Ducts by the foot' does not say who pays",
    ),
    "payment that machines are not told": (
        'rel="sponsored nofollow"',
        'rel="nofollow"',
        [
            "payment: 'Ducts by the foot Paid for by Ducts by t' has no sponsored link",
            "payment: 'Paid for by Ducts by the foot.' has no sponsored link",
        ],
    ),
}


@pytest.mark.parametrize(
    ("between", "place"),
    [("", "c"), (" (until 2025)", "c"), (" (until June 30, 2025)", "c"), (" and more", "m")],
)
def test_a_mark_belongs_to_the_fact_before_it(between: str, place: str) -> None:
    """Until when a past fact held may stand between them, and nothing else."""
    words = f'<p><a class="fact" id="c">2</a>{between}<a class="citation" id="m">[1]</a></p>'
    mark = LexborHTMLParser(words).css_first(".citation")
    assert mark is not None
    assert editorial.place_of(mark) == place


def test_a_good_article_has_no_findings() -> None:
    assert editorial.check_page(good_site.article()) == []


@pytest.mark.parametrize("fault", BROKEN)
def test_one_broken_thing_is_the_one_finding(fault: str) -> None:
    old, new, wanted = BROKEN[fault]
    found = editorial.check_page(good_site.article(old, new))
    assert found == ([wanted] if isinstance(wanted, str) else wanted)
