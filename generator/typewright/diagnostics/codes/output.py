"""Findings of what is on the disk."""

from __future__ import annotations

from typewright.diagnostics.diagnostic import error, warning

UNSAFE_PATH = error(
    "output/unsafe-path",
    "the path {path!r} may not be written: {reason}",
    "A target may only write below the output root, to paths that mean the same file on Linux, "
    "macOS and Windows. Nothing was written.",
    "this is a mistake of the target that made the path: report it there",
)
CLASHING_PATHS = error(
    "output/clashing-paths",
    "{first!r} and {second!r} cannot both be files",
    "The two paths differ only in letter case or Unicode normal form, so that they are one file on "
    "many file systems, or one of them is a folder of the other. Nothing was written.",
    "rename one of the objects they come from, with an overlay if the source is not yours",
)
TWO_OWNERS = error(
    "output/two-owners",
    "{path!r} is wanted by {owner} and by {other}",
    "Several packages may share an output root, but each file belongs to one of them. Nothing was "
    "written.",
    "give one of them another package name or another output folder",
)
NOT_UNICODE = error(
    "output/not-unicode",
    "the text for {path!r} cannot be written as UTF-8",
    "The text holds half of a surrogate pair, which no encoding of Unicode can express.",
    "look for an escape such as \\ud800 without its other half in the source",
)
FOREIGN_FILE = error(
    "output/foreign-file",
    "{path} is in the way: Typewright did not write it",
    "A file stands where generated code is to go, and the manifest of the output root does not "
    "list it. Such a file is never overwritten, with no option. Nothing was written.",
    "move the file away, or generate into another folder",
)
IN_THE_WAY = error(
    "output/in-the-way",
    "{path} is {nature}",
    "Typewright writes regular files below its output root and goes through no symbolic link "
    "there, since a link may lead anywhere. Nothing was written.",
    "remove what is in the way, or generate into another folder",
)
EDITED_FILE = warning(
    "output/edited-file",
    "{path} has been edited since it was generated, and is kept as it is",
    "The content of the file is not what the manifest says was generated. The other files have "
    "been brought up to date.",
    "move the changes to a file of your own and run again with --force, which replaces this one",
)
BAD_RECORD = error(
    "output/bad-record",
    "{path} cannot be used: {reason}",
    "The file tells which files of the folder Typewright wrote. It has been damaged, edited, or "
    "written by a later version. Without it generated files cannot be told from others, so nothing "
    "was written.",
    "restore it from version control; or remove it, together with the generated files",
)
LOCKED = error(
    "output/locked",
    "{path} is being written by another run of Typewright",
    "One run at a time writes into an output root. This one has waited for a minute.",
    "run again when the other has ended",
)
CHANGED_MEANWHILE = error(
    "output/changed-meanwhile",
    "{path} changed while the output was being written",
    "Another program has written to the file between the moment it was compared and the moment it "
    "was to be replaced. It was left alone.",
    "run again",
)
INACCESSIBLE = error(
    "output/inaccessible",
    "{path} cannot be read or written: {reason}",
    "The operating system refused. What was already written is completed by the next run.",
    "check the permissions and the free space, and run again",
)
