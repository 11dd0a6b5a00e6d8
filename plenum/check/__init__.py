"""Rules over the whole site: values go in, faults come out; no rule imports a stage."""

from plenum.check.glossary import explained_acronyms, one_entry_a_form
from plenum.check.questions import one_owner_a_question
from plenum.check.reviews import reviews_due

RULES = (one_owner_a_question, reviews_due, one_entry_a_form, explained_acronyms)
"""Each is `rule(site, today) -> diagnostics`."""
