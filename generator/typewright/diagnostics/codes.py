"""The table of all diagnostic codes and their wordings, one section for each room.

A code is ``room/what-is-wrong``: it names the problem, not the cure. Add a row here, raise it with
``codes.NAME.at(origin, …)``, and the command ``explain`` and the documentation know it.
"""

from __future__ import annotations

import re

from typewright.diagnostics.diagnostic import Code, Severity

# --- source -----------------------------------------------------------------------------------

SOURCE_NOT_FOUND = Code(
    "source/not-found",
    Severity.ERROR,
    "there is no file {file!r}",
    "An input was named that does not exist. Patterns such as 'spec/*.txt' are expanded in the "
    "configuration file, not in a path that is given to the reader.",
    "check the path; relative paths start at the current directory",
)
SOURCE_ADDRESS = Code(
    "source/address",
    Severity.ERROR,
    "{file!r} is an address, expected a file",
    "Inputs are files, or standard input. Only what they refer to may come from a server.",
    "save it as a file, or let another program fetch it into '-', standard input",
)
SOURCE_DIRECTORY = Code(
    "source/directory",
    Severity.ERROR,
    "{file!r} is a directory, expected a file",
    "Inputs are read one file at a time, so that the set of inputs is always written down.",
    "name the files in it, or a pattern such as '{file}/*.txt' in the configuration",
)
SOURCE_UNREADABLE = Code(
    "source/unreadable",
    Severity.ERROR,
    "cannot read {file!r}: {reason}",
    "The operating system refused to open or read an input.",
    "check the file's permissions and that the disk is there",
)
SOURCE_EMPTY = Code(
    "source/empty",
    Severity.ERROR,
    "{file!r} holds no text",
    "An input is empty or holds only white space, so nothing can be made of it.",
    "was the file written completely?",
)
SOURCE_TOO_LARGE = Code(
    "source/too-large",
    Severity.ERROR,
    "{file!r} is larger than {limit:,} bytes",
    "Inputs have a size limit, so that a wrong file is refused at once and does not fill the "
    "memory. It is far above the size of any public API description.",
    "is this the right file? A larger description can be split with '$ref' to other files",
)
SOURCE_LONG_LINE = Code(
    "source/long-line",
    Severity.ERROR,
    "line {line} has {length:,} characters, a reference page has at most {limit:,} in a line",
    "A text without line ends is not the text of a reference page: the page's lines are what "
    "tells its titles, fields and descriptions apart.",
    "save the page as plain text with its line ends",
)
SOURCE_BINARY = Code(
    "source/binary",
    Severity.ERROR,
    "expected text, found a NUL byte at byte {offset:,}",
    "An input holds bytes that no text has, so it is an image, an archive or another binary file.",
    "name a file with text: a reference page, YAML or JSON in UTF-8",
)
SOURCE_NOT_UTF8 = Code(
    "source/not-utf-8",
    Severity.ERROR,
    "expected text in {encoding}, found the byte 0x{byte:02x} at byte {offset:,}: {reason}",
    "Inputs are read as UTF-8, or as UTF-16 or UTF-32 when they start with a byte order mark.",
    "save the file as UTF-8",
)
SOURCE_JSON_SYNTAX = Code(
    "source/json-syntax",
    Severity.ERROR,
    "expected {expected}, found {found}",
    "A JSON file breaks the grammar of JSON (RFC 8259), so nothing of it can be read.",
    "{advice}",
)
SOURCE_YAML_SYNTAX = Code(
    "source/yaml-syntax",
    Severity.ERROR,
    "not YAML: {problem}",
    "A YAML file breaks the grammar of YAML 1.2, so nothing of it can be read.",
    "check the indentation and the quotes on this line and the one before it",
)
SOURCE_DUPLICATE_KEY = Code(
    "source/duplicate-key",
    Severity.ERROR,
    "the key {key!r} stands twice in one object",
    "JSON and YAML ask for unique keys. Readers differ in which of two equal keys they keep, so "
    "the same file would mean different things to different tools. Here the first one is kept.",
    "remove one of the two",
)
SOURCE_TOO_DEEP = Code(
    "source/too-deep",
    Severity.ERROR,
    "objects and arrays are nested more than {limit} deep",
    "The depth of a document is limited, so that every step after the reader may follow it. "
    "Real API descriptions stay below a quarter of the limit.",
    "move inner schemas to '$defs' or 'components.schemas' and refer to them with '$ref'",
)
SOURCE_TOO_MANY_NODES = Code(
    "source/too-many-nodes",
    Severity.ERROR,
    "the document has more than {limit:,} values, each alias counted as what it stands for",
    "The number of values in a document is limited, and an alias counts as all that it repeats: "
    "a few lines of aliases to aliases can stand for more values than fit into memory.",
    "use '$ref' instead of aliases, or split the document",
)
SOURCE_UNDEFINED_ALIAS = Code(
    "source/undefined-alias",
    Severity.ERROR,
    "the alias *{name} has no anchor &{name} before it",
    "A YAML alias repeats a value that was given a name with '&' earlier in the same document.",
    "define the anchor before this line, or write the value out",
)
SOURCE_SELF_ALIAS = Code(
    "source/self-alias",
    Severity.ERROR,
    "the alias *{name} stands inside the value that it names",
    "Such a value contains itself and has no end; JSON data cannot say it.",
    "use '$ref' for schemas that refer to themselves",
)
SOURCE_CUSTOM_TAG = Code(
    "source/custom-tag",
    Severity.ERROR,
    "the tag {tag!r} is not part of JSON",
    "API descriptions are JSON data written as YAML, so only the tags of the YAML 1.2 core schema "
    "are read: !!str, !!int, !!float, !!bool, !!null, !!map and !!seq. No tag ever runs code. "
    "Here the value is read as if it had no tag.",
    "remove the tag, or expand it with the tool that it belongs to",
)
SOURCE_WRONG_TAG = Code(
    "source/wrong-tag",
    Severity.ERROR,
    "the value {text!r} is tagged as {tag}, which it is not",
    "A YAML tag says which type a value has, and this value cannot be read as that type.",
    "remove the tag, or correct the value",
)
SOURCE_COMPLEX_KEY = Code(
    "source/complex-key",
    Severity.ERROR,
    "expected text as the key of an object, found {found}",
    "The keys of JSON objects are text. YAML allows any value there, API descriptions do not.",
    "write the key as text, in quotes if it holds ': ', '{{' or '['",
)
SOURCE_WRONG_MERGE = Code(
    "source/wrong-merge",
    Severity.ERROR,
    "expected an object or a list of objects after '<<', found {found}",
    "The key '<<' merges the members of other objects into this one.",
    "let '<<' name an anchored object, or quote it if it is meant as a key",
)
SOURCE_SEVERAL_DOCUMENTS = Code(
    "source/several-documents",
    Severity.ERROR,
    "a second document starts here, expected one document in a file",
    "A YAML stream may hold several documents between '---' lines. An API description is one "
    "document; the first one is read.",
    "put each document into a file of its own",
)
SOURCE_NOT_FINITE = Code(
    "source/not-finite",
    Severity.ERROR,
    "the number {text!r} is not finite or too large",
    "JSON has no infinities and no NaN, and a number beyond the range of double precision would "
    "become infinite. Here the value is read as text.",
    "leave the bound out, or write a number",
)
SOURCE_LONG_INTEGER = Code(
    "source/long-integer",
    Severity.ERROR,
    "an integer has {digits:,} digits, at most {limit:,} are read",
    "Reading and printing an integer takes more than linear time in its digits. Here the value is "
    "read as text.",
    "write a bound that means something, or none",
)
SOURCE_LONE_SURROGATE = Code(
    "source/lone-surrogate",
    Severity.ERROR,
    "the escape {text} is half of a surrogate pair, which is no character",
    "JSON can escape a character beyond U+FFFF as two \\u escapes. One of them alone is no text "
    "and can be written to no file.",
    "write the character itself, or both escapes",
)

