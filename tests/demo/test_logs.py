from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from saindege.base import period
from saindege.demo import city, logs, planted
from saindege.demo.city import City
from saindege.demo.logs import ServiceLog

SECOND = 1_000_000


def _log(demo_city: City, service: str) -> ServiceLog:
    return next(log for log in demo_city.logs if log.service.code == service)


def _months_since_training(demo_city: City, log: ServiceLog, course: str) -> np.ndarray:
    """Return months since the training of the case's office, -1 before and where it is still waiting."""
    trained = next(draw for draw in demo_city.draws if draw.course == course).trained_on()
    received = log.started_at[np.unique(log.case, return_index=True)[1]]
    since = np.full(log.n_cases, -1)
    for case, office in enumerate(log.case_office.tolist()):
        day = trained.get(log.service.offices[office])
        seen = datetime.fromtimestamp(received[case] / 1e6, ZoneInfo("Asia/Jakarta")).date()
        if day and seen > day:
            since[case] = log.case_month[case] - (day.year * 12 + day.month - 1)
    return since


def test_three_years_of_eleven_services_are_about_300_000_events(demo_city: City) -> None:
    assert len(demo_city.loaded_logs) == 11
    assert sum(log.n_events for log in demo_city.loaded_logs) == pytest.approx(300_000, rel=0.05)
    assert demo_city.until == date(2026, 11, 20)
    for log in demo_city.logs:
        assert log.case_month.min() == 2023 * 12 + 11
        assert log.case_month.max() == 2026 * 12 + 10
        assert len(log.service.offices) >= 7


def test_every_event_happens_while_the_office_is_open(demo_city: City) -> None:
    clock = period.WorkClock(demo_city.calendar, date(2023, 12, 1), date(2026, 12, 31))

    for log in demo_city.logs:
        moments = np.concatenate([log.at, log.started_at[log.started_at != logs.NO_MOMENT]])
        spent = clock.working_microseconds(moments + SECOND) - clock.working_microseconds(moments)
        assert (spent == SECOND).all(), log.service.code


def test_events_of_a_case_run_forward_and_begin_with_receiving_it(demo_city: City) -> None:
    for log in demo_city.logs:
        same = log.case[1:] == log.case[:-1]
        first = np.flatnonzero(np.concatenate([[True], ~same]))

        assert (np.diff(log.at)[same] >= 0).all()
        assert (log.started_at <= log.at).all()
        assert {log.activity_names[code] for code in log.activity[first].tolist()} == {"Terima"}


def test_open_hours_between_first_and_last_event_are_the_hours_of_the_case(demo_city: City) -> None:
    log = _log(demo_city, "SKD")
    clock = period.WorkClock(demo_city.calendar, date(2023, 12, 1), date(2026, 12, 31))
    begin, end = np.full(log.n_cases, 2**62), np.zeros(log.n_cases, dtype=np.int64)
    np.minimum.at(begin, log.case, np.where(log.started_at == logs.NO_MOMENT, 2**62, log.started_at))
    np.maximum.at(end, log.case, log.at)
    done = log.finished

    measured = (clock.working_seconds(end[done]) - clock.working_seconds(begin[done])) / 3600

    # Moments are kept in whole seconds.
    np.testing.assert_allclose(measured, log.hours[done], atol=1.1 / 3600)


def test_training_changes_office_time_by_exactly_the_planted_factor(demo_city: City) -> None:
    log = _log(demo_city, "SKD")
    since = _months_since_training(demo_city, log, "BLD")
    straight = ~log.came_back & ~log.untrained_came_back

    ratio = log.hours / log.untrained_hours

    for months, share in ((0, 0.4), (1, 0.75), (2, 1.0), (9, 1.0)):
        cases = straight & (since == months)
        assert cases.sum() > 20
        np.testing.assert_allclose(ratio[cases], 0.74**share)
    np.testing.assert_allclose(ratio[since < 0], 1.0)


def test_training_lowers_the_chance_of_a_return_by_the_planted_factor(demo_city: City) -> None:
    log = _log(demo_city, "SKD")
    since = _months_since_training(demo_city, log, "BLD")
    full = since >= 2

    trained, untrained = log.came_back[full].mean(), log.untrained_came_back[full].mean()

    # About 2,700 cases: two standard errors of the ratio of two such shares are about 0.09.
    assert trained / untrained == pytest.approx(0.62, abs=0.09)


def test_where_nothing_is_planted_training_changes_no_single_case(demo_city: City) -> None:
    log = _log(demo_city, "SKS")
    effect = planted.effect_on("SKS")

    assert effect is not None and effect.is_null
    np.testing.assert_array_equal(log.hours, log.untrained_hours)
    np.testing.assert_array_equal(log.came_back, log.untrained_came_back)


def test_everybody_gets_faster_slowly_so_that_before_and_after_misleads(demo_city: City) -> None:
    log = _log(demo_city, "SKS")
    years = (log.case_month - log.case_month.min()) // 12

    slow, fast = (np.log(log.hours[years == year]).mean() for year in (0, 2))

    assert fast - slow == pytest.approx(-0.18, abs=0.06)


def test_a_few_cases_are_open_at_the_end_and_some_officers_are_not_written_down(demo_city: City) -> None:
    for log in demo_city.logs:
        assert (~log.finished).mean() < 0.02
    assert sum((~log.finished).sum() for log in demo_city.logs) > 20
    unknown = np.concatenate([log.officer for log in demo_city.logs]) == -1
    assert 0.004 < unknown.mean() < 0.012


def test_officers_of_a_log_work_in_the_office_of_the_case(demo_city: City) -> None:
    for log in demo_city.logs:
        offices_of_events = np.array(log.service.offices)[log.case_office[log.case]]
        known = log.officer >= 0
        offices_of_officers = np.array([person.office for person in demo_city.staff])[log.officer[known]]
        assert (offices_of_officers == offices_of_events[known]).all()


def test_more_cases_come_on_mondays_than_on_fridays_and_none_at_weekends(demo_city: City) -> None:
    log = _log(demo_city, "SKD")
    first = np.unique(log.case, return_index=True)[1]
    local = (log.started_at[first] // SECOND + 7 * 3600) // 86_400
    weekdays = np.bincount((local + 3) % 7, minlength=7)

    assert weekdays[0] > 1.3 * weekdays[4] > 0
    assert weekdays[5] == weekdays[6] == 0


@pytest.mark.parametrize(
    ("as_of", "until"),
    [
        (date(2026, 11, 24), date(2026, 11, 20)),
        (date(2026, 11, 20), date(2026, 11, 13)),
        (date(2026, 11, 21), date(2026, 11, 20)),
    ],
)
def test_logs_end_on_the_friday_before(as_of: date, until: date) -> None:
    assert city.last_logged_day(as_of) == until
