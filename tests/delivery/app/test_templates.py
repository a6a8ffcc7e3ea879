"""Templates that the city edits: checked at the door, in force at once, every version kept."""

from __future__ import annotations

import io
from datetime import datetime, timedelta, timezone

import docx
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import AuditEntry
from saindege.delivery.app.actions import templates as actions
from saindege.delivery.app.models import PaperTemplate
from saindege.delivery.app.queries import documents, samples, templates
from saindege.delivery.official import door, letters
from saindege.delivery.official.template import own_template

WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=WIB)
FORM = letters.CALL_LETTER


def written(*lines):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def words(content):
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def words_of_pdf(content):
    pages = pypdfium2.PdfDocument(content)
    return " ".join(page.get_textpage().get_text_bounded() for page in pages).split()


def put(account, *lines):
    kept = actions.keep_template(account, FORM, file_name="panggilan.docx", content=written(*lines), at=NOW)
    return actions.choose_template(account, FORM, kept, at=NOW)


def test_letter_names_the_people_of_its_own_office_and_takes_signs_as_they_are(course_class, make_person):
    course_class.batch.course.title = "Arsip <Surat> & {{ jp }}"

    said = words(documents.docx_of(FORM, course_class.batch, NOW))

    assert "Yth. Kepala Kelurahan Wek V" in said
    assert "Arsip <Surat> & {{ jp }}, Angkatan 1, 24 November 2026 sampai 25 November 2026" in said
    assert "Amran Rambe" in said and "Nurhayati Harahap" in said
    assert "{%" not in said


def test_papers_are_filled_from_what_the_city_uploaded(course_class, media):
    put(course_class.officer, "Horas, {{ kantor }}!", "{% for p in peserta %}{{ p.nama }}; {% endfor %}")

    said = words(documents.docx_of(FORM, course_class.batch, NOW))
    shown = words_of_pdf(documents.pdf_of(FORM, course_class.batch, NOW))

    assert said == "Horas, Kelurahan Wek V!\nAmran Rambe; Nurhayati Harahap; "
    assert shown == ["Horas,", "Kelurahan", "Wek", "V!", "Amran", "Rambe;", "Nurhayati", "Harahap;"]


def test_new_version_waits_until_it_is_chosen(course_class, media):
    kept = actions.keep_template(
        course_class.officer, FORM, file_name="a.docx", content=written("Baru"), at=NOW
    )

    assert (kept.version, kept.is_in_force, templates.in_force(FORM.key)) == (1, False, None)
    assert templates.all_waiting() == {FORM.key: kept}
    assert "Yth." in words_of_pdf(documents.pdf_of(FORM, course_class.batch, NOW))
    actions.choose_template(course_class.officer, FORM, kept, at=NOW)
    assert words_of_pdf(documents.pdf_of(FORM, course_class.batch, NOW)) == ["Baru"]
    assert templates.all_waiting() == {}


def test_refused_template_leaves_the_one_in_force(course_class, media):
    kept = put(course_class.officer, "Yth. {{ kantor }}")

    with pytest.raises(door.TemplateRefused) as caught:
        put(course_class.officer, "Yth. {{ kantorr }}")

    assert "Kolom kantorr tidak dikenal" in caught.value.sentence.id
    assert templates.in_force(FORM.key) == kept
    assert PaperTemplate.objects.count() == 1


def test_versions_are_kept_and_come_back(course_class, media):
    first, second = put(course_class.officer, "satu"), put(course_class.officer, "dua")

    actions.choose_template(course_class.officer, FORM, first, at=NOW)
    again = put(course_class.officer, "dua")
    actions.use_own_template(course_class.officer, FORM, at=NOW)

    assert again.pk == second.pk
    assert [(one.version, one.is_in_force) for one in templates.versions_of(FORM.key)] == [
        (2, False),
        (1, False),
    ]
    assert templates.content_in_force(FORM) == own_template(FORM)
    assert [one.action.rpartition("_")[2] for one in AuditEntry.objects.filter(action__startswith="delivery.template")] == [
        "uploaded", "chosen", "uploaded", "chosen", "chosen", "chosen", "left",
    ]  # fmt: skip


def test_lost_or_altered_file_is_told_and_our_own_helps(course_class, media):
    kept = put(course_class.officer, "satu")
    templates.template_file(kept).write_bytes(b"PK something else")

    with pytest.raises(templates.TemplateUnfit) as caught:
        documents.docx_of(FORM, course_class.batch, NOW)
    actions.use_own_template(course_class.officer, FORM, at=NOW)

    assert "kembali ke versi lain" in caught.value.sentence.id
    assert documents.docx_of(FORM, course_class.batch, NOW).startswith(b"PK")


