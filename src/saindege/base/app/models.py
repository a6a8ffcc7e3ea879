"""Tables that every area shares: accounts, the record of what was done, background jobs, settings."""

from __future__ import annotations

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from saindege.base.errors import Sentence


class AccountQuerySet(models.QuerySet["Account"]):
    """Accounts, with sign-in by user name."""


class AccountStore(BaseUserManager.from_queryset(AccountQuerySet)):
    """Make accounts; a user name is kept in lower case."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> Account:
        account = self.model(username=username.lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username=(username or "").lower())


class Role(models.TextChoices):
    """What an account may do; one account may hold several."""

    ADMIN = "admin", "Admin sistem"
    TRAINING = "bkpsdm", "Pengelola pelatihan"
    SUPERIOR = "atasan", "Atasan langsung"
    PARTICIPANT = "peserta", "Peserta"
    SPEAKER = "narasumber", "Narasumber"
    SERVICE = "organisasi", "Bagian Organisasi"
    MAYOR = "walikota", "Wali kota"
    ANALYST = "analis", "Analis"


class Account(AbstractBaseUser):
    """Somebody who can sign in. The person on the staff list points here, never the other way."""

    username = models.CharField(max_length=64, unique=True)
    display_name = models.CharField(max_length=150)
    roles = models.JSONField(default=list, blank=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(
        max_length=2, default="id", choices=[("id", "Bahasa Indonesia"), ("en", "English")]
    )
    theme = models.CharField(
        max_length=6,
        default="system",
        choices=[("system", "Ikut perangkat"), ("light", "Terang"), ("dark", "Gelap")],
    )
    is_example = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["display_name"]
    objects = AccountStore()

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.display_name

    def has_role(self, *roles: str) -> bool:
        """Say whether the account is active and holds one of these roles."""
        return self.is_active and any(role in self.roles for role in roles)


class AuditEntry(models.Model):
    """Who did what to which thing, when; each row carries the hash of the row before it."""

    at = models.DateTimeField()
    actor = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    action = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64)
    # Identifiers and counts only: personal data stays in the row that it belongs to.
    detail = models.JSONField(default=dict, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject_type}:{self.subject_id}"


class JobState(models.TextChoices):
    WAITING = "waiting", "Menunggu"
    RUNNING = "running", "Berjalan"
    DONE = "done", "Selesai"
    FAILED = "failed", "Gagal"


class Job(models.Model):
    """Long work: asked for in a page, done by a worker, watched by its progress."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=64)
    # The same key asked twice is the same job: a double click starts nothing new.
    key = models.CharField(max_length=128, unique=True)
    arguments = models.JSONField(default=dict)
    asked_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="jobs"
    )
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.WAITING)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    # Why it failed, in both languages: {"id": ..., "en": ...}.
    fault = models.JSONField(default=dict, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    result_url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        indexes = [models.Index(fields=["state", "lease_until"])]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_state_display()})"

    @property
    def fault_sentence(self) -> Sentence | None:
        """Why the job failed, None unless it did."""
        return Sentence(**self.fault) if self.fault else None


class Heartbeat(models.Model):
    """When a worker was last seen alive; read by /healthz and by doctor."""

    worker = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField()


class Setting(models.Model):
    """One name of the city that is not ours to fix: organisation, letterhead, signatory."""

    key = models.CharField(max_length=64, primary_key=True)
    value = models.JSONField()
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.key
