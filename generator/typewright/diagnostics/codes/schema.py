"""Findings of schemas."""

from __future__ import annotations

from typewright.diagnostics.diagnostic import error, note, warning

MALFORMED_KEYWORD = warning(
    "schema/malformed-keyword",
    "{keyword!r} must be {expected}, found {found}; it is left out",
    "A keyword of a schema holds a value that the specification does not allow, so what it demands "
    "is not known. The rest of the schema was read without it: here it demands nothing.",
    "{advice}",
)
READ_AS_MEANT = warning(
    "schema/read-as-meant",
    "{keyword!r} must be {expected}, found {found}; it is read as {meant}",
    "The value of a keyword is not what the specification asks for, but it can mean only one "
    "thing: a number or a flag in quotes, the name that a type has in another language.",
    "write {meant}",
)
UNKNOWN_TYPE = warning(
    "schema/unknown-type",
    "there is no type {name}, so 'type' demands nothing here",
    "The types are null, boolean, integer, number, string, array and object (JSON Schema "
    "Validation 2020-12, section 6.1.1). Where one of several is unknown the whole keyword is left "
    "out, since values of that type were to be allowed.",
    "{advice}",
)
NOT_A_SCHEMA = warning(
    "schema/not-a-schema",
    "a schema is an object, true or false, found {found}; anything is accepted here",
    "A schema stands, or a reference leads, where there is something else (JSON Schema Core "
    "2020-12, section 4.3). It was read as a schema that accepts anything.",
    "correct it, or remove it with an overlay",
)
DANGLING_REFERENCE = warning(
    "schema/dangling-reference",
    "the reference {reference!r} leads nowhere and is left out: {reason}",
    "What a schema refers to does not exist, or may not be read. References lead to other inputs, "
    "to documents given with --resource, to files in and beside the folder of an input, and to "
    "nothing else unless --allow-origin names it. What a document calls itself decides: beside an "
    "'$id' that is an address, a relative reference is an address, too, and a file is not read for "
    "it unless it has that '$id' and is named with --resource. The schema was read without the "
    "reference: here it demands nothing.",
    "{advice}",
)
MISSPELT_REFERENCE = warning(
    "schema/misspelt-reference",
    "the reference {reference!r} leads nowhere and is left out: {reason}",
    "What a schema refers to does not exist, but something with a similar name does. The schema "
    "was read without the reference: here it demands nothing.",
    "did you mean {suggestion!r}?",
)
ENDLESS_REFERENCE = warning(
    "schema/endless-reference",
    "the references lead back to {target} without going into a part of the value; this one is "
    "left out",
    "A schema refers to itself, directly or through others, for one and the same value. It says "
    "nothing, and a validator that follows it never ends (JSON Schema Core 2020-12, section "
    "9.4.1). The schema was read without this reference. A schema may refer to itself for a member "
    "or an item.",
    "remove one of the references of the circle",
)
LONG_CHAIN = warning(
    "schema/long-chain",
    "more than {limit} schemas apply to one and the same value, each because of the one before; "
    "this reference to the others is left out",
    "A schema refers to a schema that refers to a schema, and so on, or holds it in its 'allOf' or "
    "another combination. Such chains may be so long only. The schema was read without this "
    "reference.",
    "refer to the schema at the end of the chain",
)
MANY_APPLIED = warning(
    "schema/many-applied",
    "{limit} schemas or more apply to one and the same value, each counted as often as others lead "
    "to it; this reference to the others is left out",
    "A schema refers to a schema in several ways, which refers to one in several ways, and so on. "
    "With each of them it takes several times as many steps to test a value, and there may be so "
    "many only. The schema was read without this reference.",
    "refer to each schema once",
)
REPEATED_NAME = note(
    "schema/repeated-name",
    "{name!r} stands in {keyword!r} twice",
    "A list of member names has to be without repeats (JSON Schema Validation 2020-12, section "
    "6.5). The second mention changes nothing and was left out.",
    "remove one of them",
)
TOO_DEEP = warning(
    "schema/too-deep",
    "more than {limit} schemas inside each other; anything is accepted here",
    "Schemas that lie inside each other may be nested so deeply only. What is deeper was read as "
    "a schema that accepts anything.",
    "move inner schemas to '$defs' and refer to them",
)
UNREAD_DIALECT = warning(
    "schema/unread-dialect",
    "the dialect {dialect} is not known; the schema is read as JSON Schema 2020-12",
    "A schema's '$schema' names a dialect that is neither a draft of JSON Schema from 4 on nor "
    "described by a meta-schema among the inputs. Keywords that mean something else there are "
    "misread.",
    "is '$schema' spelt correctly?",
)
OTHER_SPELLING = warning(
    "schema/other-spelling",
    "{keyword!r} is not written as {dialect} has it; it was read as {meaning}",
    "Versions of JSON Schema and OpenAPI spell some keywords in different ways. This one stands as "
    "another version has it; there is only one thing it can mean, and so it was read.",
    "write it as the version that the document names has it",
)
BORROWED_KEYWORD = warning(
    "schema/borrowed-keyword",
    "{dialect} has no keyword {keyword!r}; it was read as in the versions that have it",
    "The keyword belongs to another version of OpenAPI or JSON Schema than the one that the "
    "document names. It can mean only one thing, and so it was read.",
    "name the version that has the keyword, or say it in the words of this one",
)
FOREIGN_KEYWORD = warning(
    "schema/foreign-keyword",
    "{dialect} has no keyword {keyword!r}, so it is not tested",
    "The keyword belongs to another draft of JSON Schema than the one that the document names, or "
    "to OpenAPI. Validators of that draft ignore it, and so does what is generated.",
    "name the draft that has the keyword in '$schema'",
)
UNKNOWN_KEYWORD = warning(
    "schema/unknown-keyword",
    "the keyword {keyword!r} is not known, so it is not tested",
    "Validators ignore keywords that they do not know. This one looks like a slip of the pen.",
    "did you mean {suggestion!r}?",
)
NOT_HELD = warning(
    "schema/not-held",
    "{members} of JSON Schema, so {schemas} not read",
    "The root of a JSON Schema has members that no draft knows and that look like schemas, or like "
    "maps of schemas. Validators ignore unknown members, so by the letter they demand nothing, and "
    "no reference leads there. Definitions are read where a keyword holds them: '$defs', or "
    "'definitions' in drafts before 2019-09.",
    "move them to {holder!r}, or refer to each from there, which an overlay can do: {example}",
)
NO_EFFECT = warning(
    "schema/no-effect",
    "{keyword!r} has no effect here: {reason}",
    "The specification gives the keyword no meaning where it stands, so it is not tested.",
    "remove it, or move it to where it counts, such as a part of 'allOf'",
)
NULL_ADDED = note(
    "schema/null-added",
    "{keyword!r} adds null to a schema that would refuse it all the same; null is accepted",
    "By the letter, 'nullable' adds null to the 'type' beside it and to nothing else (OpenAPI "
    "3.0.3, section 4.7.24.1): an 'enum' without null, a '$ref' or an 'allOf' would go on refusing "
    "it, and 'nullable' would mean nothing. It was read as it was meant.",
    "list null in 'enum', or make null a branch of its own",
)
NOT_JSON = error(
    "schema/not-json",
    "a schema is made of JSON values; found {found}",
    "A schema that is given as Python data may hold only what JSON has: objects with string names, "
    "arrays, strings, finite numbers, true, false and null.",
    "convert the value, or leave it out",
)
BAD_PATTERN = error(
    "schema/bad-pattern",
    "the pattern {pattern!r} cannot be used: {reason}",
    "A pattern is a regular expression of ECMA-262 (JSON Schema Core 2020-12, section 6.4). This "
    "one is none, or it uses something that Python's 're' has no counterpart for.",
    "correct the pattern, or remove it with an overlay",
)
UNREAD_VERSION = error(
    "schema/unread-version",
    "expected OpenAPI 3.0, 3.1 or 3.2 or Swagger 2.0, found {found}",
    "The document is not an API description of a version that is read.",
    "is the member 'openapi' there, with a version such as '3.1.1', or 'swagger' with '2.0'?",
)
