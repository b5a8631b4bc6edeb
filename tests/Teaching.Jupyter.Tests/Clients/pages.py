"""Makes pages of notebooks with nbconvert. Arguments: how pictures are treated, the folder for the pages, the notebooks.

nbconvert of autumn 2022 (Debian 12 has 6.5.3) strips everything within an SVG (issue 1849 of jupyter/nbconvert). So the filter is
replaced by what later versions do: first the sanitiser "bleach" with the elements and attributes that html5lib finds
safe, then an "image" whose address holds the SVG.
"""
import base64
import os
import sys

import bleach
from html5lib.filters import sanitizer
from nbconvert import HTMLExporter

treatment, folder, *notebooks = sys.argv[1:]
before = HTMLExporter().environment.filters["clean_html"]
tags = sorted({name for _, name in sanitizer.allowed_elements})
attributes = sorted({name for _, name in sanitizer.allowed_attributes})


def treat(text):
    if not str(text).lstrip().startswith("<svg"):
        return before(text)
    if treatment == "image":
        return '<img src="data:image/svg+xml;base64,%s">' % base64.b64encode(str(text).encode()).decode()
    return bleach.clean(str(text), tags=tags, attributes=attributes)


exporter = HTMLExporter(filters={"clean_html": treat})
for notebook in notebooks:
    page, _ = exporter.from_filename(notebook)
    name = os.path.splitext(os.path.basename(notebook))[0]
    with open(os.path.join(folder, name + ".html"), "w", encoding="utf-8") as file:
        file.write(page)
