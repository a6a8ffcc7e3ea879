"""Tables of places: rooms, equipment, and the days on which an office cannot spare anybody."""

from __future__ import annotations

from django.db import models

from saindege.people.app.models import Office


class Room(models.Model):
    """Where one teaches. A session names its place in words; the same words find the room."""

    name = models.CharField(max_length=200, unique=True)
    address = models.CharField(max_length=300, blank=True)
    capacity = models.PositiveIntegerField()
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=models.Q(capacity__gt=0), name="room_has_seats")]

    def __str__(self) -> str:
        return self.name


class Equipment(models.Model):
    """What is carried into a room: how many pieces there are."""

    name = models.CharField(max_length=200, unique=True)
    quantity = models.PositiveIntegerField()
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class EquipmentUse(models.Model):
    """How many pieces of something a session needs."""

    session = models.ForeignKey("saindege.Session", on_delete=models.CASCADE, related_name="equipment")
    equipment = models.ForeignKey(Equipment, on_delete=models.PROTECT, related_name="uses")
    quantity = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "equipment"], name="equipment_once_per_session"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="equipment_use_is_some"),
        ]


class OfficePeak(models.Model):
    """Days on which an office needs all its people at the counter."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="peaks")
    first_on = models.DateField()
    last_on = models.DateField()
    # Numbers of weekdays, Monday 0; empty means every day of the span.
    weekdays = models.JSONField(default=list, blank=True)
    reason = models.CharField(max_length=200)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["first_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")), name="peak_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.reason
