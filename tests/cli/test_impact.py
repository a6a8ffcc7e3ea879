"""``saindege impact``: the promised words, keys and refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from saindege.cli import main

OFFICES = Path(__file__).resolve().parents[1] / "impact" / "effect" / "offices.csv"
COLUMNS = ("--unit", "unit", "--time", "period", "--outcome", "log_hours", "--first-treated", "first_treated")
PEOPLE = (
    "person,post_type,education,post_training,technical_hours,seminar,performance,discipline\n"
    "1,jpt,S2,yes,20,yes,Sangat Baik,none\n2,pengawas,S1,no,24,yes,Baik,none\n3,pelaksana,,no,,no,,\n"
)


@pytest.fixture
def call(capsys):
    def run(*words: object) -> tuple[int, str]:
        status = main([str(word) for word in words])
        return status, capsys.readouterr().out

    return run


@pytest.fixture
def people(tmp_path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def test_estimate_holds_every_promised_key(call):
    status, out = call("impact", "estimate", OFFICES, *COLUMNS, "--json")

    found = json.loads(out)
    assert status == 0
    assert set(found) >= {
        "group_time", "simple", "dynamic", "by_group", "by_time", "pretrend", "randomisation", "units",
        "treated_units", "periods", "method", "control", "verdict", "verdict_reasons", "assumptions", "base_period",
        "better", "draws", "seed", "permutations", "dropped", "warnings",
    }  # fmt: skip
    assert set(found["group_time"][0]) == {"group", "time", "att", "se", "ci95"}
    assert set(found["simple"]) == {"att", "se", "ci95", "p_value"}
    assert set(found["dynamic"]["by_event_time"][0]) == {"event_time", "att", "se", "ci95", "band95"}
    assert set(found["by_group"]["groups"][0]) == {"group", "att", "se", "ci95"}
    assert set(found["by_time"]["times"][0]) == {"time", "att", "se", "ci95"}
    assert set(found["pretrend"]) == {"statistic", "df", "p_value", "randomisation_p"}
    assert set(found["randomisation"]) == {"p_value", "ci95", "draws", "exact"}
    repeated = {
        name: found[name] for name in ("control", "method", "better", "draws", "seed", "permutations")
    }
    assert repeated == {
        "control": "notyet", "method": "dr", "better": "lower", "draws": 999, "seed": 1, "permutations": 999,
    }  # fmt: skip
    assert (found["units"], found["treated_units"], found["periods"], found["base_period"]) == (
        30,
        20,
        6,
        "varying",
    )


def test_same_seed_gives_the_same_bytes(call):
    words = ("impact", "estimate", OFFICES, *COLUMNS, "--json", "--seed", 3)

    assert call(*words) == call(*words)


def test_every_option_reaches_the_estimate(call):
    status, out = call(
        "impact", "estimate", OFFICES, *COLUMNS, "--control", "never", "--covariates", "size", "--method", "ipw",
        "--anticipation", 1, "--draws", 0, "--permutations", 49, "--seed", 2, "--cluster", "unit", "--weight", "weight",
        "--strata", "unit", "--better", "higher", "--assignment", "lottery", "--case-mix", "size", "--json",
    )  # fmt: skip

    found = json.loads(out)
    assert status == 0
    assert {name: found[name] for name in ("control", "covariates", "method", "anticipation", "draws", "seed")} == {
        "control": "never", "covariates": ["size"], "method": "ipw", "anticipation": 1, "draws": 0, "seed": 2,
    }  # fmt: skip
    assert (found["better"], found["assignment"], found["permutations"]) == ("higher", "lottery", 49)
    assert list(found["checks"]) == ["size"]
    # Each unit is a stratum of its own: there is nothing to exchange.
    assert found["randomisation"] == {"p_value": 1.0, "ci95": None, "draws": 1, "exact": True}
    assert all(entry["band95"] is None for entry in found["dynamic"]["by_event_time"])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "id",
            ["Pengaruh rata-rata", "Periode sejak pelatihan", "Uji acak: p =", "Sebelum dan sesudah saja"],
        ),
        (
            "en",
            ["Mean effect", "Periods since training", "Randomisation test: p =", "Before and after alone"],
        ),
    ],
)
def test_people_read_the_verdict_first(call, language, words):
    status, out = call("impact", "estimate", OFFICES, *COLUMNS, "--lang", language)

    assert status == 0
    assert out.startswith(("TERBUKTI", "PROVEN", "BELUM", "NOT"))
    assert all(word in out for word in words)
    assert "nan" not in out.casefold().split()


def test_fewer_than_five_offices_are_described_in_words(call, tmp_path):
    few = tmp_path / "few.csv"
    few.write_text("unit,period,y,first_treated\nA,1,3,2\nA,2,1,2\nB,1,3,\nB,2,3,\n", encoding="utf-8")

    status, out = call("impact", "estimate", few)

    assert status == 0 and out.startswith("BELUM TERBUKTI. Tidak ada taksiran")
    assert "Rata-rata sebelum" in out


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: text + text.splitlines()[1] + "\n", "duplicate"),
        (lambda text: text.replace("K01,2,", "K01,dua,", 1), "not_a_number"),
        (lambda text: text.replace("log_hours", "hours"), "missing_column"),
        (lambda text: "\n".join(text.splitlines()[:1]), "empty_file"),
    ],
)
def test_bad_panels_end_with_two_and_a_code(call, tmp_path, change, code):
    bad = tmp_path / "bad.csv"
    bad.write_text(change(OFFICES.read_text(encoding="utf-8")), encoding="utf-8")

    status, out = call("impact", "estimate", bad, *COLUMNS, "--json")

    assert (status, json.loads(out)["error"]["code"]) == (2, code)


def test_everybody_treated_from_the_first_period_is_refused(call, tmp_path):
    bad = tmp_path / "bad.csv"
    rows = "".join(f"{unit},{t},{t},1\n" for unit in range(6) for t in (1, 2, 3))
    bad.write_text("unit,period,y,first_treated\n" + rows, encoding="utf-8")

    status, out = call("impact", "estimate", bad, "--json")

    assert (status, json.loads(out)["error"]["code"]) == (2, "nothing_to_estimate")


def test_ipasn_holds_every_promised_key(call, people):
    status, out = call("impact", "ipasn", people, "--category-variant", "A", "--json")

    found = json.loads(out)
    assert status == 0
    assert found["people"][0] == {
        "person": "1", "qualification": 20, "competence": 40, "performance": 30, "discipline": 5, "total": 95,
        "category": "Sangat Tinggi",
    }  # fmt: skip
    assert found["mean"] == {
        "qualification": 17.5, "competence": 32.5, "performance": 27.5, "discipline": 5, "total": 82.5,
    }  # fmt: skip
    assert [found[key] for key in ("n", "missing", "rule_version", "category_variant")] == [2, 1, "2019", "A"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_ipasn_explains_itself_to_people(call, people, language):
    plain, explained = (
        call("impact", "ipasn", people, "--lang", language, *more)[1] for more in ((), ("--explain",))
    )

    assert "82,50" in plain or "82.50" in plain
    assert "PermenPANRB 38/2018" in plain
    assert explained.count("\n") > plain.count("\n")


def test_unknown_education_is_refused_with_its_row(call, people):
    people.write_text(PEOPLE.replace("S2", "S9"), encoding="utf-8")

    status, out = call("impact", "ipasn", people, "--json")

    problem = json.loads(out)["error"]["problems"][0]
    assert (status, problem["row"], problem["column"], problem["code"]) == (
        2,
        2,
        "education",
        "unknown_value",
    )


@pytest.fixture
def plan(tmp_path) -> Path:
    """The offices of the made panel, with dates six months later."""
    path = tmp_path / "plan.csv"
    header, *rows = OFFICES.read_text(encoding="utf-8").splitlines()
    cells = [row.split(",") for row in rows]
    moved = [[*row[:2], str(int(row[2]) + 6) if row[2] != "0" else "", *row[3:]] for row in cells]
    path.write_text("\n".join([header, *(",".join(row) for row in moved)]) + "\n", encoding="utf-8")
    return path


def test_power_holds_every_promised_key_and_repeats_itself(call, plan):
    words = ("impact", "power", plan, *COLUMNS, "--follow-up", 2, "--effects", "-0.1,-0.3", "--json")

    status, out = call(*words)

    found = json.loads(out)
    assert status == 0 and call(*words) == (status, out)
    assert found["minimum_detectable_effect"] < 0
    assert [point["effect"] for point in found["power_curve"]] == [-0.1, -0.3]
    assert found["power_curve"][1]["power"] > 0.95
    assert (found["moved_back"], found["treated_units"], found["control_units"]) == (6, 20, 10)


@pytest.mark.parametrize(("language", "word"), [("id", "Pengaruh terkecil"), ("en", "Smallest effect")])
def test_power_is_told_in_words(call, plan, language, word):
    status, out = call("impact", "power", plan, *COLUMNS, "--follow-up", 2, "--lang", language)

    assert status == 0 and out.startswith(word)


def test_power_of_a_past_too_short_is_refused(call, plan):
    status, out = call("impact", "power", plan, *COLUMNS, "--follow-up", 5, "--json")

    assert (status, json.loads(out)["error"]["code"]) == (2, "nothing_to_estimate")


@pytest.fixture
def block(tmp_path) -> Path:
    path = tmp_path / "block.csv"
    rows = "".join(
        f"K{unit:02d},{month},{unit + 0.1 * month * (unit % 3) + 0.07 * (unit * month % 5) - (2 if unit > 9 and month > 6 else 0)},"
        f"{'ya' if unit > 9 and month > 6 else 'tidak'}\n"
        for unit in range(12)
        for month in range(1, 10)
    )
    path.write_text("kantor,bulan,jam,dilatih\n" + rows, encoding="utf-8")
    return path


def test_sdid_holds_every_promised_key_and_repeats_itself(call, block):
    words = (
        "impact",
        "sdid",
        block,
        "--outcome",
        "jam",
        "--se",
        "bootstrap",
        "--draws",
        30,
        "--seed",
        5,
        "--json",
    )

    status, out = call(*words)

    found = json.loads(out)
    assert status == 0 and call(*words) == (status, out)
    assert found["att"] == pytest.approx(-2, abs=0.2)
    assert found["ci95"][0] < found["att"] < found["ci95"][1]
    assert [entry["unit"] for entry in found["unit_weights"]] == [f"K{unit:02d}" for unit in range(10)]
    assert [entry["time"] for entry in found["time_weights"]] == [1, 2, 3, 4, 5, 6]
    assert sum(entry["weight"] for entry in found["time_weights"]) == pytest.approx(1)


@pytest.mark.parametrize(("language", "words"), [("id", ["Pengaruh", "Bobot"]), ("en", ["Effect", "Weight"])])
def test_sdid_is_told_in_words(call, block, language, words):
    status, out = call("impact", "sdid", block, "--outcome", "jam", "--lang", language)

    assert status == 0 and all(word in out for word in words)


def test_sdid_refuses_what_is_no_block(call, block):
    block.write_text(block.read_text(encoding="utf-8").replace("ya", "tidak"), encoding="utf-8")

    status, out = call("impact", "sdid", block, "--outcome", "jam", "--json")

    assert (status, json.loads(out)["error"]["code"]) == (2, "nothing_to_estimate")
