#!/usr/bin/env python3
"""One door for every machine: makes the environment, installs what is pinned, then does the job.

    python start.py demo     the demonstration city: web, worker, address and accounts
    python start.py test     every test, those in a real browser included
    python start.py check    formatter, linter, types, import contracts, documentation
    python start.py fix      let the formatter and the linter mend what they can
    python start.py docs     build the documentation, warnings being errors
    python start.py bench    the benchmarks
    python start.py lock     renew the pinned versions

Needs Python 3.11 or newer and nothing else. What follows the word is handed on:
``python start.py demo --port 9000``, ``python start.py test tests/impact``.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
SCRIPTS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)


def say(text):
    print(text, file=sys.stderr, flush=True)


def run(*command, **options):
    """Run a program of the environment and end with its status when it fails."""
    done = subprocess.run([str(word) for word in command], cwd=ROOT, check=False, **options)
    if done.returncode:
        sys.exit(done.returncode)


def is_noise(line):
    """Say whether a line of pip tells nothing that anybody could act on."""
    return line.startswith("WARNING: Location") and "is ignored" in line


def run_pip(python, *words):
    """Run pip quietly: what it says beside its warnings about places that are not there is passed on."""
    quiet = ("--quiet", "--disable-pip-version-check", "--no-warn-script-location")
    command = [str(word) for word in (python, "-m", "pip", "install") + quiet + words]
    with subprocess.Popen(
        command, cwd=str(ROOT), stderr=subprocess.PIPE, universal_newlines=True, errors="replace"
    ) as pip:
        for line in pip.stderr:
            if not is_noise(line):
                sys.stderr.write(line)
                sys.stderr.flush()
    if pip.returncode:
        say("pip gagal; alasannya tertulis di atas / pip failed; the reason stands above")
        sys.exit(1)


def hand_over(*command):
    """Turn into another program, or wait for it where that cannot be done; Ctrl-C is for that program to answer."""
    words = [str(word) for word in command]
    os.chdir(str(ROOT))
    if os.name != "nt":
        os.execv(words[0], words)
    signal.signal(signal.SIGINT, lambda number, frame: None)
    sys.exit(subprocess.call(words))


def make_environment(environment):
    """Make an empty environment, or say what is missing for it."""
    try:
        builder = venv.EnvBuilder(with_pip=True, clear=environment.exists(), symlinks=os.name != "nt")
        builder.create(str(environment))
    except (subprocess.CalledProcessError, ImportError):
        shutil.rmtree(str(environment), ignore_errors=True)
        say(
            "Python ini tidak lengkap: venv atau pip tidak ada. Di Debian dan Ubuntu: apt install python3-venv."
        )
        say(
            "This Python is not complete: venv or pip is missing. On Debian and Ubuntu: apt install python3-venv."
        )
        sys.exit(2)


def restart_with_newer_python():
    """Hand over to a newer interpreter where this one is too old."""
    if sys.version_info >= OLDEST:
        return
    for minor in (14, 13, 12, 11):
        newer = shutil.which("python3.%d" % minor)
        if newer:
            sys.exit(subprocess.call([newer, str(ROOT / "start.py")] + sys.argv[1:]))
    say(
        "Saindege butuh Python 3.11 atau lebih baru; ini %d.%d. Pasang dari python.org, lalu ulangi."
        % sys.version_info[:2]
    )
    say(
        "Saindege needs Python 3.11 or newer; this is %d.%d. Install it from python.org and try again."
        % sys.version_info[:2]
    )
    sys.exit(2)


def install(lock_name, environment=ENVIRONMENT):
    """Make the environment and install what the lock file pins, once per content of the lock file."""
    lock = ROOT / lock_name
    python = environment / PYTHON.relative_to(ENVIRONMENT)
    fingerprint = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = environment / (".installed-" + lock.stem)
    if python.exists() and stamp.exists() and stamp.read_text() == fingerprint:
        return python
    if not python.exists():
        say("Menyiapkan lingkungan Python di %s / making the Python environment" % environment.name)
        make_environment(environment)
    say(
        "Memasang pustaka dari %s (sekitar setengah menit) / installing the libraries of %s"
        % (lock_name, lock_name)
    )
    run_pip(python, "--require-hashes", "-r", lock)
    run_pip(python, "--no-deps", "--editable", ROOT)
    stamp.write_text(fingerprint)
    return python


def known_browsers():
    """Yield the places where a Chromium-like browser may already stand."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"):
        yield shutil.which(name)
    yield "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    for folder in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
        yield os.path.join(os.environ.get(folder, ""), "Google", "Chrome", "Application", "chrome.exe")
        yield os.path.join(os.environ.get(folder, ""), "Microsoft", "Edge", "Application", "msedge.exe")


