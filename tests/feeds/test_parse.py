"""What feeds say, by the rules of their formats."""

from __future__ import annotations

import pytest

from reader.feeds.entry import Enclosure
from tests.feeds.written import atom, only, read, rss


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Plain words", "Plain words"),
        ("AT&amp;T", "AT&T"),
        ("AT&amp;amp;T", "AT&T"),
        ("&lt;b>Bold&lt;/b> move", "Bold move"),
        ("<![CDATA[<b>Bold</b> move]]>", "Bold move"),
        ("5 &lt; 6 &amp; 7 > 3", "5 < 6 & 7 > 3"),
        ("The &lt;video> element", "The <video> element"),
        ("A List&lt;T>", "A List<T>"),
        ("in <i>line</i>", "in line"),
        ("two\n   lines", "two lines"),
        ("it&amp;#8217;s", "it’s"),
        ("caf\u00c3\u00a9", "café"),
        ("it\u0092s", "it’s"),
        ("one&lt;br/>two", "one two"),
        ("\u200b\u3164", ""),
        ("a\u202eb", "ab"),
    ],
)
def test_a_title_of_rss_is_one_plain_line(written: str, title: str) -> None:
    assert only(rss(f"<title>{written}</title>")).title == title


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("<title>a &lt;b>b&lt;/b></title>", "a <b>b</b>"),
        ('<title type="html">a &lt;b>b&lt;/b> &amp;amp; c</title>', "a b & c"),
        ('<title type="xhtml"><x:div>a <x:b>b</x:b></x:div></title>', "a b"),
        ('<title mode="escaped" type="text/html">a &amp;amp; b</title>', "a & b"),
        ('<title mode="base64">YSBiPC9iPg==</title>', "a b"),
    ],
)
def test_a_title_of_atom_is_what_its_type_says(written: str, title: str) -> None:
    assert only(atom(written)).title == title


def test_a_title_may_come_from_other_vocabularies_and_the_own_one_goes_first() -> None:
    assert only(rss("<media:title>M</media:title>")).title == "M"
    assert only(rss("<dc:title>D</dc:title><title>T</title>")).title == "T"
    assert only(rss("<title> </title><itunes:title>I</itunes:title>")).title == "I"


def test_titles_deeper_inside_an_entry_are_not_its_own() -> None:
    chapters = '<psc:chapters><psc:chapter start="0" title="No"/></psc:chapters>'
    source = "<source><title>No</title><link href='https://no.example/'/></source>"
    assert only(rss(f"{chapters}<image><title>No</title></image><title>Yes</title>")).title == "Yes"
    entry = only(atom(f"{source}<title>Yes</title>"))
    assert (entry.title, entry.url) == ("Yes", None)


def test_the_full_content_goes_before_the_description_wherever_it_stands() -> None:
    entry = only(
        rss(
            "<description>Short</description>"
            "<content:encoded><![CDATA[<p>Whole</p>]]></content:encoded>"
        )
    )
    assert (entry.content, entry.summary) == ("<p>Whole</p>", "Short")
    assert not entry.summary_only
    empty = only(rss("<description>Short</description><content:encoded> </content:encoded>"))
    assert (empty.content, empty.summary) == ("Short", "")


@pytest.mark.parametrize(
    ("item", "content"),
    [
        ("<description>&lt;p>One&lt;/p></description>", "<p>One</p>"),
        ("<description>foo <b>bar</b></description>", "foo <b>bar</b>"),
        ("<description>&amp;lt;p&amp;gt;One&amp;lt;/p&amp;gt;</description>", "<p>One</p>"),
        ("<description>Fish &amp; chips</description>", "Fish &amp; chips"),
        ("<description>One\n\nTwo</description>", "<p>One</p>\n<p>Two</p>"),
        ("<itunes:summary>Sum</itunes:summary>", "Sum"),
        ("<media:group><media:description>A\nB</media:description></media:group>", "A<br>\nB"),
        ("<dc:description>D</dc:description><description>R</description>", "R"),
        ("<xhtml:body xmlns:xhtml='http://www.w3.org/1999/xhtml'>B</xhtml:body>", "B"),
    ],
)
def test_the_body_of_an_item(item: str, content: str) -> None:
    assert only(rss(item)).content == content


