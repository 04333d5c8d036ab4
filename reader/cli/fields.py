"""What each name in the JSON of each command means; docs/cli.md is made of it, a test holds it."""

from __future__ import annotations

from typing import Final, TypeAlias

Fields: TypeAlias = dict[str, str]

ARTICLE: Final[Fields] = {
    "id": "the number of the article; it never changes",
    "title": "its title",
    "feed": "the title of the source that it came from",
    "author": "who wrote it, or null",
    "url": "where it came from, or null",
    "published": "when it came out, or null",
    "added": "when it came into the library",
    "read": "whether it is marked read",
    "bookmarked": "whether it has a bookmark",
    "tags": "the names of its tags",
    "words": "its length; signs of Chinese and Japanese count so that minutes are words / 230",
    "minutes": "reading time",
    "language": "a BCP 47 tag, or null",
    "completeness": "`full`; `teaser` when there is the beginning alone, `link only` when there is "
    "no text, `failed` when fetching the whole has failed",
    "gone": "whether its file has vanished from its folder",
    "also_in": "how many other feeds tell the same story",
    "progress": "the share that was read, 0 to 1; null when it was never opened",
    "cursor": "where a list goes on after it: `--after CURSOR`",
}
HIT: Final[Fields] = {
    **ARTICLE,
    "section": "the heading above the first match, or null",
    "snippet": "the words around the best match, or the words of the note or the label",
    "offset": "where that match begins in the text, in code points",
    "found": "`text`; or `note`, `highlight` or `bookmark` for an article with such a mark, which "
    "come last, with the number of that under this name; or `source` or `tag`: an object with "
    "`id` null, `title` its name, `source` its number, `unread` and `total` alone",
}
DOCUMENT: Final[Fields] = {
    "title": "its title",
    "byline": "who wrote it, or null",
    "published": "when it came out, as the document says it, or null",
    "language": "a BCP 47 tag, or null",
    "blocks": "the text in reading order: objects with `kind`, `text` and what the kind needs",
    "outline": "its headings: objects with `level`, `text`, `slug` and `offset`",
    "warnings": "what had to be given up while it was parsed, in sentences",
}
SHOWN: Final[Fields] = {
    **DOCUMENT,
    **{
        name: f"{meaning} (articles of the library)"
        for name, meaning in ARTICLE.items()
        if name not in DOCUMENT
    },
}
PICTURE: Final[Fields] = {
    "number": "which picture of the article it is, from 1",
    "block": "the top-level block that it stands in, from 0",
    "image": "which picture of that block it is, from 0",
    "alt": "what it shows, in words; may be empty",
    "source": "its address; that of a file begins with `https://folder.invalid/`",
    "columns": "its width in cells",
    "rows": "its height in cells",
    "width": "its own width in pixels",
    "height": "its own height in pixels",
    "form": "`half-blocks` or `png`",
    "data": "Base64: for half blocks red, green and blue of `columns` × 2 `rows` pixels, in rows "
    "from the top; else a PNG file",
}
SECTION: Final[Fields] = {
    "level": "1 to 6",
    "text": "the heading",
    "slug": "its name in links, unique in the article",
    "offset": "where it begins in the text, in code points",
}
DONE: Final[Fields] = {
    "journal": "the number of its entry in the history; null when nothing changed",
    "label": "what was done, in words",
    "changed": "how many were changed",
}
UNDONE: Final[Fields] = {
    **DONE,
    "skipped": "how many were left alone, because they have changed since; absent when none were",
}
ENTRY: Final[Fields] = {
    "id": "the number of the entry, for `undo`",
    "at": "when it was done",
    "label": "what was done, in words",
    "kind": "`action`, `undo`, `redo`, or `automatic` for what reading itself marks",
    "undone": "whether it has been undone",
    "undoable": "false for an entry that is too old to be undone",
}
_PLACE: Final[Fields] = {
    "section": "the heading above the place, or null",
    "offset": "where the place is in the text, in code points; null without a place",
    "quote": "the words there, or null",
    "orphan": "whether those words are no longer in the text",
}
BOOKMARK: Final[Fields] = {
    "id": "the number of the bookmark",
    "article": "the number of the article",
    "title": "its title",
    **_PLACE,
    "label": "its label, or null",
    "mark": "the letter it is set on, or null",
    "created": "when it was made",
}
NOTE: Final[Fields] = {
    "id": "the number of the note",
    "article": "the number of the article",
    "title": "its title",
    **_PLACE,
    "text": "the note; empty for a bare highlight",
    "colour": "`amber`, `green`, `blue` or `rose` for a highlight, or null",
    "created": "when it was made",
}
TAG: Final[Fields] = {
    "name": "the tag",
    "total": "how many articles carry it, or a tag below it",
    "unread": "how many of those are unread",
    "colour": "`amber`, `green`, `blue`, `rose`, or null",
    "journal": "of an action: its number in the history, or null when nothing changed",
    "label": "the same: what was done, in words",
    "changed": "the same: how many things it changed",
}
SOURCE: Final[Fields] = {
    "id": "the number of the source",
    "title": "its title",
    "kind": "`folder`, `saved`, `handbook` or `feed`",
    "address": "the folder, or the address",
    "folder": "the folder of the list of sources that it stands in, or null",
    "unread": "how many of its articles are unread",
    "total": "how many articles it has",
    "checked": "when it was last read, or null",
    "error": "why that failed, in a sentence, or null",
    "own_title": "the title that the feed gives itself, or null",
    "site": "the page that the feed belongs to, or null",
    "tags": "the names of its tags",
    "failing": "since when each asking has failed, or null",
    "failures": "how often in a row",
    "good": "when it was last read without a failure, or null",
    "next": "when it will be asked again; null: at the next update, or never by itself",
    "gone": "whether it has said that it ended",
    "paused": "whether it is not asked",
    "hidden": "whether its articles are left out of All and Unread",
    "interval": "seconds between two askings, or null: by its own rhythm",
    "full_text": "whether the whole article is always fetched",
    "user_agent": "what it is asked as, or null",
    "user": "who logs in, or null",
    "headers": "the names of the headers that are sent",
}
FEED_DONE: Final[Fields] = {
    "journal": "of an action: its number in the history, or null when nothing changed",
    "label": "of an action: what was done, in words",
    "changed": "of an action: how many things it has changed",
    "name": "of `set` without a name: a setting",
    "value": "and what it is set to",
}
SEARCH: Final[Fields] = {
    "id": "its number",
    "name": "its name",
    "query": "what it looks for",
    "unread": "how many articles that it finds are unread",
    "total": "how many it finds",
}
RULE: Final[Fields] = {
    "place": "the how-manieth it runs",
    "id": "its number",
    "name": "its name",
    "query": "what it looks for",
    "actions": "what it does, as `--do` takes it",
    "stop": "whether later rules leave alone what it finds",
    "enabled": "whether it is on",
    "expires": "from when on it does nothing, or null",
    "version": "goes up with each change of its query or actions",
    "touched": "how many articles it has changed as it is now",
    "touched_before": "how many in earlier versions",
    "error": "why its query is not understood any more, or null",
    "matches": "of `test`: how many articles it finds",
    "of": "the same: how many there are",
    "would": "the same: each action with how many articles it would change",
    "examples": "the same: some of them, with `id`, `title` and `feed`",
    "label": "the same, and of an action: what it would do or did, in words",
    "journal": "of an action: its number in the history, or null when nothing changed",
    "changed": "the same: how many things it changed",
}
QUEUED: Final[Fields] = {
    "id": "the number of the article",
    "title": "its title",
    "feed": "the title of its source",
    "url": "where it came from, or null",
    "minutes": "how long what is left of it takes to read",
    "why": "why it is there, in words",
    "more": "how many others of its feed are unread, where they are many; else 0",
}
REASON: Final[Fields] = {
    "kind": "`source`, `rule`, `setting`, `body`, `story`, `removed` or `search`",
    "text": "a sentence",
}
FOLDER: Final[Fields] = {
    "name": "the folder",
    "unread": "how many articles in it are unread",
    "total": "how many there are",
}
PREVIEW: Final[Fields] = {
    "title": "the title of the feed or the page, or null",
    "site_url": "the page that the feed belongs to, or null; of a page its own address",
    "kind": "`rss`, `atom`, `rdf`, `json`, `cdf`, or `page`",
    "entries": "of a feed, in its order: objects with `id`, `title`, `url`, `author`, `published`, "
    "`updated` (null where the feed has none), `text` (the words of the content), `enclosures` "
    "(with `url`, `type` and `length`) and `categories`",
    "feeds": "of a page: objects with `url` and `title`; of one of the web also `headlines`, the "
    "newest five, and `how`, where it was found",
    "warnings": "what had to be mended or left out, in sentences",
}
ADDED: Final[Fields] = {
    "source": "what was asked for, as it was typed, without a password",
    "kind": "`feed`, `article`, `folder` or `handbook`; with `--find` also `page`",
    "id": "the number of the article, or of the source",
    "title": "its title",
    "address": "of a feed: where it is asked from now on",
    "outcome": "of an article: `new`, `changed` or `same`; of a feed: `same` when it was there",
    "new": "of a feed and a folder: how many articles are new; not those that a rule hid",
    "changed": "how many were changed",
    "same": "of a feed and a folder: how many are as they were",
    "failed": "of a folder: how many files could not be read",
    "total": "of what comes with Reader: how many articles there are",
    "journal": "the number of its entry in the history; null when nothing changed",
    "label": "what was done, in words",
    "headlines": "with `--find` and where a choice is needed: the newest five of the feed",
    "how": "the same: where it was found, in words",
    "site": "the same: the address of the page that the feed belongs to, or null",
    "entries": "the same: how many entries it has",
    "comments": "the same: whether it is a feed of comments",
    "subscribed": "the same: the number of the source that it is already, or null",
}
FETCHED: Final[Fields] = {
    "event": "`begin`, `fetching` (an article is asked for), `article` (it is done), `done` (all), "
    "`keeping` (the pictures of an article are fetched) or `pictures` (they are kept)",
    "articles": "in `begin`: how many articles there are",
    "id": "the number of the article; not in `begin` and `done`",
    "title": "its title; not in `begin` and `done`",
    "done": "in `article`: how many are done",
    "of": "of how many",
    "words": "how long the article is",
    "pages": "of how many pages it was joined",
    "completeness": "`full`, or `teaser` when its page has only the beginning, too",
    "outcome": "`changed`, or `same` when its text is what was there",
    "error": "in `article` when it failed: a sentence that says why",
    "fetched": "in `done`: how many were fetched",
    "failed": "in `done` and `pictures`: how many were not",
    "cancelled": "in `done`: whether it was interrupted; what was done until then is kept",
    "kept": "in `pictures`: how many are kept now that were not before",
    "dropped": "in `pictures`: how many belong to no kept article any more",
    "full": "in `pictures`: whether there was no room for more",
}
EVENT: Final[Fields] = {
    "event": "`begin`, `fetching` (a source is asked), `progress`, `failed`, `moved`, `note`, "
    "`source` (a source is done), `done` (all are), `keeping` (the pictures of an article are "
    "fetched), `pictures` (they are kept) or `indexing`",
    "sources": "in `begin` and `done`: how many sources are asked",
    "id": "the number of the source; not in `begin` and `done`",
    "title": "its title; not in `begin` and `done`",
    "done": "in `source`: how many sources are done; in `progress`: how many files of a folder",
    "of": "of how many",
    "name": "in `failed`: the file's path within the folder; empty for the source as a whole",
    "error": "in `failed`, and in `source` when a feed has failed: a sentence that says why",
    "new": "in `source` and `done`: how many articles are new; not those that a rule hid",
    "changed": "how many are new versions",
    "same": "how many are as they were, of those that were looked at",
    "gone": "how many have newly vanished from the disk; they stay in the library",
    "failed": "in `source`: how many files could not be read, or 1 for a feed; in `done`: all",
    "unchanged": "in `done`: how many sources had nothing new",
    "cancelled": "in `done`: whether it was interrupted; what was done until then is kept",
    "left": "in `indexing`, told while the search index is built: the share that is left, 0 to 1",
    "from": "in `moved`: the address that a feed had until now",
    "to": "in `moved`: where it lives from now on",
    "journal": "in `moved`: the number of its entry in the history; null when nothing changed",
    "label": "in `moved`: what was done, in words",
    "text": "in `note`: a sentence on what was odd on the way",
    "kept": "in `pictures`: how many are kept now that were not before",
    "dropped": "in `pictures`: how many belong to no kept article any more",
    "full": "in `pictures`: whether there was no room for more",
}
IMPORTED: Final[Fields] = {
    "file": "the file",
    "title": "the title of its list, or null",
    "in": "how many feeds it lists: `new` + those in `merged` + those in `rejected`",
    "new": "how many were subscribed to",
    "merged": "those that were there already, or are listed twice: objects with `title` and "
    "`address`",
    "rejected": "those that were not taken: objects with `title`, `address`, `code` "
    "(`no-feed-address`, `include`, `bad-address`, `command`) and `why`",
    "warnings": "what had to be mended, in sentences",
    "dry_run": "whether nothing was to be changed",
    **DONE,
}
EXPORTED: Final[Fields] = {
    **DOCUMENT,
    **ARTICLE,
    "text": "the whole text, into which all offsets count",
    "bookmarks": "its bookmarks, as `bookmarks` gives them",
    "notes": "its notes, as `notes` gives them",
    "markdown": "of `export markdown`, beside `id` alone: the article as Markdown",
    "html": "of `export html`, beside `id` alone: the article as a page",
    "path": "with `--to`, beside `id` (of `export opml`: `feeds`) alone: the file",
    "opml": "of `export opml`, beside `feeds` alone: the list as a text",
    "feeds": "of `export opml`: how many feeds are in it",
    **{
        name: f"{meaning} (`export notes`)"
        for name, meaning in NOTE.items()
        if name not in ARTICLE and name != "text"
    },
}
DOCTOR: Final[Fields] = {
    "library": "the file",
    "ok": "whether nothing is wrong",
    "findings": "objects with `level` (`ok`, `warning`, `error`) and `text`",
}
BACKUP: Final[Fields] = {"path": "the new file", "bytes": "its size"}
RESTORE: Final[Fields] = {
    "path": "the library",
    "articles": "how many it has now",
    "kept": "where the library as it was is kept; null when there was none",
}
THEME: Final[Fields] = {
    "id": "the name of its file",
    "name": "what people call it",
    "kind": "`dark`, `light` or `any`",
    "licence": "the licence it comes under",
    "credit": "whose work it is",
    "palette": "its colours by name; only with NAME",
}
KEYS: Final[Fields] = {
    "id": "the name of the command in keymap files",
    "title": "its title",
    "help": "what it does",
    "keys": "its keys under the keymap",
    "where": "the panes and screens in which it works",
    "group": "the heading it stands under in help",
    "undoable": "whether it has an entry in the history",
    "name": "with `--keymaps`: the keymap",
}
CONFIG: Final[Fields] = {
    "name": "the setting",
    "value": "what it is set to",
    "default": "what it is when it is not set",
    "takes": "what can be set",
    "help": "what it is for",
    "path": "with `--path` and `--check`: the file",
    "ok": "with `--check`: whether nothing is wrong in it",
    "problems": "with `--check`: a sentence for each thing that is wrong",
}
