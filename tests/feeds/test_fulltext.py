"""The article in a page: what belongs stays with its structure, what stands around it goes."""

from __future__ import annotations

import importlib.util
import json
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.write.flat import write
from reader.feeds.fulltext import Extracted, extract
from reader.feeds.saved_page import arrived_page
from reader.feeds.walls import NoArticleError
from tests.shared_data import shared_data, shared_tool

PAGES = Path(__file__).parents[1] / "data" / "pages"
NAMES = sorted(path.name.removesuffix(".html") for path in PAGES.glob("*.html"))
SENTENCE = (
    "The mill at the river has ground corn for four hundred years, they say, and still does. "
)
ADDRESS = "https://mill.example/story"


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PAGES / f"{name}.expected.json").read_text("utf-8"))
    return found


def extracted(name: str) -> Extracted:
    return extract((PAGES / f"{name}.html").read_bytes(), url=expected(name)["url"])


def page(body: str, head: str = "<title>A mill</title>") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize("name", NAMES)
def test_the_article_stays_and_what_stands_around_it_goes(name: str) -> None:
    want = expected(name)
    pieces = write(extracted(name).document)["blocks"]
    text = "\n".join(piece["text"] for piece in pieces) + "\n"
    assert [part for part in want["keeps"] if part not in text] == []
    assert [part for part in want["drops"] if part in text] == []
    heads = [[piece["level"], piece["text"]] for piece in pieces if piece["kind"] == "heading"]
    assert heads == want["headings"]
    for kind, words in want["kinds"].items():
        assert words in [piece["text"] for piece in pieces if piece["kind"] == kind]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_known_of_the_page_is_told(name: str) -> None:
    want = expected(name)
    found = extracted(name)
    told = {
        "title": found.document.title,
        "byline": found.document.byline,
        "published": found.document.published,
        "language": found.document.language,
        "site": found.site,
        "canonical": found.canonical,
    }
    assert {key: value for key, value in told.items() if key in want} == {
        key: want[key] for key in told if key in want
    }


def test_links_and_pictures_lead_where_the_page_says() -> None:
    body = f'<article><p>{SENTENCE} <a href="../map">A map</a>.</p><p>{SENTENCE}</p>'
    body += f'<figure><img src="mill.jpg" alt="IMG_1234.jpg"></figure><p>{SENTENCE}</p></article>'
    blocks = write(extract(page(body), url="https://mill.example/a/story").document)["blocks"]
    (figure,) = [block for block in blocks if block["kind"] == "figure"]
    assert figure["source"] == "https://mill.example/a/mill.jpg"
    assert figure["text"] == "", "the name of a file says nothing"


def test_a_title_is_not_said_again_in_the_text() -> None:
    body = f"<h1>A mill</h1><p>{SENTENCE * 2}</p><h2>The wheel</h2><p>{SENTENCE * 2}</p>"
    document = extract(page(body), url=ADDRESS).document
    assert document.title == "A mill"
    kinds = [piece["text"] for piece in write(document)["blocks"] if piece["kind"] == "heading"]
    assert kinds == ["The wheel"]


def test_what_the_page_states_of_its_text_decides_where_the_rest_is_too_little() -> None:
    words = [f"<div class=sidebar-x><span>{SENTENCE}</span> Part {n}.</div>" for n in range(8)]
    stated = json.dumps(
        {"@type": "Article", "articleBody": " ".join(f"{SENTENCE} Part {n}." for n in range(8))}
    )
    head = f'<title>A mill</title><script type="application/ld+json">{stated}</script>'
    found = extract(page("".join(words), head), url=ADDRESS)
    assert "Part 7." in write(found.document)["blocks"][-1]["text"]


def test_a_page_for_subscribers_is_the_beginning_of_an_article() -> None:
    for free, state in (("true", "full"), ("false", "teaser")):
        head = (
            f'<script type="application/ld+json">{{"@type":"Article","isAccessibleForFree":{free}}}'
        )
        data = page(
            f"<article><p>{SENTENCE * 10}</p></article>", f"<title>A mill</title>{head}</script>"
        )
        arrived = arrived_page(extract(data, url=ADDRESS), data, ADDRESS)
        assert arrived.completeness == state
        assert ("subscribers" in arrived.evidence) == (state == "teaser")


def test_a_page_in_another_encoding_is_read() -> None:
    body = "<p>" + "Die Mühle am Fluß mahlt seit vierhundert Jahren Korn für die Stadt. " * 4
    data = f"<!doctype html><title>Mühle</title><article>{body}".encode("iso-8859-1")
    for headers in ({"content-type": "text/html; charset=ISO-8859-1"}, {}):
        assert (
            "Fluß"
            in write(extract(data, url=ADDRESS, headers=headers).document)["blocks"][0]["text"]
        )


