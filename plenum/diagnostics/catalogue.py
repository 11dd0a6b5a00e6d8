"""The one table of faults: what each id means, how bad it is, and what an editor should do.

Ids are permanent: they stand in excuses and configurations. A message says what is wrong, a
hint says what to do; `{names}` are filled in where the fault is made.
"""

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """Errors stop the publication; warnings do so only when asked (`--strict`)."""

    ERROR = "error"
    WARNING = "warning"


class Fault(NamedTuple):
    """An entry of the catalogue."""

    severity: Severity
    title: str
    message: str
    hint: str
    fixed: bool = False
    """Whether no excuse and no setting may lower it: there is nothing right to publish."""


def _error(title: str, message: str, hint: str) -> Fault:
    return Fault(Severity.ERROR, title, message, hint)


def _fatal(title: str, message: str, hint: str) -> Fault:
    return Fault(Severity.ERROR, title, message, hint, fixed=True)


def _warning(title: str, message: str, hint: str) -> Fault:
    return Fault(Severity.WARNING, title, message, hint)


_FILES = {
    "unreadable-file": _fatal(
        "A file cannot be read",
        "this file cannot be read: {reason}",
        "check that the file exists and that you may read it",
    ),
    "not-utf8": _fatal(
        "A file is not UTF-8 text",
        "this file is not UTF-8 text: the byte {byte} here has no meaning in it",
        "save the file with the encoding UTF-8",
    ),
    "control-character": _fatal(
        "An invisible character that no page may hold",
        "an invisible character ({code}) stands here",
        "delete it; it often comes along when text is pasted from another program",
    ),
    "link-outside-site": _fatal(
        "A symbolic link leaves the site",
        "this symbolic link leads out of the site",
        "copy the file into the site instead",
    ),
    "not-an-article": _warning(
        "A file looks like an article and is none",
        "'{name}' looks like an article but is not published",
        "{advice}",
    ),
    "broken-picture": _error(
        "A picture that cannot be shown",
        "what is in '{name}' is no picture that browsers show",
        "export it as PNG, JPEG, WebP or SVG and put it here again; it may be cut off",
    ),
    "picture-too-large": _error(
        "A picture too large to be worked on",
        "'{name}' has {size}; more than {most} are not read",
        "make it smaller: pages show at most 1,440 pixels of its width",
    ),
    "unsafe-svg": _error(
        "A drawing that could do more than be looked at",
        "{what} does not belong into a drawing: it could run or load something",
        "take it out, or save the drawing as a plain SVG",
    ),
    "picture-without-size": _warning(
        "A drawing that does not say how large it is",
        "'{name}' says neither its width and height nor its viewBox",
        'write viewBox="0 0 WIDTH HEIGHT" into its <svg …>, else the text below it jumps',
    ),
    "cover-too-small": _warning(
        "A cover that is too small",
        "the picture '{name}' is {width} pixels wide; a cover needs {least}",
        "use a larger original; pictures are never blown up",
    ),
    "unread-data": _warning(
        "A file of shared data that nothing reads",
        "nothing reads '{name}'",
        "shared data is read from authors.yaml, facts.yaml and glossary.yaml, or folders so named",
    ),
    "url-collision": _fatal(
        "Two sources claim one address",
        "the address {url} is also claimed by {other}",
        "give one of them another name, slug or alias",
    ),
    "empty-url": _fatal(
        "A name gives no address",
        "no address can be made of '{name}'",
        "use at least one letter or digit",
    ),
    "long-address": _fatal(
        "An address that is too long",
        "a part of the address {url} is longer than {most} bytes",
        "give it a shorter name or slug",
    ),
    "foreign-file": _error(
        "A file that no build wrote stands in the way",
        "a file that no build wrote stands where this page must go: {path}",
        "move that file away, or choose another output folder",
    ),
    "unwritable-output": _fatal(
        "The output folder cannot be written",
        "the output cannot be written: {reason}",
        "check that it is a folder, that you may write there, and that the disk has space",
    ),
}

