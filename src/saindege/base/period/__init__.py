"""Working time: calendars of offices, clocks that count open time, promises in working days or hours."""

from saindege.base.period.calendar import (
    WEEKDAYS,
    SpecialHours,
    Week,
    Window,
    WorkCalendar,
    add_working_days,
    working_days_between,
)
from saindege.base.period.clock import OutsideClock, WorkClock, working_seconds_between
from saindege.base.period.office import office_calendar, ramadan
from saindege.base.period.promise import Promise, PromiseRefused, PromiseUnit, parse_promise
from saindege.base.period.public_days import public_days
from saindege.base.period.reading import CalendarRefused, read_calendar

__all__ = [
    "WEEKDAYS",
    "CalendarRefused",
    "OutsideClock",
    "Promise",
    "PromiseRefused",
    "PromiseUnit",
    "SpecialHours",
    "Week",
    "Window",
    "WorkCalendar",
    "WorkClock",
    "add_working_days",
    "office_calendar",
    "parse_promise",
    "public_days",
    "ramadan",
    "read_calendar",
    "working_days_between",
    "working_seconds_between",
]
