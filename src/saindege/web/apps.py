"""The one Django app of the project."""

from django.apps import AppConfig


class SaindegeConfig(AppConfig):
    """All tables of all areas live in this app, with one migration history."""

    name = "saindege"
    label = "saindege"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from saindege.web import form_words

        form_words.use()
