import { useText } from '@/shared/i18n/language';
import type { Brand } from '@/shared/scope/brand';
import { appText } from '@/app/text';

/** Says which ladders are left out, as their files are at fault, and what is wrong with them. */
export function LadderFaults({ brand }: { brand: Brand }) {
  const words = useText(appText);
  const faults = brand.ladder_faults ?? [];
  return faults.length > 0 ? (
    <details className="tb-not-seen" data-testid="ladder-faults">
      <summary>{words.ladderFaults(faults.length)}</summary>
      <ul>
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </details>
  ) : null;
}