_YAML = {
    "yaml-syntax": _fatal(
        "A line that does not fit the lines above it",
        "'{found}' does not fit what stands above it",
        "check the indentation, the quotation marks and the brackets before this place",
    ),
    "yaml-colon": _fatal(
        "A colon inside a text",
        "a colon with a space after it stands inside a text here",
        "{advice}",
    ),
    "yaml-tab": _fatal(
        "A tab in YAML",
        "a tab stands here; YAML is indented with spaces",
        "{advice}",
    ),
    "yaml-indent": _fatal(
        "Wrong indentation",
        "line {line} begins with {spaces}, line {other} with {others}",
        "{advice}",
    ),
    "unclosed-quote": _fatal(
        "A quotation mark that is not closed",
        "the quotation mark that opens here is never closed",
        "{advice}",
    ),
    "text-after-quote": _fatal(
        "Text after a closing quotation mark",
        "the text in quotation marks ends before this place",
        "{advice}",
    ),
    "bad-escape": _fatal(
        "A backslash that means nothing",
        "a backslash in double quotation marks begins a code, and this is none",
        "write two backslashes, or put the text in single quotation marks",
    ),
    "unclosed-bracket": _fatal(
        "A bracket that is not closed",
        "the bracket that opens here is not closed",
        "{advice}",
    ),
    "wrong-bracket": _fatal(
        "A bracket without its partner",
        "{found} closes nothing that was opened",
        "{advice}",
    ),
    "text-after-bracket": _fatal(
        "A text that begins with a bracket",
        "what begins with {found} here ends before the end of the line",
        "{advice}",
    ),
    "bracket-in-item": _fatal(
        "An item with a bracket in it",
        "an item with {found} in it cannot stand in a list between brackets as it is",
        "put the item in quotation marks: {line}",
    ),
    "special-start": _fatal(
        "A text that begins with a sign of YAML",
        "a text cannot begin with {found} here",
        "{advice}",
    ),
    "missing-colon": _fatal(
        "A line without a colon",
        "'{found}' has no colon with a space after its key",
        "{advice}",
    ),
    "missing-dash": _fatal(
        "An item without its dash",
        "'{key}' begins another item of the list, but has no dash before it",
        "begin the line with {begin}",
    ),
    "dash-space": _fatal(
        "An item without a space behind its dash",
        "the dash of this item has no space behind it",
        "write {line}",
    ),
    "cut-at-hash": _fatal(
        "A text that ends at a #",
        "the text ends at the #; what follows is a comment",
        "{advice}",
    ),
    "lone-quote": _warning(
        "A quotation mark without its partner",
        "the text ends with a quotation mark, and none stands before it",
        "put a quotation mark at the start too, or take the one at the end away",
    ),
    "comment-or-text": _warning(
        "A comment, or the end of a text",
        "the # begins a comment, so that only '{read}' is read",
        "if the text goes on, write {line}; if it is a comment, put two spaces before the #",
    ),
    "comma-at-end": _warning(
        "A comma at the end of a line",
        "the comma at the end belongs to no text, and is left out",
        "delete it; if it is meant, put the text in quotation marks: {line}",
    ),
    "split-number": _fatal(
        "A number that a comma cuts in two",
        "the comma splits '{found}' into {parts}",
        "put it in quotation marks: {line}; if they are several, put a space after each comma",
    ),
    "curly-quote": _fatal(
        "A curly quotation mark around a text",
        "{mark} is no quotation mark to YAML, but a letter of the text",
        "{advice}",
    ),
    "invisible-character": _fatal(
        "An invisible character",
        "{name} stands here, where nobody sees it",
        "delete it and type an ordinary space if there must be one; it often comes with a paste",
    ),
    "stray-dashes": _fatal(
        "A line --- inside the keys",
        "the keys end at this line '---', but more of them follow it",
        "delete this line, so that one '---' stands before all keys and one behind them",
    ),
    "yaml-alias": _fatal(
        "A YAML alias unfolds without end",
        "this repeats itself through an alias ('*…') without end",
        "write the text out instead of using & and *",
    ),
    "yaml-depth": _fatal(
        "YAML nested too deeply",
        "there are more groups and lists inside each other here than a page can hold",
        "check the brackets and the indentation before this place",
    ),
    "yaml-tag": _fatal(
        "A text that begins with an exclamation mark",
        "to YAML, '{tag}' is a command (a tag), and it means nothing here",
        "put the text in quotation marks, or remove the word with the exclamation mark",
    ),
    "yaml-key": _fatal(
        "A key is not a text",
        "a list or a group of keys stands where the name of a key must be",
        "write plain words before the colon, and put a text with brackets in quotation marks",
    ),
    "duplicate-key": _error(
        "A key stands twice",
        "'{key}' stands here again; it was given in line {first} already",
        "keep one of the two",
    ),
}

