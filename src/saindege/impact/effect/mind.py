"""What would change the verdict: one sentence for each reason, or for what could take a proof back."""

from __future__ import annotations

from saindege.base.errors import Sentence
from saindege.impact.effect.verdict import Verdict
from saindege.impact.opinion.sensitivity import Sensitivity

WOULD_CHANGE: dict[str, Sentence] = {
    "too_few_units": Sentence(
        id="Lima kantor atau lebih dari layanan yang sama, sebagian belum dilatih.",
        en="Five offices or more of the same service, some of them not trained yet.",
    ),
    "nothing_estimated": Sentence(
        id="Sedikitnya dua kantor yang pada bulan yang sama belum dilatih.",
        en="At least two offices that are not trained in the same months.",
    ),
    "interval_includes_zero": Sentence(
        id="Lebih banyak kantor atau bulan: selang menyempit setengahnya bila datanya empat kali lipat.",
        en="More offices or months: four times the data halve the interval.",
    ),
    "randomisation_not_significant": Sentence(
        id="Gelombang berikutnya yang diundi: bila selisihnya nyata, pengacakan ulang tidak akan menirunya lagi.",
        en="A further wave drawn by lot: if the difference is real, permuting the dates will no longer imitate it.",
    ),
    "pretrend_rejected": Sentence(
        id="Pembanding yang sebelumnya bergerak seiring: kantor sejenis, atau urutan yang diundi.",
        en="Comparison offices that moved alike before: offices of the kind, or an order drawn by lot.",
    ),
    "effect_before_treatment": Sentence(
        id="Tanggal pelatihan yang benar (mungkin cara baru dipakai lebih awal), atau gelombang yang diundi.",
        en="The true date of training (perhaps the new way was used earlier), or a wave drawn by lot.",
    ),
    "rests_on_last_periods": Sentence(
        id="Selisih yang juga tampak terhadap masa sebelum bulan-bulan buruk itu, atau gelombang yang diundi.",
        en="A difference that also shows against the time before that bad spell, or a wave drawn by lot.",
    ),
    "second_opinion_disagrees": Sentence(
        id="Penjelasan mengapa kedua penaksir berbeda: biasanya satu bulan atau satu gelombang yang janggal.",
        en="An explanation why both estimators differ: usually one odd month or one odd wave.",
    ),
    "few_treated_units": Sentence(
        id="Enam kantor terlatih atau lebih. Latih gelombang berikutnya, lalu hitung lagi.",
        en="Six trained offices or more. Train the next wave, then estimate again.",
    ),
    "few_control_units": Sentence(
        id="Enam kantor yang masih menunggu. Tunda sebagian gelombang terakhir.",
        en="Six offices that still wait. Put off part of the last wave.",
    ),
    "case_mix_changed": Sentence(
        id="Perbandingan di dalam satu jenis berkas, yang tidak berubah bersama pelatihan.",
        en="A comparison within one kind of case that did not change with the training.",
    ),
    "open_cases_changed": Sentence(
        id="Berkas yang kini terbuka selesai, lalu dihitung lagi dengan masa tunggu yang sama.",
        en="The cases now open come to an end, and are counted again with the same time to finish.",
    ),
}

PROVEN: tuple[tuple[str, Sentence], ...] = (
    (
        "fades",
        Sentence(
            id="Selisihnya hilang pada gelombang berikutnya atau setelah setahun.",
            en="The difference is gone in the next wave or after a year.",
        ),
    ),
    (
        "other_cause",
        Sentence(
            id="Ternyata ada perubahan lain pada tanggal yang sama, hanya di kantor yang dilatih (aplikasi, loket, orang).",
            en="Something else turns out to have changed at the same dates in the trained offices only (an "
            "application, a counter, people).",
        ),
    ),
    (
        "log_changed",
        Sentence(
            id="Cara mencatat log berubah bersama pelatihan.",
            en="The way of keeping the log changed with the training.",
        ),
    ),
)


def what_would_change(found: Verdict, bounds: Sensitivity | None) -> tuple[tuple[str, Sentence], ...]:
    """Return codes and sentences: what is missing where nothing is proven, what would take a proof back otherwise."""
    if found.reasons:
        return tuple((code, WOULD_CHANGE[code]) for code in found.reasons)
    if bounds is None or bounds.breakdown is None:
        return PROVEN
    strength = bounds.breakdown
    drift = Sentence(
        id="Kedua kelompok ternyata terus bergerak terpisah, tiap periode ke arah yang sama, lebih dari "
        f"{_indonesian(strength)} kali gerak terbesar sebelum pelatihan.",
        en="The two groups turn out to drift apart on and on, each period in the same direction, by more than "
        f"{strength:.1f} times the largest movement before the training.",
    )
    return (("drift", drift), *PROVEN)


def _indonesian(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
