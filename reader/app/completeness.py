"""How complete an article is: sign and word for lists, and what to do, told at its end. Pure."""

from __future__ import annotations

from reader.app.fit import wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.app.cells import Row
    from reader.library.records import Article, Headline

RULE = 5
"""Cells of the rule that parts the end of the text from what is said below it."""


class State:
    """One way of being incomplete: its sign, the same in ASCII, its word."""

    def __init__(self, sign: str, ascii_sign: str, word: str) -> None:
        self.sign, self.ascii, self.word = sign, ascii_sign, word


STATES = {
    "teaser": State("◌", "/", "teaser"),
    "link only": State("→", "@", "link only"),
    "failed": State("!", "!", "not fetched"),
}


def state_of(headline: Headline) -> State | None:
    """The state to show of an article in lists; None when it is whole."""
    return STATES.get(headline.completeness)


def said_at_end(
    article: Article, key: Callable[[str], str], width: int, *, ascii_only: bool = False
) -> list[Row]:
    """What stands below the last line, in rows of at most `width` cells; nothing for most."""
    headline = article.headline
    does: list[tuple[str, str]] = []
    match article.completeness:
        case "teaser":
            said = "This is only the beginning of the article."
            does = [("fetch", "fetches the whole article")]
        case "link only":
            said = "There is only a link to this article."
            does = [("fetch", "fetches the whole article")]
        case "failed":
            why = article.evidence.strip().rstrip(".")
            said = (
                f"The whole article could not be fetched: {why}."
                if why
                else ("The whole article could not be fetched.")
            )
            does = [("fetch", "tries again")]
        case _ if headline.body == "full" and "feed" in article.bodies:
            said = "Fetched whole from its page."
            does = [("switch-body", "shows what the feed gave")]
        case _ if "full" in article.bodies:
            said = "This is what the feed gave."
            does = [("switch-body", "shows the article fetched whole")]
        case _:
            return []
    if headline.url is None:
        does = [one for one in does if one[0] == "switch-body"]
    elif article.completeness != "full":
        does.append(("browser", "opens its page in the browser"))
        if "full" in article.bodies and headline.body == "feed":
            does[0] = ("switch-body", "shows what was fetched")
    rows: list[Row] = [((("-" if ascii_only else "─") * RULE, ("rule",)),)]
    rows += [((line, ("muted",)),) for line in wrap(said, width)]
    for command, words in does:
        rows.append(((key(command), ("accent",)), (f" {words}", ("muted",))))
    return rows
