import { ConfigProvider, type ThemeConfig } from 'antd';
import type { ReactNode } from 'react';
import { palette } from '@/shared/charts/palette';

const theme: ThemeConfig = {
  token: {
    colorPrimary: palette.primary,
    colorInfo: palette.primary,
    colorInfoBg: '#eef6f8',
    colorInfoBorder: '#c2dfe5',
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

/** Ant Design in the console's colours and type. It is loaded with the page, not with the shell. */
export function Themed({ children }: { children: ReactNode }) {
  return (
    <ConfigProvider theme={theme} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  );
}
