"""Formulas: MathML, KaTeX, MathJax, and pictures of TeX, each as its source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_plus

from reader.document.html.tree import Element
from reader.document.model import InlineMath, Math
from reader.document.safe import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.document.html.blocks import Builder, ClassHandler, Handler
    from reader.document.html.tree import Child

_TEX_PICTURE: Final = re.compile(
    r"(?:latex\.php\?(?:[^#]*&)?latex=|latex\.codecogs\.com/(?:\w+\.(?:latex|image|download))?\??"
    r"|chart\.googleapis\.com/chart\?cht=tx&(?:amp;)?chl=|mathtex\.cgi\?|mimetex\.cgi\?"
    r"|wikimedia\.org/api/rest_v1/media/math/)",
    re.IGNORECASE,
)
_TEX_CLASSES: Final = frozenset(
    {"latex", "tex", "math", "mwe-math-fallback-image-inline", "mwe-math-fallback-image-display"}
    | {"ql-img-inline-formula", "ql-img-displayed-equation", "equation", "mathtex-equation-editor"}
)
_WRAPPED: Final = re.compile(r"\{\\(?:displaystyle|textstyle)\s*(.*)\}", re.DOTALL)
_MARKS: Final = (("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$"), ("$", "$"))


def tex_source(text: str) -> str:
    """A formula's source without the marks that only say that it is one, on one line."""
    source = " ".join(clean(text).split())
    for begin, end in _MARKS:
        if source.startswith(begin) and source.endswith(end) and len(source) > len(begin + end):
            source = source[len(begin) : -len(end)].strip()
            break
    match = _WRAPPED.fullmatch(source)
    return match[1].strip() if match else source


def formula_in_picture(image: Element, alt: str) -> InlineMath | None:
    """The formula that a picture shows; None when it shows none."""
    source = image.get("src")[:4000]
    found = _TEX_PICTURE.search(source)
    if not found and image.classes.isdisjoint(_TEX_CLASSES):
        return None
    if alt:
        return InlineMath(tex_source(alt))
    if found and "wikimedia" not in found[0]:
        tex = tex_source(unquote_plus(source[found.end() :].partition("&")[0]))
        return InlineMath(clean_line(tex)) if tex else None
    return None


def _math(builder: Builder, element: Element) -> None:
    _add(builder, _source_of(element), display=_is_display(element))


def _is_display(element: Element) -> bool:
    return element.get("display") == "block" or element.get("mode") == "display"


def _add(builder: Builder, source: str, *, display: bool) -> None:
    if not source:
        return
    if display and not builder.in_heading:
        builder.add(Math(source, builder.setting.language))
    else:
        builder.atom(InlineMath(source))


def _source_of(math: Element) -> str:
    """The TeX in an annotation, an attribute, else the elements written in a line."""
    for inner in math.elements():
        if inner.tag == "annotation" and "tex" in inner.get("encoding").lower():
            source = tex_source(inner.text())
            if source:
                return source
    for name in ("alttext", "data-tex", "data-latex"):
        if math.get(name):
            return tex_source(math.get(name))
    return " ".join(_in_line(math).split())


def _in_line(element: Child) -> str:
    """MathML written in a line. As deep as elements are, which is bounded."""
    if isinstance(element, str):
        return element.strip()
    if element.tag in ("annotation", "annotation-xml"):
        return ""
    parts = [_in_line(child) for child in element.children]
    parts = [part for part in parts if part]
    match element.tag, parts:
        case "mfrac", [above, below]:
            return f"{_grouped(above)}/{_grouped(below)}"
        case "msup" | "mover" | "msub" | "munder", [base, other]:
            sign = "^" if element.tag in ("msup", "mover") else "_"
            return f"{base}{sign}{_grouped(other)}"
        case "msubsup" | "munderover", [base, below, above]:
            return f"{base}_{_grouped(below)}^{_grouped(above)}"
        case "msqrt", _:
            return f"√({''.join(parts)})"
        case "mtr", _:
            return ", ".join(parts)
        case "mtable", _:
            return "; ".join(parts)
        case "mtext" | "ms", _:
            return f" {' '.join(parts)} "
        case _:
            return "".join(parts)


def _grouped(part: str) -> str:
    return part if len(part) < 2 or part.isalnum() else f"({part})"


def _rendered(builder: Builder, element: Element) -> bool:
    """What KaTeX, MathJax or a wiki drew: the source it was drawn from, and nothing else."""
    display = _drawn_apart(element)
    math = element.first("math")
    if math is not None:
        _add(builder, _source_of(math), display=display or _is_display(math))
        return True
    for name in ("data-tex", "data-latex", "data-expr", "data-math"):
        if element.get(name):
            _add(builder, tex_source(element.get(name)), display=display)
            return True
    image = element.first("img")
    if image is not None and image.get("alt"):
        _add(builder, tex_source(image.get("alt")), display=display)
        return True
    following = _script_after(element)
    return following is not None


def _drawn_apart(element: Element) -> bool:
    """Whether a drawn formula stands on lines of its own."""
    apart = {"katex-display", "mathjax_display", "math-display", "mwe-math-element-block"}
    outer = element.parent.classes if element.parent is not None else frozenset[str]()
    return (
        not element.classes.isdisjoint(apart)
        or not outer.isdisjoint(apart)
        or element.get("display") in ("true", "block")
    )


def _script_after(element: Element) -> Element | None:
    """The script with the source, which follows what was drawn from it."""
    if element.parent is None:
        return None
    at = element.parent.place_of(element)
    for child in element.parent.children[at + 1 : at + 4]:
        if isinstance(child, Element) and child.get("type").startswith("math/tex"):
            return child
    return None


def add_script(builder: Builder, script: Element) -> bool:
    """Add the formula that a script holds; False when it holds none."""
    if not script.get("type").startswith("math/"):
        return False
    _add(builder, tex_source("".join(script.texts())), display="display" in script.get("type"))
    return True


def _container(builder: Builder, element: Element) -> None:
    if not _rendered(builder, element):
        builder.walk(element.children)


def _marked(builder: Builder, element: Element) -> bool:
    """A formula as source in an element whose class says so."""
    if element.tag not in ("span", "div", "code") or element.first("math", "img", "script", "p"):
        return False
    text = element.text()
    bracketed = text.startswith(("\\(", "\\[", "$"))
    said = "math" in element.classes and not element.classes.isdisjoint({"inline", "display"})
    if not text or not (bracketed or said or "math-inline" in element.classes):
        return False
    display = "display" in element.classes or text.startswith(("\\[", "$$"))
    _add(builder, tex_source(text), display=display)
    return True


TAGS: Final[Mapping[str, Handler]] = {"math": _math, "mjx-container": _container}
CLASSES: Final[Mapping[str, ClassHandler]] = {
    **dict.fromkeys(
        ("katex", "katex-display", "mathjax", "mathjax_display", "mathjax_svg"), _rendered
    ),
    **dict.fromkeys(("mathjax_chtml", "mwe-math-element", "katex-block"), _rendered),
    **dict.fromkeys(("math", "math-inline", "math-display", "arithmatex"), _marked),
}
