"""The browser, for the tests of this folder, and layouts that are made once."""

from page_browser import _laid_out_once, browser, opened  # noqa: F401  fixtures
