"""The verdict on one effect, and the reasons where it is not proven."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from saindege.base.errors import Sentence
from saindege.impact.effect.design import Better
from saindege.impact.effect.inference import Figure

Word = Literal["terbukti_membaik", "belum_terbukti", "terbukti_memburuk"]

SIGNIFICANCE = 0.05
FEWEST_TREATED = 6
FEWEST_COMPARED = 6
FEWEST_UNITS = 5
# A permutation test of so many units costs little and holds its size; above, the Wald test does too.
PERMUTATION_DECIDES_UP_TO = 200


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the verdict looks at.

    Attributes
    ----------
    simple : overall effect
    randomisation_p : None where it did not run
    pretrend_p : of the test that decides, None where there is none
    before : effect in the last period before treatment (and anticipation), None without it
    treated, compared : number of units
    failed_checks : codes of checks of case mix and open cases that failed
    from_earlier : effect with the last `set_aside` periods before treatment left out, None where not asked
    second_agrees : whether the second opinion points the same way, None without one
    """

    simple: Figure
    randomisation_p: float | None
    pretrend_p: float | None
    before: Figure | None
    treated: int
    compared: int
    failed_checks: Sequence[str] = ()
    from_earlier: Figure | None = None
    set_aside: int = 0
    second_agrees: bool | None = None

    @property
    def rests_on_last_periods(self) -> bool:
        """Whether the effect is gone once the last periods before the training are set aside."""
        simple, early = self.simple, self.from_earlier
        if early is None or early.att is None or simple.att is None or not simple.excludes_zero:
            return False
        return not early.excludes_zero or early.att * simple.att < 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Better, not proven or worse; `reasons` are codes and empty where something is proven."""

    word: Word
    reasons: tuple[str, ...] = ()


def judge(evidence: Evidence, better: Better) -> Verdict:
    """Give the verdict; every condition that fails is named."""
    reasons = []
    simple = evidence.simple
    if simple.att is None:
        return Verdict("belum_terbukti", ("nothing_estimated",))
    if not simple.excludes_zero:
        reasons.append("interval_includes_zero")
    if evidence.randomisation_p is not None and not evidence.randomisation_p < SIGNIFICANCE:
        reasons.append("randomisation_not_significant")
    if evidence.pretrend_p is not None and evidence.pretrend_p < SIGNIFICANCE:
        reasons.append("pretrend_rejected")
    if evidence.before is not None and evidence.before.excludes_zero:
        reasons.append("effect_before_treatment")
    if evidence.rests_on_last_periods:
        reasons.append("rests_on_last_periods")
    if simple.excludes_zero and evidence.second_agrees is False:
        reasons.append("second_opinion_disagrees")
    if evidence.treated < FEWEST_TREATED:
        reasons.append("few_treated_units")
    if evidence.compared < FEWEST_COMPARED:
        reasons.append("few_control_units")
    reasons += evidence.failed_checks
    if reasons:
        return Verdict("belum_terbukti", tuple(reasons))
    improved = (simple.att < 0) == (better == "lower")
    return Verdict("terbukti_membaik" if improved else "terbukti_memburuk")


def decisive_pretrend_p(units: int, randomisation_p: float | None, wald_p: float | None) -> float | None:
    """Return the p-value of the pre-trend test that decides: permutation up to 200 units, Wald above.

    Where the one that should decide did not run, the other one does.
    """
    first, second = randomisation_p, wald_p
    if units > PERMUTATION_DECIDES_UP_TO:
        first, second = second, first
    return first if first is not None else second


WORDS = {
    "terbukti_membaik": Sentence(id="Terbukti membaik", en="Proven better"),
    "belum_terbukti": Sentence(id="Belum terbukti", en="Not proven"),
    "terbukti_memburuk": Sentence(id="Terbukti memburuk", en="Proven worse"),
}

REASONS = {
    "too_few_units": Sentence(
        id="Unit kurang dari lima, jadi hanya bisa digambarkan. Tambahkan kantor lain yang sejenis.",
        en="There are fewer than five units, so they can only be described. Add other offices of the kind.",
    ),
    "nothing_estimated": Sentence(
        id="Tidak ada sel dengan pembanding yang cukup. Tambahkan kantor yang belum dilatih.",
        en="No cell has enough to compare with. Add offices that are not trained yet.",
    ),
    "interval_includes_zero": Sentence(
        id="Selang 95 % masih memuat nol. Tambahkan kantor atau bulan pengamatan.",
        en="The 95 % interval still holds zero. Add offices or months.",
    ),
    "randomisation_not_significant": Sentence(
        id="Andai tanggal pelatihan diacak ulang, selisih sebesar ini masih sering muncul.",
        en="Had the training dates fallen otherwise, a difference this large would still appear often.",
    ),
    "pretrend_rejected": Sentence(
        id="Sebelum pelatihan pun kantor terlatih dan pembanding sudah bergerak berbeda.",
        en="Trained and comparison offices moved apart even before the training.",
    ),
    "effect_before_treatment": Sentence(
        id="Selisih sudah tampak tepat sebelum pelatihan.",
        en="The difference shows in the very last period before the training.",
    ),
    "rests_on_last_periods": Sentence(
        id="Selisih hilang bila bulan-bulan terakhir sebelum pelatihan disisihkan: mungkin kantor hanya pulih dari masa "
        "buruk.",
        en="The difference is gone once the last periods before the training are set aside: the offices may merely have "
        "recovered from a bad spell.",
    ),
    "second_opinion_disagrees": Sentence(
        id="Penaksir kedua (imputasi) menunjuk ke arah sebaliknya.",
        en="The second estimator (imputation) points the other way.",
    ),
    "few_treated_units": Sentence(
        id="Kantor terlatih kurang dari enam.", en="There are fewer than six trained offices."
    ),
    "few_control_units": Sentence(
        id="Kantor pembanding kurang dari enam.", en="There are fewer than six comparison offices."
    ),
    "case_mix_changed": Sentence(
        id="Jenis berkas di kantor terlatih ikut berubah, jadi selisih bisa datang dari situ.",
        en="The mix of cases changed in the trained offices too, so the difference may come from there.",
    ),
    "open_cases_changed": Sentence(
        id="Bagian berkas yang belum selesai ikut berubah, jadi waktu penyelesaian bisa menipu.",
        en="The share of open cases changed too, so the time to finish may deceive.",
    ),
}