# --- overlay ----------------------------------------------------------------------------------

OVERLAY_NOT_AN_OVERLAY = Code(
    "overlay/not-an-overlay",
    Severity.ERROR,
    "expected an Overlay document, found {found}",
    "An overlay is an object with the members 'overlay', 'info' and 'actions' (OpenAPI Overlay "
    "Specification 1.0.0).",
    "is this the right file? An overlay begins with 'overlay: 1.0.0'",
)
OVERLAY_VERSION = Code(
    "overlay/version",
    Severity.ERROR,
    "expected an overlay of version 1.0, found {found!r}",
    "Overlays are read by version 1.0 of the Overlay Specification. Nothing of an overlay of "
    "another version is applied, since its actions may mean something else.",
    "write 'overlay: 1.0.0', if the actions only use 'target', 'update' and 'remove'",
)
OVERLAY_MISSING_FIELD = Code(
    "overlay/missing-field",
    Severity.ERROR,
    "the field {field!r} is missing here",
    "The Overlay Specification requires 'overlay', 'info' with 'title' and 'version', 'actions', "
    "and 'target' in each action.",
    "add {field!r}",
)
OVERLAY_WRONG_TYPE = Code(
    "overlay/wrong-type",
    Severity.ERROR,
    "expected {expected} as {field!r}, found {found}",
    "A field of the overlay does not have the type that the Overlay Specification gives it.",
)
OVERLAY_UNKNOWN_FIELD = Code(
    "overlay/unknown-field",
    Severity.WARNING,
    "the Overlay Specification 1.0 knows no field {field!r} here{suggestion}",
    "An unknown field has no effect. Extensions of the Overlay Specification begin with 'x-'.",
    "remove the field, or correct its name",
)
OVERLAY_NO_CHANGE = Code(
    "overlay/no-change",
    Severity.ERROR,
    "the action has neither 'update' nor 'remove: true'",
    "An action either merges 'update' into what its target selects, or removes it.",
    "add what the action is to do, or delete the action",
)
OVERLAY_BAD_TARGET = Code(
    "overlay/bad-target",
    Severity.ERROR,
    "{target!r} is no JSONPath: {problem}",
    "The target of an action is a JSONPath query (RFC 9535), such as "
    "$.components.schemas.Batch.properties['status'].",
    "quote names that are not letters, digits and '_': $.paths['/batches'].get",
)
OVERLAY_NO_MATCH = Code(
    "overlay/no-match",
    Severity.ERROR,
    "the target {target!r} selects nothing{suggestion}",
    "A correction that no longer finds its place is reported, since what it corrected may have "
    "been renamed and be wrong again.",
    "correct the target, or delete the action if the source no longer needs it",
)
OVERLAY_PRIMITIVE_TARGET = Code(
    "overlay/primitive-target",
    Severity.ERROR,
    "the target {target!r} selects {found}, expected an object or an array",
    "An update merges into objects and appends to arrays. A single value is replaced by an update "
    "of the object that holds it.",
    "let the target select the containing object, and name the member in 'update'",
)
OVERLAY_WRONG_UPDATE = Code(
    "overlay/wrong-update",
    Severity.ERROR,
    "expected an object as the update of the object at {pointer!r}, found {found}",
    "What the target selects is an object, so 'update' must be an object to merge into it.",
    "write the members that are to change as an object",
)
OVERLAY_INCOMPATIBLE = Code(
    "overlay/incompatible",
    Severity.ERROR,
    "{found} cannot be merged into {expected} at {pointer!r}",
    "Objects merge with objects, arrays are appended to arrays, single values replace single "
    "values. To put something of another kind in its place, an earlier action has to remove it.",
    "remove what is there with an action before this one",
)
OVERLAY_REPEATED_VALUE = Code(
    "overlay/repeated-value",
    Severity.WARNING,
    "{value} is in the list at {pointer!r} already, and now stands there twice",
    "An update appends to a list (Overlay Specification 1.0.0, section 4.4.3); it does not replace "
    "it.",
    "to replace a list, remove it with an action before this one, then set it with an update",
)
OVERLAY_NO_EFFECT = Code(
    "overlay/no-effect",
    Severity.WARNING,
    "the update changes nothing: all that it says is so already",
    "The source may have been corrected since the overlay was written.",
    "delete the action",
)
OVERLAY_ROOT_REMOVED = Code(
    "overlay/root-removed",
    Severity.ERROR,
    "the target {target!r} selects the whole document, which cannot be removed",
    "An action with 'remove: true' takes what its target selects out of what contains it.",
    "let the target select a part of the document",
)

# --- page -------------------------------------------------------------------------------------

