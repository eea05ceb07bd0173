"""The browser, for the tests of this folder."""

from page_browser import browser, opened  # noqa: F401  fixtures
