"""What in a page is surely no part of its article, told by roles, class names and headings.

Names are taken apart into words (`articleShare-box` is article, share, box) and whole words are
looked at, so that `sidebarblock`, which in manuals holds text, is not taken for a sidebar.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from reader.document.html.elements import HEADINGS

if TYPE_CHECKING:
    from reader.document.html.tree import Element

_TAGS: Final = frozenset({"nav", "footer", "form", "button", "dialog", "menu", "search", "select"})
_ROLES: Final = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"}
    | {"dialog", "alertdialog", "toolbar", "tablist", "doc-toc"}
)
_WORDS: Final = frozenset(
    {"nav", "navigation", "navbar", "navbox", "menu", "submenu", "breadcrumb", "breadcrumbs"}
    | {"sidebar", "sitemap", "masthead", "toolbar", "toc", "pagination", "pager", "paginator"}
    | {"cookie", "cookies", "consent", "gdpr", "newsletter", "subscribe", "subscription", "signup"}
    | {"share", "shares", "sharing", "sharedaddy", "social", "socials", "sociable", "addtoany"}
    | {"related", "relatedposts", "recommended", "recommendation", "recommendations", "recirc"}
    | {"comments", "disqus", "respond", "commentlist", "replies", "trackbacks", "pingbacks"}
    | {"promo", "promos", "promotion", "cta", "advert", "advertisement", "ads", "adslot", "dfp"}
    | {"sponsor", "sponsored", "outbrain", "taboola", "popup", "modal", "paywall", "upsell"}
    | {"byline", "authorbox", "authorbio", "postmeta", "postinfo", "metadata", "taglist"}
    | {"noprint", "catlinks", "editsection", "donate", "donation", "trending", "mostread"}
    | {"avatar", "gravatar", "userpic", "headshot"}
    | {"prevnext", "skiplink", "copyright", "colophon", "permalink", "printfriendly"}
)
_PAIRS: Final = re.compile(
    r"\b(?:author (?:bio|box|info|card|about|profile|desc\w*)|about author|post (?:meta|nav|tags)"
    r"|entry (?:meta|footer|tags)|article (?:meta|footer|tags|info)|tag (?:list|cloud)|tags? links"
    r"|table of contents|table contents|most (?:read|popular)|read (?:more|next|also)"
    r"|more (?:stories|news|from|on|articles|links)|next (?:post|page|article|up|button|link)"
    r"|prev(?:ious)? (?:post|page|article|link)|you may|also like|edit (?:page|section|this)"
    r"|screen reader|side ?bar|site (?:header|footer|nav)|page (?:footer|nav|actions|tools)"
    r"|email (?:form|sign\w*)|mailing list|user (?:info|profile)|comment (?:list|form|section)"
    r"|post comments|article comments|ad (?:slot|unit|container|wrapper)|buy (?:box|now)"
    r"|feedback (?:form|widget|section)|doc footer|theme doc footer|jp relatedposts)\b"
)
_HEADING: Final = re.compile(
    r"(?:related (?:posts?|articles?|stories|news|links|reading|topics|content|coverage)"
    r"|more (?:from|on|in|stories|news|articles|posts|by)\b.*"
    r"|(?:read|see|explore|discover|watch) (?:more|next)|read also|further from\b.*|up next|read on"
    r"|you (?:may|might) (?:also )?(?:like|enjoy|be interested)\b.*|recommended(?: .*)?"
    r"|(?:most|popular) (?:read|popular|posts?|articles?|stories|viewed|commented)|trending.*"
    r"|(?:latest|recent) (?:posts?|articles?|news|stories|comments)|popular now|don'?t miss.*"
    r"|share(?: (?:this|on|via|article|post|the|with)\b.*)?|follow (?:us|me)\b.*|stay connected"
    r"|(?:\d+ )?(?:comments?|responses|replies|thoughts on\b.*|reader comments)"
    r"|leave (?:a|your) (?:reply|comment)|post a comment|join the (?:conversation|discussion)"
    r"|(?:subscribe|sign ?up|newsletter|get (?:the|our) newsletter)\b.*|about the authors?"
    r"|about the writer|written by\b.*|tags?|topics|categories|filed under\b.*|contents"
    r"|table of contents|on this page|in this (?:article|post)|advertisement|sponsored.*"
    r"|mehr (?:zum thema|von|aus|dazu)\b.*|das könnte sie (?:auch )?interessieren.*|verwandte .*"
    r"|kommentare?|lesen sie auch.*|meistgelesen.*|weitere (?:artikel|themen|meldungen)\b.*"
    r"|artikel teilen|teilen|inhalt(?:sverzeichnis)?|newsletter.*|zum thema"
    r"|à lire aussi.*|lire aussi.*|sur le même sujet.*|articles? (?:liés|similaires|récents)"
    r"|(?:laisser un )?commentaires?|partager.*|(?:le )?sommaire|les plus lus"
    r"|(?:artículos|noticias|entradas) relacionad[ao]s|también te puede.*|lee también.*"
    r"|comentarios|compartir.*|deja (?:un|una) .*|articoli correlati|leggi anche.*|commenti"
    r"|condividi.*|potrebbe interessarti.*|artigos relacionados|leia (?:também|mais).*"
    r"|comentários|gerelateerde .*|lees ook.*|reacties|zobacz (?:też|także).*|komentarze"
    r"|mohlo by vás zajímat.*|související.*|diskuse|baca juga.*|artikel terkait|bagikan.*|komentar"
    r"|関連記事.*|あわせて読みたい.*|おすすめ記事.*|人気記事.*|シェア.*|コメント.*|目次"
    r"|相关(?:文章|阅读|推荐|新闻).*|推荐阅读.*|延伸閱讀.*|你可能(?:喜欢|感兴趣).*|評論|评论|留言.*"
    r"|관련 ?(?:기사|글|뉴스).*|댓글.*|читайте также.*|похожие .*|комментарии.*|поделиться.*"
    r"|最新文章|分享.*|人氣文章.*|熱門文章.*)[:：.…\s»›>]*",
    re.IGNORECASE,
)
_AWAY: Final = re.compile(
    r"(?:read (?:more|also|next|this)|also read|see also|related|more|watch|lire aussi|à lire"
    r"|mehr zum thema|lesen sie auch|lesetipp|baca juga|leia (?:também|mais)|lea también"
    r"|le(?:e|er) (?:más|también)|leggi anche|lees ook|czytaj też|čtěte také|читайте также"
    r"|あわせて読みたい|関連記事|延伸閱讀|相关阅读)\s*[:：|»>→–-]",
    re.IGNORECASE,
)
_BUTTON: Final = re.compile(
    r"(?:subscribe|sign up|log in|sign in|share|follow(?: us| me)?|leave a comment|comment"
    r"|like|tweet|donate|back to top|jetzt abonnieren|abonnieren|s['’]abonner|suscríbete|abbonati"
    r"|购买|订阅|登録)(?: now| here| today| this(?: post)?| us)?[.!→»\s]*",
    re.IGNORECASE,
)
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_APART: Final = re.compile(r"[^a-z0-9]+")
_LEADS: Final = frozenset(
    {"lead", "lede", "intro", "standfirst", "perex", "dek", "deck", "abstract", "chapo", "teaser"}
    | {"vorspann", "anrisstext", "strapline", "sapo", "sommario", "entradilla", "ingress"}
)
_TITLES: Final = frozenset({"title", "caption", "heading", "subheading", "subtitle", "headline"})
_REFERENCES: Final = frozenset(
    {"references", "reflist", "footnotes", "footnote", "endnotes", "bibliography", "citations"}
    | {"refbegin", "fussnoten", "notes"}
)
_DATED: Final = re.compile(
    r"[^.!?。]{0,60}\b(?:\d{1,2}[:.]\d\d|\d{1,2}[./ -]+(?:\d{1,2}|\w{3,10}\.?)[./ -]+(?:19|20)\d\d"
    r"|(?:19|20)\d\d[-./]\d\d?[-./]\d\d?|\w{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d)\b"
    r"[^.!?。]{0,40}"
)


def is_furniture(element: Element) -> bool:
    """Whether what an element is, or is called, says that it is no part of an article."""
    if element.tag in _TAGS:
        return True
    attrs = element.attrs
    if not attrs or element.tag in HEADINGS:
        return False  # the id of a heading is made of its words
    if attrs.get("role", "").lower() in _ROLES or attrs.get("aria-hidden") == "true":
        return True
    words = names(element)
    if not words:
        return False
    parts = words.split()
    if not _WORDS.isdisjoint(parts):
        return True
    return bool(_PAIRS.search(words))


def names(element: Element) -> str:
    """The words of its class, its id and what its maker calls it, in lower case."""
    attrs = element.attrs
    own = "" if element.tag == "section" and _is_slug(element) else attrs.get("id", "")
    said = f"{attrs.get('class', '')} {own} {attrs.get('data-component', '')}"
    return _apart(said[:500])


@lru_cache(maxsize=4096)
def _apart(said: str) -> str:
    """The words in names; elements are asked again and again, and many are called the same."""
    return " ".join(_APART.split(_CAMEL.sub(" ", said).lower())).strip()


def _is_slug(element: Element) -> bool:
    """Whether a section is called after its heading, as manuals do."""
    heading = element.first(*HEADINGS)
    if heading is None:
        return False
    words = " ".join(_APART.split(heading.text().lower())).strip()
    called = " ".join(_APART.split(element.get("id").lower())[:2]).strip()
    return bool(called) and words.startswith(called)


def names_section(heading: Element) -> bool:
    """Whether a section is called after this heading, which so is one of a manual's own."""
    section = heading.parent
    return section is not None and section.tag == "section" and _is_slug(section)