@pytest.mark.parametrize(
    ("entry", "content"),
    [
        ("<content>a &lt; b</content>", "a &lt; b"),
        ("<content>&lt;p>meant as HTML&lt;/p></content>", "<p>meant as HTML</p>"),
        ('<content type="html">&lt;p>a&lt;/p></content>', "<p>a</p>"),
        (
            '<content type="xhtml"><x:div>a<x:br/><x:a href="/b">b</x:a></x:div></content>',
            'a<br><a href="/b">b</a>',
        ),
        ('<content type="text/plain">a\nb</content>', "a<br>\nb"),
        ('<content type="application/x-text">YSBi</content>', "a b"),
        ('<content type="image/png">iVBORw0KGgo=</content>', ""),
        ("<summary>S</summary>", "S"),
    ],
)
def test_the_body_of_an_entry_is_what_its_type_says(entry: str, content: str) -> None:
    assert only(atom(entry)).content == content


def test_a_summary_alone_is_called_one() -> None:
    assert only(atom("<summary>S</summary>")).summary_only
    assert not only(rss("<description>May be all there is</description>")).summary_only


def test_content_that_lies_elsewhere_gives_its_address() -> None:
    assert (
        only(atom('<content src="a.html" type="text/html"/>')).url == "https://b.example/f/a.html"
    )


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ('<link href="/a"/>', "https://b.example/a"),
        ('<link rel="self" href="/s"/><link rel="alternate" href="/a"/>', "https://b.example/a"),
        ('<link type="application/json" href="/j"/><link type="text/html" href="/a"/>', "/a"),
        ('<link type="application/pdf" href="/p"/><link href="/a"/>', "https://b.example/a"),
        ('<link rel="related" href="/r"/>', None),
        ('<link rel="http://www.iana.org/assignments/relation/alternate" href="/a"/>', "/a"),
        ('<link xml:base="https://c.example/d/" href="a"/>', "https://c.example/d/a"),
        ('<link href="javascript:alert(1)"/>', None),
    ],
)
def test_the_address_of_an_entry_of_atom(links: str, url: str | None) -> None:
    found = only(atom(links)).url
    assert found == (f"https://b.example{url}" if url and url.startswith("/") else url)


@pytest.mark.parametrize(
    ("item", "url", "identity"),
    [
        ("<link>../a</link>", "https://b.example/a", None),
        ("<guid>https://b.example/g</guid>", "https://b.example/g", "https://b.example/g"),
        ('<guid isPermaLink="false">https://b.example/g</guid>', None, "https://b.example/g"),
        ("<guid>not an address</guid>", None, "not an address"),
        ("<guid>g</guid><link>https://b.example/l</link>", "https://b.example/l", "g"),
        ('<link href="/h"/>', "https://b.example/h", None),
        ('<atom:link href="/h"/>', "https://b.example/h", None),
        ('<link> </link><atom:link href="/h"/>', "https://b.example/h", None),
        ("<link>https://b.example/a b</link>", "https://b.example/a%20b", None),
    ],
)
def test_the_address_and_identity_of_an_item(
    item: str, url: str | None, identity: str | None
) -> None:
    entry = only(rss(item))
    assert (entry.url, entry.id) == (url, identity)


@pytest.mark.parametrize(
    ("item", "author"),
    [
        ("<author>jane@b.example (Jane Roe)</author>", "Jane Roe"),
        ("<author>Jane Roe &lt;jane@b.example></author>", "Jane Roe"),
        ("<author>jane@b.example</author>", "jane@b.example"),
        ("<author>Jane (Roe)</author>", "Jane (Roe)"),
        ("<author>mailto:jane@b.example (Jane)</author>", "Jane"),
        ("<author>A</author><dc:creator>B</dc:creator>", "B"),
        ("<dc:creator>A</dc:creator><dc:creator>B</dc:creator>", "A, B"),
        ("<dc:creator>A</dc:creator><dc:creator>A</dc:creator>", "A"),
        ("<itunes:author>I</itunes:author>", "I"),
        ("<atom:author><atom:name>N</atom:name></atom:author>", "N"),
        ("<author><name>N</name><email>n@b.example</email></author>", "N"),
        ("<author>()</author>", None),
        (
            "<author>a@b.example (Jane), c@d.example (Bob)</author>",
            "Jane, Bob",
        ),
        (f"<author>{'Kubiasova, K., ' * 60}Last, L.</author>", f"{'Kubiasova, K., ' * 60}Last, L."),
        ("<title>t</title>", None),
    ],
)
def test_the_author_of_an_item(item: str, author: str | None) -> None:
    assert only(rss(item)).author == author


