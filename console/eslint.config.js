import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const forbid = (...group) => ({ 'no-restricted-imports': ['error', { patterns: [{ group }] }] });
const outsideCharts = ['echarts', 'echarts/**'];

export default tseslint.config(
  { ignores: ['dist'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  jsxA11y.flatConfigs.recommended,
  reactHooks.configs.flat.recommended,
  {
    rules: {
      'max-lines': ['error', { max: 200 }],
      'max-params': ['error', { max: 4 }],
      'no-warning-comments': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
    },
  },
  { files: ['src/shared/**'], rules: forbid('@/features/**', '@/app/**', '@dev/**', '../**', ...outsideCharts) },
  {
    files: ['src/shared/charts/{EChart.tsx,option.ts}'],
    rules: forbid('@/features/**', '@/app/**', '@dev/**', '../**'),
  },
  { files: ['src/features/**'], rules: forbid('@/features/**', '@/app/**', '@dev/**', '../**', ...outsideCharts) },
  { files: ['src/app/**'], rules: forbid('@dev/**', '../**', ...outsideCharts) },
  { files: ['**/*.test.{ts,tsx}'], rules: { 'no-restricted-imports': 'off' } },
);
