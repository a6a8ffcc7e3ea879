"""Long work of delivery."""

from __future__ import annotations

from django.utils import timezone

from saindege.base.app.access import require
from saindege.base.app.jobs import Tell
from saindege.base.app.models import Job
from saindege.delivery import mail
from saindege.delivery.app import actions, queries
from saindege.delivery.app.actions import bundles as bundle_actions
from saindege.delivery.app.actions import mailing
from saindege.delivery.app.actions import sheet as sheet_actions
from saindege.delivery.app.models import PaperBundle, PhotoState, SheetPhoto
from saindege.delivery.app.queries import bundles as bundle_queries
from saindege.delivery.app.queries import gateway as gateway_queries
from saindege.delivery.app.queries import mailing as mailing_queries
from saindege.delivery.app.queries import sheet_photos

# Numbers are taken and rows written a few dozen at a time: a kill between them loses nothing, and none waits long.
ISSUED_AT_ONCE = 50


def issue_certificates(job: Job, tell: Tell) -> None:
    """Issue every certificate of a batch that is due, then print and sign them; after a kill it goes on where it was."""
    require(job.asked_by is not None)
    batch = queries.batches().get(pk=job.arguments["batch"])
    total = len(queries.waiting_in(batch))
    tell(0, 2 * total, "Menyiapkan")
    number = 0
    while fresh := actions.issue_certificates(job.asked_by, batch, at=timezone.now(), most=ISSUED_AT_ONCE):
        number += fresh
        tell(number, 2 * max(total, number), f"Sertifikat {number} dari {max(total, number)}")
    actions.sign_certificates(
        job.asked_by,
        list(queries.certificates_of(batch)),
        address=job.arguments.get("address", ""),
        at=timezone.now(),
        tell=lambda done, total: tell(total + done, 2 * total, f"Tanda tangan {done} dari {total}"),
    )


def print_papers(job: Job, tell: Tell) -> None:
    """Set many papers of a batch into one archive; after a kill it begins anew, and the archive is the same."""
    require(job.asked_by is not None)
    bundle = PaperBundle.objects.select_related("batch__course").get(pk=job.arguments["bundle"])
    batch, kind, asked_at = bundle.batch, bundle.kind, bundle.asked_at
    bundle_actions.keep_bundle(
        job.asked_by,
        bundle,
        lambda file: bundle_queries.write_archive(batch, kind, asked_at, file, tell),
        at=timezone.now(),
    )


def send_mail(job: Job, tell: Tell) -> None:
    """Send the messages of a batch by e-mail; after a kill it goes on, and no message goes out twice."""
    require(job.asked_by is not None)
    server = mailing_queries.mail_server()
    if server is None:
        raise mailing.MailIsOff
    batch = queries.batches().get(pk=job.arguments["batch"])
    with mail.Post(server) as post:
        mailing.send_mail(
            job.asked_by,
            batch,
            attempt=f"{job.pk}:{job.attempts}",
            address=job.arguments["address"],
            post=post,
            clock=timezone.now,
            tell=lambda done, total: tell(done, total, f"E-mail {done} dari {total}"),
        )


def write_siasn_export(job: Job, tell: Tell) -> None:
    """Write the archive for SIASN; after a kill it is written anew, files that were signed stay signed."""
    require(job.asked_by is not None)
    export = queries.siasn_exports().get(pk=job.arguments["export"])
    actions.write_siasn_export(
        job.asked_by,
        export,
        address=job.arguments["address"],
        at=timezone.now(),
        tell=lambda done, total: tell(done, total, f"Sertifikat {done} dari {total}"),
    )


def read_sheets(job: Job, tell: Tell) -> None:
    """Read photos of a paper sheet, each in a program of its own; what was read before a kill is not read again.

    A photo that was thrown away meanwhile keeps no other from being read.
    """
    require(job.asked_by is not None)
    keys = job.arguments["photos"]
    for done, key in enumerate(keys):
        tell(done, len(keys), f"Membaca foto {done + 1} dari {len(keys)}")
        photo = SheetPhoto.objects.select_related("session__speaker").filter(pk=key).first()
        if photo is not None and photo.state == PhotoState.WAITING:
            pages = sheet_photos.read_photo(photo)
            sheet_actions.keep_reading(job.asked_by, photo, pages, at=timezone.now())
    tell(len(keys), len(keys), "Selesai")


def sign_by_house(job: Job, tell: Tell) -> None:
    """Sign with the house's own key what waits for the national service; signed files stay after a kill."""
    require(job.asked_by is not None)
    batch = queries.batches().get(pk=job.arguments["batch"])
    waiting = gateway_queries.waiting_for_gateway(batch)
    actions.sign_certificates(
        job.asked_by,
        waiting,
        address=job.arguments["address"],
        at=timezone.now(),
        by_house=True,
        tell=lambda done, total: tell(done, total, f"Tanda tangan {done} dari {total}"),
    )


def signing_was_cut_off(job: Job, tell: Tell) -> None:
    """End a job whose process died: it alone knew the passphrase (``base.app.held``)."""
    require(job.asked_by is not None)
    actions.say_cut_off(job.asked_by, queries.batches().get(pk=job.arguments["batch"]))


JOBS = {
    actions.BY_HOUSE: sign_by_house,
    gateway_queries.SIGNING: signing_was_cut_off,
    sheet_actions.READ: read_sheets,
    bundle_actions.PRINT: print_papers,
    actions.ISSUE: issue_certificates,
    actions.EXPORT: write_siasn_export,
    mailing.SEND: send_mail,
}
