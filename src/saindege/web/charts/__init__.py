"""Charts drawn on the server: SVG with geometry in attributes and colour in classes, so a strict policy holds.

Every chart is drawn for up to three widths (320, 520 and 900 units) and the page shows the one that fits, so that
letters keep their size. Down is not always good: the caller names both directions.
"""
