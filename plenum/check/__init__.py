"""Rules over values: articles and sites go in, faults come out; no rule imports a stage."""

from plenum.check.against_facts import agreement_with_facts
from plenum.check.categories import near_categories
from plenum.check.cells import cells_that_agree
from plenum.check.credits import bare_names, whole_sources
from plenum.check.dates import days_to_come
from plenum.check.figures import sound_figures
from plenum.check.glossary import explained_acronyms, one_entry_a_form
from plenum.check.kinds import ArticleRule, PreparedRule, SiteRule
from plenum.check.money import sound_money
from plenum.check.programmes import ended_programmes
from plenum.check.questions import one_owner_a_question
from plenum.check.results import texts_of_their_own, texts_that_fit
from plenum.check.reviews import own_reviews, reviews_due
from plenum.check.rules import prose_rules, sound_examples
from plenum.check.search import search_tests_lead_somewhere
from plenum.check.unwritten import notes_to_oneself

RULES: tuple[SiteRule, ...] = (
    one_owner_a_question,
    reviews_due,
    own_reviews,
    texts_that_fit,
    texts_of_their_own,
    bare_names,
    whole_sources,
    days_to_come,
    near_categories,
    one_entry_a_form,
    cells_that_agree,
    sound_examples,
    search_tests_lead_somewhere,
)
"""Each is `rule(site, today) -> diagnostics`: it looks at all articles together."""

PREPARED_RULES: tuple[PreparedRule, ...] = (
    explained_acronyms,
    agreement_with_facts,
    sound_money,
    prose_rules,
    ended_programmes,
)
"""Each is `prepare(data, today) -> rule(article) -> diagnostics`: it looks at one article in view
of the site's data, wherever the article is linked and rendered."""

ARTICLE_RULES: tuple[ArticleRule, ...] = (sound_figures, notes_to_oneself)
"""Each is `rule(article) -> diagnostics`: it looks at one article and at nothing else."""
