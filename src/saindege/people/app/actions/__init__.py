"""Writes of people: a staff list comes in, is checked, applied or dropped."""

from saindege.people.app.actions.application import (
    FaultsNotSeen,
    ListChanged,
    RegisterChanged,
    apply_list,
)
from saindege.people.app.actions.arrival import NotOpen, choose_sheet, discard_list, reopen_list, store_list
from saindege.people.app.actions.checking import ColumnsNotClear, Confirmed, ask_check, check_list
from saindege.people.app.actions.ownership import NotLinked, link_account
from saindege.people.app.actions.superior import NotASuperior, set_superior
from saindege.people.app.actions.undoing import CannotUndo, undo_list

__all__ = [
    "CannotUndo",
    "ColumnsNotClear",
    "Confirmed",
    "FaultsNotSeen",
    "ListChanged",
    "NotASuperior",
    "NotLinked",
    "NotOpen",
    "RegisterChanged",
    "apply_list",
    "ask_check",
    "check_list",
    "choose_sheet",
    "discard_list",
    "link_account",
    "reopen_list",
    "set_superior",
    "store_list",
    "undo_list",
]
