import { GraphWidget, type IMetric, type IWidget, LegendPosition } from 'aws-cdk-lib/aws-cloudwatch';

/** CloudWatch's columns. */
export const FULL = 24;
export const HEIGHT = 6;
/** Graphs beside each other; of a row that is not full, the place stays empty. */
const IN_A_ROW = 3;

export const graph = (title: string, left: IMetric[]): GraphWidget =>
  new GraphWidget({
    title,
    left,
    width: FULL / IN_A_ROW,
    height: HEIGHT,
    legendPosition: LegendPosition.BOTTOM,
    liveData: true,
    leftYAxis: { min: 0, showUnits: false },
  });

/** The widgets in their order, row by row. CDK puts what does not fit below the row, but begins no new one by itself. */
export function rows(widgets: readonly IWidget[]): IWidget[][] {
  const full: IWidget[][] = [];
  let width = FULL;
  for (const widget of widgets) {
    if (width + widget.width > FULL) {
      full.push([]);
      width = 0;
    }
    full.at(-1)?.push(widget);
    width += widget.width;
  }
  return full;
}