_FRONT_MATTER = {
    "missing-front-matter": _fatal(
        "An article without front matter",
        "this article has no front matter",
        "begin the file with a line '---', then title: and description:, then another line '---'",
    ),
    "unclosed-front-matter": _fatal(
        "Front matter without an end",
        "{problem}",
        "{advice}",
    ),
    "toml-front-matter": _fatal(
        "TOML instead of YAML",
        "this front matter is TOML ('+++'); Plenum reads YAML ('---')",
        "replace the +++ lines by --- and each 'key = value' by 'key: value'",
    ),
    "json-front-matter": _fatal(
        "JSON instead of YAML",
        "this front matter is JSON; Plenum reads YAML between lines '---'",
        "put a line '---' before and after it",
    ),
    "unknown-key": _error(
        "A key that does not exist",
        "'{key}' is not a {what} key",
        "{advice}",
    ),
    "missing-key": _error(
        "A required key is missing",
        "'{key}' is missing",
        "{advice}",
    ),
    "empty-required-key": _error(
        "A required key is empty",
        "'{key}' is empty",
        "{advice}",
    ),
    "empty-key": _warning(
        "A key without a value",
        "'{key}' is empty, and counts as not given",
        "{advice}",
    ),
    "empty-item": _error(
        "An empty item of a list",
        "an item of '{key}' is empty",
        "{advice}",
    ),
    "split-item": _error(
        "A dash that splits an item in two",
        "the dash here begins a new item of '{key}', though '{name}' belongs to the one above",
        "put a space in the place of the dash, so that '{name}' stands exactly under '{first}'",
    ),
    "list-for-keys": _error(
        "A list where keys belong",
        "'{key}' holds a list; each of its items is a key with what belongs to it",
        "take away the dashes: write '{first}: …' without one, and so on each line",
    ),
    "keys-for-list": _error(
        "Keys where a list belongs",
        "'{key}' is a list, and here its items are keys",
        "write '- id: {id}', with what belongs to it below, and so for each of them",
    ),
    "text-for-key": _error(
        "A text where a key belongs",
        "'{found}' stands where a key belongs; each entry of '{key}' has the keys "
        "'{one}' and '{other}'",
        "write '- {one}: {found}' and, on a line below it and two spaces further in than the "
        "dash, '{other}: …'; and so for each of them",
    ),
    "unbracketed-list": _error(
        "A list without brackets",
        "'{key}' holds one text; its commas make no list of it",
        "write {line}",
    ),
    "wrong-type": _error(
        "A value of the wrong kind",
        "'{key}' holds {found}",
        "write {wanted}",
    ),
    "wrong-value": _error(
        "A value that is not allowed",
        "'{key}' cannot be '{found}'",
        "write {wanted}",
    ),
    "wrong-date": _error(
        "A date in another form",
        "'{found}' is not a date in the form year-month-day",
        "{readings}",
    ),
    "impossible-date": _error(
        "A day that does not exist",
        "'{found}' is not a day of the calendar",
        "{advice}",
    ),
    "updated-before-date": _warning(
        "Updated before it was published",
        "'updated' ({updated}) is before 'date' ({date})",
        "correct one of the two",
    ),
    "date-in-future": _warning(
        "A day that has not come yet",
        "this is said to have been done on {day}, which is still to come",
        "correct the date; pages and search results show it",
    ),
    "long-title": _warning(
        "A title that search results cut off",
        "this title has {number} characters; search results show about {most}",
        "say the same in fewer words, or put what is less important into 'description'",
    ),
    "description-length": _warning(
        "A description that does not fit search results",
        "this description has {number} characters; search results show {least} to {most} well",
        "say in one or two sentences what the reader finds here",
    ),
    "same-title": _warning(
        "Two articles with one title",
        "this is also the title of {other}",
        "give each a title that tells them apart in lists and search results",
    ),
    "same-description": _warning(
        "Two articles with one description",
        "this is also the description of {other}",
        "say of each what only it has",
    ),
    "author-name": _warning(
        "An author whose name is more than a name",
        "'{name}' says more than a name",
        "write the name alone; what the author does goes into 'job', more into 'bio'",
    ),
    "incomplete-source": _warning(
        "A source without its publisher or the day it was read",
        "the source '{id}' has no {missing}",
        "add who publishes it (publisher: …) and the day you read it (accessed: 2026-11-01)",
    ),
    "missing-part": _warning(
        "An article without a part that the site asks for",
        "this article has no {missing}",
        "add it to the front matter; 'articles: require' in config.yaml asks every article for it",
    ),
    "heavy-page": _warning(
        "A page too heavy for slow telephones",
        "this page has {weight}: {holds}",
        "give a part of it an article of its own, and link to it",
    ),
    "own-review": _warning(
        "A review by the author",
        "{name} has written this article and has reviewed it too",
        "have somebody else review it, or delete 'reviewed'",
    ),
    "semicolon-list": _warning(
        "Several words that count as one",
        "'{found}' is one entry, because a semicolon separates nothing",
        "write commas: {right}",
    ),
    "author-twice": _warning(
        "An author who is named twice",
        "'{id}' is among the authors already, and is shown once",
        "keep one of the two",
    ),
    "near-category": _warning(
        "A category that is spelled in two ways",
        "no other article has the category '{name}'",
        "did you mean '{other}'? It has {number} articles",
    ),
    "near-tag": _warning(
        "A tag that is spelled in two ways",
        "no other article has the tag '{name}'",
        "did you mean '{other}'? It has {number} articles",
    ),
    "verdict-form": _warning(
        "A verdict that repeats the words before it",
        "the page says '{said}' before this text",
        "write only what comes after 'if': {right}",
    ),
    "wrong-slug": _error(
        "A slug that is no address",
        "'{slug}' cannot be a part of an address",
        "{advice}",
    ),
    "renamed-twice": _error(
        "Old and new name of a key together",
        "'{old}' and '{new}' mean the same key here",
        "keep '{new}' and delete '{old}'",
    ),
    "repeated-id": _error(
        "An id is used twice",
        "the {kind} '{id}' is defined twice",
        "give one of them another id",
    ),
    "source-address": _fatal(
        "An address that is not one of the web",
        "'{url}' is not a web address",
        "{advice}",
    ),
    "wrong-alias": _error(
        "An alias that is no address of this site",
        "'{alias}' is not an address within the site",
        "{advice}",
    ),
    "alias-loop": _error(
        "An alias that leads back to where it begins",
        "the alias '{alias}' leads in a circle: {why}",
        "delete it: an alias is an address or an anchor that is no longer in use",
    ),
    "alias-chain": _error(
        "An alias that leads to another alias",
        "the alias '{alias}' does not reach its section: {why}",
        "let it lead to where the other one leads",
    ),
    "alias-in-use": _error(
        "An old anchor that is still in use",
        "the alias '{alias}' is in use: {why}",
        "delete it: an alias is for an anchor that is no longer in use",
    ),
    "dead-alias": _error(
        "An alias that leads to no section",
        "{what}",
        "{advice}",
    ),
    "row-cells": _error(
        "A row with too few or too many cells",
        "the row '{row}' has {cells} for {options}",
        "{advice}",
    ),
    "verdict-option": _error(
        "A verdict for something that is not compared",
        "'{option}' is not one of the options",
        "use one of: {options}",
    ),
    "repeated-question": _error(
        "A question stands twice",
        "'{question}' is asked in line {first} already",
        "delete one of the two",
    ),
    "faq-twice": _error(
        "Two FAQs in one article",
        "the FAQ stands both in the front matter and under a heading of the text",
        "keep one of the two",
    ),
    "marker-twice": _error(
        "A marker stands twice",
        "{marker} stands here again",
        "keep one of the two",
    ),
    "marker-without-block": _error(
        "A marker without its block",
        "there is nothing to put in the place of {marker}",
        "remove the line, or add what it names to the front matter",
    ),
}

