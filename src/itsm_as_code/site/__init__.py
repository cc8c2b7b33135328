"""The catalogue as a web site: pages for the business, and pages for IT that look at itself.

The core (`generate`) is pure: a catalogue becomes paths and bytes. `writer` puts them into a folder, `engine`
makes a site of them with MkDocs, `preview` shows it while somebody edits. Must not know git, the command line
or the clock; MkDocs is known to `engine` alone.
"""
