"""The language of a code block, as highlighters and blog engines mark it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reader.document.safe import clean_line

if TYPE_CHECKING:
    from reader.document.html.tree import Element

_PREFIXED: Final = re.compile(
    r"(?:lang(?:uage)?|highlight-source|highlight-text|highlight|brush|src)[-:]"
    r"([a-z0-9#+._-]+)"
)
_BRUSH: Final = re.compile(r"\b(?:brush|language|lang)\s*:\s*['\"]?([a-z0-9#+._-]+)")
_ATTRIBUTES: Final = ("data-language", "data-lang", "data-code-language", "data-enlighter-language")
_NAME: Final = re.compile(r"[a-z0-9#+._ -]{1,40}")

_NONE: Final = frozenset(
    {
        "none",
        "nohighlight",
        "no-highlight",
        "undefined",
        "null",
        "default",
        "auto",
        "unknown",
        "raw",
    }
    | {"generic", "false", "true", "block", "wrap", "wrapper", "container", "toolbar", "source"}
    | {
        "line-numbers",
        "linenumbers",
        "lines",
        "numbers",
        "tabs",
        "title",
        "content",
        "box",
        "notranslate",
    }
)
_BARE: Final = frozenset(
    {"actionscript", "ada", "apache", "applescript", "arduino", "asm", "assembly", "awk", "bash"}
    | {"bat", "basic", "c", "c#", "c++", "clojure", "cmake", "cobol", "coffeescript", "cpp", "cs"}
    | {"csharp", "css", "d", "dart", "delphi", "diff", "django", "dockerfile", "elixir", "elm"}
    | {"erlang", "fish", "fortran", "fsharp", "gherkin", "glsl", "go", "golang", "gradle"}
    | {"graphql", "groovy", "haskell", "hcl", "html", "http", "ini", "java", "javascript", "js"}
    | {"json", "json5", "jsonc", "jsx", "julia", "kotlin", "latex", "less", "lisp", "lua"}
    | {"makefile", "markdown", "matlab", "md", "mdx", "mysql", "nginx", "nim", "nix", "objc"}
    | {"objective-c", "objectivec", "ocaml", "pascal", "patch", "perl", "pgsql", "php", "plsql"}
    | {"plaintext", "postgresql", "powershell", "prolog", "properties", "proto", "protobuf", "py"}
    | {"python", "python3", "r", "racket", "rb", "regex", "rs", "ruby", "rust", "sass", "scala"}
    | {"scheme", "scss", "sh", "shell", "shell-session", "smalltalk", "solidity", "sql", "svelte"}
    | {"swift", "tcl", "terraform", "tex", "text", "toml", "ts", "tsx", "typescript", "vb"}
    | {"vbnet", "verilog", "vhdl", "vim", "viml", "vue", "wasm", "xml", "yaml", "yml", "zig", "zsh"}
    | {"console", "sh-session", "elisp", "emacs-lisp", "jinja", "jinja2", "liquid", "twig", "ebnf"}
)
_HIGHLIGHTERS: Final = frozenset({"hljs", "sourcecode", "src", "prettyprint", "highlight", "shiki"})
_LISTENED_TO: Final = frozenset({"div", "figure", "pre", "code", "section", "span"})
_PASSED: Final = frozenset({"td", "tr", "tbody", "table"})
_AROUND: Final = 10


def language_of(element: Element) -> str | None:
    """The language of a code block by its own marks, its code's, then those around it."""
    inner = element.first("code") if element.tag != "code" else None
    for candidate in [inner, element]:
        found = _marked(candidate, own=True) if candidate is not None else None
        if found:
            return found if found not in _NONE else None
    for outer, _ in zip(element.ancestors(), range(_AROUND), strict=False):
        if outer.tag in _PASSED:
            continue
        if outer.tag not in _LISTENED_TO or not _only_code(outer):
            break
        found = _marked(outer, own=False)
        if found:
            return found if found not in _NONE else None
    return None


def _only_code(outer: Element) -> bool:
    """Whether a wrapper is that of one block of code, not of a whole article."""
    return outer.tag == "figure" or sum(1 for inner in outer.elements() if inner.tag == "pre") <= 3


def _marked(element: Element, *, own: bool) -> str | None:
    """What an element's attributes say; `own` trusts bare words and `lang` more."""
    for name in _ATTRIBUTES:
        if element.get(name):
            return _name(element.get(name))
    if own and element.tag in ("pre", "code") and element.get("lang").lower() in _BARE:
        return _name(element.get("lang"))
    said = element.get("class").lower()
    if not said:
        return None
    brush = _BRUSH.search(said)
    if brush:
        return _name(brush[1])
    words = said.split()
    for word in words:
        match = _PREFIXED.fullmatch(word)
        if match and match[1] not in _NONE and not match[1].startswith(("line", "copy")):
            return _name(match[1])
    if any(
        word in _NONE or word[5:] in _NONE or word[9:] in _NONE for word in words if "-" in word
    ):
        return "none"
    marked = not _HIGHLIGHTERS.isdisjoint(words)
    return next((_name(word) for word in words if word in _BARE and (own or marked)), None)


def _name(text: str) -> str | None:
    name = clean_line(text).lower()
    return name if _NAME.fullmatch(name) else None
