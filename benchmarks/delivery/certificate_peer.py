"""The same certificate set by WeasyPrint: same words, fonts, band and QR picture, same places on the paper.

Run by the peer's interpreter: a JSON list of words comes in, certificates a second go out. The QR pictures come ready
drawn, the fonts are read once and the first paper is not timed: the peer is given its best.
"""

import json
import sys
import time

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

STYLE = """
@font-face {{ font-family: "Saindege Sans"; font-weight: 400; src: url("file://{fonts}/saindege-sans-regular.ttf") }}
@font-face {{ font-family: "Saindege Sans"; font-weight: 600; src: url("file://{fonts}/saindege-sans-semibold.ttf") }}
@font-face {{ font-family: "Saindege Sans"; font-weight: 700; src: url("file://{fonts}/saindege-sans-bold.ttf") }}
@page {{ size: 297mm 210mm; margin: 0 }}
body {{ margin: 0; font: 12pt "Saindege Sans"; color: #1c211b; text-align: center; line-height: 1.25 }}
p, h1 {{ margin: 0 }}
.band {{ position: absolute; left: 0; width: 297mm; height: 19.6mm; object-fit: cover }}
.small {{ font-size: 10.3pt; color: #464c43 }}
.at {{ position: absolute; left: 22mm; right: 22mm }}
h1 {{ font-size: 34pt; font-weight: 700 }}
.name {{ font-size: 27pt; font-weight: 700 }}
.rule {{ width: 45%; margin: 1mm auto; border-top: 0.8pt solid #8f361b }}
.course {{ font-size: 17pt; font-weight: 600 }}
.foot {{ position: absolute; bottom: 25mm; text-align: left }}
.foot b {{ font-weight: 700 }}
.stamp {{ font-size: 10pt; font-weight: 600; color: #715200; letter-spacing: 0.6pt }}
.picture {{ position: absolute; left: 133mm; bottom: 25mm; width: 31mm; height: 31mm }}
.picture svg {{ width: 31mm; height: 31mm; display: block }}
"""
PAGE = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{title} {register_number}</title></head><body>
<img class="band" style="top:0" src="file://{band}" alt=""><img class="band" style="bottom:0" src="file://{band}" alt="">
<div class="at" style="top:24mm"><p class="small">{government}<br>{organisation}</p></div>
<div class="at" style="top:47mm"><h1>{title}</h1><p class="small">{number_words} {register_number}</p></div>
<div class="at" style="top:81mm"><p>{given_to}</p><p class="name">{name}</p><div class="rule"></div><p class="small">{person_line}</p></div>
<div class="at" style="top:119mm"><p>{has_finished}</p><p class="course">{course}</p><p>{span}, <b>{hours}</b></p></div>
<div class="foot" style="left:22mm"><p class="small">{check_words}<br>{code_words} <b>{code}</b><br>{address}</p><p class="stamp">{stamp}</p></div>
<div class="picture">{qr}</div>
<div class="foot" style="left:186mm"><p class="small">{place_and_day}<br>{signatory_title},</p><p style="margin-top:11mm"><b>{signatory}</b></p></div>
</body></html>"""


def main() -> None:
    told = json.load(sys.stdin)
    fonts = FontConfiguration()
    style = CSS(string=STYLE.format(fonts=told["fonts"]), font_config=fonts)

    def set_one(words: dict[str, str]) -> bytes:
        page = HTML(string=PAGE.format(band=told["band"], **words))
        return page.write_pdf(stylesheets=[style], font_config=fonts)

    first = set_one(told["papers"][0])
    wall, cpu = time.perf_counter(), time.process_time()
    for words in told["papers"]:
        set_one(words)
    count = len(told["papers"])
    rates = {"wall": count / (time.perf_counter() - wall), "cpu": count / (time.process_time() - cpu)}
    print(json.dumps({**rates, "bytes": len(first), "paper": first.hex() if told.get("keep") else ""}))


if __name__ == "__main__":
    main()