def find_browser():
    """Name a browser for the tests in SAINDEGE_CHROMIUM, fetching one where there is none."""
    if os.environ.get("SAINDEGE_CHROMIUM"):
        return
    found = next((place for place in known_browsers() if place and os.path.exists(place)), None)
    if found:
        os.environ["SAINDEGE_CHROMIUM"] = found
        return
    say("Mengambil peramban untuk pengujian / fetching a browser for the tests")
    fetched = subprocess.run([str(PYTHON), "-m", "playwright", "install", "chromium"], cwd=ROOT, check=False)
    if fetched.returncode == 0:
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
            check=False,
            stdout=subprocess.DEVNULL,
        )
        if shutil.which("chromium"):
            os.environ["SAINDEGE_CHROMIUM"] = shutil.which("chromium")
            return
    say(
        "Tidak ada peramban. Pasang Chromium atau Chrome, atau isi SAINDEGE_CHROMIUM dengan letaknya, lalu ulangi."
    )
    say(
        "No browser found. Install Chromium or Chrome, or name its place in SAINDEGE_CHROMIUM, and try again."
    )
    sys.exit(2)


def demo(words):
    install("requirements.lock")
    hand_over(PYTHON, "-m", "saindege.cli", "demo", *words)


def test(words):
    install("requirements-dev.lock")
    find_browser()
    run(PYTHON, "-m", "pytest", *words)


def check(words):
    install("requirements-dev.lock")
    run(PYTHON, "-m", "ruff", "format", "--check", ".")
    run(PYTHON, "-m", "ruff", "check", ".")
    run(PYTHON, "-m", "mypy")
    run(SCRIPTS / "lint-imports", "--no-cache")
    docs(words)


def fix(words):
    install("requirements-dev.lock")
    run(PYTHON, "-m", "ruff", "check", "--fix", ".")
    run(PYTHON, "-m", "ruff", "format", ".")


def docs(words):
    install("requirements-dev.lock")
    run(PYTHON, "-m", "zensical", "build", "--strict", "--clean", *words)


def bench(words):
    install("requirements-dev.lock")
    # The peers bring many libraries and licences of their own: they never enter our environment.
    peers = install("requirements-peers.lock", ROOT / ".venv-peers")
    find_browser()
    run(PYTHON, "-m", "benchmarks", "--peer-python", peers, *words)


def lock(words):
    install("requirements-dev.lock")
    run_pip(PYTHON, "uv")
    for name, group in LOCKS:
        run(
            SCRIPTS / "uv", "pip", "compile", "--universal", "--python-version", "3.11", "pyproject.toml",
            *group, "--generate-hashes", "--no-header", "--quiet", "--output-file", name, *words,
        )  # fmt: skip


LOCKS = (
    ("requirements.lock", ()),
    ("requirements-dev.lock", ("--group", "dev")),
    ("requirements-peers.lock", ("--group", "peers")),
)
JOBS = {"demo": demo, "test": test, "check": check, "fix": fix, "docs": docs, "bench": bench, "lock": lock}


def main():
    restart_with_newer_python()
    if len(sys.argv) < 2 or sys.argv[1] not in JOBS:
        say(__doc__)
        sys.exit(0 if sys.argv[1:] in (["-h"], ["--help"]) else 2)
    JOBS[sys.argv[1]](sys.argv[2:])


if __name__ == "__main__":
    main()
