import type { ClauseTrend, Trends } from '../../model/trends.ts';
import { trendSentence } from '../../model/trends.ts';
import { count } from '../text.ts';
import { type Html, html } from './markup.ts';

interface Bar {
  readonly kind: 'fail' | 'unknown' | 'pass' | 'not-applicable';
  readonly size: number;
}

const barWidth = 5;

/** A clause, run by run: higher is worse; the sentence beside it says the same in words. */
export function clauseTrend(trend: ClauseTrend): Html {
  const words = trendSentence(trend);
  const moves = { worse: '▲ worse', better: '▼ better', lost: '? no longer told', same: '' } as const;
  const move = moves[trend.movement];
  const bars = trend.points.map(({ verdict, fail }): Bar => ({ kind: verdict, size: fail }));
  return html`<div class="trend">${chart(bars, 18, words)}<span>${move !== '' && html`<b class="move ${trend.movement}">${move}</b> `}${words}</span></div>`;
}

/** How many clauses failed, run by run. */
export function failingClauses({ failing }: Trends): Html {
  const [first, last] = [failing[0], failing.at(-1)];
  if (first === undefined || last === undefined || failing.length < 2) return html``;
  const words = `${count(first.clauses, 'clause')} failed on ${first.at.slice(0, 10)}, ${last.clauses} now`;
  const bars = failing.map(({ clauses }): Bar => ({ kind: clauses > 0 ? 'fail' : 'pass', size: clauses }));
  return html`<div class="trend big">${chart(bars, 44, words)}<span>${words}</span></div>`;
}

/** Bars from the oldest to the newest; those of one kind are one path, so that a page of a hundred charts stays small. */
function chart(bars: readonly Bar[], height: number, words: string): Html {
  const most = Math.max(1, ...bars.map(({ size }) => size));
  const width = Math.max(bars.length, 8) * (barWidth + 1);
  const left = width - bars.length * (barWidth + 1);
  const kinds = ['fail', 'unknown', 'pass', 'not-applicable'] as const;
  const paths = kinds.map((kind) => {
    const drawn = bars.map((bar, index) => {
      if (bar.kind !== kind) return '';
      const tall = kind === 'fail' ? Math.max(4, Math.round((bar.size / most) * height)) : 2;
      return `M${left + index * (barWidth + 1)} ${height}v-${tall}h${barWidth}v${tall}z`;
    });
    const path = drawn.join('');
    return path !== '' && html`<path class="${kind}" d="${path}"/>`;
  });
  return html`<svg role="img" aria-label="${words}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${paths}</svg>`;
}
