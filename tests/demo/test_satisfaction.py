import numpy as np
import pytest

from saindege.demo.city import City
from saindege.demo.satisfaction import BLANK

ELEMENTS = (
    "PERSYARATAN", "PROSEDUR", "WAKTU", "BIAYA", "PRODUK", "KOMPETENSI", "PERILAKU", "SARANA", "PENGADUAN",
)  # fmt: skip


def _index(answers: np.ndarray) -> float:
    return float(np.nanmean(np.where(answers == BLANK, np.nan, answers)) * 25)


def test_answers_are_1_to_4_on_nine_elements_with_a_few_blanks(demo_city: City) -> None:
    for answers in demo_city.answers:
        assert answers.elements == ELEMENTS
        assert set(np.unique(answers.answers).tolist()) <= {0, 1, 2, 3, 4}
    blank = np.concatenate([answers.answers.ravel() for answers in demo_city.answers]) == BLANK
    assert blank.mean() == pytest.approx(0.012, abs=0.003)


def test_units_have_about_80_to_800_answers_and_indices_spread_from_76_to_94(demo_city: City) -> None:
    units: dict[str, list[np.ndarray]] = {}
    for log, answers in zip(demo_city.loaded_logs, demo_city.answers, strict=True):
        for place, code in enumerate(log.service.offices):
            units.setdefault(code, []).append(answers.answers[answers.office == place])
    joined = [np.concatenate(parts) for parts in units.values()]

    sizes = [len(answers) for answers in joined]
    indices = [_index(answers) for answers in joined]

    assert np.median(sizes) > 100 and min(sizes) > 50 and max(sizes) < 800
    assert 74 < min(indices) < 80
    assert 88 < max(indices) < 94


def test_waiting_time_is_liked_least_and_the_fee_most(demo_city: City) -> None:
    answers = demo_city.answers[0]

    means = {code: _index(answers.answers[:, i]) for i, code in enumerate(answers.elements)}

    assert min(means, key=means.__getitem__) == "WAKTU"
    assert max(means, key=means.__getitem__) == "BIAYA"


def test_nobody_answers_after_the_logs_end(demo_city: City) -> None:
    last = np.datetime64(demo_city.until).astype("datetime64[D]").astype(int)

    assert max(int(answers.day.max()) for answers in demo_city.answers) <= last


def test_offices_that_are_fast_are_liked_a_little_better_for_their_time(demo_city: City) -> None:
    log, answers = demo_city.loaded_logs[0], demo_city.answers[0]
    offices = range(len(log.service.offices))
    slow = [float(np.log(log.hours[log.case_office == office]).mean()) for office in offices]
    liked = [_index(answers.answers[answers.office == office][:, 2]) for office in offices]

    assert np.corrcoef(slow, liked)[0, 1] < -0.2
