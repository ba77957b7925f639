import type { Ranked } from '../../functions/measures/rank.ts';
import { colorOf } from '../color/paint.ts';
import type { Palette } from '../color/palette.ts';
import type { Place } from '../data/place.ts';
import type { RankingChart } from '../ranking/ranking-chart.ts';
import { renderRankingList } from '../ranking/ranking-list.ts';
import { countWords } from '../text/number-words.ts';
import { find } from '../shell/find.ts';
import type { MapPicture } from './map-picture.ts';

export interface RankingContent {
  readonly title: string;
  readonly ranked: readonly Ranked<Place>[];
  readonly scale: MapPicture['scale'];
  /** What to say where nobody has any. */
  readonly none: string;
}

export interface RankingPanel {
  readonly render: (content: RankingContent, palette: Palette) => void;
}

/** The ten largest as bars and as a list. The chart is a part of the page that arrives after the map. */
export function rankingPanel(): RankingPanel {
  const canvas = find('ranking-chart', HTMLCanvasElement);
  const box = find('ranking-bars', HTMLElement);
  const list = find('ranking-list', HTMLOListElement);
  const none = find('ranking-none', HTMLElement);
  let chart: RankingChart | null = null;
  let shown: { content: RankingContent; palette: Palette } | null = null;

  const draw = () => {
    if (chart === null || shown === null) return;
    const { ranked, scale } = shown.content;
    if (scale.domain === null || ranked.length === 0) return;
    const { palette } = shown;
    const bars = ranked.map(({ value, item }) => ({
      name: item.name,
      value,
      label: countWords(value),
      color: colorOf(scale.paintOf(value), palette),
    }));
    chart.draw(bars, { kind: scale.kind, domain: scale.domain });
  };
  const render: RankingPanel['render'] = (content, palette) => {
    shown = { content, palette };
    find('ranking-title', HTMLHeadingElement).textContent = content.title;
    renderRankingList(list, content.ranked);
    box.hidden = content.ranked.length === 0;
    none.hidden = content.ranked.length > 0;
    none.textContent = content.none;
    draw();
  };
  import('../ranking/ranking-chart.ts')
    .then(({ rankingChart }) => {
      chart = rankingChart(canvas);
      draw();
    })
    .catch(() => list.classList.remove('visually-hidden'));
  return { render };
}