PAGE_UNKNOWN_DIALECT = Code(
    "page/unknown-dialect",
    Severity.ERROR,
    "this is no reference page of a known renderer: {reason}",
    "The renderer of a reference page is told by the lines that only it prints, such as 'Show "
    "Child Parameters' or 'Allowed values:' with the values run together. Too few of them are on "
    "this page. A page of another renderer read by the wrong rules would give wrong objects.",
    "known renderers: {known}. A description or a schema is told by its keys, or by the ending "
    ".json, .yaml or .yml; HTML, XML, GraphQL and other formats are not read",
)
PAGE_DEGRADED = Code(
    "page/degraded",
    Severity.ERROR,
    "the names and types of the fields are missing on this page: {reason}",
    "Some tools that turn a page into text drop the lines that name its fields and keep the "
    "descriptions. Nothing can be recovered from what is left.",
    "save the page's text again with a tool that keeps all of it",
)
PAGE_NOTHING_FOUND = Code(
    "page/nothing-found",
    Severity.ERROR,
    "no object and no operation is on this page",
    "The page has lines of a known renderer, but no title with fields, type or values below it.",
)
PAGE_CUT_OFF = Code(
    "page/cut-off",
    Severity.WARNING,
    "the page ends in the middle of {title!r}",
    "The renderer ends an object that has properties with the word 'Example'. It is missing here "
    "at the end of the page, so properties may be missing too.",
    "save the whole page, or add another page that shows this object",
)
PAGE_CONTRADICTION = Code(
    "page/contradiction",
    Severity.ERROR,
    "two pages disagree about {title!r}: {what}",
    "Pages of one site overlap, and each shows an object in the same words. Here the same object "
    "stands on two pages with different contents, so one of them is out of date or was edited.",
    "remove the page that is wrong",
)
PAGE_REPEATED_TITLE = Code(
    "page/repeated-title",
    Severity.WARNING,
    "{count} different objects have the title {title!r}; they are kept apart as {keys}",
    "Titles of objects need not be unique. Objects with one title and different contents are all "
    "kept; their keys are the title and a digest of their fields, so that no key depends on the "
    "order of the pages.",
)
PAGE_CONTRADICTORY_FIELD = Code(
    "page/contradictory-field",
    Severity.ERROR,
    "{title!r} has the field {name!r} twice, with different contents",
    "An object has each of its properties once. The same name with another type or other marks "
    "means that one of the two is wrong.",
    "correct the page, or remove one of the two",
)
PAGE_REPEATED_FIELD = Code(
    "page/repeated-field",
    Severity.NOTE,
    "{title!r} has the field {name!r} twice, of which the first one is kept",
    "An object has each of its properties once. Both say the same, or one of them may belong to "
    "the child parameters of a field before it.",
)
PAGE_REPEATED_LINE = Code(
    "page/repeated-line",
    Severity.WARNING,
    "a second line of this kind below one field: {line!r}",
    "The renderer prints each kind of labelled line at most once for a field. One of the two may "
    "be part of the description. Here the last one counts.",
)
PAGE_IMITATION = Code(
    "page/imitation",
    Severity.NOTE,
    "this line reads as part of the grammar but stands where only prose can: {line!r}",
    "Blank lines tell the lines of a block from the paragraphs of a description. This line is a "
    "paragraph, so it was kept as part of the description.",
)
PAGE_UNSURE_FIELD = Code(
    "page/unsure-field",
    Severity.WARNING,
    "{line!r} was read as the field {name!r}; it may be {other!r} with {type}",
    "The page prints a field's name, type and marks without spaces, and a name may end in a word "
    "that is also a type. Other lines of the page decided.",
    "an overlay can remove the field and add the right one",
)
PAGE_UNDECIDABLE_NESTING = Code(
    "page/undecidable-nesting",
    Severity.WARNING,
    "nothing tells whether {names} belong below {parent!r} or beside it",
    "The page shows child parameters without a mark at their end. None of them is taken as "
    "required.",
    "add a page that shows {title!r} with its child parameters closed, or correct the result with "
    "an overlay",
)
PAGE_SPURIOUS_RANGE = Code(
    "page/spurious-range",
    Severity.NOTE,
    "the bounds {range!r} only repeat the format {format!r} and are left out",
    "Old versions of the renderer print the range of the number format for every field that has "
    "one. No specification states these bounds.",
)
PAGE_UNSETTLED_VALUES = Code(
    "page/unsettled-values",
    Severity.WARNING,
    "the allowed values {raw!r} can be read in several ways: {readings}",
    "The page prints the allowed values without anything between them. No reading is sure enough, "
    "so the field takes any value of its type.",
    "settle it with an overlay:\n{overlay}",
)
PAGE_UNSETTLED_TYPES = Code(
    "page/unsettled-types",
    Severity.WARNING,
    "the allowed values {raw!r} have no type, so {value!r} may be text or not",
    "The page prints numbers, booleans and texts alike. Without a type nothing tells whether 5 is "
    "a number or a text, so the field takes any value.",
    "settle it with an overlay:\n{overlay}",
)
PAGE_INFERRED_OBJECT = Code(
    "page/inferred-object",
    Severity.NOTE,
    "{name!r} has properties but shows no type; it is read as an object",
    "The renderer prints no type for a schema without one of its own, as a combination of others "
    "is. A page that lists or hides properties there describes an object all the same. An overlay "
    "that gives the schema a type settles it.",
)
PAGE_LINK = Code(
    "page/link",
    Severity.NOTE,
    "the hidden properties of {field!r} may be those of {title!r}: {evidence}",
    "The page shows that this field has properties but not which. Another object on the pages has "
    "the same description, word by word, as a reference to it would. The link is only proposed.",
    "to make it, use an overlay:\n{overlay}",
)
PAGE_HIDDEN_ENDPOINT = Code(
    "page/hidden-endpoint",
    Severity.NOTE,
    "the page does not show the path of {title!r}, so it is not among the paths",
    "With several servers the renderer hides the URL of an operation in a menu. The objects that "
    "the operation shows are read all the same.",
)
PAGE_UNCLAIMED_LINE = Code(
    "page/unclaimed-line",
    Severity.WARNING,
    "this line belongs to no object, field or description: {line!r}",
    "Every line of a reference page that is not blank becomes part of the model. This one has no "
    "place in the grammar of the page's dialect, so nothing of it is in the output.",
    "run 'typewright explain {file}' to see what each line of the page became",
)

# --- schema -----------------------------------------------------------------------------------