_BODY = {
    "too-deep": _fatal(
        "Markdown nested too deeply",
        "more quotes, lists or brackets stand inside each other here than a page can hold",
        "put them between backticks (`) if they are to stand as typed, or nest less deeply",
    ),
    "title-in-body": _warning(
        "A second title in the text",
        "a heading with one # stands in the text; the page's title comes from 'title'",
        "use ## for the sections of an article",
    ),
    "table-without-caption": _warning(
        "A table without a caption",
        "this table has no caption",
        "put a line 'Table: what it shows' right before it, with an empty line between",
    ),
    "heading-skipped": _warning(
        "A heading level is skipped",
        "this heading is more than one level below the heading before it",
        "begin it with {name}, or put a heading of the level between above it",
    ),
    "empty-heading": _warning(
        "A heading without words",
        "this heading has no words",
        "write them after the {name}, or delete the line",
    ),
    "unclosed-fence": _fatal(
        "Code that does not end",
        "the code that begins here with {name} does not end",
        "{advice}",
    ),
    "fence-in-code": _warning(
        "Code that seems to begin within code",
        "the code that began in line {line} goes on here",
        "put {name} on a line of its own where that code ends; if this line belongs to it,"
        " begin and end it with one mark more: {name}{mark}",
    ),
    "unclosed-comment": _fatal(
        "A comment that does not end",
        "the comment that begins here with <!-- does not end where it should",
        "{advice}; if <!-- itself is meant, put it between backticks (`)",
    ),
    "lost-cell": _error(
        "A row with more cells than its table has columns",
        "'{cell}' is lost: this row has {cells} cells, and its table has {columns}",
        "give the row of headings one more cell, or take one out here; a | within a cell is"
        " written \\|",
    ),
    "missing-cell": _warning(
        "A row with fewer cells than its table has columns",
        "this row has {cells}, and its table has {columns} columns",
        "{advice}",
    ),
    "table-rule": _warning(
        "A table without its line of dashes",
        "the line of dashes that a table has below its headings is not right: {why}",
        "write {right} right below the row of headings",
    ),
    "row-apart": _warning(
        "A row that stands apart from its table",
        "an empty line ends the table above, so this row belongs to none",
        "delete the empty line above it",
    ),
    "unclosed-link": _warning(
        "A link whose address does not end",
        "the address that begins here with {mark} does not end",
        "write {end} right behind the address",
    ),
    "link-form": _warning(
        "What looks like a link and is none",
        "'{typed}' makes no {what}",
        "write '{right}'",
    ),
    "link-title": _warning(
        "A title of a link in the wrong quotation marks",
        "{title} is taken for a part of the address",
        'write it between straight quotation marks: "…"',
    ),
    "unknown-reference": _warning(
        "A link by a name that has no address",
        "nothing says to which address '{name}' leads, so the link stands in the page as text",
        "{advice}",
    ),
    "marker-form": _warning(
        "A marker that is not alone on its line",
        "'{marker}' stands in the page as text",
        "write {advice}",
    ),
    "dashes-below-text": _warning(
        "Dashes that make a heading of a paragraph",
        "dashes right below a paragraph make a heading of it",
        "put an empty line between the two for a line across the page, or begin the heading"
        " with ##",
    ),
    "unclosed-emphasis": _warning(
        "Emphasis that does not begin or end",
        "'{name}' makes nothing {kind} here, and stands in the page as typed",
        "write {name} right before the first of the {kind} words and right behind the last,"
        " in one paragraph; where the marks themselves are meant, put a backslash before each",
    ),
    "unclosed-code": _warning(
        "Code within a line that does not end",
        "no code ends at another {name} in this paragraph, so it stands in the page as typed",
        "write {name} on both sides of the code, or \\` where the mark itself is meant",
    ),
    "times-sign": _warning(
        "Stars between numbers that make emphasis",
        "the stars of '{typed}' are read as emphasis, and are gone from the page",
        "write {right} with the sign for times, or a backslash before each star",
    ),
    "indented-text": _warning(
        "A paragraph that spaces make code of",
        "the spaces before this line make code of it, in which no words run on",
        "begin the line at the margin; if it is code, put ``` on a line before and behind it",
    ),
    "minus-sign": _warning(
        "A minus sign that begins a list",
        "'{typed}' begins an item of a list here, within a paragraph",
        "write '{right}' for a number below zero; put an empty line above it if it is an item",
    ),
    "list-indent": _warning(
        "A list that ends the numbered list that it should stand in",
        "this item stands too far to the left to belong to the item '{mark}' above, and ends"
        " its list",
        "begin it, and the items beside it, with {spaces} spaces, below the first word of that"
        " item",
    ),
    "foreign-markup": _warning(
        "What only another program understands",
        "'{typed}' means nothing here, and stands in the page as typed",
        "{advice}",
    ),
    "lost-braces": _warning(
        "A word in braces behind a heading",
        "'{typed}' is no anchor without a #, and is left out of the page",
        "write {right} for an anchor; where the braces themselves are meant, put a backslash"
        " before the first",
    ),
    "box-form": _warning(
        "A box that loses its title or its text",
        "this box {found}",
        "{advice}",
    ),
    "pasted-table": _warning(
        "Rows of a spreadsheet that make no table",
        "the cells of these {lines} lines stand between tabs, and run into one paragraph",
        "{advice}",
    ),
    "list-mark": _warning(
        "Lines that look like a list and are none",
        "'{name}' makes no list here, and its lines run into one paragraph",
        "begin each line with '{right}'",
    ),
    "unknown-entity": _warning(
        "A character by a name that does not exist",
        "'{typed}' stands in the page as it is typed",
        "{advice}",
    ),
    "heading-space": _warning(
        "A heading without a space behind its marks",
        "'{name}' makes no heading without a space behind it",
        "write '{name} ' and then the words",
    ),
    "unknown-marker": _warning(
        "A marker that does not exist",
        "there is no marker '[{name}]', so it stands in the page as text",
        "{advice}",
    ),
    "unclosed-wiki-link": _warning(
        "A link in double brackets that does not end",
        "the link that begins here with [[ does not end on its line",
        "write ]] behind the name of the article",
    ),
    "reference-twice": _warning(
        "Two addresses for one name",
        "the name '{name}' has an address already, on line {first}",
        "give one of the two another name",
    ),
    "faq-markup": _warning(
        "An answer that search engines cannot show whole",
        "this answer holds {what}, which search engines take out of it",
        "say it in words or in a list, and keep {what} for the text of the article",
    ),
    "unclosed-html": _error(
        "An HTML element that is not closed",
        "the element <{name}> that opens here is never closed",
        "{advice}",
    ),
    "image-without-alt": _error(
        "An image without a description",
        "this image has no words for those who do not see it",
        "say {advice}",
    ),
    "unknown-footnote": _error(
        "A footnote that does not exist",
        "there is no footnote '{name}'",
        "{advice}",
    ),
    "orphan": _warning(
        "An article to which no other leads",
        "no editor's link leads to this article",
        "{advice}",
    ),
    "dead-end": _warning(
        "An article that leads nowhere",
        "this article has no link to another one, in its text or under 'related'",
        "say what to read next: '[[name-of-an-article]]' in the text, or 'related: [name]' above",
    ),
    "too-far": _warning(
        "An article too far from the front page",
        "this article lies {away} from the front page; {most} are the most",
        "link to it from a page nearer to the front, or give it a category",
    ),
    "unused-footnote": _warning(
        "A footnote that nothing refers to",
        "nothing refers to the footnote '{name}'",
        "put [^{name}] where it belongs, or delete the line",
    ),
    "vague-link": _warning(
        "A link that does not say where it leads",
        "'{name}' does not say where the link leads",
        "make the link of the words that name the page",
    ),
    "placeholder": _warning(
        "A placeholder was left in the text",
        "'{name}' looks like a note to yourself",
        "write what belongs there",
    ),
    "empty-cell": _warning(
        "An empty cell",
        "this table has an empty cell",
        "say why there is nothing: 'not applicable', 'not published'",
    ),
    "number-without-unit": _warning(
        "Numbers in a table without their unit",
        "the numbers of '{name}' have no unit",
        "write it behind the name, as in 'Capacity, BTU/h' or 'Price, $', or into each cell",
    ),
    "unsafe-html": _warning(
        "HTML that is taken out",
        "{what} is taken out of the page",
        "{advice}",
    ),
}

