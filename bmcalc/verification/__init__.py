"""The self-test: published cases and file hashes, checked on the installed program itself."""
