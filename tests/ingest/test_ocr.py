"""Scans: refused with the remedy, read with ``--ocr``, in doubt until a person has looked at them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

pytest.importorskip("pypdfium2")

from made_pdf import column, make_pdf

from archivist.cli.program import program

PROSE = [
    "Le Moulin Bleu, fabrique fictive de Valombre, ouvre un atelier de verre au bord de la|rivière, dans une ancienne "
    "filature que ses artisans ont remise en état eux-mêmes."
]


def run(*args: str, code: int = 0) -> Result:
    result = CliRunner().invoke(program, list(args), prog_name="archivist", catch_exceptions=False)
    assert result.exit_code == code, (result.stdout, result.stderr)
    return result


def read(*args: str) -> Any:
    return json.loads(run(*args).stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="the programs here are scripts with a #! line")
def test_a_scan_is_read_with_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    (tmp_path / "scan.pdf").write_bytes(make_pdf([[]]))
    (tmp_path / "text.pdf").write_bytes(make_pdf([column(PROSE)]))
    for name, script in (
        ("tesseract", "print('eng\\nfra')"),
        ("ocrmypdf", f"import shutil, sys; shutil.copy({str(tmp_path / 'text.pdf')!r}, sys.argv[-1])"),
    ):
        (programs / name).write_text(f"#!{sys.executable}\n{script}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    assert "--ocr" in run("extract", str(tmp_path / "scan.pdf"), code=1).stderr
    (found,) = read("extract", "--ocr", str(tmp_path / "scan.pdf"), "--format", "json")["releases"]
    assert "Moulin" in found["text"]
    archive = ("--archive", str(tmp_path / "archive"))
    run("init", str(tmp_path / "archive"))
    assert "--ocr" in run(*archive, "ingest", str(tmp_path / "scan.pdf"), code=1).stderr
    run(*archive, "ingest", "--ocr", str(tmp_path / "scan.pdf"))
    (doubt,) = read(*archive, "doubts", "--field", "text", "--format", "json")
    assert "recognised" in doubt["doubt"]
    assert run(*archive, "reclean", code=1).stderr.count("--ocr") == 1
    run(*archive, "reclean", "--ocr")
    run(*archive, *doubt["remedy"].split()[1:])
    run(*archive, "reclean", "--ocr")
    assert "Nothing is in doubt." in run(*archive, "doubts", "--field", "text").stdout