_FIGURES = {
    "wrong-conversion": _warning(
        "A figure and its conversion that disagree",
        "{first} is {right}, not {second}",
        "{advice}",
    ),
    "backwards-range": _warning(
        "A range that begins with its higher end",
        "the range '{found}' begins with its higher end",
        "write '{right}', or put right the number that is wrong",
    ),
    "range-dash": _warning(
        "A range below zero with a dash",
        "the dash in '{found}' can be taken for a minus sign",
        "write '{right}'",
    ),
    "decade-of-degrees": _warning(
        "A decade of degrees without a space",
        "'{found}' has no space before the degree sign, and no other unit",
        "write '{right}'",
    ),
    "impossible-value": _warning(
        "A value that cannot be",
        "'{found}' cannot be: {reason}",
        "{advice}",
    ),
    "contradicts-fact": _warning(
        "A figure that is not what the register says",
        "'{found}' beside '{words}' is not what the fact '{id}' says: {value}",
        "correct the figure and cite the fact: [...](fact:{id}); where something else is meant, "
        "say it in other words",
    ),
    "contradicting-cells": _warning(
        "Two tables that contradict each other",
        "'{found}' cannot be right where the same row and option in {place} say '{other}'",
        "correct one of the two; where they differ for a reason, say it in the row's name",
    ),
    "contradicting-claims": _warning(
        "Two statements that contradict each other",
        "'{found}' cannot be right where {place} says '{other}'",
        "decide which is right, and say the same in both",
    ),
    "wrong-share": _warning(
        "A share that does not follow from its figures",
        "'{found}' does not follow from '{one}' and '{other}'",
        "these give {right}: correct the share, or the figures that it rests on",
    ),
    "mixed-generations": _warning(
        "An old and a new rating in one sentence",
        "'{old}' is a rating of the old test, '{new}' in the same sentence one of the new test",
        "give both by the new test (SEER2, HSPF2), or say how the old one compares",
    ),
    "one-system": _warning(
        "A figure in one system of units only",
        "'{found}' is given in {system} units only",
        "write '{both}'; once an article is enough",
    ),
}

