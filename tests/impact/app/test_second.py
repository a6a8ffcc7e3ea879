"""Second opinions, and what would change a verdict, on the page of a study."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date

from django.test import Client
from django.urls import reverse

from saindege.impact.app.models import OfficeTraining, Study


def test_second_opinions_and_what_would_take_the_verdict_back_stand_beside_it(
    client_for: Callable[..., Client], answered: Callable[[float], Study]
) -> None:
    asked = answered(math.log(0.75))

    page = client_for("analis").get(reverse("impact:study", args=[asked.pk])).content.decode()

    assert "Apa yang akan membatalkan putusan ini?" in page
    assert "Imputasi (pendapat kedua)" in page and "Cara lain menunjuk ke arah yang sama." in page
    assert "kali gerak bulanan terbesar sebelum pelatihan" in page


def test_offices_that_all_began_together_are_shown_what_can_still_be_said(
    client_for: Callable[..., Client], answered: Callable[[float], Study], trained: Study
) -> None:
    OfficeTraining.objects.filter(study=trained).update(trained_on=date(2025, 10, 8))
    asked = answered(math.log(0.75))

    page = client_for("analis").get(reverse("impact:study", args=[asked.pk])).content.decode()

    assert "Yang masih dapat dikatakan: deret waktu terputus" in page
    assert "Apa yang akan mengubah putusan ini?" in page
