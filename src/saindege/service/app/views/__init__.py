"""Pages of services."""

from saindege.service.app.views.accuracy import accuracy_page
from saindege.service.app.views.audits import audit_check, audit_list, audit_page, audit_paper_list
from saindege.service.app.views.changes import change_page
from saindege.service.app.views.complaints import complaint_list, complaint_page
from saindege.service.app.views.control import control_page
from saindege.service.app.views.counter_offline import counter_offline, counter_worker
from saindege.service.app.views.curves import curve_list, curve_page
from saindege.service.app.views.day import day_page
from saindege.service.app.views.drops import drop_page
from saindege.service.app.views.hand_overs import hand_over_page
from saindege.service.app.views.listing import service_list
from saindege.service.app.views.logs import log_page, upload
from saindege.service.app.views.notes import note_list, note_paper
from saindege.service.app.views.publishing import public_result, public_results, publishing_desk
from saindege.service.app.views.satisfaction import (
    satisfaction_list,
    satisfaction_report,
    satisfaction_service,
    satisfaction_sheet,
)
from saindege.service.app.views.service import service_page
from saindege.service.app.views.sources import counter_list, counter_page, sources_page
from saindege.service.app.views.standard import standard_page
from saindege.service.app.views.survey import survey, survey_door
from saindege.service.app.views.survey_desk import (
    answer_file,
    code_sheet,
    counter_poster,
    paper_entry,
    paper_form,
    survey_codes,
)

__all__ = [
    "accuracy_page",
    "answer_file",
    "audit_check",
    "audit_list",
    "audit_page",
    "audit_paper_list",
    "change_page",
    "code_sheet",
    "complaint_list",
    "complaint_page",
    "control_page",
    "counter_list",
    "counter_offline",
    "counter_page",
    "counter_poster",
    "counter_worker",
    "curve_list",
    "curve_page",
    "day_page",
    "drop_page",
    "hand_over_page",
    "log_page",
    "note_list",
    "note_paper",
    "paper_entry",
    "paper_form",
    "public_result",
    "public_results",
    "publishing_desk",
    "satisfaction_list",
    "satisfaction_report",
    "satisfaction_service",
    "satisfaction_sheet",
    "service_list",
    "service_page",
    "sources_page",
    "standard_page",
    "survey",
    "survey_codes",
    "survey_door",
    "upload",
]
