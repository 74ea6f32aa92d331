import costsGuide from '@docs/guides/costs.md?raw';

/** The guide on costs as it stands in the documentation, for whoever has the console alone. */
export default function GuidePage() {
  return (
    <article className="tb-guide" lang="en" data-testid="guide">
      <pre>{costsGuide}</pre>
    </article>
  );
}
