"""The same work as pandas_baseline.py, with polars: read, group and difference the daily reports of a folder.

    python3 bench/polars_baseline.py <folder with MM-DD-YYYY.csv files>
"""

import datetime
import glob
import json
import os
import sys
import time

import polars as pl

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
    report = pl.read_csv(path, infer_schema=False)
    report = report.rename({name: COLUMNS[name] for name in report.columns if name in COLUMNS})
    if "county" not in report.columns:
        report = report.with_columns(county=pl.lit(None, pl.String))
    date = datetime.datetime.strptime(os.path.basename(path)[:10], "%m-%d-%Y").date()
    return report.select(
        *[pl.col(name).fill_null("") for name in PLACE],
        *[pl.col(name).cast(pl.Float64) for name in COUNTS],
        pl.lit(date).alias("date"),
    )


def main(folder):
    started = time.perf_counter()
    paths = sorted(glob.glob(os.path.join(folder, "*.csv")))
    reports = pl.concat([read_report(path) for path in paths])
    totals = reports.group_by([*PLACE, "date"]).agg(pl.col(COUNTS).sum()).sort([*PLACE, "date"])
    totals = totals.with_columns(pl.col(name).diff().over(PLACE).alias("New" + name) for name in COUNTS)
    seconds = time.perf_counter() - started
    print(json.dumps({"rows": len(reports), "groups": len(totals), "seconds": round(seconds, 3)}))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
