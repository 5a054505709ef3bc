"""The only writer: workbooks, checks, store, review, publishing, exports and the `wego` command."""
