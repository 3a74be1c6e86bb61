/** The values of tokens.css that antd needs to compute its own from. */
export const PALETTE = {
  light: {
    brand: '#0f5c6e',
    brandSoft: '#e3f0f2',
    brandStrong: '#0a4655',
    onBrand: '#ffffff',
    page: '#f4f6f7',
    surface: '#ffffff',
    line: '#dde4e7',
    text: '#14232b',
    textSoft: '#4d5f69',
    good: '#1b7045',
    bad: '#b3311c',
    warn: '#8a5a00',
  },
  dark: {
    brand: '#5bb8c9',
    brandSoft: '#143640',
    brandStrong: '#86d0dd',
    onBrand: '#06222a',
    page: '#0e161a',
    surface: '#162127',
    line: '#2b3a42',
    text: '#e8eef0',
    textSoft: '#a3b3bb',
    good: '#6fcf97',
    bad: '#ff9580',
    warn: '#efc15f',
  },
} as const;

export const FONT =
  "-apple-system, 'Segoe UI', 'Helvetica Neue', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";
