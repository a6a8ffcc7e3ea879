"""What must hold for an effect to be believed, each with what the data say: green, amber or red."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from saindege.base.errors import Sentence
from saindege.impact.effect import verdict
from saindege.impact.effect.design import Options
from saindege.impact.effect.inference import Figure
from saindege.impact.effect.numbers import Numbers
from saindege.impact.panel import Panel

State = Literal["green", "amber", "red"]


@dataclass(frozen=True, slots=True)
class Assumption:
    """One thing that must hold.

    Attributes
    ----------
    id : snake_case word
    state : green: the data agree; amber: cannot be told, or weak; red: the data speak against it
    sentence : what was looked at and found
    figure : the number behind the state (a p-value, a share or a count), None where there is none
    """

    id: str
    state: State
    sentence: Sentence
    figure: float | None


def list_assumptions(
    panel: Panel, options: Options, numbers: Numbers, evidence: verdict.Evidence, checks: Mapping[str, Figure]
) -> tuple[Assumption, ...]:
    """Go through all assumptions in the order in which a reader should doubt them."""
    return (
        _same_trend(evidence.pretrend_p),
        _quiet_before(evidence.before),
        _usual_before(evidence, options),
        _dates(options),
        enough_units(evidence),
        _complete(panel, numbers),
        _second(evidence),
        _check("case_mix", options.case_mix, checks, "jenis berkas", "mix of cases"),
        _check("open_cases", options.open_share, checks, "bagian berkas terbuka", "share of open cases"),
    )


def _same_trend(p_value: float | None) -> Assumption:
    if p_value is None:
        sentence = Sentence(
            id="Gerak sebelum pelatihan tidak dapat diuji: tidak cukup periode sebelum pelatihan.",
            en="The movement before the training cannot be tested: too few periods before it.",
        )
        return Assumption("parallel_trends", "amber", sentence, None)
    if p_value < verdict.SIGNIFICANCE:
        sentence = Sentence(
            id="Sebelum pelatihan kantor terlatih dan pembanding bergerak berbeda.",
            en="Before the training the trained and the comparison offices moved apart.",
        )
        return Assumption("parallel_trends", "red", sentence, p_value)
    sentence = Sentence(
        id="Sebelum pelatihan kantor terlatih dan pembanding bergerak seiring.",
        en="Before the training the trained and the comparison offices moved together.",
    )
    return Assumption("parallel_trends", "green", sentence, p_value)


def _quiet_before(before: Figure | None) -> Assumption:
    if before is None or before.p_value is None:
        sentence = Sentence(
            id="Periode terakhir sebelum pelatihan tidak dapat diuji.",
            en="The last period before the training cannot be tested.",
        )
        return Assumption("no_anticipation", "amber", sentence, None)
    if before.excludes_zero:
        sentence = Sentence(
            id="Selisih sudah tampak di periode terakhir sebelum pelatihan.",
            en="A difference shows in the last period before the training.",
        )
        return Assumption("no_anticipation", "red", sentence, before.p_value)
    sentence = Sentence(
        id="Belum ada perubahan di periode terakhir sebelum pelatihan.",
        en="Nothing changed yet in the last period before the training.",
    )
    return Assumption("no_anticipation", "green", sentence, before.p_value)


def _usual_before(evidence: verdict.Evidence, options: Options) -> Assumption:
    early = evidence.from_earlier
    if options.assignment == "lottery":
        sentence = Sentence(
            id="Kantor tidak dipilih karena sedang buruk: urutannya diundi.",
            en="No office was chosen for a bad spell: the order was drawn by lot.",
        )
        return Assumption("usual_before", "green", sentence, None)
    if early is None or early.p_value is None:
        sentence = Sentence(
            id="Masa lalu terlalu pendek untuk memeriksa apakah kantor hanya pulih dari masa buruk.",
            en="The past is too short to check whether offices merely recovered from a bad spell.",
        )
        return Assumption("usual_before", "amber", sentence, None)
    n = evidence.set_aside
    if evidence.rests_on_last_periods:
        sentence = Sentence(
            id=f"Tanpa {n} periode terakhir sebelum pelatihan, selisihnya tidak lagi nyata: mungkin hanya pulih dari masa "
            "buruk.",
            en=f"Without the last {n} periods before the training nothing significant is left: perhaps a mere recovery "
            "from a bad spell.",
        )
        return Assumption("usual_before", "red", sentence, early.p_value)
    sentence = Sentence(
        id=f"Tanpa {n} periode terakhir sebelum pelatihan pun jawabannya tetap.",
        en=f"The answer stays the same without the last {n} periods before the training.",
    )
    return Assumption("usual_before", "green", sentence, early.p_value)


def _second(evidence: verdict.Evidence) -> Assumption:
    agrees = evidence.second_agrees
    if agrees is None:
        sentence = Sentence(
            id="Penaksir kedua tidak dapat menjawab untuk data ini.",
            en="The second estimator has no answer for these data.",
        )
        return Assumption("second_opinion", "amber", sentence, None)
    sentence = Sentence(
        id="Penaksir kedua (imputasi) menunjuk ke arah yang sama.",
        en="The second estimator (imputation) points the same way.",
    )
    if agrees:
        return Assumption("second_opinion", "green", sentence, None)
    if not evidence.simple.excludes_zero:
        near = Sentence(
            id="Penaksir kedua (imputasi) menunjuk ke arah sebaliknya, tetapi pengaruhnya pun tidak jelas dari nol.",
            en="The second estimator (imputation) points the other way, but no effect is told from zero anyway.",
        )
        return Assumption("second_opinion", "amber", near, None)
    return Assumption("second_opinion", "red", verdict.REASONS["second_opinion_disagrees"], None)


def _dates(options: Options) -> Assumption:
    if options.assignment == "lottery":
        sentence = Sentence(
            id="Tanggal pelatihan diundi, jadi pengacakan ulang sahih.",
            en="The training dates were drawn by lot, so permuting them is valid.",
        )
        return Assumption("dates_as_by_lot", "green", sentence, None)
    if options.assignment == "chosen":
        sentence = Sentence(
            id="Tanggal pelatihan dipilih, bukan diundi. Kantor yang dipilih karena lambat bisa membaik sendiri.",
            en="The training dates were chosen, not drawn by lot. Offices chosen for being slow may recover unaided.",
        )
    else:
        sentence = Sentence(
            id="Belum dicatat apakah tanggal pelatihan diundi atau dipilih. Catatlah, sebab uji acak bergantung padanya.",
            en="It is not recorded whether the dates were drawn by lot or chosen. Record it: permuting rests on it.",
        )
    return Assumption("dates_as_by_lot", "amber", sentence, None)


def enough_units(evidence: verdict.Evidence) -> Assumption:
    """Whether there are enough offices on both sides."""
    treated, compared = evidence.treated, evidence.compared
    enough = treated >= verdict.FEWEST_TREATED and compared >= verdict.FEWEST_COMPARED
    sentence = Sentence(
        id=f"{treated} kantor terlatih dan {compared} kantor pembanding; masing-masing perlu sekurangnya enam.",
        en=f"{treated} trained and {compared} comparison offices; at least six of each are needed.",
    )
    return Assumption("enough_units", "green" if enough else "red", sentence, float(min(treated, compared)))


def _complete(panel: Panel, numbers: Numbers) -> Assumption:
    share = panel.incomplete / len(panel.units)
    if share == 0 and not numbers.dropped:
        sentence = Sentence(
            id="Semua kantor punya angka di semua periode.", en="Every office has a figure in every period."
        )
        return Assumption("complete_records", "green", sentence, 0.0)
    sentence = Sentence(
        id=f"{panel.incomplete} kantor tidak lengkap dan {len(numbers.dropped)} sel tidak dapat dihitung.",
        en=f"{panel.incomplete} offices are incomplete and {len(numbers.dropped)} cells could not be estimated.",
    )
    return Assumption("complete_records", "amber", sentence, share)


def _check(
    code: str, columns: tuple[str, ...], checks: Mapping[str, Figure], name_id: str, name_en: str
) -> Assumption:
    if not columns:
        sentence = Sentence(
            id=f"Perubahan {name_id} tidak diperiksa: kolomnya tidak diberikan.",
            en=f"A change of the {name_en} was not checked: no column was given.",
        )
        return Assumption(code, "amber", sentence, None)
    known = [checks[column].p_value for column in columns]
    smallest = min((p for p in known if p is not None), default=None)
    if any(checks[column].excludes_zero for column in columns):
        sentence = Sentence(
            id=f"Perubahan {name_id} di kantor terlatih berbeda dengan pembanding.",
            en=f"The {name_en} changed otherwise in the trained offices than in the comparison.",
        )
        return Assumption(code, "red", sentence, smallest)
    sentence = Sentence(
        id=f"Perubahan {name_id} di kantor terlatih sama dengan pembanding.",
        en=f"The {name_en} changed in the trained offices as in the comparison.",
    )
    return Assumption(code, "green", sentence, smallest)
