"""Reads of standard costs: the shipped table with the city's own rows."""

from __future__ import annotations

from saindege.programme import standard_cost
from saindege.programme.app.models import StandardCost


def cost_table() -> standard_cost.CostTable:
    """Return the standard costs; rows that the city has written bind."""
    return standard_cost.load().with_rows(
        standard_cost.Ceiling(
            item=row.item,
            rupiah=row.ceiling_rupiah,
            in_force_from=row.in_force_from,
            is_binding=True,
            source=row.source,
            confidence="set by the city",
        )
        for row in StandardCost.objects.all()
    )


def own_costs() -> list[StandardCost]:
    """Return the rows that the city has written, by item, the newest first."""
    return list(StandardCost.objects.all())
