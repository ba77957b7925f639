-- One row out for each row of the reports: the regions it counts in, and by which rule. Sums are taken afterwards.
-- What becomes of a row depends on its own file and the lookup table alone, so reports are cleaned in any batches.
WITH
-- Names that only some reports use, and the region that they mean: never a spelling, which the next lookup table may change.
country_aliases(filed, region, province, rule) AS (
  VALUES
    ('mainlandchina', 'CHN', NULL, 'older name of a country'),
    ('southkorea', 'KOR', NULL, 'older name of a country'),
    ('republicofkorea', 'KOR', NULL, 'older name of a country'),
    ('iranislamicrepublicof', 'IRN', NULL, 'older name of a country'),
    ('bahamasthe', 'BHS', NULL, 'older name of a country'),
    ('thebahamas', 'BHS', NULL, 'older name of a country'),
    ('gambiathe', 'GMB', NULL, 'older name of a country'),
    ('thegambia', 'GMB', NULL, 'older name of a country'),
    ('republicofireland', 'IRL', NULL, 'older name of a country'),
    ('republicofmoldova', 'MDA', NULL, 'older name of a country'),
    ('russianfederation', 'RUS', NULL, 'older name of a country'),
    ('uk', 'GBR', NULL, 'older name of a country'),
    ('northireland', 'GBR', 'northernireland', 'older name of a country'),
    ('ivorycoast', 'CIV', NULL, 'older name of a country'),
    ('czechrepublic', 'CZE', NULL, 'older name of a country'),
    ('capeverde', 'CPV', NULL, 'older name of a country'),
    ('easttimor', 'TLS', NULL, 'older name of a country'),
    ('vaticancity', 'VAT', NULL, 'older name of a country'),
    ('palestine', 'PSE', NULL, 'older name of a country'),
    ('occupiedpalestinianterritory', 'PSE', NULL, 'older name of a country'),
    ('republicofthecongo', 'COG', NULL, 'older name of a country'),
    ('taipeiandenvirons', 'TWN', NULL, 'older name of a country'),
    ('turkiye', 'TUR', NULL, 'another name of a country'),
    ('swaziland', 'SWZ', NULL, 'another name of a country'),
    ('macedonia', 'MKD', NULL, 'another name of a country'),
    ('unitedstates', 'USA', NULL, 'another name of a country'),
    ('unitedstatesofamerica', 'USA', NULL, 'another name of a country'),
    ('greatbritain', 'GBR', NULL, 'another name of a country'),
    ('myanmar', 'MMR', NULL, 'another name of a country'),
    ('others', 'ship:diamond-princess', '', 'older name of a ship'),
    ('cruiseship', 'ship:diamond-princess', '', 'older name of a ship'),
    ('hongkong', 'CHN', 'hongkong', 'province filed as a country'),
    ('hongkongsar', 'CHN', 'hongkong', 'province filed as a country'),
    ('macau', 'CHN', 'macau', 'province filed as a country'),
    ('macaosar', 'CHN', 'macau', 'province filed as a country'),
    ('guadeloupe', 'FRA', 'guadeloupe', 'territory filed as a country'),
    ('martinique', 'FRA', 'martinique', 'territory filed as a country'),
    ('mayotte', 'FRA', 'mayotte', 'territory filed as a country'),
    ('reunion', 'FRA', 'reunion', 'territory filed as a country'),
    ('frenchguiana', 'FRA', 'frenchguiana', 'territory filed as a country'),
    ('saintbarthelemy', 'FRA', 'saintbarthelemy', 'territory filed as a country'),
    ('saintmartin', 'FRA', 'stmartin', 'territory filed as a country'),
    ('stmartin', 'FRA', 'stmartin', 'territory filed as a country'),
    ('aruba', 'NLD', 'aruba', 'territory filed as a country'),
    ('curacao', 'NLD', 'curacao', 'territory filed as a country'),
    ('greenland', 'DNK', 'greenland', 'territory filed as a country'),
    ('faroeislands', 'DNK', 'faroeislands', 'territory filed as a country'),
    ('gibraltar', 'GBR', 'gibraltar', 'territory filed as a country'),
    ('guernsey', 'GBR', 'guernsey', 'territory filed as a country'),
    ('jersey', 'GBR', 'jersey', 'territory filed as a country'),
    ('channelislands', 'GBR', 'channelislands', 'territory filed as a country'),
    ('caymanislands', 'GBR', 'caymanislands', 'territory filed as a country'),
    ('puertorico', 'USA', 'puertorico', 'territory filed as a country'),
    ('guam', 'USA', 'guam', 'territory filed as a country')
),
state_aliases(country, filed, region) AS (
  VALUES
    ('USA', 'unitedstatesvirginislands', 'US-VI'), ('USA', 'virginislandsus', 'US-VI'), ('USA', 'chicago', 'US-IL'),
    ('USA', 'washingtondc', 'US-DC'), ('CHN', 'hongkong', 'CN-HK'), ('CHN', 'hongkongsar', 'CN-HK'),
    ('CHN', 'macau', 'CN-MO'), ('CHN', 'macao', 'CN-MO'), ('CHN', 'macausar', 'CN-MO'), ('CHN', 'macaosar', 'CN-MO')
),
county_aliases(state, filed, region) AS (
  VALUES
    ('US-UT', 'southwest', 'US-UT:southwest-utah'), ('US-MN', 'leseur', '27079'), ('US-NM', 'donnaana', '35013')
),
-- Recoveries that are not reported, though the source has a number: a zero, or with `any`, in every row of the country,
-- because only some of its territories go on reporting. Declared by place and day, never told from later days.
not_reported(country, since, until, "any") AS (
  VALUES
    ('USA', DATE '2020-03-18', DATE '9999-12-31', false), ('CAN', DATE '2020-03-22', DATE '2020-05-13', false),
    ('SRB', DATE '2020-03-26', DATE '2020-04-17', false), ('GBR', DATE '2020-04-13', DATE '9999-12-31', true),
    ('NLD', DATE '2020-04-21', DATE '9999-12-31', true), ('SWE', DATE '2020-06-02', DATE '9999-12-31', true)
),
-- Provinces of the four countries with a map that are no province, and are meant to be none.
nowhere(country, filed) AS (
  VALUES
    ('USA', 'diamondprincess'), ('USA', 'grandprincess'), ('USA', 'grandprincesscruiseship'), ('USA', 'recovered'),
    ('USA', 'wuhanevacuee'), ('USA', 'usmilitary'), ('USA', 'federalbureauofprisons'), ('USA', 'veteranhospitals'),
    ('CAN', 'diamondprincess'), ('CAN', 'grandprincess'), ('CAN', 'recovered'),
    ('CAN', 'repatriatedtravellers'), ('CHN', 'unknown'), ('AUS', 'fromdiamondprincess'),
    ('AUS', 'externalterritories'), ('AUS', 'jervisbayterritory')
),
-- The few thousand names are looked up once each, by a hash of their four columns, and not once a row.
filed AS (
  SELECT
    hash(country, province, county, fips) AS name,
    any_value(country) AS country, any_value(province) AS province, any_value(county) AS county, any_value(fips) AS fips
  FROM reports
  GROUP BY name
),
keys AS (
  SELECT
    *,
    regexp_replace(lower(strip_accents(coalesce(country, ''))), '[^a-z0-9]', '', 'g') AS country_filed,
    regexp_replace(lower(strip_accents(coalesce(province, ''))), '[^a-z0-9]', '', 'g') AS province_filed,
    regexp_replace(regexp_replace(lower(strip_accents(coalesce(county, ''))), ' county$', ''), '[^a-z0-9]', '', 'g')
      AS county_filed,
    -- "Seattle, WA": a city, counted in its state. "Travis, CA (From Diamond Princess)": evacuees, counted in none.
    CASE
      WHEN province LIKE '%, %' AND province NOT LIKE '%(From %'
      THEN trim(regexp_extract(province, ', *([^,]*)$', 1))
    END AS city_of,
    CASE WHEN fips5 IN ('36005', '36047', '36081', '36085') THEN '36061' ELSE fips5 END AS county_code,
    coalesce(fips5 IN ('36005', '36047', '36081', '36085'), false) AS is_borough,
    regexp_matches(county_filed, '^(unassigned|unknown|outof.*)$') AS is_unassigned
  FROM (
    SELECT *, CASE WHEN trim(coalesce(fips, '')) <> '' THEN lpad(regexp_replace(trim(fips), '\.0$', ''), 5, '0') END AS fips5
    FROM filed
  )
),
counties AS (
  SELECT region, parent, county_key FROM regions WHERE map = 'us-counties'
),
countries AS (
  SELECT k.*,
    coalesce(meant.region, own.region) AS country_region,
    coalesce(meant.country_key, own.country_key) AS country_key,
    CASE WHEN meant.region IS NOT NULL THEN a.rule END AS alias_rule,
    coalesce(CASE WHEN meant.region IS NOT NULL THEN a.province END, k.province_filed) AS province_key
  FROM keys k
  LEFT JOIN country_aliases a ON a.filed = k.country_filed
  LEFT JOIN regions meant ON meant.region = a.region
  LEFT JOIN regions own ON own.map = 'world' AND own.country_key = k.country_filed
),
states AS (
  SELECT c.*, coalesce(meant.region, own.region) AS state_region,
    a.region IS NOT NULL AND c.country_region = 'USA' AS is_renamed_state
  FROM countries c
  LEFT JOIN state_aliases a ON a.country = c.country_region AND a.filed = c.province_key
  LEFT JOIN regions meant ON meant.region = a.region
  LEFT JOIN regions own ON meant.region IS NULL AND own.parent = c.country_region AND own.county_key = ''
    AND (own.province_key = c.province_key
      OR (c.city_of IS NOT NULL AND (substr(own.region, 4) = c.city_of
        OR own.province_key = regexp_replace(lower(c.city_of), '[^a-z]', '', 'g'))))
),
-- Each lookup is by one key, null where it does not apply, so that the engine need not compare every name with every region.
coded AS (
  SELECT s.*, by_code.region AS region_by_code, by_alias.region AS region_by_alias,
    n.filed IS NOT NULL OR s.province LIKE '%(From %' AS is_nowhere,
    CASE WHEN s.country_region = 'USA' AND s.county_filed <> '' AND by_code.region IS NULL AND by_alias.region IS NULL
      THEN s.state_region END AS searched_state
  FROM (
    SELECT *, CASE WHEN country_region = 'USA' AND county_filed <> '' THEN county_code END AS searched_code
    FROM states
  ) s
  LEFT JOIN counties by_code ON by_code.region = s.searched_code
  LEFT JOIN county_aliases a ON a.state = s.state_region AND a.filed = s.county_filed
  LEFT JOIN regions by_alias ON by_alias.region = a.region
  LEFT JOIN nowhere n ON n.country = s.country_region AND n.filed = s.province_key
),
known AS (
  SELECT c.*,
    CASE WHEN NOT c.is_unassigned THEN coalesce(c.region_by_code, c.region_by_alias, by_name.region) END AS county_region
  FROM coded c
  LEFT JOIN counties by_name ON by_name.parent = c.searched_state AND by_name.county_key = c.county_filed
),
ruled AS (
  SELECT
    *,
    CASE
      WHEN country_region IS NULL THEN 'country not in the lookup table'
      WHEN alias_rule IS NOT NULL THEN alias_rule
      WHEN is_borough THEN 'borough of New York City'
      WHEN city_of IS NOT NULL AND state_region IS NOT NULL AND NOT is_renamed_state THEN 'city counted in its state'
      WHEN is_renamed_state THEN 'older name of a state'
      WHEN is_unassigned THEN 'unassigned: in its state, in no county'
      WHEN is_nowhere THEN 'in its country, in no state'
      WHEN country_region IN ('USA', 'CAN', 'CHN', 'AUS') AND province_key NOT IN ('', country_key)
        AND state_region IS NULL THEN 'state not in the lookup table: in its country only'
      WHEN county_filed <> '' AND county_region IS NULL AND country_region = 'USA'
      THEN 'county not in the lookup table: in its state only'
    END AS rule
  FROM known
),
named AS (
  SELECT
    *,
    list_filter([county_region, state_region, country_region], x -> x IS NOT NULL) AS regions,
    coalesce(rule NOT LIKE '%not in the lookup table%', true) AS matched,
    alias_rule IS NOT NULL OR is_renamed_state AS is_alias,
    country_region = 'IRL' AND alias_rule IS NOT NULL AS yields,
    concat_ws(', ', nullif(trim(county), ''), nullif(trim(province), ''), trim(country)) AS place,
    -- Rows of one day with the same identity name the same place.
    CASE
      WHEN is_unassigned OR country_region IS NULL OR is_borough THEN name
      ELSE hash(
        country_region, coalesce(state_region, province_key), coalesce(county_region, county_filed),
        CASE WHEN city_of IS NOT NULL THEN province END
      )
    END AS identity
  FROM ruled
),
rows AS (
  SELECT
    r.file, r.date, r.line, r.confirmed, r.deaths,
    CASE WHEN (r.recovered = 0 OR u."any") AND r.date BETWEEN u.since AND u.until THEN NULL ELSE r.recovered END
      AS recovered,
    p.place, p.matched, p.regions, p.rule, p.country_region, p.is_borough, p.is_alias, p.yields, p.is_unassigned, p.identity
  FROM reports r
  JOIN named p ON p.name = hash(r.country, r.province, r.county, r.fips)
  LEFT JOIN not_reported u ON u.country = p.country_region
),
-- They repeat each other if their counts are equal or if one is filed under an alias: one stays, the larger count before
-- the smaller, the place's own name before the alias. Otherwise they are parts of the place, and summed.
repeats AS (
  SELECT
    file, line,
    nth > 1 AND (with_alias OR confirmed = largest) AS is_repeat,
    nth > 1 AS is_part
  FROM (
    SELECT
      file, line, confirmed,
      row_number() OVER (
        PARTITION BY file, identity ORDER BY yields, confirmed DESC NULLS LAST, deaths DESC NULLS LAST, is_alias, line
      ) AS nth,
      bool_or(is_alias) OVER (PARTITION BY file, identity) AS with_alias,
      max(confirmed) OVER (PARTITION BY file, identity) AS largest
    FROM rows
    SEMI JOIN (SELECT file, identity FROM rows GROUP BY ALL HAVING count(*) > 1) twice USING (file, identity)
    WHERE NOT is_unassigned AND NOT is_borough AND country_region IS NOT NULL
  )
)
SELECT
  r.file, r.date, r.line, r.place, r.matched, r.regions, r.confirmed, r.deaths, r.recovered,
  CASE
    WHEN r.country_region IS NULL THEN 'unmatched'
    WHEN d.is_repeat THEN 'dropped'
    WHEN d.is_part OR r.is_borough THEN 'merged'
    WHEN r.is_alias OR r.rule = 'city counted in its state' THEN 'moved'
    ELSE 'kept'
  END AS outcome,
  CASE
    WHEN d.is_repeat THEN 'repeats another row of the same place'
    WHEN d.is_part THEN 'part of the same place as another row'
    ELSE r.rule
  END AS rule
FROM rows r
LEFT JOIN repeats d ON d.file = r.file AND d.line = r.line