SCHEMA_MALFORMED_KEYWORD = Code(
    "schema/malformed-keyword",
    Severity.WARNING,
    "{keyword!r} must be {expected}, found {found}; it is left out",
    "A keyword of a schema holds a value that the specification does not allow, so what it demands "
    "is not known. The rest of the schema was read without it: here it demands nothing.",
    "{advice}",
)
SCHEMA_MEANT = Code(
    "schema/read-as-meant",
    Severity.WARNING,
    "{keyword!r} must be {expected}, found {found}; it is read as {meant}",
    "The value of a keyword is not what the specification asks for, but it can mean only one "
    "thing: a number or a flag in quotes, the name that a type has in another language.",
    "write {meant}",
)
SCHEMA_UNKNOWN_TYPE = Code(
    "schema/unknown-type",
    Severity.WARNING,
    "there is no type {name}, so 'type' demands nothing here",
    "The types are null, boolean, integer, number, string, array and object (JSON Schema "
    "Validation 2020-12, section 6.1.1). Where one of several is unknown the whole keyword is left "
    "out, since values of that type were to be allowed.",
    "{advice}",
)
SCHEMA_NOT_A_SCHEMA = Code(
    "schema/not-a-schema",
    Severity.WARNING,
    "a schema is an object, true or false, found {found}; anything is accepted here",
    "A schema stands, or a reference leads, where there is something else (JSON Schema Core "
    "2020-12, section 4.3). It was read as a schema that accepts anything.",
    "correct it, or remove it with an overlay",
)
SCHEMA_DANGLING_REF = Code(
    "schema/dangling-reference",
    Severity.WARNING,
    "the reference {reference!r} leads nowhere and is left out: {reason}",
    "What a schema refers to does not exist, or may not be read. References lead to other inputs, "
    "to documents given with --resource, to files in and beside the folder of an input, and to "
    "nothing else unless --allow-origin names it. What a document calls itself decides: beside an "
    "'$id' that is an address, a relative reference is an address, too, and a file is not read for "
    "it unless it has that '$id' and is named with --resource. The schema was read without the "
    "reference: here it demands nothing.",
    "{advice}",
)
SCHEMA_MISSPELT_REF = Code(
    "schema/misspelt-reference",
    Severity.WARNING,
    "the reference {reference!r} leads nowhere and is left out: {reason}",
    "What a schema refers to does not exist, but something with a similar name does. The schema "
    "was read without the reference: here it demands nothing.",
    "did you mean {suggestion!r}?",
)
SCHEMA_ENDLESS_REF = Code(
    "schema/endless-reference",
    Severity.WARNING,
    "the references lead back to {target} without going into a part of the value; this one is "
    "left out",
    "A schema refers to itself, directly or through others, for one and the same value. It says "
    "nothing, and a validator that follows it never ends (JSON Schema Core 2020-12, section "
    "9.4.1). The schema was read without this reference. A schema may refer to itself for a member "
    "or an item.",
    "remove one of the references of the circle",
)
SCHEMA_LONG_CHAIN = Code(
    "schema/long-chain",
    Severity.WARNING,
    "more than {limit} schemas apply to one and the same value, each because of the one before; "
    "this reference to the others is left out",
    "A schema refers to a schema that refers to a schema, and so on, or holds it in its 'allOf' or "
    "another combination. Such chains may be so long only. The schema was read without this "
    "reference.",
    "refer to the schema at the end of the chain",
)
SCHEMA_MANY_APPLIED = Code(
    "schema/many-applied",
    Severity.WARNING,
    "{limit} schemas or more apply to one and the same value, each counted as often as others lead "
    "to it; this reference to the others is left out",
    "A schema refers to a schema in several ways, which refers to one in several ways, and so on. "
    "With each of them it takes several times as many steps to test a value, and there may be so "
    "many only. The schema was read without this reference.",
    "refer to each schema once",
)
SCHEMA_REPEATED_NAME = Code(
    "schema/repeated-name",
    Severity.NOTE,
    "{name!r} stands in {keyword!r} twice",
    "A list of member names has to be without repeats (JSON Schema Validation 2020-12, section "
    "6.5). The second mention changes nothing and was left out.",
    "remove one of them",
)
SCHEMA_TOO_DEEP = Code(
    "schema/too-deep",
    Severity.WARNING,
    "more than {limit} schemas inside each other; anything is accepted here",
    "Schemas that lie inside each other may be nested so deeply only. What is deeper was read as "
    "a schema that accepts anything.",
    "move inner schemas to '$defs' and refer to them",
)
SCHEMA_UNREAD_DIALECT = Code(
    "schema/unread-dialect",
    Severity.WARNING,
    "the dialect {dialect} is not known; the schema is read as JSON Schema 2020-12",
    "A schema's '$schema' names a dialect that is neither a draft of JSON Schema from 4 on nor "
    "described by a meta-schema among the inputs. Keywords that mean something else there are "
    "misread.",
    "is '$schema' spelt correctly?",
)
SCHEMA_OTHER_SPELLING = Code(
    "schema/other-spelling",
    Severity.WARNING,
    "{keyword!r} is not written as {dialect} has it; it was read as {meaning}",
    "Versions of JSON Schema and OpenAPI spell some keywords in different ways. This one stands as "
    "another version has it; there is only one thing it can mean, and so it was read.",
    "write it as the version that the document names has it",
)
SCHEMA_BORROWED = Code(
    "schema/borrowed-keyword",
    Severity.WARNING,
    "{dialect} has no keyword {keyword!r}; it was read as in the versions that have it",
    "The keyword belongs to another version of OpenAPI or JSON Schema than the one that the "
    "document names. It can mean only one thing, and so it was read.",
    "name the version that has the keyword, or say it in the words of this one",
)
SCHEMA_NOT_READ = Code(
    "schema/foreign-keyword",
    Severity.WARNING,
    "{dialect} has no keyword {keyword!r}, so it is not tested",
    "The keyword belongs to another draft of JSON Schema than the one that the document names, or "
    "to OpenAPI. Validators of that draft ignore it, and so does what is generated.",
    "name the draft that has the keyword in '$schema'",
)
SCHEMA_UNKNOWN_KEYWORD = Code(
    "schema/unknown-keyword",
    Severity.WARNING,
    "the keyword {keyword!r} is not known, so it is not tested",
    "Validators ignore keywords that they do not know. This one looks like a slip of the pen.",
    "did you mean {suggestion!r}?",
)
SCHEMA_NOT_HELD = Code(
    "schema/not-held",
    Severity.WARNING,
    "{members} of JSON Schema, so {schemas} not read",
    "The root of a JSON Schema has members that no draft knows and that look like schemas, or like "
    "maps of schemas. Validators ignore unknown members, so by the letter they demand nothing, and "
    "no reference leads there. Definitions are read where a keyword holds them: '$defs', or "
    "'definitions' in drafts before 2019-09.",
    "move them to {holder!r}, or refer to each from there, which an overlay can do: {example}",
)
SCHEMA_NO_EFFECT = Code(
    "schema/no-effect",
    Severity.WARNING,
    "{keyword!r} has no effect here: {reason}",
    "The specification gives the keyword no meaning where it stands, so it is not tested.",
    "remove it, or move it to where it counts, such as a part of 'allOf'",
)
SCHEMA_NULL_ADDED = Code(
    "schema/null-added",
    Severity.NOTE,
    "{keyword!r} adds null to a schema that would refuse it all the same; null is accepted",
    "By the letter, 'nullable' adds null to the 'type' beside it and to nothing else (OpenAPI "
    "3.0.3, section 4.7.24.1): an 'enum' without null, a '$ref' or an 'allOf' would go on refusing "
    "it, and 'nullable' would mean nothing. It was read as it was meant.",
    "list null in 'enum', or make null a branch of its own",
)
SCHEMA_NOT_JSON = Code(
    "schema/not-json",
    Severity.ERROR,
    "a schema is made of JSON values; found {found}",
    "A schema that is given as Python data may hold only what JSON has: objects with string names, "
    "arrays, strings, finite numbers, true, false and null.",
    "convert the value, or leave it out",
)
SCHEMA_BAD_PATTERN = Code(
    "schema/bad-pattern",
    Severity.ERROR,
    "the pattern {pattern!r} cannot be used: {reason}",
    "A pattern is a regular expression of ECMA-262 (JSON Schema Core 2020-12, section 6.4). This "
    "one is none, or it uses something that Python's 're' has no counterpart for.",
    "correct the pattern, or remove it with an overlay",
)
SCHEMA_UNREAD_VERSION = Code(
    "schema/unread-version",
    Severity.ERROR,
    "expected OpenAPI 3.0, 3.1 or 3.2 or Swagger 2.0, found {found}",
    "The document is not an API description of a version that is read.",
    "is the member 'openapi' there, with a version such as '3.1.1', or 'swagger' with '2.0'?",
)