def is_lead(element: Element) -> bool:
    """Whether it is called the opening of an article, which some sites set apart from the text."""
    return bool(element.attrs) and not _LEADS.isdisjoint(names(element).split())


def is_titled(element: Element) -> bool:
    """Whether it is called a title or a caption, so that a few words in it are no stray label."""
    return bool(element.attrs) and not _TITLES.isdisjoint(names(element).split())


def holds_references(element: Element) -> bool:
    """Whether it is called a list of notes or sources, which belongs to the article it ends."""
    return bool(element.attrs) and not _REFERENCES.isdisjoint(names(element).split())


def heads_furniture(text: str) -> bool:
    """Whether a heading says that what follows leads away from the article."""
    return len(text) < 90 and bool(_HEADING.fullmatch(text.replace("’", "'").strip()))


def leads_away(text: str) -> bool:
    """Whether a line of links among the paragraphs sends its reader to another article."""
    return bool(_AWAY.match(text)) or heads_furniture(text)


def is_button(text: str) -> bool:
    """Whether the words of a link ask for a subscription, a share or a comment."""
    return bool(_BUTTON.fullmatch(text.strip()))


def is_stamp(text: str) -> bool:
    """Whether a line is only a date, with a name or a few words at most."""
    return len(text) < 100 and bool(_DATED.fullmatch(text))
