"""Findings of overlays."""

from __future__ import annotations

from typewright.diagnostics.diagnostic import error, warning

NOT_AN_OVERLAY = error(
    "overlay/not-an-overlay",
    "expected an Overlay document, found {found}",
    "An overlay is an object with the members 'overlay', 'info' and 'actions' (OpenAPI Overlay "
    "Specification 1.0.0).",
    "is this the right file? An overlay begins with 'overlay: 1.0.0'",
)
VERSION = error(
    "overlay/version",
    "expected an overlay of version 1.0, found {found!r}",
    "Overlays are read by version 1.0 of the Overlay Specification. Nothing of an overlay of "
    "another version is applied, since its actions may mean something else.",
    "write 'overlay: 1.0.0', if the actions only use 'target', 'update' and 'remove'",
)
MISSING_FIELD = error(
    "overlay/missing-field",
    "the field {field!r} is missing here",
    "The Overlay Specification requires 'overlay', 'info' with 'title' and 'version', 'actions', "
    "and 'target' in each action.",
    "add {field!r}",
)
WRONG_TYPE = error(
    "overlay/wrong-type",
    "expected {expected} as {field!r}, found {found}",
    "A field of the overlay does not have the type that the Overlay Specification gives it.",
)
UNKNOWN_FIELD = warning(
    "overlay/unknown-field",
    "the Overlay Specification 1.0 knows no field {field!r} here{suggestion}",
    "An unknown field has no effect. Extensions of the Overlay Specification begin with 'x-'.",
    "remove the field, or correct its name",
)
NO_CHANGE = error(
    "overlay/no-change",
    "the action has neither 'update' nor 'remove: true'",
    "An action either merges 'update' into what its target selects, or removes it.",
    "add what the action is to do, or delete the action",
)
BAD_TARGET = error(
    "overlay/bad-target",
    "{target!r} is no JSONPath: {problem}",
    "The target of an action is a JSONPath query (RFC 9535), such as "
    "$.components.schemas.Batch.properties['status'].",
    "quote names that are not letters, digits and '_': $.paths['/batches'].get",
)
NO_MATCH = error(
    "overlay/no-match",
    "the target {target!r} selects nothing{suggestion}",
    "A correction that no longer finds its place is reported, since what it corrected may have "
    "been renamed and be wrong again.",
    "correct the target, or delete the action if the source no longer needs it",
)
PRIMITIVE_TARGET = error(
    "overlay/primitive-target",
    "the target {target!r} selects {found}, expected an object or an array",
    "An update merges into objects and appends to arrays. A single value is replaced by an update "
    "of the object that holds it.",
    "let the target select the containing object, and name the member in 'update'",
)
WRONG_UPDATE = error(
    "overlay/wrong-update",
    "expected an object as the update of the object at {pointer!r}, found {found}",
    "What the target selects is an object, so 'update' must be an object to merge into it.",
    "write the members that are to change as an object",
)
INCOMPATIBLE = error(
    "overlay/incompatible",
    "{found} cannot be merged into {expected} at {pointer!r}",
    "Objects merge with objects, arrays are appended to arrays, single values replace single "
    "values. To put something of another kind in its place, an earlier action has to remove it.",
    "remove what is there with an action before this one",
)
REPEATED_VALUE = warning(
    "overlay/repeated-value",
    "{value} is in the list at {pointer!r} already, and now stands there twice",
    "An update appends to a list (Overlay Specification 1.0.0, section 4.4.3); it does not replace "
    "it.",
    "to replace a list, remove it with an action before this one, then set it with an update",
)
NO_EFFECT = warning(
    "overlay/no-effect",
    "the update changes nothing: all that it says is so already",
    "The source may have been corrected since the overlay was written.",
    "delete the action",
)
ROOT_REMOVED = error(
    "overlay/root-removed",
    "the target {target!r} selects the whole document, which cannot be removed",
    "An action with 'remove: true' takes what its target selects out of what contains it.",
    "let the target select a part of the document",
)
