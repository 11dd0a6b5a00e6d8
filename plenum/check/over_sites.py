"""The rules that look at all articles together."""

from plenum.check.brackets import names_are_links
from plenum.check.categories import near_categories, near_tags
from plenum.check.cells import cells_that_agree
from plenum.check.credits import bare_names
from plenum.check.dates import days_to_come
from plenum.check.glossary import one_entry_a_form
from plenum.check.kinds import SiteRule
from plenum.check.questions import one_owner_a_question
from plenum.check.results import texts_of_their_own
from plenum.check.reviews import own_reviews, reviews_due
from plenum.check.rules import sound_examples
from plenum.check.search import search_tests_lead_somewhere

RULES: tuple[SiteRule, ...] = (
    one_owner_a_question,
    reviews_due,
    own_reviews,
    texts_of_their_own,
    bare_names,
    days_to_come,
    near_categories,
    near_tags,
    one_entry_a_form,
    cells_that_agree,
    names_are_links,
    sound_examples,
    search_tests_lead_somewhere,
)
"""Each is `rule(site, today) -> diagnostics`: it looks at all articles together."""
