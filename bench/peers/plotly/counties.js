/* global Plotly, PlotlyGeoAssets */
const { shapes, ids, days, range, longitudes, latitudes, width, height } = await (await fetch('counties.json')).json();
const map = document.getElementById('map');
const [first] = days;

const trace = {
  type: 'choropleth',
  locationmode: 'geojson-id',
  geojson: shapes,
  locations: ids,
  z: first.values,
  zmin: range[0],
  zmax: range[1],
  colorscale: 'Blues',
  reversescale: true,
  showscale: false,
  marker: { line: { width: 0.4, color: '#ffffff' } },
};
const layout = {
  width,
  height,
  margin: { l: 0, r: 0, t: 0, b: 0 },
  geo: {
    visible: false,
    projection: { type: 'equirectangular' },
    lonaxis: { range: longitudes },
    lataxis: { range: latitudes },
  },
};

// Otherwise Plotly downloads a world outline, which is not drawn.
PlotlyGeoAssets.topojson.world_110m = { type: 'Topology', objects: {}, arcs: [] };
await Plotly.newPlot(map, [trace], layout, { displayModeBar: false });
map.dataset.date = first.date;

document.getElementById('play').addEventListener('click', () => {
  let day = 0;
  const step = async () => {
    day = (day + 1) % days.length;
    await Plotly.restyle(map, { z: [days[day].values] }, [0]);
    map.dataset.date = days[day].date;
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
});
