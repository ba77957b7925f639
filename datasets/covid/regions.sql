-- Every place of the lookup table that is a region of a map: its id, name, parent and population.
-- The columns country_key, province_key and county_key are how clean.sql finds a row's regions.
WITH
state_codes(country, code, province) AS (
  VALUES
    ('US', 'US-AL', 'Alabama'), ('US', 'US-AK', 'Alaska'), ('US', 'US-AZ', 'Arizona'), ('US', 'US-AR', 'Arkansas'),
    ('US', 'US-CA', 'California'), ('US', 'US-CO', 'Colorado'), ('US', 'US-CT', 'Connecticut'),
    ('US', 'US-DE', 'Delaware'), ('US', 'US-DC', 'District of Columbia'), ('US', 'US-FL', 'Florida'),
    ('US', 'US-GA', 'Georgia'), ('US', 'US-HI', 'Hawaii'), ('US', 'US-ID', 'Idaho'), ('US', 'US-IL', 'Illinois'),
    ('US', 'US-IN', 'Indiana'), ('US', 'US-IA', 'Iowa'), ('US', 'US-KS', 'Kansas'), ('US', 'US-KY', 'Kentucky'),
    ('US', 'US-LA', 'Louisiana'), ('US', 'US-ME', 'Maine'), ('US', 'US-MD', 'Maryland'),
    ('US', 'US-MA', 'Massachusetts'), ('US', 'US-MI', 'Michigan'), ('US', 'US-MN', 'Minnesota'),
    ('US', 'US-MS', 'Mississippi'), ('US', 'US-MO', 'Missouri'), ('US', 'US-MT', 'Montana'),
    ('US', 'US-NE', 'Nebraska'), ('US', 'US-NV', 'Nevada'), ('US', 'US-NH', 'New Hampshire'),
    ('US', 'US-NJ', 'New Jersey'), ('US', 'US-NM', 'New Mexico'), ('US', 'US-NY', 'New York'),
    ('US', 'US-NC', 'North Carolina'), ('US', 'US-ND', 'North Dakota'), ('US', 'US-OH', 'Ohio'),
    ('US', 'US-OK', 'Oklahoma'), ('US', 'US-OR', 'Oregon'), ('US', 'US-PA', 'Pennsylvania'),
    ('US', 'US-RI', 'Rhode Island'), ('US', 'US-SC', 'South Carolina'), ('US', 'US-SD', 'South Dakota'),
    ('US', 'US-TN', 'Tennessee'), ('US', 'US-TX', 'Texas'), ('US', 'US-UT', 'Utah'), ('US', 'US-VT', 'Vermont'),
    ('US', 'US-VA', 'Virginia'), ('US', 'US-WA', 'Washington'), ('US', 'US-WV', 'West Virginia'),
    ('US', 'US-WI', 'Wisconsin'), ('US', 'US-WY', 'Wyoming'), ('US', 'US-AS', 'American Samoa'),
    ('US', 'US-GU', 'Guam'), ('US', 'US-MP', 'Northern Mariana Islands'), ('US', 'US-PR', 'Puerto Rico'),
    ('US', 'US-VI', 'Virgin Islands'),
    ('Canada', 'CA-AB', 'Alberta'), ('Canada', 'CA-BC', 'British Columbia'), ('Canada', 'CA-MB', 'Manitoba'),
    ('Canada', 'CA-NB', 'New Brunswick'), ('Canada', 'CA-NL', 'Newfoundland and Labrador'),
    ('Canada', 'CA-NT', 'Northwest Territories'), ('Canada', 'CA-NS', 'Nova Scotia'), ('Canada', 'CA-NU', 'Nunavut'),
    ('Canada', 'CA-ON', 'Ontario'), ('Canada', 'CA-PE', 'Prince Edward Island'), ('Canada', 'CA-QC', 'Quebec'),
    ('Canada', 'CA-SK', 'Saskatchewan'), ('Canada', 'CA-YT', 'Yukon'),
    ('China', 'CN-AH', 'Anhui'), ('China', 'CN-BJ', 'Beijing'), ('China', 'CN-CQ', 'Chongqing'),
    ('China', 'CN-FJ', 'Fujian'), ('China', 'CN-GS', 'Gansu'), ('China', 'CN-GD', 'Guangdong'),
    ('China', 'CN-GX', 'Guangxi'), ('China', 'CN-GZ', 'Guizhou'), ('China', 'CN-HI', 'Hainan'),
    ('China', 'CN-HE', 'Hebei'), ('China', 'CN-HL', 'Heilongjiang'), ('China', 'CN-HA', 'Henan'),
    ('China', 'CN-HK', 'Hong Kong SAR'), ('China', 'CN-HK', 'Hong Kong'), ('China', 'CN-HB', 'Hubei'),
    ('China', 'CN-HN', 'Hunan'), ('China', 'CN-NM', 'Inner Mongolia'), ('China', 'CN-JS', 'Jiangsu'),
    ('China', 'CN-JX', 'Jiangxi'), ('China', 'CN-JL', 'Jilin'), ('China', 'CN-LN', 'Liaoning'),
    ('China', 'CN-MO', 'Macau SAR'), ('China', 'CN-MO', 'Macau'), ('China', 'CN-NX', 'Ningxia'),
    ('China', 'CN-QH', 'Qinghai'), ('China', 'CN-SN', 'Shaanxi'), ('China', 'CN-SD', 'Shandong'),
    ('China', 'CN-SH', 'Shanghai'), ('China', 'CN-SX', 'Shanxi'), ('China', 'CN-SC', 'Sichuan'),
    ('China', 'CN-TJ', 'Tianjin'), ('China', 'CN-XZ', 'Tibet'), ('China', 'CN-XJ', 'Xinjiang'),
    ('China', 'CN-YN', 'Yunnan'), ('China', 'CN-ZJ', 'Zhejiang'),
    ('Australia', 'AU-ACT', 'Australian Capital Territory'), ('Australia', 'AU-NSW', 'New South Wales'),
    ('Australia', 'AU-NT', 'Northern Territory'), ('Australia', 'AU-QLD', 'Queensland'),
    ('Australia', 'AU-SA', 'South Australia'), ('Australia', 'AU-TAS', 'Tasmania'),
    ('Australia', 'AU-VIC', 'Victoria'), ('Australia', 'AU-WA', 'Western Australia')
),
state_maps(country, map, parent) AS (
  VALUES
    ('US', 'us-states', 'USA'), ('Canada', 'ca-provinces', 'CAN'),
    ('China', 'cn-provinces', 'CHN'), ('Australia', 'au-states', 'AUS')
),
-- Copies of the table lose an apostrophe or an asterisk here and there: names meet by their letters and digits.
named AS (
  SELECT
    *,
    regexp_replace(lower(strip_accents(country)), '[^a-z0-9]', '', 'g') AS country_key,
    regexp_replace(lower(strip_accents(province)), '[^a-z0-9]', '', 'g') AS province_key,
    regexp_replace(lower(strip_accents(county)), '[^a-z0-9]', '', 'g') AS county_key,
    trim(regexp_replace(lower(strip_accents(coalesce(nullif(county, ''), country))), '[^a-z0-9]+', '-', 'g'), '-') AS slug
  FROM (
    SELECT
      coalesce(trim(iso3), '') AS iso3,
      CASE WHEN fips IS NULL OR trim(fips) = '' THEN '' ELSE lpad(regexp_replace(trim(fips), '\.0$', ''), 5, '0') END AS fips,
      coalesce(trim(county), '') AS county,
      coalesce(trim(province), '') AS province,
      trim(country, ' *') AS country,
      population
    FROM places
  )
),
codes AS (
  SELECT DISTINCT code, lower(country) AS country_key,
    regexp_replace(lower(strip_accents(province)), '[^a-z0-9]', '', 'g') AS province_key
  FROM state_codes
),
-- Null unless all five are there: a population of some of them is not the city's.
boroughs AS (
  SELECT CASE WHEN count(population) = 5 THEN sum(population) END AS population
  FROM named WHERE fips IN ('36005', '36047', '36061', '36081', '36085') AND county <> ''
),
countries AS (
  SELECT
    'world' AS map,
    CASE WHEN iso3 <> '' THEN iso3 ELSE 'ship:' || slug END AS region,
    CASE country_key
      WHEN 'us' THEN 'United States'
      WHEN 'koreasouth' THEN 'South Korea'
      WHEN 'burma' THEN 'Myanmar'
      WHEN 'cotedivoire' THEN 'Côte d’Ivoire'
      WHEN 'congobrazzaville' THEN 'Congo'
      WHEN 'congokinshasa' THEN 'DR Congo'
      WHEN 'holysee' THEN 'Vatican City'
      ELSE country
    END AS name,
    NULL AS parent,
    population, country_key, '' AS province_key, '' AS county_key
  FROM named
  WHERE province = '' AND county = '' AND country <> ''
),
states AS (
  SELECT m.map, c.code AS region, n.province AS name, m.parent, n.population, n.country_key, n.province_key, '' AS county_key
  FROM named n
  JOIN codes c USING (country_key, province_key)
  JOIN state_maps m ON lower(m.country) = n.country_key
  WHERE n.county = ''
  -- A table may have both spellings of a place.
  QUALIFY row_number() OVER (PARTITION BY c.code ORDER BY n.population DESC NULLS LAST, n.province) = 1
),
counties AS (
  SELECT
    'us-counties' AS map,
    CASE WHEN n.fips <> '' THEN n.fips ELSE c.code || ':' || n.slug END AS region,
    CASE WHEN n.fips = '36061' THEN 'New York City' ELSE n.county END AS name,
    c.code AS parent,
    -- Reports count New York City's five boroughs under 36061. Some tables give their population there, others Manhattan's.
    CASE WHEN n.fips = '36061' AND n.county_key <> 'newyorkcity' THEN boroughs.population ELSE n.population END AS population,
    n.country_key, n.province_key, n.county_key
  FROM named n
  JOIN codes c USING (country_key, province_key)
  CROSS JOIN boroughs
  WHERE n.country_key = 'us' AND n.county <> ''
    AND NOT regexp_matches(n.county, '^(Out of .*|Unassigned)$')
    AND n.fips NOT IN ('36005', '36047', '36081', '36085')
)
SELECT * FROM countries
UNION ALL SELECT * FROM states
UNION ALL SELECT * FROM counties
