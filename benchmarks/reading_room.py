"""How long each page of the reading room takes on a large archive.

    python benchmarks/scale.py --observations 1000000 --db large.db
    python benchmarks/reading_room.py large.db

Each page is asked for many times with other reports, indicators, documents and words in turn; printed are the median
and the worst answer, in milliseconds, from the request to the last byte, by a server process of its own. Pictures of
pages are not among them: the reports of that archive have no files, and drawing one is the time of pdfium.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote, urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from db import open_archive  # noqa: E402  # the path comes first

#: What issue and docs promise for every page.
_PROMISED = 150.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    pages = _pages(asked.archive, asked.times, random.Random(asked.seed))
    with subprocess.Popen(
        [sys.executable, "-m", "web.cli", "serve", str(asked.archive), "--port", "0", "--read-only"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as server:
        try:
            port = _port(server)
            slow = sum(_measure(port, name, paths) for name, paths in pages.items())
        finally:
            server.terminate()
    print(f"{slow} of {len(pages)} pages took longer than {_PROMISED:.0f} ms at their worst.")
    return int(slow > 0)


def _port(server: subprocess.Popen[str]) -> int:
    assert server.stderr is not None
    for line in server.stderr:
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        if found:
            return int(found[1])
        sys.stderr.write(line)
    raise SystemExit("the server did not start")


def _measure(port: int, name: str, paths: list[str]) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times, size = [], 0
    _ask(connection, paths[0])  # the first one warms what all of them use
    for path in paths:
        begun = time.perf_counter()
        size = max(size, _ask(connection, path))
        times.append((time.perf_counter() - begun) * 1000)
    print(f"{name:<34}{statistics.median(times):8.1f}{max(times):8.1f} ms  {size / 1024:7.0f} KB", flush=True)
    return max(times) > _PROMISED


def _ask(connection: http.client.HTTPConnection, path: str) -> int:
    connection.request("GET", path)
    answer = connection.getresponse()
    told = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status}\n{told.decode(errors='replace')[:2000]}")
    return len(told)


def _pages(archive: Path, times: int, chance: random.Random) -> dict[str, list[str]]:
    """The addresses to ask for, by the name of the page."""
    with open_archive(archive) as opened:
        run = opened.database.conn.execute
        reports = [row[0] for row in run("SELECT id FROM reports")]
        documents = [row[0] for row in run("SELECT id FROM cited_documents")]
        held = "EXISTS (SELECT 1 FROM observations o WHERE o.indicator_id = i.id)"
        known = f"SELECT name FROM indicators i WHERE code IS NOT NULL AND {held}"
        indicators = [row[0] for row in run(known)]
        districts = [row[0] for row in run("SELECT DISTINCT district FROM reports WHERE district IS NOT NULL")]
        findings = [row[0] for row in run("SELECT key FROM findings LIMIT 1000")]
        types = [row[0] for row in run("SELECT DISTINCT type FROM cited_documents WHERE type IS NOT NULL")]
    words = ("hộ nghèo", "ho ngheo", "thu ngân sách", "chuyển đổi số", "xay dung nong thon moi", '"lao động"', "lúa")

    def some(make: str, values: list[object]) -> list[str]:
        return [make.format(quote(str(chance.choice(values)), safe="")) for _ in range(times)] if values else []

    def series() -> str:
        query = [("indicator", chance.choice(indicators)), ("district", chance.choice(districts))]
        return f"/series?{urlencode(query)}"

    def several() -> str:
        query = [("indicator", name) for name in chance.sample(indicators, 2)]
        return f"/series?{urlencode(query + [('district', name) for name in chance.sample(districts, 3)])}"

    found = {
        "start page": ["/"] * times,
        "reports": some("/reports?p={}", list(range(1, 100))),
        "reports, by words": some("/reports?q={}", list(districts)),
        "report, page 1": some("/reports/{}/pages/1", list(reports)),
        "report, page 2": some("/reports/{}/pages/2", list(reports)),
        "review": ["/review"] * times,
        "review of a report": some("/review?report={}", list(reports)),
        "series, one district": [series() for _ in range(times)],
        "series, two indicators, three districts": [several() for _ in range(times)],
        "register": some("/documents?p={}", list(range(1, 200))),
        "register, by type": some("/documents?type={}", list(types)),
        "register, conflicts": ["/documents?conflict=1"] * times,
        "document": some("/documents/{}", list(documents)),
        "most cited document": ["/documents?p=1"] * times,
        "findings": ["/findings"] * times,
        "finding": some("/findings/{}", list(findings)),
        "search, pages": some("/search?q={}", list(words)),
        "search, citations": some("/search?kind=citation&q={}", list(words)),
        "search, in a district": some("/search?q=h%E1%BB%99+ngh%C3%A8o&district={}", list(districts)),
        "load": ["/load"] * times,
    }
    return {name: paths for name, paths in found.items() if paths}


if __name__ == "__main__":
    sys.exit(main())
