"""The social cards that pages name go in, their files come out, drawn or kept from before."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from plenum.cache import Store, key_of, version_of
from plenum.model.card import SocialCard
from plenum.model.output import Output, Phase
from plenum.pool import ordered_map


def make_cards(
    cards: Iterable[SocialCard], store: Store, jobs: int
) -> tuple[list[Output], set[str]]:
    """Return the file of each card, and the keys under which they are kept."""
    by_key = {_key(card): card for card in cards}
    data = {key: store.get(key) for key in by_key}
    missing = [key for key, found in data.items() if found is None]
    drawn = ordered_map(_Work(store), [by_key[key] for key in missing], jobs)
    data |= zip(missing, drawn, strict=True)
    outputs = [
        Output(card.path, found, Phase.ASSET)
        for key, card in by_key.items()
        if (found := data[key]) is not None
    ]
    return outputs, set(by_key)


class _Work(Struct, frozen=True):
    """Draws a batch of cards; picklable."""

    store: Store

    def __call__(self, cards: Sequence[SocialCard]) -> list[bytes]:
        if not cards:
            return []
        # A build whose cards were all drawn before needs no Pillow.
        from plenum.draw.card import draw_card  # noqa: PLC0415

        drawn = [draw_card(card) for card in cards]
        for card, data in zip(cards, drawn, strict=True):
            self.store.put(_key(card), data)
        return drawn


def _key(card: SocialCard) -> str:
    return key_of("card", version_of("pillow"), card.path)