WALLS: dict[str, tuple[bytes, dict[str, str], str]] = {
    "a PDF": (b"%PDF-1.7 ...", {}, "pdf"),
    "a PDF by its type": (b"....", {"content-type": "application/pdf"}, "pdf"),
    "an image": (b"\x89PNG\r\n\x1a\n....", {"content-type": "image/png"}, "image"),
    "an image by its type": (b"....", {"content-type": "image/webp"}, "image"),
    "nothing": (b" \n ", {}, "empty"),
    "a feed": (b"<?xml version='1.0'?><rss version='2.0'></rss>", {}, "not a page"),
    "data": (b'{"a": 1}', {"content-type": "application/json"}, "not a page"),
    "a wall": (
        page(
            "<h1>Checking your browser before you go on</h1><div id='cf-challenge-running'></div>"
            "<p>This takes up to five seconds. Please turn on JavaScript and cookies.</p>",
            "<title>Just a moment...</title>",
        ),
        {},
        "bot wall",
    ),
    "a captcha": (
        page("<p>Please verify you are a human to go on.</p><div class='g-recaptcha'></div>"),
        {},
        "bot wall",
    ),
    "a login": (
        page(
            "<h1>Sign in</h1><p>Please log in to read this article.</p>"
            "<form><input name=u><input type=password name=p><button>Log in</button></form>"
        ),
        {},
        "login",
    ),
    "for subscribers": (
        page(
            "<article><h1>A mill</h1><p>Subscribe to continue reading.</p></article>",
            '<title>A mill</title><script type="application/ld+json">'
            '{"@type": "NewsArticle", "isAccessibleForFree": false}</script>',
        ),
        {},
        "login",
    ),
    "made by scripts": (
        page(
            "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>"
        ),
        {},
        "empty",
    ),
    "only a menu": (page("<nav><a href=/>Home</a><a href=/b>Blog</a></nav>"), {}, "empty"),
}


@pytest.mark.parametrize("name", WALLS)
def test_a_page_without_an_article_says_what_it_is(name: str) -> None:
    data, headers, reason = WALLS[name]
    with pytest.raises(NoArticleError) as error:
        extract(data, url=ADDRESS, headers=headers)
    assert error.value.reason == reason
    sentence = str(error.value)
    assert sentence.startswith(ADDRESS)
    assert sentence.endswith(".")


def test_an_article_about_walls_is_no_wall() -> None:
    body = f"<article><h1>Captchas</h1><p>{SENTENCE * 8}</p><p>Are you a robot? Access denied. "
    body += f"Please log in.</p><p>{SENTENCE * 6}</p></article><form><input type=password></form>"
    assert extract(page(body), url=ADDRESS).words > 200


BOMBS = {
    "deep": b"<div>" * 100_000 + SENTENCE.encode() * 3,
    "deep with words": b"<div>word " * 30_000,
    "tables": b"<table><tr><td>cell<td>cell</table>" * 20_000,
    "tables in tables": b"<table><tr><td>" * 20_000 + SENTENCE.encode(),
    "attributes": b"<p "
    + b" ".join(b"a%d=1" % n for n in range(50_000))
    + b">"
    + SENTENCE.encode(),
    "links": b"<a href=/x rel=next>2</a> " * 50_000,
    "headings": b"<h2>A heading</h2>" * 30_000,
    "data": b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>Words.</p>",
    "authors": b"<div class=author>x " * 20_000,
    "a class": b'<p class="' + b"nav-" * 200_000 + b'">' + SENTENCE.encode() * 4,
}


@pytest.mark.parametrize("name", BOMBS)
def test_no_page_takes_long(name: str) -> None:
    began = time.process_time()
    with suppress(NoArticleError):
        extract(b"<!doctype html><title>x</title>" + BOMBS[name], url=ADDRESS)
    assert time.process_time() - began < 30


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(
    ["<p>", "</p>", "<div class=nav>", "</div>", "<table><tr><td>", "</table>", "<ul><li>", "<h2>",
     "</h2>", "<a href=x>", "</a>", "<pre>", "</pre>", "<figure><img src=a.jpg>", "<br>", "<hr>",
     SENTENCE, "word ", "\x1b[31m", "\u202e", "<blockquote><h3>", "<section id=a>", "</section>"]
), max_size=60))  # fmt: skip
def test_any_page_gives_an_article_or_says_why_not(parts: list[str]) -> None:
    try:
        told = json.dumps(
            write(extract(page("".join(parts)), url=ADDRESS).document), ensure_ascii=False
        )
    except NoArticleError as error:
        told = str(error)
    assert not set(told) & set("\x1b\u202e")


def test_the_measured_pages_are_extracted_as_well_as_before() -> None:
    pages = shared_data("pages")
    spec = importlib.util.spec_from_file_location("score_pages", shared_tool("score_pages.py"))
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    rows = []
    for path in sorted(pages.glob("*.truth.json")):
        truth = json.loads(path.read_text("utf-8"))
        data = path.with_name(truth["file"]).read_bytes()
        document = extract(data, url=truth["url"] or None).document
        rows.append(scorer.score(truth, write(document)))
    assert sum(row["f1"] for row in rows) / len(rows) > 0.985
    right, false, missed = (sum(row[name] for row in rows) for name in ("tp", "fp", "fn"))
    assert 2 * right / (2 * right + false + missed) > 0.95
    assert sum(len(row["leaks"]) for row in rows) <= 6, (
        "fewer than the library by itself lets through"
    )
    assert sum(row["near"] for row in rows) == len(rows)
