"""Findings of reading files."""

from __future__ import annotations

from typewright.diagnostics.diagnostic import error

NOT_FOUND = error(
    "source/not-found",
    "there is no file {file!r}",
    "An input was named that does not exist. Patterns such as 'spec/*.txt' are expanded in the "
    "configuration file, not in a path that is given to the reader.",
    "check the path; relative paths start at the current directory",
)
ADDRESS = error(
    "source/address",
    "{file!r} is an address, expected a file",
    "Inputs are files, or standard input. Only what they refer to may come from a server.",
    "save it as a file, or let another program fetch it into '-', standard input",
)
DIRECTORY = error(
    "source/directory",
    "{file!r} is a directory, expected a file",
    "Inputs are read one file at a time, so that the set of inputs is always written down.",
    "name the files in it, or a pattern such as '{file}/*.txt' in the configuration",
)
UNREADABLE = error(
    "source/unreadable",
    "cannot read {file!r}: {reason}",
    "The operating system refused to open or read an input.",
    "check the file's permissions and that the disk is there",
)
EMPTY = error(
    "source/empty",
    "{file!r} holds no text",
    "An input is empty or holds only white space, so nothing can be made of it.",
    "was the file written completely?",
)
TOO_LARGE = error(
    "source/too-large",
    "{file!r} is larger than {limit:,} bytes",
    "Inputs have a size limit, so that a wrong file is refused at once and does not fill the "
    "memory. It is far above the size of any public API description.",
    "is this the right file? A larger description can be split with '$ref' to other files",
)
LONG_LINE = error(
    "source/long-line",
    "line {line} has {length:,} characters, a reference page has at most {limit:,} in a line",
    "A text without line ends is not the text of a reference page: the page's lines are what "
    "tells its titles, fields and descriptions apart.",
    "save the page as plain text with its line ends",
)
BINARY = error(
    "source/binary",
    "expected text, found a NUL byte at byte {offset:,}",
    "An input holds bytes that no text has, so it is an image, an archive or another binary file.",
    "name a file with text: a reference page, YAML or JSON in UTF-8",
)
NOT_UTF_8 = error(
    "source/not-utf-8",
    "expected text in {encoding}, found the byte 0x{byte:02x} at byte {offset:,}: {reason}",
    "Inputs are read as UTF-8, or as UTF-16 or UTF-32 when they start with a byte order mark.",
    "save the file as UTF-8",
)
JSON_SYNTAX = error(
    "source/json-syntax",
    "expected {expected}, found {found}",
    "A JSON file breaks the grammar of JSON (RFC 8259), so nothing of it can be read.",
    "{advice}",
)
YAML_SYNTAX = error(
    "source/yaml-syntax",
    "not YAML: {problem}",
    "A YAML file breaks the grammar of YAML 1.2, so nothing of it can be read.",
    "{advice}",
)
DUPLICATE_KEY = error(
    "source/duplicate-key",
    "the key {key!r} stands twice in one object",
    "JSON and YAML ask for unique keys. Readers differ in which of two equal keys they keep, so "
    "the same file would mean different things to different tools. Here the first one is kept.",
    "remove one of the two",
)
TOO_DEEP = error(
    "source/too-deep",
    "objects and arrays are nested more than {limit} deep",
    "The depth of a document is limited, so that every step after the reader may follow it. "
    "Real API descriptions stay below a quarter of the limit.",
    "move inner schemas to '$defs' or 'components.schemas' and refer to them with '$ref'",
)
TOO_MANY_NODES = error(
    "source/too-many-nodes",
    "the document has more than {limit:,} values, each alias counted as what it stands for",
    "The number of values in a document is limited, and an alias counts as all that it repeats: "
    "a few lines of aliases to aliases can stand for more values than fit into memory.",
    "use '$ref' instead of aliases, or split the document",
)
UNDEFINED_ALIAS = error(
    "source/undefined-alias",
    "the alias *{name} has no anchor &{name} before it",
    "A YAML alias repeats a value that was given a name with '&' earlier in the same document.",
    "define the anchor before this line, or write the value out; if '*' is text, quote the value",
)
SELF_ALIAS = error(
    "source/self-alias",
    "the alias *{name} stands inside the value that it names",
    "Such a value contains itself and has no end; JSON data cannot say it.",
    "use '$ref' for schemas that refer to themselves",
)
CUSTOM_TAG = error(
    "source/custom-tag",
    "the tag {tag!r} is not part of JSON",
    "API descriptions are JSON data written as YAML, so only the tags of the YAML 1.2 core schema "
    "are read: !!str, !!int, !!float, !!bool, !!null, !!map and !!seq. No tag ever runs code. "
    "Here the value is read as if it had no tag.",
    "remove the tag, or expand it with the tool that it belongs to",
)
WRONG_TAG = error(
    "source/wrong-tag",
    "the value {text!r} is tagged as {tag}, which it is not",
    "A YAML tag says which type a value has, and this value cannot be read as that type.",
    "remove the tag, or correct the value",
)
COMPLEX_KEY = error(
    "source/complex-key",
    "expected text as the key of an object, found {found}",
    "The keys of JSON objects are text. YAML allows any value there, API descriptions do not.",
    "write the key as text, in quotes if it holds ': ', '{{' or '['",
)
WRONG_MERGE = error(
    "source/wrong-merge",
    "expected an object or a list of objects after '<<', found {found}",
    "The key '<<' merges the members of other objects into this one.",
    "let '<<' name an anchored object, or quote it if it is meant as a key",
)
SEVERAL_DOCUMENTS = error(
    "source/several-documents",
    "a second document starts here, expected one document in a file",
    "A YAML stream may hold several documents between '---' lines. An API description is one "
    "document; the first one is read.",
    "put each document into a file of its own",
)
NOT_FINITE = error(
    "source/not-finite",
    "the number {text!r} is not finite or too large",
    "JSON has no infinities and no NaN, and a number beyond the range of double precision would "
    "become infinite. Here the value is read as text.",
    "leave the bound out, or write a number",
)
LONG_INTEGER = error(
    "source/long-integer",
    "an integer has {digits:,} digits, at most {limit:,} are read",
    "Reading and printing an integer takes more than linear time in its digits. Here the value is "
    "read as text.",
    "write a bound that means something, or none",
)
LONE_SURROGATE = error(
    "source/lone-surrogate",
    "the escape {text} is half of a surrogate pair, which is no character",
    "JSON can escape a character beyond U+FFFF as two \\u escapes. One of them alone is no text "
    "and can be written to no file.",
    "write the character itself, or both escapes",
)
