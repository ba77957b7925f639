/** Where the API begins on its host. Another version of it would begin elsewhere. */
export const BASE_PATH = '/api/v1';
