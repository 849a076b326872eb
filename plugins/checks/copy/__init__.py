"""Rules of copy (文字校对): what a proofreader would mark. One rule a file; `check(proof, registries) -> Iterator[Found]`."""
