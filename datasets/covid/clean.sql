-- One row out for each row of the reports: the regions it counts in, and by which rule. Sums are taken afterwards.
-- A row's fate depends on its own file and the lookup table alone, so reports are cleaned in any batches.
WITH
-- Names that only some reports use, and the place of the lookup table that they mean.
country_aliases(filed, country, province, rule) AS (
  VALUES
    ('mainlandchina', 'china', NULL, 'older name of a country'),
    ('southkorea', 'koreasouth', NULL, 'older name of a country'),
    ('republicofkorea', 'koreasouth', NULL, 'older name of a country'),
    ('iranislamicrepublicof', 'iran', NULL, 'older name of a country'),
    ('bahamasthe', 'bahamas', NULL, 'older name of a country'),
    ('thebahamas', 'bahamas', NULL, 'older name of a country'),
    ('gambiathe', 'gambia', NULL, 'older name of a country'),
    ('thegambia', 'gambia', NULL, 'older name of a country'),
    ('republicofireland', 'ireland', NULL, 'older name of a country'),
    ('republicofmoldova', 'moldova', NULL, 'older name of a country'),
    ('russianfederation', 'russia', NULL, 'older name of a country'),
    ('uk', 'unitedkingdom', NULL, 'older name of a country'),
    ('northireland', 'unitedkingdom', 'northernireland', 'older name of a country'),
    ('ivorycoast', 'cotedivoire', NULL, 'older name of a country'),
    ('czechrepublic', 'czechia', NULL, 'older name of a country'),
    ('capeverde', 'caboverde', NULL, 'older name of a country'),
    ('easttimor', 'timorleste', NULL, 'older name of a country'),
    ('vaticancity', 'holysee', NULL, 'older name of a country'),
    ('palestine', 'westbankandgaza', NULL, 'older name of a country'),
    ('occupiedpalestinianterritory', 'westbankandgaza', NULL, 'older name of a country'),
    ('republicofthecongo', 'congobrazzaville', NULL, 'older name of a country'),
    ('taipeiandenvirons', 'taiwan', NULL, 'older name of a country'),
    ('others', 'diamondprincess', '', 'older name of a ship'),
    ('cruiseship', 'diamondprincess', '', 'older name of a ship'),
    ('hongkong', 'china', 'hongkong', 'province filed as a country'),
    ('hongkongsar', 'china', 'hongkong', 'province filed as a country'),
    ('macau', 'china', 'macau', 'province filed as a country'),
    ('macaosar', 'china', 'macau', 'province filed as a country'),
    ('guadeloupe', 'france', 'guadeloupe', 'territory filed as a country'),
    ('martinique', 'france', 'martinique', 'territory filed as a country'),
    ('mayotte', 'france', 'mayotte', 'territory filed as a country'),
    ('reunion', 'france', 'reunion', 'territory filed as a country'),
    ('frenchguiana', 'france', 'frenchguiana', 'territory filed as a country'),
    ('saintbarthelemy', 'france', 'saintbarthelemy', 'territory filed as a country'),
    ('saintmartin', 'france', 'stmartin', 'territory filed as a country'),
    ('stmartin', 'france', 'stmartin', 'territory filed as a country'),
    ('aruba', 'netherlands', 'aruba', 'territory filed as a country'),
    ('curacao', 'netherlands', 'curacao', 'territory filed as a country'),
    ('greenland', 'denmark', 'greenland', 'territory filed as a country'),
    ('faroeislands', 'denmark', 'faroeislands', 'territory filed as a country'),
    ('gibraltar', 'unitedkingdom', 'gibraltar', 'territory filed as a country'),
    ('guernsey', 'unitedkingdom', 'guernsey', 'territory filed as a country'),
    ('jersey', 'unitedkingdom', 'jersey', 'territory filed as a country'),
    ('channelislands', 'unitedkingdom', 'channelislands', 'territory filed as a country'),
    ('caymanislands', 'unitedkingdom', 'caymanislands', 'territory filed as a country'),
    ('puertorico', 'us', 'puertorico', 'territory filed as a country'),
    ('guam', 'us', 'guam', 'territory filed as a country')
),
province_aliases(country, filed, province) AS (
  VALUES
    ('us', 'unitedstatesvirginislands', 'virginislands'), ('us', 'virginislandsus', 'virginislands'),
    ('us', 'chicago', 'illinois'), ('us', 'washingtondc', 'districtofcolumbia'),
    ('china', 'hongkong', 'hongkongsar'), ('china', 'macau', 'macausar')
),
county_aliases(province, filed, county) AS (
  VALUES ('utah', 'southwest', 'southwestutah'), ('minnesota', 'leseur', 'lesueur'), ('newmexico', 'donnaana', 'donaana')
),
-- Provinces of the four countries with a map that are no province, and are meant to be none.
nowhere(country, filed) AS (
  VALUES
    ('us', 'diamondprincess'), ('us', 'grandprincess'), ('us', 'grandprincesscruiseship'), ('us', 'recovered'),
    ('us', 'wuhanevacuee'), ('us', 'usmilitary'), ('us', 'federalbureauofprisons'), ('us', 'veteranhospitals'),
    ('canada', 'diamondprincess'), ('canada', 'grandprincess'), ('canada', 'recovered'),
    ('canada', 'repatriatedtravellers'), ('china', 'unknown'), ('australia', 'fromdiamondprincess'),
    ('australia', 'externalterritories'), ('australia', 'jervisbayterritory')
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
    CASE
      WHEN trim(coalesce(fips, '')) = '' THEN NULL
      ELSE lpad(regexp_replace(trim(fips), '\.0$', ''), 5, '0')
    END AS fips5
  FROM filed
),
places AS (
  SELECT
    k.name, k.country, k.province, k.county,
    coalesce(a.country, k.country_filed) AS country_key,
    coalesce(p.province, a.province, k.province_filed) AS province_key,
    coalesce(c.county, k.county_filed) AS county_key,
    k.city_of, a.rule AS alias_rule,
    p.province IS NOT NULL AND p.country = 'us' AS province_renamed,
    CASE WHEN k.fips5 IN ('36005', '36047', '36081', '36085') THEN '36061' ELSE k.fips5 END AS county_code,
    coalesce(k.fips5 IN ('36005', '36047', '36081', '36085'), false) AS is_borough,
    regexp_matches(k.county_filed, '^(unassigned|unknown|outof.*)$') AS is_unassigned
  FROM keys k
  LEFT JOIN country_aliases a ON a.filed = k.country_filed
  LEFT JOIN province_aliases p ON p.country = coalesce(a.country, k.country_filed)
    AND p.filed = coalesce(a.province, k.province_filed)
  LEFT JOIN county_aliases c ON c.province = k.province_filed AND c.filed = k.county_filed
),
known AS (
  SELECT
    p.*,
    w.region AS country_region,
    s.region AS state_region,
    CASE WHEN NOT p.is_unassigned THEN coalesce(by_code.region, by_name.region) END AS county_region,
    n.filed IS NOT NULL OR p.province LIKE '%(From %' AS is_nowhere
  FROM places p
  LEFT JOIN regions w ON w.map = 'world' AND w.country_key = p.country_key
  LEFT JOIN regions s ON s.parent IS NOT NULL AND s.county_key = '' AND s.country_key = p.country_key
    AND (s.province_key = p.province_key
      OR (p.city_of IS NOT NULL AND (substr(s.region, 4) = p.city_of
        OR s.province_key = regexp_replace(lower(p.city_of), '[^a-z]', '', 'g'))))
  LEFT JOIN regions by_code ON by_code.map = 'us-counties' AND p.country_key = 'us' AND p.county_key <> ''
    AND by_code.region = p.county_code
  LEFT JOIN regions by_name ON by_name.map = 'us-counties' AND p.country_key = 'us' AND by_code.region IS NULL
    AND by_name.province_key = p.province_key AND by_name.county_key = p.county_key AND p.county_key <> ''
  LEFT JOIN nowhere n ON n.country = p.country_key AND n.filed = p.province_key
),
ruled AS (
  SELECT
    *,
    country_key IN ('us', 'canada', 'china', 'australia') AS has_states,
    CASE
      WHEN country_region IS NULL THEN 'country not in the lookup table'
      WHEN alias_rule IS NOT NULL THEN alias_rule
      WHEN is_borough THEN 'borough of New York City'
      WHEN city_of IS NOT NULL AND state_region IS NOT NULL AND NOT province_renamed THEN 'city counted in its state'
      WHEN province_renamed THEN 'older name of a state'
      WHEN is_unassigned THEN 'unassigned: in its state, in no county'
      WHEN is_nowhere THEN 'in its country, in no state'
      WHEN country_key IN ('us', 'canada', 'china', 'australia') AND province_key NOT IN ('', country_key)
        AND state_region IS NULL THEN 'state not in the lookup table: in its country only'
      WHEN county_key <> '' AND county_region IS NULL AND country_key = 'us'
      THEN 'county not in the lookup table: in its state only'
    END AS rule
  FROM known
),
named AS (
  SELECT
    *,
    list_filter([county_region, state_region, country_region], x -> x IS NOT NULL) AS regions,
    coalesce(rule NOT LIKE '%not in the lookup table%', true) AS matched,
    alias_rule IS NOT NULL OR province_renamed AS is_alias,
    country_key = 'ireland' AND alias_rule IS NOT NULL AS yields,
    concat_ws(', ', nullif(trim(county), ''), nullif(trim(province), ''), trim(country)) AS place,
    -- Rows of one day with the same identity name the same place.
    CASE
      WHEN is_unassigned OR country_region IS NULL OR is_borough THEN name
      ELSE hash(country_key, province_key, coalesce(county_region, county_key), CASE WHEN city_of IS NOT NULL THEN province END)
    END AS identity
  FROM ruled
),
rows AS (
  SELECT
    r.file, r.date, r.line, r.confirmed, r.deaths, r.recovered,
    p.place, p.matched, p.regions, p.rule, p.country_region, p.is_borough, p.is_alias, p.yields, p.is_unassigned, p.identity
  FROM reports r
  JOIN named p ON p.name = hash(r.country, r.province, r.county, r.fips)
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
