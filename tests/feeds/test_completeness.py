"""How complete a body is held to be, on bodies as feeds carry them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.document.html.parse import parse
from reader.feeds.completeness import BLURB, SHARE, Verdict, judge

PAGE = "https://news.example/2026/11/mills"
SENTENCE = "The mill at the river has ground corn for four hundred years without a pause. "


def judged(html: str, *, title: str = "A mill", **more: object) -> Verdict:
    """The verdict on a body of HTML under a title."""
    document = replace(parse(html, base=PAGE), title=title)
    return judge(document, url=PAGE, **more)  # type: ignore[arg-type]


TEASERS = {
    "dots in brackets": f"<p>{SENTENCE}It was […]</p>",
    "three dots in brackets": f"<p>{SENTENCE}It was [...]</p>",
    "entity": f"<p>{SENTENCE}It was [&hellip;]</p>",
    "wordpress": f"<p>{SENTENCE}And [&#8230;]</p>\n<p>The post <a href='{PAGE}'>A mill</a> "
    "appeared first on <a href='https://news.example'>News</a>.</p>",
    "cut amid a sentence": f"<p>{SENTENCE}And then the water began to…</p>",
    "a link to go on": f"<p>{SENTENCE}</p><p><a href='{PAGE}'>Read more</a></p>",
    "a link in the line": f"<p>{SENTENCE} <a href='{PAGE}'>Continue reading →</a></p>",
    "with the title": f"<p>{SENTENCE}</p><p><a href='{PAGE}'>Keep reading <i>A mill</i></a></p>",
    "german": f"<p>Die Mühle am Fluss mahlt. <a href='{PAGE}'>Weiterlesen »</a></p>",
    "french": f"<p>Le moulin tourne depuis quatre siècles. <a href='{PAGE}'>Lire la suite</a></p>",
    "spanish": f"<p>El molino muele desde siempre. <a href='{PAGE}'>Leer más</a></p>",
    "japanese": f"<p>川の水車は四百年動いている。<a href='{PAGE}'>続きを読む</a></p>",
    "chinese": f"<p>河边的磨坊已有四百年历史。<a href='{PAGE}'>阅读全文</a></p>",
    "russian": f"<p>Мельница у реки работает. <a href='{PAGE}'>Читать далее</a></p>",
    "arrow to its own page": f"<p>{SENTENCE}</p><p><a href='{PAGE}?utm=feed'>→</a></p>",
    "a picture and a cut": f"<img src='/a.jpg' alt='Mill'><p>{SENTENCE}It was […]</p>",
    "a blurb": "<p>The mill at the river has stopped, says the town, and no one knows why.</p>",
    "a pixel after it": f"<p>{SENTENCE}It was […]</p><img src='https://a.example/pixel.gif'>",
}

WHOLE = {
    "a long text": f"<p>{SENTENCE * 12}</p>",
    "a long text that ends with dots": f"<p>{SENTENCE * 30}And so it goes on and on…</p>",
    "a note": "<p>Back from the mountains, and <a href='https://a.example'>so is the blog</a>.</p>",
    "a link blog": "<p><a href='https://other.example/essay'>On mills</a>: the best essay that I "
    "have read this year, about water and work and why both are hard to stop.</p>",
    "a permalink": f"<p>{SENTENCE}</p><blockquote><p>{SENTENCE}</p></blockquote>"
    f"<p><a href='{PAGE}'>∞ Permalink</a></p>",
    "a long address made short": f"<p>{SENTENCE}<a href='https://a.example/very'>a.example/ver…</a></p>",
    "a picture": "<p><img src='/mill.jpg' alt='A mill in fog'></p><p>Fog.</p>",
    "a picture alone": "<img src='/mill.jpg'>",
    "an episode": "<p>We talk about mills.</p><audio src='/1.mp3'></audio>",
    "code": "<p>Do this:</p><pre>make mill</pre>",
    "two short paragraphs": "<p>The server is back.</p><p>Sorry for the trouble.</p>",
    "a quote that ends with dots": f"<blockquote>{SENTENCE}</blockquote><p>Well, well...</p>",
    "a link to others": f"<p>{SENTENCE * 4}</p><p>Sources: <a href='https://b.example'>On mills"
    "</a> and <a href='https://c.example'>the register</a>.</p>",
    "signed": f"<p>{SENTENCE * 6}</p><p>The post <a href='{PAGE}'>A mill</a> first appeared.</p>",
}

LINKS = {
    "nothing": "",
    "a comment link": f"<a href='{PAGE}#c'>Comments</a>",
    "a list of links": "submitted by <a href='https://r.example/u'>/u/miller</a> "
    "<a href='https://a.example'>[link]</a> <a href='https://r.example'>[comments]</a>",
    "where it is and where to talk": "<p>Article URL: <a href='https://a.example'>https://a.example</a>"
    "</p><p>Comments URL: <a href='https://h.example'>https://h.example</a></p><p>Points: 12</p>",
    "the title again": "<p>A mill</p>",
    "a link": "<a href='https://a.example/x'>https://a.example/x</a>",
}


@pytest.mark.parametrize("name", TEASERS)
def test_a_text_that_was_cut_is_a_teaser(name: str) -> None:
    verdict = judged(TEASERS[name], of_blurbs=name == "a blurb")
    assert verdict.state == "teaser", verdict


@pytest.mark.parametrize("name", WHOLE)
def test_a_text_that_is_whole_is_left_in_peace(name: str) -> None:
    verdict = judged(WHOLE[name])
    assert verdict.state == "full", verdict


@pytest.mark.parametrize("name", LINKS)
def test_a_link_alone_is_called_so(name: str) -> None:
    verdict = judged(LINKS[name])
    assert verdict.state == "link only", verdict


def test_a_short_note_without_a_title_of_its_own_is_whole() -> None:
    text = "The mill at the river has stopped and no one knows why it did."
    whole = f"<p>{text}</p>"
    assert judged(whole, title="", of_blurbs=True).state == "full"
    title = "The mill at the river has stopped and…"
    assert judged(whole, title=title, of_blurbs=True).state == "full"
    assert judged(whole, title="A mill").state == "full", "where other entries are longer"


def test_what_the_feed_calls_a_summary_is_one_when_it_is_short() -> None:
    assert judged(f"<p>{SENTENCE * 3}</p><p>More.</p>", summary_only=True).state == "teaser"
    assert judged(f"<p>{SENTENCE * 20}</p>", summary_only=True).state == "full"
    assert judged("<p>Notes.</p><audio src='/1.mp3'></audio>", summary_only=True).state == "full"
    assert judged("<p>At.</p><dl><dt>Depth<dd>3 km</dl>", summary_only=True).state == "full"
    film = parse(f"<p>{SENTENCE}</p>")
    address = "https://www.youtube.com/watch?v=x"
    assert judge(film, url=address, summary_only=True).state == "full"


def test_without_a_page_nothing_can_be_a_teaser() -> None:
    document = parse(f"<p>{SENTENCE}It was […]</p>")
    assert judge(document, url=None).state == "full"


def test_the_page_itself_decides_where_it_is_known() -> None:
    body = f"<p>{SENTENCE * 10}</p>"
    assert judged(body, page_words=150).state == "full"
    cut = judged(body, page_words=900)
    assert cut == Verdict("teaser", "It has 150 of the 900 words of its page.")
    assert judged(TEASERS["dots in brackets"], page_words=16).state == "teaser", "too short a page"


@given(st.integers(1, 60), st.integers(80, 4_000))
def test_the_share_of_the_page_is_what_decides(sentences: int, page_words: int) -> None:
    count = 15 * sentences
    wanted = "teaser" if count < SHARE * page_words else "full"
    assert judged(f"<p>{SENTENCE * sentences}</p>", page_words=page_words).state == wanted


@given(st.text(max_size=400))
def test_every_text_gets_a_verdict_with_a_sentence(text: str) -> None:
    verdict = judged(text)
    assert verdict.state in {"full", "teaser", "link only"}
    assert verdict.evidence.endswith(".")


@given(st.integers(BLURB + 1, 200))
def test_length_alone_makes_no_teaser(words: int) -> None:
    assert judged("<p>" + "word " * words + ".</p>").state == "full"