def test_only_organisers_change_templates(course_class, media):
    with pytest.raises(NotAllowed):
        put(course_class.speaker, "satu")


@pytest.mark.parametrize("form", documents.FORMS, ids=[one.key for one in documents.FORMS])
def test_every_form_is_filled_with_its_examples(form, db):
    said = words(samples.sample_docx(form, own_template(form), NOW))

    assert "{{" not in said and "{%" not in said


def test_page_takes_checks_and_goes_back(course_class, client_for, media):
    officer, stranger = client_for(course_class.officer), client_for(course_class.speaker)
    where = "/naskah/panggilan/"
    good = SimpleUploadedFile("kop baru.docx", written("Yth. {{ kantor }}"))
    bad = SimpleUploadedFile("salah.docx", written("{{ nama_kantor }}"))

    shown = officer.get(where).text
    taken = officer.get(where + "unduh/")
    waiting = officer.post(where, {"file": good}, follow=True).text
    listed = officer.get("/naskah/").text
    put_in_place = officer.post(where + "pakai/", {"versi": "1"}, follow=True).text
    refused = officer.post(where, {"file": bad})
    version = PaperTemplate.objects.get()
    back = officer.post(where + "pakai/", {"versi": "bawaan"}, follow=True).text

    assert "{{ p.nama }}" in shown and "{{ kursus }}" in shown and "Kota belum mengubah" in shown
    assert taken.content == own_template(FORM)
    assert "Versi 1 menunggu" in waiting and "Versi 1 menunggu Anda pakai" in listed
    assert "Versi 1 berlaku" in put_in_place and "kop baru.docx" in put_in_place
    assert (refused.status_code, "Kolom nama_kantor tidak dikenal" in refused.text) == (422, True)
    assert officer.get(f"{where}versi/{version.pk}/").content[:2] == b"PK"
    assert "Templat bawaan berlaku lagi" in back and "Pakai lagi" in back
    assert "Kelurahan Wek V" in words(officer.get(where + "unduh/?isi=contoh").content)
    assert "Versi 1 berlaku" in officer.post(where + "pakai/", {"versi": "1"}, follow=True).text
    assert officer.post(where + "pakai/", {"versi": "9"}).status_code == 404
    assert officer.post(where, {}).status_code == 422
    assert officer.get("/naskah/").text.count("Versi kota 1") == 1
    assert {stranger.get(each).status_code for each in (where, "/naskah/", where + "unduh/")} == {404}
    assert officer.get("/naskah/tidak-ada/").status_code == 404


def test_sample_is_seen_before_a_version_is_used_and_says_what_it_lacks(course_class, client_for, media):
    officer, stranger = client_for(course_class.officer), client_for(course_class.speaker)
    document = docx.Document()
    document.add_paragraph("Yth. {{ kantor }}").add_run(" huruf lain").font.name = "Tahoma"
    file = io.BytesIO()
    document.save(file)

    page = officer.post(
        "/naskah/panggilan/", {"file": SimpleUploadedFile("a.docx", file.getvalue())}, follow=True
    ).text
    kept = PaperTemplate.objects.get()
    sample = officer.get("/naskah/panggilan/contoh.pdf?versi=1")
    own = officer.get("/naskah/panggilan/contoh.pdf?versi=bawaan&banyak=1")
    picture = officer.get(f"/naskah/panggilan/versi/{kept.pk}/1.png")

    assert "Huruf Tahoma diganti" in page and f"/versi/{kept.pk}/1.png" in page
    assert words_of_pdf(sample.content)[:4] == ["DATA", "CONTOH,", "TIDAK", "BERLAKU"]
    assert " ".join(words_of_pdf(sample.content)).endswith("Yth. Kelurahan Wek V huruf lain")
    assert words_of_pdf(own.content).count("Amran") == 20
    assert picture.content.startswith(b"\x89PNG")
    assert officer.get(f"/naskah/panggilan/versi/{kept.pk}/9.png").status_code == 404
    assert stranger.get("/naskah/panggilan/contoh.pdf").status_code == 404


def test_paper_whose_template_is_lost_leads_back_with_a_sentence(course_class, client_for, media):
    kept = put(course_class.officer, "satu")
    templates.template_file(kept).unlink()
    where = f"/kursus/{course_class.batch.course_id}/angkatan/{course_class.batch.pk}/berkas/"

    page = client_for(course_class.officer).get(where + "panggilan.pdf", follow=True).text

    assert "tidak dapat diisi" in page and "Naskah dan kop" in page
