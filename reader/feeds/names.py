"""Names of elements: a namespace's address, however it is written, as one short prefix."""

from __future__ import annotations

from typing import Final

_PREFIXES: Final = {
    "www.w3.org/2005/atom": "atom",
    "purl.org/atom/ns": "atom",
    "purl.org/atom/app": "atom",
    "example.com/newformat": "atom",
    "example.com/necho": "atom",
    "purl.org/echo": "atom",
    "uri/of/echo/namespace": "atom",
    "purl.org/pie": "atom",
    "backend.userland.com/rss": "",
    "backend.userland.com/rss2": "",
    "backend.userland.com/rss091": "",
    "backend.userland.com/rss092": "",
    "blogs.law.harvard.edu/tech/rss": "",
    "cyber.law.harvard.edu/rss/rss.html": "",
    "purl.org/rss/1.0": "",
    "purl.org/rss/1.0/modules/rss091": "",
    "purl.org/net/rss1.1": "",
    "my.netscape.com/rdf/simple/0.9": "",
    "channel.netscape.com/rdf/simple/0.9": "",
    "www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
    "www.w3.org/1999/xhtml": "xhtml",
    "purl.org/dc/elements/1.0": "dc",
    "purl.org/dc/elements/1.1": "dc",
    "purl.org/dc/terms": "dcterms",
    "purl.org/rss/1.0/modules/content": "content",
    "purl.org/rss/1.0/modules/syndication": "sy",
    "search.yahoo.com/mrss": "media",
    "www.rssboard.org/media-rss": "media",
    "tools.search.yahoo.com/mrss": "media",
    "video.search.yahoo.com/mrss": "media",
    "www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "itunes.apple.com/dtds/podcast-1.0.dtd": "itunes",
    "example.com/dtds/podcast-1.0.dtd": "itunes",
    "www.google.com/schemas/play-podcasts/1.0": "googleplay",
    "podcastindex.org/namespace/1.0": "podcast",
    "podlove.org/simple-chapters": "psc",
    "rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "purl.org/rss/1.0/modules/slash": "slash",
    "purl.org/syndication/thread/1.0": "thr",
    "wellformedweb.org/commentapi": "wfw",
    "prismstandard.org/namespaces/1.2/basic": "prism",
    "prismstandard.org/namespaces/basic/2.0": "prism",
    "prismstandard.org/namespaces/2.0/basic": "prism",
    "www.w3.org/xml/1998/namespace": "xml",
    "purl.org/rss/1.0/modules/annotate": "annotate",
}
ADDRESSES: Final = {
    prefix: f"http://{address}/" for address, prefix in reversed(_PREFIXES.items()) if prefix
}
"""An address for each prefix, for documents that use it without saying which."""


class Names(dict[str, str]):
    """Tags as the XML parser gives them (`{address}Local`), each to its short name.

    That is in small letters: `dc:creator`, `title`, and `?:local` for a namespace that is none of
    those above. `core` is the namespace of a feed that puts its own elements into another one.
    """

    def __init__(self, core: str | None = None) -> None:
        self._core = core

    def __missing__(self, tag: str) -> str:
        address, _, local = tag.rpartition("}")
        local = local.lower()
        if address and address[1:] != self._core:
            address = address[1:].lower().strip().rstrip("/#")
            address = address.removeprefix("http://").removeprefix("https://")
            prefix = _PREFIXES.get(address, "?" if not address.startswith("backend.") else "")
            local = f"{prefix}:{local}" if prefix else local
        self[tag] = local
        return local
