"""Markdown as HTML for the one conversion that makes documents.

Raw HTML may open in one Markdown block and close in another (`<details>` around paragraphs), so
only an HTML tree can hold both; whatever Markdown says is first said in HTML, and one vocabulary
serves for both.
"""

from __future__ import annotations

import html
import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import table
from mdit_py_plugins.anchors.index import slugify
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from reader.document.markdown.bare import linked, mark_linked
from reader.document.markdown.marks import marks
from reader.document.markdown.raw import balanced_block, balanced_inline

if TYPE_CHECKING:
    from collections.abc import MutableMapping, Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

MAX_NESTING: Final = 90
"""Quotes and lists within each other; what is deeper is one paragraph there."""

MAX_MENDED: Final = 100
"""Tables of an odd form in one text that are mended."""

MAX_BRACKETS: Final = 2_000
"""Opening brackets of one paragraph in which links are looked for."""

_STAND_IN: Final = "\ue05b"
_DASHED: Final = re.compile(r"-[ \t]+\|[ \t:|-]*")
_TO_SECTION: Final = re.compile(r"\]\(<?#|\]:\s*<?#|href=[\"']?#")
_INFO: Final = re.compile(r"[{.\s]*([\w#+.-]+)")


def to_html(text: str) -> str:
    r"""A text in Markdown, without front matter and with `\n` as line ends, as HTML."""
    env: dict[str, object] = {}
    made = str(_reader().render(text, env))
    return made.replace(_STAND_IN, "[") if "brackets" in env else made


@cache
def _reader() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING + 10})
    markdown.enable(["table", "strikethrough"])
    for plugin in (footnote_plugin, deflist_plugin, tasklists_plugin):
        plugin(markdown)
    dollarmath_plugin(markdown, renderer=_formula)
    markdown.disable("math_inline")  # one dollar is money more often than mathematics
    # The gate refuses addresses; here a refusal would show a link's markup as text.
    markdown.validateLink = _any_address  # type: ignore[method-assign]
    markdown.block.ruler.before("table", "too_deep", _too_deep)
    markdown.block.ruler.before("table", "dashed_table", _dashed_table)
    markdown.core.ruler.before("text_join", "marks", marks)
    markdown.core.ruler.after("text_join", "linked", lambda state: mark_linked(state.tokens))
    markdown.core.ruler.before("inline", "brackets", _without_brackets)
    markdown.core.ruler.push("anchors", _anchors)
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


def _without_brackets(state: StateCore) -> None:
    """Let a paragraph with brackets beyond number have no links: the search would never end."""
    for token in state.tokens:
        if token.type == "inline" and token.content.count("[") > MAX_BRACKETS:
            token.content = token.content.replace("[", _STAND_IN)
            state.env["brackets"] = True


def _anchors(state: StateCore) -> None:
    """Name the headings as GitHub does, so that the links of a text to its own sections lead there.

    The second of the same words ends in -1, the third in -2.
    """
    if "#" not in state.src or not _TO_SECTION.search(state.src):
        return
    known: dict[str, int] = {}
    for token, inline in pairwise(state.tokens):
        if token.type != "heading_open":
            continue
        words = (child for child in inline.children or () if child.type in {"text", "code_inline"})
        slug = slugify("".join(child.content for child in words))
        times = known.get(slug, 0)
        known[slug] = times + 1
        token.attrSet("id", f"{slug}-{times}" if times else slug)


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


def _dashed_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 (the rule's signature)
    """Read a table whose first column is ruled by one dash, which the parser takes for a list.

    GitHub reads it as a table. The dash is doubled while the table is read; the source is copied
    for that, so that only so many are mended.
    """
    if silent or start + 1 >= end:
        return False
    at = state.bMarks[start + 1] + state.tShift[start + 1]
    line = state.src[at : state.eMarks[start + 1]]
    mended = int(str(state.env.get("dashed", 0)))
    if mended >= MAX_MENDED or not _DASHED.fullmatch(line):
        return False
    before = state.src
    state.src = f"{before[: at + 1]}-{before[at + 2 :]}"
    if table(state, start, end, silent):
        state.env["dashed"] = mended + 1
        return True
    state.src = before
    return False


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
    token = tokens[idx]
    return html.escape(token.content) if token.meta.get("linked") else linked(token.content)


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
