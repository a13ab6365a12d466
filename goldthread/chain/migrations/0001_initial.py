import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import goldthread.kit.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("measures", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Candidate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("statement", models.CharField(max_length=600, verbose_name="goal")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("vision", "vision"),
                            ("user_goal", "user goal"),
                            ("business_goal", "business goal"),
                            ("product_goal", "product goal"),
                            ("sprint_goal", "sprint goal"),
                            ("contribution", "contribution"),
                        ],
                        default="product_goal",
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                ("why", models.TextField(blank=True, default="", max_length=8000, verbose_name="why")),
                ("at", models.DateTimeField(default=goldthread.kit.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.organisation"),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="candidates", to="people.product"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "result",
                    models.CharField(
                        choices=[("met", "met"), ("partly", "partly met"), ("missed", "missed"), ("let_go", "let go")],
                        max_length=10,
                        verbose_name="result",
                    ),
                ),
                ("learned", models.TextField(blank=True, default="", max_length=8000, verbose_name="what we learned")),
                ("at", models.DateTimeField(default=goldthread.kit.clock.now)),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.organisation"),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("rank", models.IntegerField(default=0)),
                ("set_at", models.DateTimeField(default=goldthread.kit.clock.now)),
                (
                    "closing",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="chain.closing"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.organisation"),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="people.product"
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="closing",
            name="goal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="closings", to="chain.goal"
            ),
        ),
        migrations.CreateModel(
            name="CandidateAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("because", models.TextField(blank=True, default="", max_length=2000)),
                ("at", models.DateTimeField(default=goldthread.kit.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "candidate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answer", to="chain.candidate"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.organisation"),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="chain.goal"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="candidate",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="chain.goal",
                verbose_name="a step towards",
            ),
        ),
        migrations.CreateModel(
            name="GoalVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("statement", models.CharField(max_length=600, verbose_name="goal")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("vision", "vision"),
                            ("user_goal", "user goal"),
                            ("business_goal", "business goal"),
                            ("product_goal", "product goal"),
                            ("sprint_goal", "sprint goal"),
                            ("contribution", "contribution"),
                        ],
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                ("why", models.TextField(blank=True, default="", max_length=8000, verbose_name="why")),
                ("how", models.TextField(blank=True, default="", max_length=8000, verbose_name="how")),
                (
                    "for_customer",
                    models.TextField(blank=True, default="", max_length=8000, verbose_name="for the customer"),
                ),
                (
                    "for_business",
                    models.TextField(blank=True, default="", max_length=8000, verbose_name="for the business"),
                ),
                ("method", models.TextField(blank=True, default="", max_length=8000, verbose_name="method")),
                ("how_we_know", models.TextField(blank=True, default="", max_length=8000, verbose_name="how we know")),
                ("owner_as_written", models.CharField(blank=True, default="", max_length=160)),
                ("starts", models.DateField(blank=True, null=True, verbose_name="starts")),
                ("due", models.DateField(blank=True, null=True, verbose_name="due")),
                ("name", models.CharField(blank=True, default="", max_length=120, verbose_name="name")),
                ("timeframe", models.CharField(blank=True, default="", max_length=80, verbose_name="timeframe")),
                ("because", models.TextField(blank=True, default="", max_length=2000, verbose_name="why changed")),
                ("at", models.DateTimeField(default=goldthread.kit.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="chain.goal"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.organisation"),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.team",
                        verbose_name="team or group",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="goal",
            name="version",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="chain.goalversion"
            ),
        ),
        migrations.CreateModel(
            name="Adoption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=goldthread.kit.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.organisation"),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="adoptions", to="chain.goal"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="adoptions", to="chain.goalversion"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KeyResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rank", models.IntegerField(default=0)),
                ("set_at", models.DateTimeField(default=goldthread.kit.clock.now)),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="key_results", to="chain.goal"
                    ),
                ),
                (
                    "left_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "metric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="key_results", to="measures.metric"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.organisation"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KeyResultVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=20, null=True, verbose_name="baseline"
                    ),
                ),
                (
                    "target",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name="target"),
                ),
                (
                    "reach",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name="reach"),
                ),
                ("starts", models.DateField(blank=True, null=True, verbose_name="starts")),
                ("due", models.DateField(blank=True, null=True, verbose_name="due")),
                ("owner_as_written", models.CharField(blank=True, default="", max_length=160)),
                ("at", models.DateTimeField(default=goldthread.kit.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "key_result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="chain.keyresult"
                    ),
                ),
                (
                    "metric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="measures.metric"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.organisation"),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="keyresult",
            name="version",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="chain.keyresultversion"
            ),
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("because", models.TextField(blank=True, default="", max_length=2000)),
                ("tied_at", models.DateTimeField(default=goldthread.kit.clock.now)),
                ("untied_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ties", to="chain.goal"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.organisation"),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ties_below", to="chain.goal"
                    ),
                ),
                (
                    "untied_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "via_key_result",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="chain.keyresult",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="goalversion",
            constraint=models.UniqueConstraint(fields=("goal", "number"), name="one_version_a_number"),
        ),
        migrations.AddConstraint(
            model_name="goalversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("statement", ""), _negated=True), name="a_goal_says_something"
            ),
        ),
        migrations.AddIndex(
            model_name="goal",
            index=models.Index(fields=["product", "rank", "number"], name="goal_in_order"),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(fields=("organisation", "number"), name="one_goal_a_number"),
        ),
        migrations.AddIndex(
            model_name="adoption",
            index=models.Index(fields=["goal", "-at"], name="adoption_newest"),
        ),
        migrations.AddConstraint(
            model_name="keyresultversion",
            constraint=models.UniqueConstraint(fields=("key_result", "number"), name="one_key_result_version_a_number"),
        ),
        migrations.AddIndex(
            model_name="keyresult",
            index=models.Index(fields=["goal", "rank"], name="key_result_in_order"),
        ),
        migrations.AddIndex(
            model_name="tie",
            index=models.Index(fields=["parent"], name="tie_by_parent"),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.UniqueConstraint(
                condition=models.Q(("untied_at", None)), fields=("child", "parent"), name="one_standing_tie"
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.CheckConstraint(
                condition=models.Q(("child", models.F("parent")), _negated=True), name="no_tie_to_itself"
            ),
        ),
    ]
