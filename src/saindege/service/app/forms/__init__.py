"""HTTP input of services to plain values."""

from saindege.service.app.forms.logs import (
    NEW_SERVICE,
    ROLE_NAMES,
    ColumnsForm,
    ServiceForm,
    UploadForm,
)

__all__ = ["NEW_SERVICE", "ROLE_NAMES", "ColumnsForm", "ServiceForm", "UploadForm"]
