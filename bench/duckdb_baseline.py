"""The same work as pandas_baseline.py, with DuckDB: read, group and difference the daily reports of a folder.

    python3 bench/duckdb_baseline.py <folder with MM-DD-YYYY.csv files>
"""

import glob
import json
import os
import sys
import time

import duckdb

STATEMENT = """
CREATE TABLE totals AS
WITH reports AS (
  SELECT
    coalesce("Country/Region", "Country_Region", '') AS country,
    coalesce("Province/State", "Province_State", '') AS province,
    coalesce("Admin2", '') AS county,
    strptime(left(parse_filename(filename), 10), '%m-%d-%Y')::DATE AS date,
    "Confirmed"::DOUBLE AS confirmed, "Deaths"::DOUBLE AS deaths, "Recovered"::DOUBLE AS recovered
  FROM read_csv(?, union_by_name = true, filename = true, header = true, all_varchar = true,
    delim = ',', quote = '"', escape = '"', strict_mode = false)
),
sums AS (
  SELECT country, province, county, date, count(*) AS rows,
    sum(confirmed) AS confirmed, sum(deaths) AS deaths, sum(recovered) AS recovered
  FROM reports GROUP BY ALL
)
SELECT *, confirmed - lag(confirmed) OVER place AS new_confirmed, deaths - lag(deaths) OVER place AS new_deaths,
  recovered - lag(recovered) OVER place AS new_recovered
FROM sums WINDOW place AS (PARTITION BY country, province, county ORDER BY date)
"""


def main(folder):
    started = time.perf_counter()
    paths = sorted(glob.glob(os.path.join(folder, "*.csv")))
    connection = duckdb.connect()
    connection.execute(STATEMENT, [paths])
    rows, groups = connection.execute("SELECT sum(rows)::BIGINT, count(*) FROM totals").fetchone()
    seconds = time.perf_counter() - started
    print(json.dumps({"rows": rows, "groups": groups, "seconds": round(seconds, 3)}))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
