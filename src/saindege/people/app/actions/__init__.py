"""Writes of people: a staff list comes in, is checked, applied or dropped."""

from saindege.people.app.actions.application import (
    FaultsNotSeen,
    ListChanged,
    RegisterChanged,
    apply_list,
)
from saindege.people.app.actions.arrival import NotOpen, choose_sheet, discard_list, reopen_list, store_list
from saindege.people.app.actions.asking import (
    FormChanged,
    NobodyToAsk,
    ReasonMissing,
    RoundExists,
    RoundNotOpen,
    Wanted,
    ask_new_superiors,
    close_round,
    open_round,
    save_needs,
)
from saindege.people.app.actions.assessing import (
    AssessedAlready,
    ListDone,
    apply_level_list,
    assess,
    choose_levels_sheet,
    discard_level_list,
    store_level_list,
)
from saindege.people.app.actions.checking import ColumnsNotClear, Confirmed, ask_check, check_list
from saindege.people.app.actions.diplomas import DiplomaKnown, add_diploma, remove_diploma
from saindege.people.app.actions.erasing import Erased, StillBound, erase_person
from saindege.people.app.actions.facts import (
    ChangedMeanwhile,
    Facts,
    NumberRefused,
    add_person,
    change_person,
)
from saindege.people.app.actions.handing_out import hand_out
from saindege.people.app.actions.levels import (
    NameTaken,
    NothingUsual,
    add_competency,
    name_competency,
    set_standard,
    use_usual_levels,
)
from saindege.people.app.actions.merging import CannotMerge, merge_people
from saindege.people.app.actions.offices import (
    NoSuchTree,
    OfficeNameTaken,
    StillInUse,
    change_office,
    close_office,
    make_office,
    reopen_office,
)
from saindege.people.app.actions.ownership import NotLinked, link_account
from saindege.people.app.actions.superior import NotASuperior, set_superior
from saindege.people.app.actions.testing import assess_by_test
from saindege.people.app.actions.undoing import CannotUndo, undo_list

__all__ = [
    "AssessedAlready",
    "CannotMerge",
    "CannotUndo",
    "ChangedMeanwhile",
    "ColumnsNotClear",
    "Confirmed",
    "DiplomaKnown",
    "Erased",
    "Facts",
    "FaultsNotSeen",
    "FormChanged",
    "ListChanged",
    "ListDone",
    "NameTaken",
    "NoSuchTree",
    "NobodyToAsk",
    "NotASuperior",
    "NotLinked",
    "NotOpen",
    "NothingUsual",
    "NumberRefused",
    "OfficeNameTaken",
    "ReasonMissing",
    "RegisterChanged",
    "RoundExists",
    "RoundNotOpen",
    "StillBound",
    "StillInUse",
    "Wanted",
    "add_competency",
    "add_diploma",
    "add_person",
    "apply_level_list",
    "apply_list",
    "ask_check",
    "ask_new_superiors",
    "assess",
    "assess_by_test",
    "change_office",
    "change_person",
    "check_list",
    "choose_levels_sheet",
    "choose_sheet",
    "close_office",
    "close_round",
    "discard_level_list",
    "discard_list",
    "erase_person",
    "hand_out",
    "link_account",
    "make_office",
    "merge_people",
    "name_competency",
    "open_round",
    "remove_diploma",
    "reopen_list",
    "reopen_office",
    "save_needs",
    "set_standard",
    "set_superior",
    "store_level_list",
    "store_list",
    "undo_list",
    "use_usual_levels",
]
