"""Findings of making a model."""

from __future__ import annotations

from typewright.diagnostics.diagnostic import note, warning

DEMANDS_LESS = note(
    "passes/demands-less",
    "{keyword!r} {reading}, since a part of it could not be read",
    "A corner of the source that cannot be read demands nothing. What builds on such a corner must "
    "not refuse more for that: with a part of it unknown, 'not' and 'if' demand nothing, 'oneOf' "
    "holds where at least one branch does, and what is said of all other members or items is left "
    "out. So validators accept every value that the source was meant to accept.",
    "correct what could not be read; it has a warning of its own",
)
NO_VALUE = warning(
    "passes/no-value",
    "no value can satisfy this schema: its keywords and those of the schemas that it builds on "
    "contradict each other",
    "A schema holds only where its own keywords, the target of its '$ref' and all of its 'allOf' "
    "hold. Here they allow no common type or no common value, or one of them closes an object with "
    "'additionalProperties: false' that another one adds a member to.",
    "take one side back, or close the outer object with 'unevaluatedProperties: false' instead",
)
MERGED_TOO_OFTEN = warning(
    "passes/merged-too-often",
    "more than {limit} schemas were merged for one definition; here only the first of those that "
    "hold gives the type",
    "Where several schemas hold that name the same member, its schemas are merged, and so are "
    "those inside of it. What builds on several definitions that contain one another may need as "
    "many types as there are ways through them. All schemas are tested all the same.",
    "let members refer to a definition that builds on all of them",
)

UNTYPED_OBJECT = note(
    "passes/untyped-object",
    "this schema has members but no type, so it accepts everything that is no object, too",
    "'properties' says nothing of values that are no objects (JSON Schema Core 2020-12, section "
    "10.3.2.1). Types and validators follow that: objects are read as a class, and anything else "
    "stays as it is. With --strict this is an error.",
    "if only objects are meant, add 'type: object'; an overlay can do it",
)
NOT_IN_TYPES = note(
    "passes/not-in-types",
    "types cannot say {what}; validators test it",
    "Some keywords tie parts of a value to each other, or to their names or places. The types of "
    "generated code allow more than they do. Validators test them all the same, and decoding "
    "refuses what they refuse. Bounds, lengths, patterns and formats are not told: they narrow the "
    "values of a type, not the type. With --strict this is an error.",
)
WIDE_TYPE = note(
    "passes/wide-type",
    "the type here is 'anything', though the schema does not allow every value; validators test it",
    "What the schema demands leaves values of all types, or leads where only the way to it tells "
    "('$dynamicRef'). Validators test it all the same, and decoding refuses what they refuse. With "
    "--strict this is an error.",
    "say with 'type' what is meant",
)
EMPTY_ENUM = warning(
    "passes/empty-enum",
    "this 'enum' allows no value at all",
    "An enumeration without values refuses everything.",
    "list the allowed values, or remove 'enum'",
)
LOST_VALUE = warning(
    "passes/lost-value",
    "this 'enum' lists what the 'type' beside it refuses: {values}",
    "Both keywords hold, so a value of another type is never allowed and not part of the "
    "enumeration. Often 'null' is listed where the type is not nullable.",
    "add the type, or remove the value",
)
EMPTY_RANGE = warning(
    "passes/empty-range",
    "there is nothing between {lower!r} {lowest} and {upper!r} {highest}",
    "The lower bound of a range lies above the upper one, so that no such value is allowed.",
    "correct one of the two",
)
SLOW_PATTERN = warning(
    "passes/slow-pattern",
    "a text can make the search for the pattern {pattern!r} take exponential time",
    "A repeated part of the pattern can match one text in several ways, as in '(a+)+'. A program "
    "that tests texts of strangers by it can be brought to a halt.",
    "write the pattern so that each text can be matched in one way only",
)
BAD_PATTERN = warning(
    "passes/bad-pattern",
    "the pattern {pattern!r} cannot be used and is left out: {reason}",
    "A pattern is a regular expression of ECMA-262 (JSON Schema Core 2020-12, section 6.4). This "
    "one is none, or it uses something that is not supported.",
    "correct the pattern, or remove it with an overlay",
)
LOOSE_PATTERN = note(
    "passes/loose-pattern",
    "the pattern {pattern!r} takes liberties: {liberties}",
    "A pattern is a regular expression of ECMA-262 with the flag 'u' (JSON Schema Core 2020-12, "
    "section 6.4). Some of what this one says is allowed without that flag only. It is read as it "
    "is meant, but other programs may refuse it.",
    "escape nothing but ^$\\.*+?()[]{{}}|/ and, inside brackets, the hyphen",
)
DELIMITED_PATTERN = warning(
    "passes/delimited-pattern",
    "the pattern {pattern!r} stands between slashes, which count as part of it{flags}",
    "A pattern is a regular expression by itself (JSON Schema Core 2020-12, section 6.4). The "
    "slashes and flags that many programs write around one stand for themselves here, so next to "
    "no text matches. It is read as it stands.",
    "write {meant}",
)
NEAR_FORMAT = note(
    "passes/near-format",
    "the format {format!r} is none that is known, but nearly {known!r}",
    "Formats are open: one that nobody else knows says what it says to those who do, and is not "
    "tested. This one looks like a slip for one of JSON Schema's or of OpenAPI's registry.",
    "write {known!r} if that is what is meant",
)
JOINED_EXAMPLES = note(
    "passes/joined-examples",
    "the example may be several that the page prints as one, such as {examples}",
    "Pages print several examples with nothing between them. As one value this does not satisfy "
    "the schema, and there are values that do and look like it together. It is no fixture.",
    "list the examples with an overlay",
)
BAD_EXAMPLE = warning(
    "passes/bad-example",
    "the {word} does not satisfy its own schema: {issue}",
    "A default or an example should be an instance of the schema that it stands in (JSON Schema "
    "Validation 2020-12, section 9). It stays in the documentation, but is no fixture.",
    "correct the {word}, or the schema",
)
