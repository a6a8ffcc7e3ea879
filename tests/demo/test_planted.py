import numpy as np
import pytest

from saindege.demo import offices, planted, services


def test_share_in_use_climbs_the_ramp_and_stays() -> None:
    effect = planted.Effect("BLD", "SKD", 0.74, (0.4, 0.75, 1.0), 0.62, {})

    shares = effect.share_in_use(np.array([-5, -1, 0, 1, 2, 3, 20]))

    assert shares.tolist() == [0.0, 0.0, 0.4, 0.75, 1.0, 1.0, 1.0]


def test_each_effect_names_a_service_and_a_course_that_is_drawn_by_lot() -> None:
    offered = {service.code for service in services.read_services(offices.read_offices())}
    drawn = {lottery.course for lottery in planted.read_lotteries()}

    for effect in planted.read_effects():
        assert effect.service in offered
        assert effect.course in drawn


def test_one_kind_of_office_has_no_effect_at_all() -> None:
    null = [effect for effect in planted.read_effects() if effect.is_null]

    assert [(effect.course, effect.service) for effect in null] == [("PPK", "SKS")]


def test_service_without_a_course_has_no_effect() -> None:
    assert planted.effect_on("AKTA") is None
    assert planted.effect_on("SKD") == planted.read_effects()[0]
    assert planted.read_effects()[0].turnaround == pytest.approx(0.74)
