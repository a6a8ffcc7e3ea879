"""The administrator's page of the national signing service: what is set, and a trial of it step by step."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from saindege.base.app import access
from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery.app.forms.signing import SignatoryForm
from saindege.delivery.app.queries import gateway as gateway_queries
from saindege.delivery.signing import gateway_trial
from saindege.delivery.signing.gateway import Gateway, Signatory

# A page that takes longer is cut off on the way.
MOST_SECONDS = 20.0


@sensitive_post_parameters("nik", "passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
def esign(request: HttpRequest) -> HttpResponse:
    """Show how the service is set; try the line, or have a page signed that is thrown away."""
    access.require(access.may_administer(request.user))
    signs = request.method == "POST" and "nik" in request.POST
    form = SignatoryForm(request.POST if signs else None)
    steps: tuple[gateway_trial.Step, ...] = ()
    fault: Sentence | None = None
    try:
        gateway = gateway_queries.gateway()
        if request.method == "POST" and gateway is not None and (not signs or form.is_valid()):
            steps = _try(gateway, form if signs else None)
    except SaindegeError as error:
        gateway, fault = None, error.sentence
    page = {
        "is_on": gateway is not None,
        "is_demo": settings.SAINDEGE_DEMO,
        "address": settings.SAINDEGE_ESIGN_ADDRESS,
        "client": settings.SAINDEGE_ESIGN_CLIENT,
        "has_secret": bool(settings.SAINDEGE_ESIGN_SECRET),
        "version": settings.SAINDEGE_ESIGN_VERSION,
        "seconds": settings.SAINDEGE_ESIGN_SECONDS,
        "authority": settings.SAINDEGE_ESIGN_CA,
        "root": settings.SAINDEGE_ESIGN_ROOT,
        "missing": gateway_queries.missing_settings(),
        "form": form,
        "steps": steps,
        "is_well": bool(steps) and all(step.is_well for step in steps),
        "signed": signs,
        "fault": fault,
    }
    return render(request, "web/control/esign.html", page, status=422 if form.errors else 200)


@sensitive_variables("form")
def _try(gateway: Gateway, form: SignatoryForm | None) -> tuple[gateway_trial.Step, ...]:
    quick = replace(gateway, seconds=min(MOST_SECONDS, gateway.seconds), pauses=())
    if form is None:
        return gateway_trial.try_line(quick, as_of=timezone.now())
    return gateway_trial.try_signing(
        quick,
        Signatory(form.cleaned_data["nik"], form.cleaned_data["passphrase"]),
        gateway_queries.trial_page(timezone.now()),
        number=gateway_queries.TRIAL_NUMBER,
        name=gateway_queries.TRIAL_NAME,
        clock=timezone.now,
    )