_PROSE = {
    "absolute-claim": _warning(
        "A claim without exception, and without a source",
        "'{found}': {reason}",
        "{advice} (rule {rule})",
    ),
    "brand-as-class": _warning(
        "A brand that stands for a class of products",
        "'{found}': {reason}",
        "{advice} (rule {rule})",
    ),
    "trap-term": _warning(
        "A word that misleads where it stands",
        "'{found}': {reason}",
        "{advice} (rule {rule})",
    ),
    "house-spelling": _warning(
        "A word that the house spells otherwise",
        "'{found}': {reason}",
        "{advice} (rule {rule})",
    ),
    "undated-programme": _warning(
        "Money promised without a region and a date",
        "'{found}': {reason}",
        "{advice} (rule {rule})",
    ),
    "house-rule": _warning(
        "Words that break a rule of this site",
        "'{found}': {reason}",
        "{advice} (rule {rule})",
    ),
    "wrong-phrase": _error(
        "A phrase that cannot be sought",
        "'{phrase}' cannot be sought: {reason}",
        "write words, and between round brackets what may stand in one place: (one|other)",
    ),
    "rule-example": _error(
        "A rule that does not do what its own example says",
        "the rule '{rule}' is not kept by its example under '{key}': it {problem}",
        "correct the example, or what the rule seeks",
    ),
    "unknown-rule": _error(
        "A rule switched off that does not exist",
        "there is no rule '{id}'",
        "{advice}",
    ),
    "old-rating": _warning(
        "A rating of the old test",
        "'{found}' is a rating of the test that was used until 2022",
        "give the {new}; if the old rating is meant, say so in the sentence ('the older SEER')",
    ),
    "money-without-currency": _warning(
        "An amount of money in no country's currency",
        "'{found}' may be US or Canadian dollars: this article speaks of both countries",
        "write 'US{found}' or 'C{found}'",
    ),
    "money-without-date": _warning(
        "A price without a date",
        "'{found}' has no date: not in its paragraph, nor above it",
        "say of which year it is, or cite a fact; call a price that you made up an example",
    ),
    "ended-programme": _error(
        "A programme that has ended, told as if it went on",
        "'{found}' lasted until {until}, and this speaks of it in the present",
        "say that it ended, or cite the fact '{id}' as past: fact:{id}?past",
    ),
}