# --- passes -----------------------------------------------------------------------------------

PASSES_DEMANDS_LESS = Code(
    "passes/demands-less",
    Severity.NOTE,
    "{keyword!r} {reading}, since a part of it could not be read",
    "A corner of the source that cannot be read demands nothing. What builds on such a corner must "
    "not refuse more for that: with a part of it unknown, 'not' and 'if' demand nothing, 'oneOf' "
    "holds where at least one branch does, and what is said of all other members or items is left "
    "out. So validators accept every value that the source was meant to accept.",
    "correct what could not be read; it has a warning of its own",
)
PASSES_NO_VALUE = Code(
    "passes/no-value",
    Severity.WARNING,
    "no value can satisfy this schema: its keywords and those of the schemas that it builds on "
    "contradict each other",
    "A schema holds only where its own keywords, the target of its '$ref' and all of its 'allOf' "
    "hold. Here they allow no common type or no common value, or one of them closes an object with "
    "'additionalProperties: false' that another one adds a member to.",
    "take one side back, or close the outer object with 'unevaluatedProperties: false' instead",
)
PASSES_MERGED_TOO_OFTEN = Code(
    "passes/merged-too-often",
    Severity.WARNING,
    "more than {limit} schemas were merged for one definition; here only the first of those that "
    "hold gives the type",
    "Where several schemas hold that name the same member, its schemas are merged, and so are "
    "those inside of it. What builds on several definitions that contain one another may need as "
    "many types as there are ways through them. All schemas are tested all the same.",
    "let members refer to a definition that builds on all of them",
)

PASSES_UNTYPED_OBJECT = Code(
    "passes/untyped-object",
    Severity.NOTE,
    "this schema has members but no type, so it accepts everything that is no object, too",
    "'properties' says nothing of values that are no objects (JSON Schema Core 2020-12, section "
    "10.3.2.1). Types and validators follow that: objects are read as a class, and anything else "
    "stays as it is. With --strict this is an error.",
    "if only objects are meant, add 'type: object'; an overlay can do it",
)
PASSES_NOT_IN_TYPES = Code(
    "passes/not-in-types",
    Severity.NOTE,
    "types cannot say {what}; validators test it",
    "Some keywords tie parts of a value to each other, or to their names or places. The types of "
    "generated code allow more than they do. Validators test them all the same, and decoding "
    "refuses what they refuse. Bounds, lengths, patterns and formats are not told: they narrow the "
    "values of a type, not the type. With --strict this is an error.",
)
PASSES_WIDE_TYPE = Code(
    "passes/wide-type",
    Severity.NOTE,
    "the type here is 'anything', though the schema does not allow every value; validators test it",
    "What the schema demands leaves values of all types, or leads where only the way to it tells "
    "('$dynamicRef'). Validators test it all the same, and decoding refuses what they refuse. With "
    "--strict this is an error.",
    "say with 'type' what is meant",
)
PASSES_EMPTY_ENUM = Code(
    "passes/empty-enum",
    Severity.WARNING,
    "this 'enum' allows no value at all",
    "An enumeration without values refuses everything.",
    "list the allowed values, or remove 'enum'",
)
PASSES_LOST_VALUE = Code(
    "passes/lost-value",
    Severity.WARNING,
    "this 'enum' lists what the 'type' beside it refuses: {values}",
    "Both keywords hold, so a value of another type is never allowed and not part of the "
    "enumeration. Often 'null' is listed where the type is not nullable.",
    "add the type, or remove the value",
)
PASSES_EMPTY_RANGE = Code(
    "passes/empty-range",
    Severity.WARNING,
    "there is nothing between {lower!r} {lowest} and {upper!r} {highest}",
    "The lower bound of a range lies above the upper one, so that no such value is allowed.",
    "correct one of the two",
)
PASSES_SLOW_PATTERN = Code(
    "passes/slow-pattern",
    Severity.WARNING,
    "a text can make the search for the pattern {pattern!r} take exponential time",
    "A repeated part of the pattern can match one text in several ways, as in '(a+)+'. A program "
    "that tests texts of strangers by it can be brought to a halt.",
    "write the pattern so that each text can be matched in one way only",
)
PASSES_BAD_PATTERN = Code(
    "passes/bad-pattern",
    Severity.WARNING,
    "the pattern {pattern!r} cannot be used and is left out: {reason}",
    "A pattern is a regular expression of ECMA-262 (JSON Schema Core 2020-12, section 6.4). This "
    "one is none, or it uses something that is not supported.",
    "correct the pattern, or remove it with an overlay",
)
PASSES_LOOSE_PATTERN = Code(
    "passes/loose-pattern",
    Severity.NOTE,
    "the pattern {pattern!r} takes liberties: {liberties}",
    "A pattern is a regular expression of ECMA-262 with the flag 'u' (JSON Schema Core 2020-12, "
    "section 6.4). Some of what this one says is allowed without that flag only. It is read as it "
    "is meant, but other programs may refuse it.",
    "escape nothing but ^$\\.*+?()[]{{}}|/ and, inside brackets, the hyphen",
)
PASSES_DELIMITED_PATTERN = Code(
    "passes/delimited-pattern",
    Severity.WARNING,
    "the pattern {pattern!r} stands between slashes, which count as part of it{flags}",
    "A pattern is a regular expression by itself (JSON Schema Core 2020-12, section 6.4). The "
    "slashes and flags that many programs write around one stand for themselves here, so next to "
    "no text matches. It is read as it stands.",
    "write {meant}",
)
PASSES_NEAR_FORMAT = Code(
    "passes/near-format",
    Severity.NOTE,
    "the format {format!r} is none that is known, but nearly {known!r}",
    "Formats are open: one that nobody else knows says what it says to those who do, and is not "
    "tested. This one looks like a slip for one of JSON Schema's or of OpenAPI's registry.",
    "write {known!r} if that is what is meant",
)
PASSES_BAD_EXAMPLE = Code(
    "passes/bad-example",
    Severity.WARNING,
    "the {word} does not satisfy its own schema: {issue}",
    "A default or an example should be an instance of the schema that it stands in (JSON Schema "
    "Validation 2020-12, section 9). It stays in the documentation, but is no fixture.",
    "correct the {word}, or the schema",
)

