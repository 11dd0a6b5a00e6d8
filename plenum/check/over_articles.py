"""The rules that look at one article at a time."""

from plenum.check.against_facts import agreement_with_facts
from plenum.check.credits import whole_sources
from plenum.check.figures import sound_figures
from plenum.check.glossary import explained_acronyms
from plenum.check.kinds import ArticleRule, PreparedRule
from plenum.check.money import sound_money
from plenum.check.programmes import ended_programmes
from plenum.check.results import texts_that_fit
from plenum.check.rules import prose_rules
from plenum.check.unwritten import notes_to_oneself

PREPARED_RULES: tuple[PreparedRule, ...] = (
    explained_acronyms,
    agreement_with_facts,
    sound_money,
    prose_rules,
    ended_programmes,
)
"""Each is `prepare(data, today) -> rule(article) -> diagnostics`: it looks at one article in view
of the site's data, wherever the article is linked and rendered."""

ARTICLE_RULES: tuple[ArticleRule, ...] = (
    sound_figures,
    texts_that_fit,
    whole_sources,
    notes_to_oneself,
)
"""Each is `rule(article) -> diagnostics`: it looks at one article and at nothing else."""
