"""Who checks a sample by when, and which certificates went to the national service."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("saindege", "0001_squashed_0002_papers_samples_and_people"),
    ]

    operations = [
        migrations.AddField(
            model_name="auditdraw",
            name="due_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="certificate",
            name="sent_to_sign_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="speakercertificate",
            name="sent_to_sign_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="auditchecker",
            name="begun_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="satisfactionanswer",
            index=models.Index(fields=["answered_on"], name="saindege_sa_answere_f21f70_idx"),
        ),
    ]
