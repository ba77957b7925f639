/** A country whose one row gave way to rows by province on a day of 2020. */
export interface SplitCountry {
  readonly country: string;
  /** The first file with provinces. */
  readonly from: string;
  readonly provinces: readonly string[];
}

/** Countries that are split, on the days on which they really were, by names in their English or plain spelling. */
export const SPLIT_COUNTRIES: readonly SplitCountry[] = [
  split(
    'Germany',
    '2020-05-14',
    `Baden-Wurttemberg|Bayern|Berlin|Brandenburg|Bremen|Hamburg|Hessen|Mecklenburg-Vorpommern|Niedersachsen|Nordrhein-Westfalen
     Rheinland-Pfalz|Saarland|Sachsen|Sachsen-Anhalt|Schleswig-Holstein|Thuringen`,
  ),
  split(
    'Italy',
    '2020-05-14',
    `Abruzzo|Basilicata|P.A. Bolzano|Calabria|Campania|Emilia-Romagna|Friuli Venezia Giulia|Lazio|Liguria|Lombardia|Marche|Molise
     Piemonte|Puglia|Sardegna|Sicilia|Toscana|P.A. Trento|Umbria|Valle d'Aosta|Veneto`,
  ),
  split(
    'Spain',
    '2020-05-14',
    `Andalusia|Aragon|Asturias|Baleares|Canarias|Cantabria|Castilla - La Mancha|Castilla y Leon|Catalonia|Ceuta|C. Valenciana
     Extremadura|Galicia|La Rioja|Madrid|Melilla|Murcia|Navarra|Pais Vasco`,
  ),
  split('United Kingdom', '2020-05-14', 'England|Northern Ireland|Scotland|Wales'),
  split(
    'Brazil',
    '2020-05-20',
    `Acre|Alagoas|Amapa|Amazonas|Bahia|Ceara|Distrito Federal|Espirito Santo|Goias|Maranhao|Mato Grosso|Mato Grosso do Sul
     Minas Gerais|Para|Paraiba|Parana|Pernambuco|Piaui|Rio de Janeiro|Rio Grande do Norte|Rio Grande do Sul|Rondonia|Roraima
     Santa Catarina|Sao Paulo|Sergipe|Tocantins`,
  ),
  split(
    'Chile',
    '2020-05-20',
    `Antofagasta|Araucania|Arica y Parinacota|Atacama|Aysen|Biobio|Coquimbo|Los Lagos|Los Rios|Magallanes|Maule|Metropolitana
     Nuble|OHiggins|Tarapaca|Valparaiso`,
  ),
  split(
    'Mexico',
    '2020-05-20',
    `Aguascalientes|Baja California|Baja California Sur|Campeche|Chiapas|Chihuahua|Ciudad de Mexico|Coahuila|Colima|Durango
     Guanajuato|Guerrero|Hidalgo|Jalisco|Mexico|Michoacan|Morelos|Nayarit|Nuevo Leon|Oaxaca|Puebla|Queretaro|Quintana Roo
     San Luis Potosi|Sinaloa|Sonora|Tabasco|Tamaulipas|Tlaxcala|Veracruz|Yucatan|Zacatecas`,
  ),
  split(
    'Colombia',
    '2020-05-28',
    `Amazonas|Antioquia|Arauca|Atlantico|Bolivar|Boyaca|Caldas|Capital District|Caqueta|Casanare|Cauca|Cesar|Choco|Cordoba
     Cundinamarca|Guainia|Guaviare|Huila|La Guajira|Magdalena|Meta|Narino|Norte de Santander|Putumayo|Quindio|Risaralda
     San Andres y Providencia|Santander|Sucre|Tolima|Valle del Cauca|Vaupes|Vichada`,
  ),
  split(
    'Japan',
    '2020-05-28',
    `Aichi|Akita|Aomori|Chiba|Ehime|Fukui|Fukuoka|Fukushima|Gifu|Gunma|Hiroshima|Hokkaido|Hyogo|Ibaraki|Ishikawa|Iwate|Kagawa
     Kagoshima|Kanagawa|Kochi|Kumamoto|Kyoto|Mie|Miyagi|Miyazaki|Nagano|Nagasaki|Nara|Niigata|Oita|Okayama|Okinawa|Osaka|Saga
     Saitama|Shiga|Shimane|Shizuoka|Tochigi|Tokushima|Tokyo|Tottori|Toyama|Wakayama|Yamagata|Yamaguchi|Yamanashi`,
  ),
  split(
    'Peru',
    '2020-05-28',
    `Amazonas|Ancash|Apurimac|Arequipa|Ayacucho|Cajamarca|Callao|Cusco|Huancavelica|Huanuco|Ica|Junin|La Libertad|Lambayeque
     Lima|Loreto|Madre de Dios|Moquegua|Pasco|Piura|Puno|San Martin|Tacna|Tumbes|Ucayali`,
  ),
  split(
    'India',
    '2020-06-10',
    `Andaman and Nicobar Islands|Andhra Pradesh|Arunachal Pradesh|Assam|Bihar|Chandigarh|Chhattisgarh
     Dadra and Nagar Haveli and Daman and Diu|Delhi|Goa|Gujarat|Haryana|Himachal Pradesh|Jammu and Kashmir|Jharkhand|Karnataka
     Kerala|Ladakh|Madhya Pradesh|Maharashtra|Manipur|Meghalaya|Mizoram|Nagaland|Odisha|Puducherry|Punjab|Rajasthan|Sikkim
     Tamil Nadu|Telangana|Tripura|Uttar Pradesh|Uttarakhand|West Bengal`,
  ),
  split(
    'Sweden',
    '2020-06-10',
    `Blekinge|Dalarna|Gavleborg|Gotland|Halland|Jamtland Harjedalen|Jonkoping|Kalmar|Kronoberg|Norrbotten|Orebro|Ostergotland
     Skane|Sormland|Stockholm|Uppsala|Varmland|Vasterbotten|Vasternorrland|Vastmanland|Vastra Gotaland`,
  ),
];

function split(country: string, from: string, names: string): SplitCountry {
  return { country, from, provinces: names.split(/[|\n]/).map(name => name.trim()) };
}
