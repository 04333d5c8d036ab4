"""Markdown as HTML for the one conversion that makes documents.

Raw HTML may open in one Markdown block and close in another (`<details>` around paragraphs), so
only an HTML tree can hold both; whatever Markdown says is first said in HTML, and one vocabulary
serves for both.
"""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from reader.document.markdown.raw import balanced_block, balanced_inline

if TYPE_CHECKING:
    from collections.abc import MutableMapping, Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

MAX_NESTING: Final = 90
"""Quotes and lists within each other; what is deeper is one paragraph there."""

_MARK: Final = re.compile(r"(?<![\w=])==(?=[^\s=])([^=\n]{1,500}?)(?<=\S)==(?![\w=])")
_INFO: Final = re.compile(r"[{.\s]*([\w#+.-]+)")


def to_html(text: str) -> str:
    r"""A text in Markdown, without front matter and with `\n` as line ends, as HTML."""
    return str(_reader().render(text, {}))


@cache
def _reader() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING + 10})
    markdown.enable(["table", "strikethrough"])
    for plugin in (footnote_plugin, deflist_plugin, tasklists_plugin, gfm_autolink_plugin):
        plugin(markdown)
    dollarmath_plugin(markdown, renderer=_formula)
    markdown.disable("math_inline")  # one dollar is money more often than mathematics
    # The gate refuses addresses; here a refusal would show a link's markup as text.
    markdown.validateLink = _any_address  # type: ignore[method-assign]
    markdown.block.ruler.before("table", "too_deep", _too_deep)
    for name, rule in (
        ("fence", _fence),
        ("text", _text),
        ("html_inline", _html_inline),
        ("html_block", _html_block),
    ):
        markdown.add_render_rule(name, rule)
    return markdown


def _any_address(url: str) -> bool:
    return bool(url)


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 (the rule's signature)
    """Take all that is left of a container that is too deep as one paragraph, so it is kept."""
    if silent or state.level < MAX_NESTING:
        return False
    token = state.push("paragraph_open", "p", 1)
    token.map = [start, end]
    token = state.push("inline", "", 0)
    token.content = state.getLines(start, end, state.blkIndent, False).strip()  # noqa: FBT003
    token.map = [start, end]
    token.children = []
    state.push("paragraph_close", "p", -1)
    state.line = end
    return True


def _formula(source: str, options: dict[str, object]) -> str:
    marks = ("$$", "$$") if options.get("display_mode") else ("\\(", "\\)")
    return f"{marks[0]}{html.escape(source)}{marks[1]}"


def _fence(
    _self: RendererHTML,
    tokens: Sequence[Token],
    idx: int,
    _options: object,
    _env: MutableMapping[str, object],
) -> str:
    token = tokens[idx]
    match = _INFO.match(html.unescape(token.info))
    language = f' data-language="{html.escape(match[1])}"' if match else ""
    return f"<pre{language}><code>{html.escape(token.content)}</code></pre>\n"


def _text(
    _self: RendererHTML,
    tokens: Sequence[Token],
    idx: int,
    _options: object,
    _env: MutableMapping[str, object],
) -> str:
    text = html.escape(tokens[idx].content)
    return _MARK.sub(r"<mark>\1</mark>", text) if "==" in text else text


def _html_inline(
    _self: RendererHTML,
    tokens: Sequence[Token],
    idx: int,
    _options: object,
    _env: MutableMapping[str, object],
) -> str:
    return balanced_inline(tokens, idx)


def _html_block(
    _self: RendererHTML,
    tokens: Sequence[Token],
    idx: int,
    _options: object,
    _env: MutableMapping[str, object],
) -> str:
    return balanced_block(tokens[idx].content)
