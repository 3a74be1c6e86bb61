"""A browser that writes Chinese wherever it runs: with the fonts of the statements."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, async_playwright

from tests.e2e.words import ROOT

CHROMIUM: Final = shutil.which("chromium")
FONTS: Final = ROOT / "backend" / "tributary" / "gateways" / "pdf" / "fonts"

_CONFIGURATION: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Start the Chromium of the system; it goes when the work with it is over."""
    with tempfile.TemporaryDirectory(prefix="tributary-fonts-") as home:
        fonts = Path(home) / "fonts.conf"
        fonts.write_text(_CONFIGURATION.format(fonts=FONTS, cache=Path(home) / "cache"))
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=CHROMIUM,
                args=["--no-sandbox"],
                env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
            )
            yield browser
            await browser.close()
