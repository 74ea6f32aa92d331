import type { ThemeConfig } from 'antd';
import { palette } from '@/shared/charts/palette';

/** Ant Design in the console's colours and type. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: palette.primary,
    colorText: palette.ink,
    colorTextSecondary: palette.soft,
    colorBorderSecondary: palette.line,
    colorError: palette.down,
    borderRadius: 8,
    fontFamily: 'inherit',
    fontSize: 14,
  },
  components: {
    Segmented: { trackBg: '#e9eef2', itemSelectedColor: palette.deep },
  },
};
