/** Ways to send events, each with what to paste. */
export const WAYS = ['page', 'browser', 'node', 'java', 'rudder', 'curl', 'pixel'] as const;
export type Way = (typeof WAYS)[number];

export const WAY_NAMES: Readonly<Record<Way, string>> = {
  page: 'HTML',
  browser: 'analytics.js',
  node: 'Node.js',
  java: 'Java',
  rudder: 'RudderStack',
  curl: 'curl',
  pixel: 'Pixel',
};

/** What a snippet is filled in with. */
export interface Filling {
  readonly server: string;
  readonly key: string;
  /** The brand's: what is tried out must not bring money of another one. */
  readonly currency: string;
}

/** What to paste, with the source's own key and this server's address. */
export function snippet(way: Way, { server, key, currency }: Filling): string {
  return SNIPPETS[way].replaceAll('{server}', server).replaceAll('{key}', key).replaceAll('{currency}', currency);
}

/** Each sends something harmless: an order would be money that counts. */
const SNIPPETS: Readonly<Record<Way, string>> = {
  page: `<script>
(function (server, key) {
  var analytics = (window.analytics = window.analytics || []);
  'page track identify group alias screen reset ready on once off setAnonymousId'
    .split(' ')
    .forEach(function (method) {
      analytics[method] = function () {
        analytics.push([method].concat([].slice.call(arguments)));
        return analytics;
      };
    });
  analytics._writeKey = key;
  analytics._cdn = server;
  var script = document.createElement('script');
  script.async = true;
  script.src = server + '/analytics.js/v1/' + key + '/analytics.min.js';
  document.head.appendChild(script);
  analytics.page();
})('{server}', '{key}');
</script>

<script>
  analytics.track('Product Viewed', { product_id: 'sku-1', price: 129, currency: '{currency}' });
</script>`,
  browser: `// npm install @segment/analytics-next
import { AnalyticsBrowser } from '@segment/analytics-next';

const analytics = AnalyticsBrowser.load({
  writeKey: '{key}',
  cdnURL: '{server}',
});

analytics.page();
analytics.track('Product Viewed', { product_id: 'sku-1', price: 129, currency: '{currency}' });`,
  node: `// npm install @segment/analytics-node
import { Analytics } from '@segment/analytics-node';

const analytics = new Analytics({
  writeKey: '{key}',
  host: '{server}',
});

analytics.track({
  userId: 'u-1',
  event: 'Product Viewed',
  properties: { product_id: 'sku-1', price: 129, currency: '{currency}' },
});
await analytics.closeAndFlush();`,
  java: `// com.segment.analytics.java:analytics
Analytics analytics = Analytics.builder("{key}")
        .endpoint("{server}")
        .build();

analytics.enqueue(TrackMessage.builder("Product Viewed")
        .userId("u-1")
        .properties(Map.of("product_id", "sku-1", "price", 129, "currency", "{currency}")));
analytics.flush();`,
  rudder: `// npm install @rudderstack/rudder-sdk-node
import RudderAnalytics from '@rudderstack/rudder-sdk-node';

const client = new RudderAnalytics('{key}', {
  dataPlaneUrl: '{server}',
});

client.track({
  userId: 'u-1',
  event: 'Product Viewed',
  properties: { product_id: 'sku-1', price: 129, currency: '{currency}' },
});`,
  curl: `curl -u '{key}:' {server}/v1/track \\
  -H 'content-type: application/json' \\
  -d '{"userId": "u-1", "event": "Product Viewed", "properties": {"product_id": "sku-1"}}'`,
  pixel: `<img alt="" width="1" height="1"
  src="{server}/v1/pixel/track?writeKey={key}&event=Product%20Viewed&anonymousId=reader-1">`,
};