def test_an_entry_of_atom_has_the_author_of_its_source_then_of_its_feed() -> None:
    feed = "<author><name>F</name></author>"
    source = "<source><author><name>S</name></author></source>"
    own = "<author><name>A</name></author><author><email>b@b.example</email></author>"
    assert only(atom("<title>t</title>", feed)).author == "F"
    assert only(atom(source, feed)).author == "S"
    assert only(atom(source + own, feed)).author == "A, b@b.example"


def test_dates_are_read_and_none_is_invented() -> None:
    both = "<published>2020-01-01T00:00:00Z</published><updated>2020-01-02T00:00:00Z</updated>"
    entry = only(atom(both))
    assert (entry.published, entry.updated) == (1577836800, 1577923200)
    alone = only(atom("<updated>2020-01-02T00:00:00Z</updated>"))
    assert (alone.published, alone.updated) == (None, 1577923200)
    wrong = only(rss("<pubDate>one fine day</pubDate><dc:date>2020-01-01</dc:date>"))
    assert wrong.published == 1577836800
    none = only(rss("<pubDate>one fine day</pubDate>", "<pubDate>Wed, 1 Jan 2020</pubDate>"))
    assert (none.published, none.updated) == (None, None)


def test_categories_are_labels_or_terms_each_once() -> None:
    entry = only(rss("<category>A</category><category> A </category><dc:subject>S</dc:subject>"))
    assert entry.categories == ("A", "S")
    entry = only(atom('<category term="t" label="L"/><category term="u"/><category term=""/>'))
    assert entry.categories == ("L", "u")


def test_enclosures_have_type_and_length_where_the_feed_has_them() -> None:
    entry = only(
        rss(
            '<enclosure url="/a.mp3" type="audio/mpeg" length="1,234"/>'
            '<enclosure url="/a.mp3"/><enclosure url="/b.mp3" length="0"/>'
            '<enclosure url="javascript:x"/>'
        )
    )
    assert entry.enclosures == (
        Enclosure("https://b.example/a.mp3", "audio/mpeg", 1234),
        Enclosure("https://b.example/b.mp3"),
    )
    link = '<link rel="enclosure" href="a.ogg" type="audio/ogg" length="9" title="Talk"/>'
    assert only(atom(link)).enclosures == (
        Enclosure("https://b.example/f/a.ogg", "audio/ogg", 9, "Talk"),
    )


def test_of_media_what_is_played_is_kept_and_one_picture() -> None:
    group = (
        '<media:group><media:content url="/v.mp4" type="video/mp4" fileSize="7"/>'
        '<media:content url="/s.jpg" medium="image" width="100"/>'
        '<media:content url="/l.jpg" medium="image" width="900"/></media:group>'
        '<media:thumbnail url="/t.jpg"/>'
    )
    assert [file.url for file in only(rss(group)).enclosures] == [
        "https://b.example/v.mp4",
        "https://b.example/l.jpg",
    ]


def test_what_a_feed_says_of_itself() -> None:
    feed = read(
        rss(
            "<title>t</title>",
            "<language>pt_BR</language><ttl>90</ttl><managingEditor>e@b.example (Ed)"
            "</managingEditor><atom:link rel='self' href='/self.xml'/>"
            "<image><url>/i.png</url><title>no</title><link>https://no.example/</link></image>",
        )
    )
    assert feed.title == "C"
    assert feed.site_url == "https://b.example/"
    assert (feed.language, feed.every, feed.author) == ("pt-BR", 5400, "Ed")
    assert feed.self_url == "https://b.example/self.xml"
    assert feed.icon == "https://b.example/i.png"
    assert feed.kind == "rss"
    assert feed.warnings == ()


