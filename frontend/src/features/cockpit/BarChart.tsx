import { BarChart as Bars } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTheme } from '@/lib/theme';

register([Bars, GridComponent, CanvasRenderer]);

const ROOMY_PX = 480;

interface Bar {
  label: string;
  /** What is written over the bar, exact. */
  text: string;
  /** Only for drawing: a picture needs no cents. */
  height: number;
}

/** A picture of what a table beside it says; screen readers are given the table. */
export function BarChart({ bars }: { bars: readonly Bar[] }) {
  const box = useRef<HTMLDivElement>(null);
  const { isDark } = useTheme();

  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string): string => style.getPropertyValue(name).trim();
    const chart = init(element, null, { renderer: 'canvas' });
    chart.setOption({
      animation: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
      animationDuration: 400,
      grid: { left: 8, right: 8, top: 32, bottom: 28 },
      xAxis: {
        type: 'category',
        data: bars.map(({ label }) => label),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: colour('--t-line') } },
        axisLabel: { color: colour('--t-text-soft'), interval: 0, fontSize: 12 },
      },
      yAxis: { type: 'value', show: false },
      series: [
        {
          type: 'bar',
          barMaxWidth: 72,
          itemStyle: { borderRadius: [6, 6, 0, 0] },
          label: {
            show: true,
            position: 'top',
            color: colour('--t-text'),
            fontSize: 12,
            formatter: ({ dataIndex }: { dataIndex: number }) => bars[dataIndex]?.text ?? '',
          },
          data: bars.map(({ height }, place) => ({
            value: height,
            itemStyle: {
              color: colour(place === 0 ? '--t-brand' : '--t-bad'),
            },
          })),
        },
      ],
    });
    const observer = new ResizeObserver(() => {
      chart.resize();
      // The table below has the amounts where there is no room for them over the bars.
      const isRoomy = element.clientWidth > ROOMY_PX;
      chart.setOption({ series: [{ label: { show: isRoomy } }] });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [bars, isDark]);

  return <div ref={box} className="bar-chart" aria-hidden="true" />;
}
