/** Both maps of the United States come from one atlas. */
export const US_CREDIT =
  'U.S. Census Bureau, cartographic boundary files 2017 (public domain), via us-atlas by Michael Bostock (ISC); simplified';
