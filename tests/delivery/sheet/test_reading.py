"""The sheet as the printer sets it, filled in with a pen, photographed badly, read back."""

from __future__ import annotations

import random

import pytest
from PIL import Image, ImageDraw

from saindege.delivery.sheet import machine
from saindege.delivery.sheet.reading import RowReading, judge
from saindege.demo import photograph
from saindege.demo.photograph import Conditions, Filled
from tests.delivery.sheet.conftest import KEY, PEOPLE, SESSION

HERE, AWAY, EMPTY = Filled(0, True), Filled(1, False), Filled(None, False)
ROWS = [HERE, AWAY, EMPTY, Filled(0, True, "tick"), Filled(0, True, "scribble"), *[HERE] * 9, AWAY, EMPTY]
READ = ["present", "absent", "blank", "present", "present", *["present"] * 9, "absent", "blank"]
DESK = Conditions(long_side=2000)


def expected():
    return [(person, verdict, "") for person, verdict in zip(PEOPLE, READ, strict=False)]


@pytest.mark.parametrize("turn", [0, 90, 180, 270, 37])
def test_sheet_is_read_however_it_was_held(sheet, turn):
    assert sheet.verdicts(sheet.photo(ROWS, Conditions(turn=turn, long_side=2200))) == expected()


@pytest.mark.parametrize("seed", range(4))
def test_hurried_photo_is_read_exactly(sheet, seed):
    how = photograph.conditions(seed)

    assert sheet.verdicts(sheet.photo(ROWS, how, seed=seed)) == expected()


def test_deep_shadow_over_half_of_the_sheet_changes_nothing(sheet):
    assert (
        sheet.verdicts(sheet.photo(ROWS, Conditions(shadow=0.75, tilt=0.04, long_side=2200), seed=4))
        == expected()
    )


def test_last_page_has_lines_for_whoever_came_unlisted(sheet):
    rows = [*[HERE] * 14, HERE, EMPTY]

    told = sheet.verdicts(sheet.photo(rows, DESK, page=1))

    assert told[:14] == [(person, "present", "") for person in PEOPLE[16:]]
    assert told[14:] == [(None, "spare", "spare"), (None, "spare", "")]


@pytest.mark.parametrize(
    ("filled", "verdict", "reason"),
    [
        (Filled(0, False), "present", "unsigned"),
        (Filled(None, True), "blank", "only_signed"),
        (Filled(1, True), "absent", "contradiction"),
        (Filled(2, False), "absent", "note"),
    ],
)
def test_row_that_contradicts_itself_waits_for_a_person(sheet, filled, verdict, reason):
    told = sheet.verdicts(sheet.photo([filled], DESK))

    assert told[0] == (PEOPLE[0], verdict, reason)


def test_two_boxes_of_one_row_wait_for_a_person(sheet):
    paper = sheet.pages[0].copy()
    chance = random.Random(2)
    photograph.fill_in(paper, [Filled(0, True)], chance)
    photograph.fill_in(paper, [Filled(1, False)], chance)
    where = sheet.folder / "dua.jpg"
    where.write_bytes(photograph.photograph(paper, DESK, chance))

    assert sheet.verdicts(where)[0] == (PEOPLE[0], "absent", "several")


def test_row_whose_code_was_scrawled_over_names_nobody(sheet):
    paper = sheet.pages[0].copy()
    photograph.fill_in(paper, [HERE, HERE], random.Random(1))
    scale = photograph.PRINT_SCALE
    ImageDraw.Draw(paper).rectangle([93 * scale, 70 * scale, 103 * scale, 74 * scale], fill=(20, 20, 40))
    where = sheet.folder / "coret.jpg"
    where.write_bytes(photograph.photograph(paper, DESK, random.Random(1)))

    told = sheet.verdicts(where)

    assert told[0][0] is None and told[0][2] == "row"
    assert told[1] == (PEOPLE[1], "present", "")


@pytest.mark.parametrize(
    ("boxes", "signature", "reason"),
    [
        ((0.02, 0.0, 0.0), 0.0, ""),
        ((0.021, 0.0, 0.0), 0.0, "mark"),
        ((0.049, 0.0, 0.0), 0.2, "mark"),
        ((0.05, 0.0, 0.0), 0.2, ""),
        ((0.05, 0.0, 0.0), 0.01, "unsigned"),
        ((0.3, 0.021, 0.0), 0.2, "mark"),
    ],
)
def test_between_empty_and_marked_a_person_decides(boxes, signature, reason):
    assert judge(RowReading(1, 7, boxes, signature, 0.1), {7: "amran"}).reason == reason