# --- fixtures ---------------------------------------------------------------------------------

FIXTURES_NO_INSTANCE = Code(
    "fixtures/no-instance",
    Severity.WARNING,
    "no value was found that {name} accepts, so it has no fixtures",
    "Fixtures are instances made from a schema. Either the schema contradicts itself, so that "
    "nothing satisfies it, or what it demands is beyond the search for instances.",
    "try 'typewright validate' with a value that you know to be right",
)
FIXTURES_NOT_MADE = Code(
    "fixtures/not-made",
    Severity.NOTE,
    "no instance of {name} was found in which {place} is {what}",
    "The fixtures cover every member, branch and limit of a schema. For this one no instance was "
    "found: another part of the schema rules it out, or it is beyond the search.",
)
FIXTURES_NOT_BROKEN = Code(
    "fixtures/not-broken",
    Severity.NOTE,
    "no instance of {name} was found that breaks only this: {place}",
    "For every constraint there is one invalid fixture that breaks it and nothing else. Where "
    "another constraint always fails too, or another branch of a union accepts the value, there "
    "is none.",
)
FIXTURES_TOO_LARGE = Code(
    "fixtures/too-large",
    Severity.NOTE,
    "no fixture of {name} at this limit, it would be too large: {place}",
    "Both sides of every limit have a fixture, unless the value would have more than 4096 "
    "characters or 256 items or members.",
)
FIXTURES_SAMPLED = Code(
    "fixtures/sampled",
    Severity.NOTE,
    "{made} of the {all} allowed values of {place} in {name} have a fixture",
    "Every allowed value of an enumeration has a valid fixture. Of a very long one only as many, "
    "spread evenly over the list, the first and the last among them.",
)
FIXTURES_UNUSABLE_PATTERN = Code(
    "fixtures/unusable-pattern",
    Severity.WARNING,
    "not all fixtures of {name} were made: one of its patterns cannot be used, {reason}",
    "Every fixture's verdict is confirmed before it is kept. That needs each pattern to be a "
    "regular expression of ECMA-262 that Python can match too.",
    "correct the pattern in the source, or with an overlay",
)
FIXTURES_TOO_DEEP = Code(
    "fixtures/too-deep",
    Severity.NOTE,
    "fixtures of {name} do not look into {place}",
    "Fixtures go a limited number of members, items and branches deep, counted from the "
    "definition. What lies deeper has fixtures where it is a definition of its own.",
)
FIXTURES_STOPPED = Code(
    "fixtures/stopped",
    Severity.WARNING,
    "not all fixtures of {name} were made: its schema takes too long to search",
    "The search for instances tries a limited number of candidates for each definition, and keeps "
    "a limited amount of text.",
)

# --- target -----------------------------------------------------------------------------------

TARGET_EXTRA_MISSING = Code(
    "target/extra-missing",
    Severity.ERROR,
    "the target {target!r} needs a package that is not installed",
    "Some targets hand the model to another program, which is not installed along with Typewright "
    "unless the target's extra is asked for.",
    "run: pip install 'typewright[{target}]'",
)

TARGET_PYDANTIC_REFUSED = Code(
    "target/pydantic-refused",
    Severity.ERROR,
    "datamodel-code-generator made no models that can be used: {reason}",
    "The target 'pydantic' hands a JSON Schema to datamodel-code-generator and takes over what "
    "that returns, unless it holds a statement that models do not consist of. Nothing is written "
    "then.",
    "use the target 'python', or export the JSON Schema and report this to that program's authors",
)

TARGET_PATTERN_NOT_TESTED = Code(
    "target/pattern-not-tested",
    Severity.WARNING,
    "the generated Python does not test the pattern {regex!r}: {problem}",
    "Patterns are regular expressions of ECMA-262. Python's 're' has no way to say this one, so "
    "the generated code accepts strings that the schema would refuse.",
    "write the pattern in another way, or test the member in your own code",
)

TARGET_DEFAULT_NOT_APPLIED = Code(
    "target/default-not-applied",
    Severity.WARNING,
    "the default of {name!r} in {definition} is not applied: it could make invalid what is valid",
    "With 'defaults = \"apply\"', an absent member has its default in what is read and written "
    "again. Where more is demanded of whole objects, such as a number of members, one of several "
    "members or members that depend on each other, a member that is added could break it.",
    "demand it in a way that holds with the default, or set the member in your own code",
)


# --- output -----------------------------------------------------------------------------------

