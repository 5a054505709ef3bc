"""Erasure: rows leave the store for good, with proof; what was closed and released stays as it is.

`scope` says what goes, `find` what that is, `texts` and `remove` take it out of a copy, `rewrite` puts the copy in the
store's place, `prove` searches the bytes, `certificate` says all this on paper, `erase` is the whole way.
"""
