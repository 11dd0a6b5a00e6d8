"""Phrases as editors write them go in, all that they stand for and their faults come out."""

from collections.abc import Iterable

from plenum.model.phrases import PhraseError, expand
from plenum.source import Located, Reading, SourceFile


def written_out(
    phrases: Iterable[Located[str]], source: SourceFile, reading: Reading
) -> tuple[str, ...]:
    """Return all that phrases stand for; those that mean nothing are recorded as faults."""
    texts: dict[str, None] = {}
    for phrase in phrases:
        try:
            texts.update(dict.fromkeys(expand(phrase.value)))
        except PhraseError as error:
            # Escapes and folded lines shift what stands behind them.
            begin = source.text.find(phrase.value, phrase.start, phrase.end)
            span = phrase.span if begin < 0 else source.span(begin + error.at)
            reading.add("wrong-phrase", span, phrase=phrase.value, reason=str(error))
    return tuple(texts)
