"""Addresses without what only follows readers about, for comparing them; none is changed by it."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

_TRACKING: Final = re.compile(
    r"(?:utm_\w+|pk_\w+|mtm_\w+|at_(?:medium|campaign|custom\d|format|link\w*|bbc_team|ptr_name)"
    r"|_hs(?:enc|mi)|hsctatracking|oly_(?:enc|anon)_id|vero_(?:id|conv)|mc_[ce]id|ml_subscriber\w*"
    r"|(?:fb|g|dc|ms|y|tw|tt|tb|epi|g?br|wbr)clid|gbraid|wbraid|igshid|igsh|li_fat_id|srsltid"
    r"|mkt_tok|s_cid|wt[._]\w+|wt_mc|xtor|cmpid?|cmp|ncid|ocid|ito|ftag|guccounter"
    r"|guce_referrer\w*|sr_share|smid|partner|emc|ref_src|ref_url|spm|trk|trkcampaign"
    r"|__twitter_impression|_ga|_gl|rb_clickid|sc_c(?:ampaign|ontent|hannel)|ns_\w+|traffic_source)",
    re.IGNORECASE,
)
"""Names of parameters by which the way of a reader is followed, and nothing is found."""

_WEB: Final = re.compile(r"https?://", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_PORTS: Final = {"http": ":80", "https": ":443"}


def same_place(address: str) -> str:
    """What an address of the web is called when it is compared with another.

    http and https are one, hosts are in lower case, tracking parameters, the usual port and a last
    slash are gone. What is no address of the web is given back as it is.
    """
    if not _WEB.match(address):
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    host = parts.netloc.lower().removesuffix(_PORTS[parts.scheme.lower()])
    path = parts.path.rstrip("/")
    query = "&".join(_kept(parts.query)) if parts.query else ""
    fragment = "&".join(_kept(parts.fragment)) if parts.fragment else ""
    return "".join(
        (
            "https://",
            host,
            path,
            f"?{query}" if query else "",
            f"#{fragment}" if fragment else "",
        )
    )


def _kept(parameters: str) -> list[str]:
    return [
        one
        for one in parameters.split("&")
        if one and not _TRACKING.fullmatch(one.partition("=")[0])
    ]


def without_tracking(text: str) -> str:
    """A text in which each address is as `same_place` gives it."""
    if "://" not in text:
        return text
    return _ADDRESS.sub(lambda match: same_place(match[0]), text)