OUTPUT_UNSAFE_PATH = Code(
    "output/unsafe-path",
    Severity.ERROR,
    "the path {path!r} may not be written: {reason}",
    "A target may only write below the output root, to paths that mean the same file on Linux, "
    "macOS and Windows. Nothing was written.",
    "this is a mistake of the target that made the path: report it there",
)
OUTPUT_CLASHING_PATHS = Code(
    "output/clashing-paths",
    Severity.ERROR,
    "{first!r} and {second!r} cannot both be files",
    "The two paths differ only in letter case or Unicode normal form, so that they are one file on "
    "many file systems, or one of them is a folder of the other. Nothing was written.",
    "rename one of the objects they come from, with an overlay if the source is not yours",
)
OUTPUT_TWO_OWNERS = Code(
    "output/two-owners",
    Severity.ERROR,
    "{path!r} is wanted by {owner} and by {other}",
    "Several packages may share an output root, but each file belongs to one of them. Nothing was "
    "written.",
    "give one of them another package name or another output folder",
)
OUTPUT_NOT_UNICODE = Code(
    "output/not-unicode",
    Severity.ERROR,
    "the text for {path!r} cannot be written as UTF-8",
    "The text holds half of a surrogate pair, which no encoding of Unicode can express.",
    "look for an escape such as \\ud800 without its other half in the source",
)
OUTPUT_FOREIGN_FILE = Code(
    "output/foreign-file",
    Severity.ERROR,
    "{path} is in the way: Typewright did not write it",
    "A file stands where generated code is to go, and the manifest of the output root does not "
    "list it. Such a file is never overwritten, with no option. Nothing was written.",
    "move the file away, or generate into another folder",
)
OUTPUT_IN_THE_WAY = Code(
    "output/in-the-way",
    Severity.ERROR,
    "{path} is {nature}",
    "Typewright writes regular files below its output root and goes through no symbolic link "
    "there, since a link may lead anywhere. Nothing was written.",
    "remove what is in the way, or generate into another folder",
)
OUTPUT_EDITED_FILE = Code(
    "output/edited-file",
    Severity.WARNING,
    "{path} has been edited since it was generated, and is kept as it is",
    "The content of the file is not what the manifest says was generated. The other files have "
    "been brought up to date.",
    "move the changes to a file of your own and run again with --force, which replaces this one",
)
OUTPUT_BAD_RECORD = Code(
    "output/bad-record",
    Severity.ERROR,
    "{path} cannot be used: {reason}",
    "The file tells which files of the folder Typewright wrote. It has been damaged, edited, or "
    "written by a later version. Without it generated files cannot be told from others, so nothing "
    "was written.",
    "restore it from version control; or remove it, together with the generated files",
)
OUTPUT_LOCKED = Code(
    "output/locked",
    Severity.ERROR,
    "{path} is being written by another run of Typewright",
    "One run at a time writes into an output root. This one has waited for a minute.",
    "run again when the other has ended",
)
OUTPUT_CHANGED_MEANWHILE = Code(
    "output/changed-meanwhile",
    Severity.ERROR,
    "{path} changed while the output was being written",
    "Another program has written to the file between the moment it was compared and the moment it "
    "was to be replaced. It was left alone.",
    "run again",
)
OUTPUT_INACCESSIBLE = Code(
    "output/inaccessible",
    Severity.ERROR,
    "{path} cannot be read or written: {reason}",
    "The operating system refused. What was already written is completed by the next run.",
    "check the permissions and the free space, and run again",
)

# --- config -----------------------------------------------------------------------------------

CONFIG_SYNTAX = Code(
    "config/syntax",
    Severity.ERROR,
    "not TOML: {problem}",
    "A pyproject.toml breaks the grammar of TOML 1.0, so nothing of it can be read.",
)
CONFIG_UNKNOWN_KEY = Code(
    "config/unknown-key",
    Severity.ERROR,
    "Typewright knows no key {key!r} here",
    "A key of [tool.typewright] that nothing reads is most likely mistyped.",
    "{advice}",
)
CONFIG_MISSING_KEY = Code(
    "config/missing-key",
    Severity.ERROR,
    "the key {key!r} is missing",
    "Each package in [tool.typewright] has a 'name', 'sources' and at least one target, and each "
    "target has an 'output'.",
    "'typewright init' shows a section with all keys",
)
CONFIG_WRONG_TYPE = Code(
    "config/wrong-type",
    Severity.ERROR,
    "expected {expected} as the value of {key!r}",
    "A value in [tool.typewright] is not of the type that its key has.",
    "'typewright init' shows a section with all keys",
)
CONFIG_NO_TARGET = Code(
    "config/no-target",
    Severity.ERROR,
    "the package has no target",
    "A package is written by its targets: without one there is nothing to do.",
    "add a table such as [tool.typewright.package.targets.python] with an 'output'",
)
CONFIG_NO_FILES = Code(
    "config/no-files",
    Severity.ERROR,
    "the pattern {pattern!r} matches no file",
    "Patterns are expanded from the folder of the pyproject.toml. One that matches nothing is most "
    "likely mistyped.",
    "correct the pattern, or remove it",
)
CONFIG_SAME_NAME = Code(
    "config/same-name",
    Severity.ERROR,
    "two packages have the name {name!r}",
    "The names of packages tell them apart on the command line and in the output.",
    "rename one of them",
)
CONFIG_PACKAGE_NAME = Code(
    "config/package-name",
    Severity.ERROR,
    "a package cannot be called {name!r}: {reason}",
    "The name of a package is what programs import it by.",
    "choose another name",
)
CONFIG_NO_MATCH = Code(
    "config/no-match",
    Severity.WARNING,
    "the pattern {pattern!r} matches the name of no object",
    "A pattern of 'include' or 'exclude' chooses nothing. The names of the objects are matched as "
    "a shell matches file names, and capital letters count.",
    "is it spelt as the object is named in the source?",
)
CONFIG_UNKNOWN_PACKAGE = Code(
    "config/unknown-package",
    Severity.ERROR,
    "there is no package {name!r}",
    "Without sources the command line chooses among the packages of [tool.typewright].",
    "the packages are: {known}",
)
CONFIG_EXISTS = Code(
    "config/exists",
    Severity.ERROR,
    "{path} has a section [tool.typewright] already",
    "'typewright init' adds a section, it changes none.",
    "edit the section",
)
CONFIG_UNKNOWN_TARGET = Code(
    "config/unknown-target",
    Severity.ERROR,
    "there is no target {name!r}",
    "A target is an output language or library, built in or from an installed plug-in.",
    "{advice}",
)
CONFIG_BROKEN_TARGET = Code(
    "config/broken-target",
    Severity.ERROR,
    "the target {name!r} cannot be loaded: {reason}",
    "The module that holds the target raised an error when it was imported. Targets that are not "
    "built in come from other installed packages.",
    "update or remove the package that brings the target along",
)
CONFIG_UNKNOWN_OPTION = Code(
    "config/unknown-option",
    Severity.ERROR,
    "the target has no option {key!r}",
    "Each target has its own options, which 'typewright targets' lists.",
    "{advice}",
)
CONFIG_OPTION_VALUE = Code(
    "config/option-value",
    Severity.ERROR,
    "the option {key!r} cannot be {value!r}",
    "'typewright targets' lists what each option may be.",
    "expected {expected}",
)

# --- extension --------------------------------------------------------------------------------

