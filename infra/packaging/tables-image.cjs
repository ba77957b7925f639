/** The transform's image, from the param `image`, with the handler that answers rows of tables. */
module.exports = async ({ resolveVariable }) => {
  const image = await resolveVariable('param:image');
  const source = image.includes('/') ? { uri: image } : { name: image };
  return { image: { ...source, command: ['tables.handler'] } };
};