def test_sheet_of_another_session_is_refused_by_name(sheet):
    (page,) = sheet.read(sheet.photo(ROWS, DESK), session="LAIN22")

    assert (page.fault_code, page.rows) == ("other_session", ())
    assert f"kode sesi {SESSION}" in page.fault.id


def test_sheet_that_another_house_printed_is_refused(sheet):
    (page,) = sheet.read(sheet.photo(ROWS, DESK), key=b"kunci lain")

    assert page.fault_code == "forged"


def cover(sheet, *areas):
    """Photograph the sheet with parts of it torn away."""
    paper = sheet.pages[0].copy()
    photograph.fill_in(paper, ROWS, random.Random(3))
    scale = photograph.PRINT_SCALE
    for left, top in areas:
        place = (left * scale, top * scale, (left + 30) * scale, (top + 30) * scale)
        ImageDraw.Draw(paper).rectangle(place, fill=(90, 70, 60))
    where = sheet.folder / "sobek.jpg"
    where.write_bytes(photograph.photograph(paper, Conditions(tilt=0.03, long_side=2000), random.Random(3)))
    return where


@pytest.mark.parametrize("corner", [(0, 0), (180, 0), (0, 267), (180, 267)])
def test_one_torn_corner_is_forgiven(sheet, corner):
    assert sheet.verdicts(cover(sheet, corner)) == expected()


def test_two_torn_corners_are_named(sheet):
    (page,) = sheet.read(cover(sheet, (0, 0), (180, 267)))

    assert page.fault_code == "corners_missing"
    assert "kiri atas, kanan bawah" in page.fault.id and "upper left, lower right" in page.fault.en


def test_photo_without_a_sheet_says_how_to_take_one(sheet, tmp_path):
    where = tmp_path / "meja.jpg"
    Image.effect_noise((1200, 1600), 40).save(where)

    (page,) = sheet.read(where)

    assert page.fault_code == "no_code" and "potret tegak lurus" in page.fault.id


def test_two_sheets_on_one_photo_are_refused(sheet, tmp_path):
    left, right = (page.resize((1000, 1414)) for page in sheet.pages)
    both = Image.new("RGB", (2100, 1500), (90, 90, 90))
    both.paste(left, (20, 40))
    both.paste(right, (1060, 40))
    where = tmp_path / "dua.jpg"
    both.save(where)

    (page,) = sheet.read(where)

    assert page.fault_code == "several_sheets"


def test_scan_reads_every_page_and_tells_the_empty_back_apart(sheet, tmp_path):
    first, second = (page.copy() for page in sheet.pages)
    photograph.fill_in(first, ROWS, random.Random(1))
    photograph.fill_in(second, [HERE] * 14, random.Random(1))
    where = tmp_path / "pindai.pdf"
    back = Image.new("RGB", first.size, "white")
    first.save(where, save_all=True, append_images=[back, second], resolution=228)

    pages = sheet.read(where)

    assert [(page.place, page.page, page.fault_code) for page in pages] == [
        (1, 1, ""),
        (2, 0, "no_code"),
        (3, 2, ""),
    ]


def test_program_of_its_own_reads_the_same_and_cuts_the_rows_out(sheet, tmp_path):
    where, crops = sheet.photo(ROWS, DESK), tmp_path / "baris"
    crops.mkdir()

    apart = machine.read_file(where, session=SESSION, key=KEY, crops=crops)

    assert apart == sheet.read(where)
    assert len(list(crops.iterdir())) == 16
    with Image.open(crops / machine.crop_name(1, 1)) as first:
        assert first.size == (1116, 90)


def test_program_that_is_killed_is_a_refusal_with_what_to_do(sheet, tmp_path, monkeypatch):
    monkeypatch.setattr(machine, "MOST_SECONDS", 0.01)

    with pytest.raises(machine.ReaderFailed) as refused:
        machine.read_file(sheet.photo(ROWS, DESK), session=SESSION, key=KEY, crops=tmp_path)

    assert "Potret lagi" in refused.value.sentence.id
