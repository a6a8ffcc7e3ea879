"""Pages of services."""

from saindege.service.app.views.listing import satisfaction_list, service_list
from saindege.service.app.views.logs import log_page, upload
from saindege.service.app.views.service import service_page

__all__ = ["log_page", "satisfaction_list", "service_list", "service_page", "upload"]
