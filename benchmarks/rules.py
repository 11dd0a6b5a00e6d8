"""Measure what the rules of prose cost: the reading of the rules, and each article.

    .venv/bin/python benchmarks/rules.py [ROUNDS]

The hub's own articles are checked ROUNDS times (default: 200) by each check of words, as a build
does it after they are read; the least processor time counts. The script prints the time to read
and prepare the rules, once a build, and that of each check an article, and fails where the rules
take more than 0.3 ms an article. It prints, too, how many places each rule looked at, and how
many of them it found at fault.
"""
# ruff: noqa: INP001 (a script, not a package)

import datetime as dt
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Run as a script, only this file's folder is on the path.
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from plenum.check.kinds import ArticleRule  # noqa: E402 (after the path is set)
from plenum.check.money import sound_money  # noqa: E402
from plenum.check.programmes import ended_programmes  # noqa: E402
from plenum.check.rulebook import Rulebook  # noqa: E402
from plenum.check.rules import prose_rules  # noqa: E402
from plenum.config import BuildOptions, load_config  # noqa: E402
from plenum.diagnostics import Diagnostic  # noqa: E402
from plenum.model.article import Article  # noqa: E402
from plenum.model.places import source_of  # noqa: E402
from plenum.model.rule import Rule  # noqa: E402
from plenum.pipeline.steps import survey  # noqa: E402
from plenum.read.rules import shipped_rules  # noqa: E402

MOST = 0.3
"""How many milliseconds the rules may take an article."""
TODAY = dt.date(2026, 11, 21)
CHECKS = (prose_rules, sound_money, ended_programmes)


def least(work: Callable[[], object], rounds: int) -> float:
    """Return the least time that the work took, in milliseconds."""
    times = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times) * 1000


def read_anew() -> None:
    """Read the package's rules as the first build of a process does."""
    shipped_rules.cache_clear()
    shipped_rules()


def looked_at(articles: Sequence[Article], rules: Sequence[Rule]) -> Counter[str]:
    """Count the places that each rule looks at in all articles, whether it finds fault or not."""
    book = Rulebook(rules)
    return Counter(
        rule_id
        for article in articles
        for rule_id in book.looked_at([source_of(each) for each in article.running_text])
    )


def faults_of(rule: ArticleRule, articles: Sequence[Article]) -> list[Diagnostic]:
    """Apply a rule to all articles."""
    return [found for article in articles for found in rule(article)]


def main(rounds: int = 200) -> int:
    """Measure, print, and return 1 where an article takes too long."""
    config, _ = load_config(ROOT)
    if config is None:
        return 1
    found = survey(config, BuildOptions(output=ROOT / "public", today=TODAY))
    data, rules = found.site.data, found.site.data.rules
    articles = [found.whole(article) for article in found.site.articles]
    sys.stdout.write(
        f"{len(articles)} articles, {len(rules)} rules, "
        f"{sum(len(rule.seek) for rule in rules)} phrases\n"
        f"to read the rules: {least(read_anew, 5):.1f} ms\n"
        f"to prepare them: {least(lambda: Rulebook(rules), 5):.1f} ms\n"
    )
    an_article = {}
    for check in CHECKS:
        prepared = check(data, TODAY)
        spent = least(lambda rule=prepared: faults_of(rule, articles), rounds)  # type: ignore[misc]
        an_article[check] = spent / len(articles)
        sys.stdout.write(f"{check.__name__}: {an_article[check]:.3f} ms an article\n")
    seen = looked_at(articles, rules)
    told = Counter(found.hint for found in faults_of(prose_rules(data, TODAY), articles))
    for rule in rules:
        fired = sum(count for hint, count in told.items() if hint.endswith(f"(rule {rule.id})"))
        sys.stdout.write(f"{rule.fault_id} {rule.id}: {seen[rule.id]} looked at, {fired} found\n")
    return int(an_article[prose_rules] > MOST)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
