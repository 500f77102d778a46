"""Findings of reference pages."""

from __future__ import annotations

from typewright.diagnostics.diagnostic import error, note, warning

UNKNOWN_DIALECT = error(
    "page/unknown-dialect",
    "this is no reference page of a known renderer: {reason}",
    "The renderer of a reference page is told by the lines that only it prints, such as 'Show "
    "Child Parameters' or 'Allowed values:' with the values run together. Too few of them are on "
    "this page. A page of another renderer read by the wrong rules would give wrong objects.",
    "known renderers: {known}. A description or a schema is told by its keys, or by the ending "
    ".json, .yaml or .yml; HTML, XML, GraphQL and other formats are not read",
)
DEGRADED = error(
    "page/degraded",
    "the names and types of the fields are missing on this page: {reason}",
    "Some tools that turn a page into text drop the lines that name its fields and keep the "
    "descriptions. Nothing can be recovered from what is left.",
    "save the page's text again with a tool that keeps all of it",
)
NOTHING_FOUND = error(
    "page/nothing-found",
    "no object and no operation is on this page",
    "The page has lines of a known renderer, but no title with fields, type or values below it.",
)
CUT_OFF = warning(
    "page/cut-off",
    "the page ends in the middle of {title!r}",
    "The renderer ends an object that has properties with the word 'Example'. It is missing here "
    "at the end of the page, so properties may be missing too.",
    "save the whole page, or add another page that shows this object",
)
CONTRADICTION = error(
    "page/contradiction",
    "two pages disagree about {title!r}: {what}",
    "Pages of one site overlap, and each shows an object in the same words. Here the same object "
    "stands on two pages with different contents, so one of them is out of date or was edited.",
    "remove the page that is wrong",
)
REPEATED_TITLE = warning(
    "page/repeated-title",
    "{count} different objects have the title {title!r}; they are kept apart as {keys}",
    "Titles of objects need not be unique. Objects with one title and different contents are all "
    "kept; their keys are the title and a digest of their fields, so that no key depends on the "
    "order of the pages.",
)
CONTRADICTORY_FIELD = error(
    "page/contradictory-field",
    "{title!r} has the field {name!r} twice, with different contents",
    "An object has each of its properties once. The same name with another type or other marks "
    "means that one of the two is wrong.",
    "correct the page, or remove one of the two",
)
REPEATED_FIELD = note(
    "page/repeated-field",
    "{title!r} has the field {name!r} twice, of which the first one is kept",
    "An object has each of its properties once. Both say the same, or one of them may belong to "
    "the child parameters of a field before it.",
)
REPEATED_LINE = warning(
    "page/repeated-line",
    "a second line of this kind below one field: {line!r}",
    "The renderer prints each kind of labelled line at most once for a field. One of the two may "
    "be part of the description. Here the last one counts.",
)
IMITATION = note(
    "page/imitation",
    "this line reads as part of the grammar but stands where only prose can: {line!r}",
    "Blank lines tell the lines of a block from the paragraphs of a description. This line is a "
    "paragraph, so it was kept as part of the description.",
)
SPACED_NAME = note(
    "page/spaced-name",
    "the name of the field {name!r} has a blank in it",
    "Hardly any name has one, but a line of a few words that stands alone and ends with a type is "
    "a field and no sentence.",
    "an overlay can remove the field, if the line is part of a description",
)
UNSURE_FIELD = warning(
    "page/unsure-field",
    "{line!r} was read as the field {name!r}; it may be {other!r} with {type}",
    "The page prints a field's name, type and marks without spaces, and a name may end in a word "
    "that is also a type. Other lines of the page decided.",
    "an overlay can remove the field and add the right one",
)
UNDECIDABLE_NESTING = warning(
    "page/undecidable-nesting",
    "nothing tells whether {names} belong below {parent!r} or beside it",
    "The page shows child parameters without a mark at their end. None of them is taken as "
    "required.",
    "add a page that shows {title!r} with its child parameters closed, or correct the result with "
    "an overlay",
)
SPURIOUS_RANGE = note(
    "page/spurious-range",
    "the bounds {range!r} only repeat the format {format!r} and are left out",
    "Old versions of the renderer print the range of the number format for every field that has "
    "one. No specification states these bounds.",
)
UNSETTLED_VALUES = warning(
    "page/unsettled-values",
    "the allowed values {raw!r} can be read in several ways: {readings}",
    "The page prints the allowed values without anything between them. No reading is sure enough, "
    "so the field takes any value of its type.",
    "settle it with an overlay:\n{overlay}",
)
UNSETTLED_TYPES = warning(
    "page/unsettled-types",
    "the allowed values {raw!r} have no type, so {value!r} may be text or not",
    "The page prints numbers, booleans and texts alike. Without a type nothing tells whether 5 is "
    "a number or a text, so the field takes any value.",
    "settle it with an overlay:\n{overlay}",
)
INFERRED_OBJECT = note(
    "page/inferred-object",
    "{name!r} has properties but shows no type; it is read as an object",
    "The renderer prints no type for a schema without one of its own, as a combination of others "
    "is. A page that lists or hides properties there describes an object all the same. An overlay "
    "that gives the schema a type settles it.",
)
LINK = note(
    "page/link",
    "the hidden properties of {field!r} may be those of {title!r}: {evidence}",
    "The page shows that this field has properties but not which. Another object on the pages has "
    "the same description, word by word, as a reference to it would. The link is only proposed.",
    "to make it, use an overlay:\n{overlay}",
)
HIDDEN_ENDPOINT = note(
    "page/hidden-endpoint",
    "the page does not show the path of {title!r}, so it is not among the paths",
    "With several servers the renderer hides the URL of an operation in a menu. The objects that "
    "the operation shows are read all the same.",
)
UNCLAIMED_LINE = warning(
    "page/unclaimed-line",
    "this line belongs to no object, field or description: {line!r}",
    "Every line of a reference page that is not blank becomes part of the model. This one has no "
    "place in the grammar of the page's dialect, so nothing of it is in the output.",
    "run 'typewright explain {file}' to see what each line of the page became",
)