_EXAMPLES = {
    "wrong-result": _error(
        "A worked example that comes to something else",
        "'{name}' comes to {right}, not {stated}",
        "write '{right}', or correct the formula; what is rounded begins with 'about'",
    ),
    "unknown-name": _error(
        "A name in a worked example that nothing has",
        "nothing above in this example is called '{name}'",
        "{advice}",
    ),
    "unknown-unit": _error(
        "A unit in a worked example that does not exist",
        "'{unit}' is no unit that examples know",
        "{advice}",
    ),
    "unit-mismatch": _error(
        "Two quantities in a worked example that measure different things",
        "'{first}' is {one}, '{second}' is {other}{done}",
        "{advice}",
    ),
    "temperature-as-difference": _error(
        "A temperature where only a difference can stand",
        "'{found}' is a temperature, and only a difference of two can be {done}",
        "subtract the other temperature from it; a difference that is given is written '8 F°'",
    ),
    "division-by-zero": _error(
        "A division by zero in a worked example",
        "'{found}' is zero, and nothing can be divided by it",
        "correct the figures that it is made of",
    ),
    "outside-table": _error(
        "A place beyond the ends of a table in a worked example",
        "'{found}' asks for what lies beyond the ends of the table",
        "give the table a row for it; what lies beyond its ends is not known",
    ),
    "given-twice": _error(
        "A name that is given twice in a worked example",
        "'{name}' has a line already: '{first}'",
        "choose another name; a line that says what it comes to begins with 'result:'",
    ),
    "example-form": _error(
        "A line of a worked example that cannot be read",
        "{problem}",
        "{advice}",
    ),
    "example-too-large": _error(
        "A worked example that is too large to be worked out",
        "{what}",
        "{advice}",
    ),
    "example-without-result": _error(
        "A worked example that does not say what it comes to",
        "nothing says what '{name}' comes to",
        "add a last line: result: {name} = {value}",
    ),
    "example-place": _error(
        "A worked example where none can stand",
        "this example is not worked out: it does not stand in the article's own text",
        "move it out of the answer, cell or entry into a section of an article's text",
    ),
    "unused-given": _warning(
        "A quantity in a worked example that nothing uses",
        "nothing in this example uses '{name}'",
        "use it in a formula, or delete its line",
    ),
}

_LINKS = {
    "dead-link": _error(
        "A link to nothing",
        "there is {what} '{target}'",
        "{advice}",
    ),
    "related-elsewhere": _error(
        "Related reading that is no article",
        "'{target}' is no article of this site",
        "name an article; a link to something else belongs into the text or under 'sources'",
    ),
    "two-series": _error(
        "An article that stands in a series twice, or in two",
        "'{name}' stands in the series '{other}' already",
        "keep it in one place; readers go on from it in one direction",
    ),
    "link-without-base": _error(
        "A template's link that leaves the path of base_url",
        "'{target}' lacks '{base}', under which the site is published",
        "write {right}",
    ),
    "dead-anchor": _error(
        "A link to a place that the page does not have",
        "{page} has no '#{anchor}'",
        "{advice}",
    ),
    "link-to-unpublished": _error(
        "A link to a page that is left out",
        "'{target}' is left out of the site: {reason}",
        "publish it first, or remove the link",
    ),
    "link-to-alias": _warning(
        "A link to an old address",
        "'{target}' is an old address of {place}",
        "{advice}",
    ),
    "wrong-case": _error(
        "A link with other capitals than what it leads to",
        "'{target}' differs in its capitals from what is there",
        "{advice}",
    ),
    "link-to-itself": _warning(
        "A link to the page on which it stands",
        "this link leads to the page on which it stands",
        "link to another page, to a section of this one (#its-anchor), or remove the link",
    ),
    "ambiguous-slug": _error(
        "A slug that several articles have",
        "several articles have the slug '{slug}': {articles}",
        "write the folder too, as in [[folder/{slug}]]",
    ),
    "empty-link": _error(
        "A link without a target",
        "this link leads nowhere",
        "write the address of the page between ( and ), or its name between [[ and ]]",
    ),
    "unsafe-link": _error(
        "A link that is not an address",
        "'{target}' is not an address that a page may link to",
        "{advice}",
    ),
    "web-address": _error(
        "A link to what is no whole address",
        "'{target}' is not a whole web address",
        "{advice}",
    ),
    "image-elsewhere": _warning(
        "A picture of another site",
        "readers do not see '{target}': pages show only the pictures of their own site",
        "save the picture beside the article and write its name here, if its license allows it",
    ),
    "missing-image": _error(
        "An image that does not exist",
        "there is no image '{target}'",
        "{advice}",
    ),
    "unknown-author": _error(
        "An author who is not listed",
        "there is no author '{id}' in {place}",
        "{advice}",
    ),
    "unknown-source": _error(
        "A citation of a source that is not listed",
        "there is no source '{id}' in this article",
        "{advice}",
    ),
    "unknown-fact": _error(
        "A fact that is not registered",
        "there is no fact '{id}' in {place}",
        "{advice}",
    ),
    "unknown-term": _error(
        "A word that the glossary does not have",
        "there is no entry '{id}' in {place}",
        "{advice}",
    ),
    "form-twice": _error(
        "A word that two glossary entries claim",
        "'{form}' stands for {other} too",
        "keep it in one of the two; a text cannot tell which of them it means",
    ),
    "unused-entry": _warning(
        "A glossary entry that nothing mentions",
        "no page mentions '{term}'",
        "use the word, link to it as [words](term:{id}), or delete the entry",
    ),
    "wrong-term": _warning(
        "A word that stands where another is meant",
        "'{word}' is not {term}",
        "write {term} if that is meant; else give '{word}' an entry of its own",
    ),
    "undefined-acronym": _warning(
        "An abbreviation that nothing explains",
        "neither the article nor the glossary explains '{word}'",
        "write it out at its first use, as in 'its long form ({word})', or give it an entry",
    ),
    "fact-text": _error(
        "A text that disagrees with the fact it cites",
        "the text says '{text}', but the fact '{id}' is {value}",
        "correct the text, or leave it empty as in [](fact:{id}) to have it filled in",
    ),
    "expired-fact": _error(
        "A fact that is no longer true",
        "the fact '{id}' held until {until}",
        "correct the text, or tell it as past: fact:{id}?past",
    ),
    "future-fact": _error(
        "A fact that is not yet true",
        "the fact '{id}' holds from {begins} on",
        "publish the text on that day (date: {day}), or correct 'valid_from' of the fact",
    ),
    "used-value": _error(
        "A fact that does not use exactly one of its values",
        "{what}",
        "{advice}",
    ),
    "not-past": _warning(
        "A fact told as past that still holds",
        "the fact '{id}' is told as past, but {still}",
        "{advice}",
    ),
    "unknown-tense": _error(
        "A way to tell a fact that there is none of",
        "behind the '?' of a fact stands 'past' or nothing, not '{found}'",
        "{advice}",
    ),
    "review-due": _warning(
        "A review is due",
        "{what} was due for review on {due}",
        "check it against its source and set the next date",
    ),
    "uncited-source": _warning(
        "A source that the text does not cite",
        "the source '{id}' is listed but not cited",
        "cite it as [words](source:{id}), or delete it",
    ),
    "related-to-itself": _error(
        "An article related to itself",
        "an article cannot be its own related reading",
        "delete the line",
    ),
    "two-owners": _warning(
        "Two pages own one question",
        "this question is also owned by {other}",
        "let one page answer it and link to that page from the other",
    ),
}

