import { BarChart, LineChart, SankeyChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

register([BarChart, LineChart, SankeyChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

/** The only file that touches ECharts: draws an option, follows its box and cleans up. */
export default function EChart({ option }: { option: EChartsCoreOption }) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof init>>(null);

  useEffect(() => {
    if (!box.current) {
      return undefined;
    }
    const drawn = init(box.current, null, { renderer: 'svg' });
    chart.current = drawn;
    // A box that is hidden for a moment has no width; what is drawn in it stays as it is.
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) drawn.resize();
    });
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, []);

  useEffect(() => {
    // Without animation: a number is there at once, and a picture of the page never catches half a bar.
    chart.current?.setOption({ animation: false, ...option }, { notMerge: true });
  }, [option]);

  return <div ref={box} className="tb-chart-box" />;
}