EXTENSION_NO_PACKAGE = Code(
    "extension/no-package",
    Severity.ERROR,
    "{folder!r} is no generated package that can be compiled",
    "What is compiled is a package that the Python target has made with the option 'compiled'. "
    "Such a package looks for what was compiled of it; others would never use it.",
    "name the folder of a package, and generate it with '--option compiled=true'",
)
EXTENSION_NONE_WANTED = Code(
    "extension/none-wanted",
    Severity.ERROR,
    "no package is to be compiled",
    "Without folders, the packages of the nearest pyproject.toml are compiled that have the option "
    "'compiled = true' of the Python target.",
    "name the folder of a package, or set 'compiled = true' under "
    "[tool.typewright.package.targets.python]",
)
EXTENSION_EDITED = Code(
    "extension/edited",
    Severity.ERROR,
    "the files of {folder!r} are not those that were generated",
    "A package uses a compiled module only when that was made of the very files that were "
    "generated. Files that somebody has edited have to be generated anew, or to be used without "
    "compiling; modules that somebody has put among them have to go elsewhere.",
    "run 'typewright generate --force', and move away what it has not written",
)
EXTENSION_OUTDATED = Code(
    "extension/outdated",
    Severity.WARNING,
    "{path!r} is not used: it was not compiled of the files that the package has",
    "A package uses a compiled module only when that was made of the very files that were "
    "generated. Until it is compiled anew, the package works in Python alone, which is slower.",
    "run 'typewright compile {folder}', or remove the file",
)
EXTENSION_NO_SETUPTOOLS = Code(
    "extension/no-setuptools",
    Severity.ERROR,
    "setuptools is not installed",
    "Compiling a package takes setuptools, which knows how a C compiler is run on each platform. "
    "What is compiled does not need it.",
    "install typewright[compile]",
)
EXTENSION_COMPILER = Code(
    "extension/compiler",
    Severity.ERROR,
    "the C compiler has failed: {problem}",
    "Compiling a package takes a C compiler and the headers of the Python that runs. The package "
    "works without being compiled, too.",
    "is a C compiler installed, and are the headers of Python?",
)

# --- input ------------------------------------------------------------------------------------

INPUT_NOT_A_SPECIFICATION = Code(
    "input/not-a-specification",
    Severity.ERROR,
    "expected an OpenAPI description or a JSON Schema, found {found}",
    "A YAML or JSON source is an OpenAPI description when it has the member 'openapi', and else a "
    "JSON Schema, which is an object or a boolean.",
)
INPUT_NO_KEYWORD = Code(
    "input/no-keyword",
    Severity.WARNING,
    "expected an OpenAPI description or a JSON Schema, found an object without any keyword of "
    "these, but with {members}; it is read as a schema that accepts anything",
    "A YAML or JSON source is an OpenAPI description when it has the member 'openapi' or "
    "'swagger', and else a JSON Schema. Validators ignore members of a schema that they do not "
    "know, so an object without any keyword is a schema that accepts everything. More often it is "
    "something else: data, the error that a server has sent, or a description in another format, "
    "such as AsyncAPI or a Postman collection, which are not read.",
    "was the right file named? A description says 'openapi: 3.1.0' or the like at its root, a "
    "schema 'type', 'properties' or '$defs'",
)
INPUT_OVERLAY_AS_SOURCE = Code(
    "input/overlay-as-source",
    Severity.ERROR,
    "an overlay stands among the sources",
    "An overlay corrects sources and describes nothing by itself.",
    "give it with --overlay, or under 'overlays' in pyproject.toml",
)
INPUT_DUPLICATE_DEFINITION = Code(
    "input/duplicate-definition",
    Severity.ERROR,
    "the object {name!r} is defined twice, and not in the same way",
    "Several sources of a package may define an object of the same name only if they agree on it.",
    "leave one of the sources out, or rename the object with an overlay",
)
INPUT_NOTHING_DEFINED = Code(
    "input/nothing-defined",
    Severity.ERROR,
    "the sources define no object",
    "Code is made for named objects: the objects of a reference page, 'components.schemas' of an "
    "OpenAPI description, the root and '$defs' of a JSON Schema. There is none of these.",
    "{advice}",
)
INPUT_NOTHING_CHOSEN = Code(
    "input/nothing-chosen",
    Severity.ERROR,
    "the patterns of --include and --exclude leave no object",
    "The names of the objects are matched as a shell matches file names, and capital letters "
    "count.",
    "check the patterns; 'typewright export --to model' shows the names",
)

# --- cli --------------------------------------------------------------------------------------

CLI_OPTION_FORM = Code(
    "cli/option-form",
    Severity.ERROR,
    "expected key=value after --option, found {option!r}",
    "Options of a target are given as --option key=value, once for each.",
    "'typewright targets' lists the options of all targets",
)
CLI_NO_SOURCES = Code(
    "cli/no-sources",
    Severity.ERROR,
    "there is nothing to read: no sources were given, and no pyproject.toml has [tool.typewright]",
    "Sources are named on the command line, or in the nearest pyproject.toml at or above the "
    "working directory.",
    "name a file, or run 'typewright init'",
)
CLI_NO_PACKAGES = Code(
    "cli/no-packages",
    Severity.ERROR,
    "there is nothing to do: [tool.typewright] in {path} has no package",
    "Without sources on the command line, the packages of the nearest pyproject.toml are meant.",
    "add a table [[tool.typewright.package]] with a 'name', 'sources' and a target",
)
CLI_SEVERAL_PACKAGES = Code(
    "cli/several-packages",
    Severity.ERROR,
    "the pyproject.toml has several packages, and this command reads one",
    "Without sources a command reads the package of the nearest pyproject.toml.",
    "choose one with --package: {known}",
)
CLI_SEVERAL_OBJECTS = Code(
    "cli/several-objects",
    Severity.ERROR,
    "the sources have several objects, and nothing says which one the data is to be",
    "Data is validated against one object of the sources. Only where there is no other, its name "
    "need not be given.",
    "name it with --object; {advice}",
)
CLI_NO_OBJECT = Code(
    "cli/no-object",
    Severity.ERROR,
    "the sources have no object {name!r}",
    "Data is validated against one object of the sources, by the name that the source gives it.",
    "{advice}",
)
CLI_NOT_EXPLAINED = Code(
    "cli/not-explained",
    Severity.ERROR,
    "{subject!r} is neither a file nor the code of a finding",
    "'typewright explain' takes a code such as page/unclaimed-line, a file, or a file with a line: "
    "page.txt:12.",
    "{advice}",
)
CLI_NO_SUCH_LINE = Code(
    "cli/no-such-line",
    Severity.ERROR,
    "there is no line {line} in the file, which has {lines}",
    "'typewright explain FILE:LINE' shows what one line became.",
    "name a line from 1 to {lines}",
)


LOSSES = frozenset(
    code.code for code in (PASSES_UNTYPED_OBJECT, PASSES_NOT_IN_TYPES, PASSES_WIDE_TYPE)
)
"""Findings of what types cannot say."""


def readable(template: str) -> str:
    """A wording as a reader may see it: its parameters by name, without how they are formatted."""
    plain = re.sub(r"(?<!\{)\{(\w+)[^{}]*\}(?!\})", r"{\1}", template)
    return plain.replace("{{", "{").replace("}}", "}")


def table() -> dict[str, Code]:
    """All codes by their names, in the order of this file."""
    return {value.code: value for value in globals().values() if isinstance(value, Code)}
