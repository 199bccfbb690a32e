"""The ledger: canonical events, their chain of hashes, their signatures, their store."""
