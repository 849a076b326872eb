"""What the developers' verbs call: the locks, the test steps, a browser, Node tools, the bench.

`lock`     pyproject.toml → requirements.txt and requirements-test.txt, with hashes
`browser`  a Chromium for the browser tests: found, or installed, or a clear message
`node`     html-validate and axe-core in `tests/web`, and the editor's tools, where Node is present
`suite`    the steps of `invoke test`, each run, all summarised
`bench`    a synthetic newsroom, and how long its builds take

Nothing here is needed to build or serve the site.
"""