def test_how_often_a_feed_changes() -> None:
    daily = "<sy:updatePeriod>daily</sy:updatePeriod>"
    assert read(rss("", daily)).every == 86_400
    assert read(rss("", f"<sy:updateFrequency>4</sy:updateFrequency>{daily}")).every == 21_600
    assert read(rss("", "<ttl>soon</ttl>")).every is None


def test_relative_addresses_in_a_body_start_from_its_page_unless_that_is_elsewhere() -> None:
    body = "<description>&lt;img src='i.png'></description>"
    assert only(rss(f"<link>/2026/a</link>{body}")).base == "https://b.example/2026/a"
    assert only(rss(f"<link>https://other.example/a</link>{body}")).base == "https://b.example/"
    own = '<content xml:base="/deep/" type="html">x</content><link href="/a"/>'
    assert only(atom(own)).base == "https://b.example/deep/"
    whole = '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://o.example/d/"><entry>'
    whole += '<link href="https://b.example/a"/><content type="html">x</content></entry></feed>'
    assert only(whole).base == "https://o.example/d/"


def test_bases_stand_within_bases() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://o.example/d/">'
        '<link href="."/><entry xml:base="e/"><link xml:base="f/" href="g"/></entry></feed>'
    )
    found = read(feed)
    assert found.site_url == "https://o.example/d/"
    assert found.entries[0].url == "https://o.example/d/e/f/g"


RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    '<channel rdf:about="https://b.example/"><title>R</title><link>https://b.example/</link>'
    "<items><rdf:Seq/></items></channel><image><title>no</title><url>no</url></image>"
    '<item rdf:about="https://b.example/1"><title>One</title><link>https://b.example/1</link>'
    "<dc:date>2020-01-01T00:00:00+00:00</dc:date></item></rdf:RDF>"
)
OLDEST = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>R</title>'
    "<link>https://b.example/</link></channel><item><title>One</title>"
    "<link>https://b.example/1</link></item></rdf:RDF>"
)
CDF = (
    '<CHANNEL HREF="https://b.example/" BASE="https://b.example/d/"><TITLE>R</TITLE>'
    '<ITEM HREF="one.html" LASTMOD="2020-01-01T00:00"><TITLE>One</TITLE>'
    "<ABSTRACT>Short</ABSTRACT></ITEM>"
    "<CHANNEL><TITLE>Inner</TITLE><ITEM HREF='two.html'><TITLE>Two</TITLE></ITEM></CHANNEL>"
    "</CHANNEL>"
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (RDF, "rdf"),
        (OLDEST, "rdf"),
        (CDF, "cdf"),
        ('<rss version="0.91"><channel><title>R</title></channel></rss>', "rss"),
        ("<channel><title>R</title><item><title>t</title></item></channel>", "rss"),
        ("<feed><title>R</title></feed>", "atom"),
        ('<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>R</title></feed>', "atom"),
        ('<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>R</a:title></a:feed>', "atom"),
        ("<e><rss><channel><title>R</title></channel></rss></e>", "rss"),
        ('{"version":"https://jsonfeed.org/version/1","title":"R","items":[]}', "json"),
    ],
)
def test_every_kind_of_feed_is_known(text: str, kind: str) -> None:
    feed = read(text)
    assert (feed.kind, feed.title) == (kind, "R")


def test_an_item_of_rdf() -> None:
    entry = only(RDF)
    assert entry.id == entry.url == "https://b.example/1"
    assert (entry.title, entry.published) == ("One", 1577836800)


def test_items_of_cdf_have_their_addresses_in_attributes() -> None:
    feed = read(CDF)
    assert [entry.url for entry in feed.entries] == [
        "https://b.example/d/one.html",
        "https://b.example/d/two.html",
    ]
    assert feed.entries[0].updated == 1577836800
    assert feed.entries[0].content == "Short"


def test_a_lone_entry_of_atom_is_a_feed_of_one() -> None:
    assert only('<entry xmlns="http://www.w3.org/2005/Atom"><title>t</title></entry>').title == "t"


def test_without_any_base_relative_addresses_are_none() -> None:
    feed = read("<feed><entry><link href='a'/><title>t</title></entry></feed>", base=None)
    assert feed.entries[0].url is None
