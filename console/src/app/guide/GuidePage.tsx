import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import costsGuide from '@docs/guides/costs.md?raw';

/** Pages of the documentation that lie beside this one are not in the console: their names are left as text. */
const COMPONENTS: Components = {
  a: ({ href = '', children }) => (href.startsWith('https://') ? <a href={href}>{children}</a> : <>{children}</>),
  table: ({ children }) => (
    <div className="tb-guide-table">
      <table>{children}</table>
    </div>
  ),
};

/** The guide on costs as it stands in the documentation, for whoever has the console alone. */
export default function GuidePage() {
  return (
    <article className="tb-guide" lang="en" data-testid="guide">
      <Markdown remarkPlugins={[remarkGfm]} components={COMPONENTS}>
        {costsGuide}
      </Markdown>
    </article>
  );
}
