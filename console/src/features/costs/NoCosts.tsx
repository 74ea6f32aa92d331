import { Button } from 'antd';
import { Link } from 'react-router';
import { useText } from '@/shared/i18n/language';
import type { Brand } from '@/shared/scope/brand';
import { Command } from '@/shared/ui/Command';
import { costText } from './text';

const ROW = '{"day":"2026-11-02","touchpoint":"search_ad.baidu.brandword","amount":1204.50}';

/** What to do before anything is known of what ads cost. */
export function NoCosts({ brand, again, onRetry }: { brand: Brand; again: string; onRetry: () => void }) {
  const words = useText(costText);
  const { origin } = window.location;
  return (
    <section className="tb-start" data-testid="no-costs">
      <img src="/tidebank.svg" alt="" width={56} height={56} />
      <h1>{words.emptyTitle}</h1>
      <p>{words.emptyDetail}</p>
      <h2>{words.emptyFile}</h2>
      <Command line={`./tidebank import spend.csv --preview --brand ${brand.name}`} />
      <Command line={`./tidebank import spend.csv --preset ad-spend --brand ${brand.name}`} />
      <h2>{words.emptyRest}</h2>
      <Command
        line={`curl -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"source":"baidu-ads","rows":[${ROW}]}' ${origin}/api/v1/brands/${encodeURIComponent(brand.name)}/costs`}
      />
      <p>
        <Link to="/guides/costs">{words.guide}</Link>
      </p>
      <Button type="primary" onClick={onRetry}>
        {again}
      </Button>
    </section>
  );
}