_SITE = {
    "internal-error": _fatal(
        "A fault of Plenum itself",
        "Plenum itself failed: {problem}",
        "this is not your mistake: please report it, with the file that brings it about",
    ),
    "no-config": _fatal(
        "A folder that is no site",
        "there is no config.yaml",
        "make a file config.yaml with the lines 'title: …' and 'base_url: https://…'",
    ),
    "fixed-severity": _error(
        "A severity that cannot be lowered",
        "'{id}' always stops the publication",
        "delete the line, and mend the fault instead",
    ),
    "rename-moves": _error(
        "A renaming that would move a key",
        "'{old}' cannot become '{new}': a renaming does not move keys",
        "{advice}",
    ),
    "vanished-address": _warning(
        "An address that was published and leads nowhere now",
        "'{address}' was published, and {what}",
        "{advice}",
    ),
    "vanished-anchor": _warning(
        "An anchor that was published and is no longer there",
        "'{place}' was published, and {page} has no '#{anchor}' now",
        "{advice}",
    ),
    "not-gone": _warning(
        "An address that is said to be gone and is published",
        "'{address}' is published, though this says that it is gone",
        "delete the line",
    ),
    "wrong-gone": _error(
        "What is said to be gone is no address of this site",
        "'{address}' is not an address within the site",
        "write the path of the page that is gone, such as /old/address/ or /address/#section",
    ),
    "wrong-ledger-line": _error(
        "A line of the ledger that is no address",
        "'{line}' is no address of this site",
        "{advice}",
    ),
    "unknown-fault-id": _error(
        "A fault that does not exist",
        "there is no fault '{id}'",
        "see the list of faults in the documentation",
    ),
    "template-error": _fatal(
        "A template that cannot be used",
        "{problem} (page {page})",
        "correct the template",
    ),
    "missing-template": _fatal(
        "A template that does not exist",
        "there is no template '{name}' (page {page})",
        "add it to templates/, or correct its name",
    ),
    "search-not-built": _warning(
        "A site that cannot be searched",
        "this site is built without its search: {reason}",
        "run 'make install', or write 'search: false' if the site is to have none",
    ),
    "dead-search-test": _error(
        "A search test that expects an address which does not exist",
        "there is no '{address}' that the search could find for '{query}'",
        "correct the address, or delete the test if what it named is gone",
    ),
    "unused-excuse": _warning(
        "An excuse that excuses nothing",
        "there is no fault '{id}' here to excuse",
        "delete the comment",
    ),
    "excuse-without-reason": _error(
        "An excuse without a reason",
        "this excuse of '{id}' gives no reason",
        "write the reason after a second colon: plenum: ignore {id}: reason",
    ),
}

CATALOGUE: dict[str, Fault] = {
    **_FILES,
    **_YAML,
    **_FRONT_MATTER,
    **_BODY,
    **_FIGURES,
    **_PROSE,
    **_EXAMPLES,
    **_LINKS,
    **_SITE,
}
