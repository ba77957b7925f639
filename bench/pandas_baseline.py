"""The time a plain script needs to read, group and difference the daily reports of a folder.

    python3 bench/pandas_baseline.py <folder with MM-DD-YYYY.csv files>

Prints one line of JSON: rows read, groups (places and days) and seconds, from the first file opened to the last difference.
It does not clean: it merges no places, checks nothing and writes nothing.
"""

import glob
import json
import os
import sys
import time

import pandas as pd

COLUMNS = {
    "Country/Region": "country",
    "Country_Region": "country",
    "Province/State": "province",
    "Province_State": "province",
    "Admin2": "county",
}
PLACE = ["country", "province", "county"]
COUNTS = ["Confirmed", "Deaths", "Recovered"]


def read_report(path):
    report = pd.read_csv(path, encoding="utf-8-sig").rename(columns=COLUMNS)
    report["date"] = pd.to_datetime(os.path.basename(path)[:10], format="%m-%d-%Y")
    return report


def main(folder):
    started = time.perf_counter()
    paths = sorted(glob.glob(os.path.join(folder, "*.csv")))
    reports = pd.concat([read_report(path) for path in paths], ignore_index=True)
    reports[PLACE] = reports[PLACE].fillna("")
    totals = reports.groupby([*PLACE, "date"], as_index=False)[COUNTS].sum().sort_values([*PLACE, "date"])
    new = totals.groupby(PLACE)[COUNTS].diff()
    totals = totals.join(new.add_prefix("New"))
    seconds = time.perf_counter() - started
    print(json.dumps({"rows": len(reports), "groups": len(totals), "seconds": round(seconds, 3)}))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
